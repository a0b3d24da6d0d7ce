//! Taking words away: figures stay as they are.

use ringfence::journal::Draft;
use ringfence::journal::act::Redact;

use super::Model;
use super::date::Code;

impl Model {
    pub(crate) fn redact(&mut self, draft: &Draft, act: &Redact) -> Result<(), Code> {
        let is_there = |entry: &u64| (1..self.next).contains(entry);
        if !act.entries.iter().all(is_there) {
            return Err("unknown_entry");
        }
        if act.entries.iter().any(|it| self.redacted.contains(it)) {
            return Err("already_redacted");
        }
        self.redacted.extend(act.entries.iter().copied());
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    /// Whether an entry and a draft say the same: in figures alone, once its words are gone.
    pub(crate) fn says_the_same(&self, number: u64, before: &Draft, draft: &Draft) -> bool {
        let same_words = before.text == draft.text || self.redacted.contains(&number);
        same_words && (&before.act, before.effective) == (&draft.act, draft.effective)
    }
}

/// Nothing goes, or something twice or out of turn.
pub(super) fn is_out_of_order(act: &Redact) -> bool {
    act.entries.windows(2).any(|two| two[1] <= two[0])
}
