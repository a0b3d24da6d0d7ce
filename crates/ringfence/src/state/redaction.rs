//! Words that were taken away.

use super::Ledger;
use crate::journal::act::Redact;

impl Ledger {
    /// Remembers whose words are gone.
    pub(crate) fn settle_redaction(&mut self, it: &Redact, number: u64) {
        self.redacted
            .extend(it.entries.iter().map(|entry| (*entry, number)));
    }
}
