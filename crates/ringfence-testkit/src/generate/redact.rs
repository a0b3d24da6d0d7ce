//! Drafts that take words away.

use ringfence::journal::act::Redact;
use ringfence::journal::{Act, Draft};

use super::legal::Speaker;

impl Speaker<'_> {
    /// Of one entry or two; one time in four one that may be redacted already, and one time in
    /// eight the same twice.
    pub(super) fn redaction(&self) -> Draft {
        let last = self.model.next - 1;
        let of =
            |number: u8| (u64::from(number) * 7 + u64::from(self.choice.sum)) % last.max(1) + 1;
        let gone: Vec<u64> = self.model.redacted.iter().copied().collect();
        let first = match self.choice.sum % 4 {
            0 => self.one_of(&gone, self.choice.which),
            _ => None,
        };
        let first = first.unwrap_or_else(|| of(self.choice.which));
        let mut entries = vec![first];
        if self.choice.other.is_multiple_of(2) {
            entries.push(of(self.choice.other));
        }
        entries.retain(|entry| !self.names_somebody(*entry));
        entries.sort_unstable();
        if !self.choice.other.is_multiple_of(8) {
            entries.dedup();
        }
        let mut draft = Draft::of(Act::Redact(Redact { entries })).effective(self.day);
        draft.text.reason = Some("asked for under data protection law".into());
        draft
    }

    /// Whether a rule may read the name that an entry gives: the model knows no name that is gone.
    fn names_somebody(&self, entry: u64) -> bool {
        let draft = self.model.entries.get(&entry);
        let draft = draft.and_then(|it| it.draft.as_ref());
        let Some(draft) = draft else { return false };
        let by = draft.text.by.as_deref().unwrap_or_default();
        let is_read = matches!(draft.act, Act::RecordFact(_) | Act::Approve(_));
        is_read && !by.trim().is_empty()
    }
}
