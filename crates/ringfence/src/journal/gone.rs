//! Words that are not there any more, as a refusal names them.

use thiserror::Error;

use super::Detail;

/// An entry whose words are gone.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the words of entry {entry} were redacted by entry {by}: leave it out")]
pub struct WordsGone {
    /// The entry.
    pub entry: u64,
    /// The entry that redacted it.
    pub by: u64,
}

impl WordsGone {
    pub(super) fn details(&self) -> Vec<(&'static str, Detail)> {
        vec![
            ("entry", Detail::Number(self.entry)),
            ("by", Detail::Number(self.by)),
        ]
    }
}
