//! Taking words away.

use super::Case;
use crate::journal::act::Redact;
use crate::journal::{NoSuchEntry, Rejection, WordsGone};

impl Case<'_, '_> {
    /// Something goes, each once, and for a reason.
    pub(crate) fn look_at_redaction_alone(&mut self, it: &Redact) {
        if it.entries.is_empty() {
            self.missing("entries", "a redaction");
        }
        if !it.entries.is_sorted_by(|one, next| one < next) {
            self.refuse(Rejection::FieldsConflict {
                fields: "entries and their order",
                works: "each entry once, in the order of the journal",
            });
        }
        self.needs_words("reason", "a redaction");
    }

    /// The entries are there, of whatever year, and have their words still.
    pub(crate) fn look_at_what_is_redacted(&mut self, it: &Redact) {
        let head = self.ledger.head.entry;
        for entry in it.entries.iter().copied() {
            if entry == 0 || head < entry {
                let entry = entry.to_string();
                self.refuse(Rejection::UnknownEntry(NoSuchEntry { entry, head }));
            } else if let Some(by) = self.ledger.worded.redacted.get(&entry) {
                let by = *by;
                self.refuse(Rejection::AlreadyRedacted(WordsGone { entry, by }));
            }
        }
    }
}
