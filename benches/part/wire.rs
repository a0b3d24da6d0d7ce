//! The bytes of an entry, read and written without a ledger: what JSON and hashing cost alone.

use ringfence::journal::{Act, Entry, EntryHeader, Salt, Text};
use ringfence::noun::{Line, ProjectId, PromiseId};
use ringfence::word::{FinancialYear, Hash, Money};
use serde::{Deserialize, Serialize};

/// The pieces of an entry as they are read.
pub(crate) struct Pieces {
    pub(crate) header: EntryHeader,
    pub(crate) figures: Figures,
    pub(crate) text: Text,
}

/// The figures of an entry, written in the order of the journal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figures {
    event: String,
    act: Act,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    moves: Vec<Movement>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Movement {
    line: Line,
    year: FinancialYear,
    from: String,
    to: String,
    amount: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    project: Option<ProjectId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    promise: Option<PromiseId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hold: Option<PromiseId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    unfunded: bool,
}

/// Reads the three pieces of JSON of an entry.
pub(crate) fn read(entry: &Entry) -> Pieces {
    let text = entry.text.as_deref().expect("nothing is redacted");
    Pieces {
        header: serde_json::from_str(&entry.header).expect("a header"),
        figures: serde_json::from_str(&entry.figures).expect("figures"),
        text: serde_json::from_str(text).expect("words"),
    }
}

/// The hash of an entry over its bytes, as the journal chains it.
pub(crate) fn hash_of(previous: Hash, [header, figures, text]: [&str; 3], salt: Salt) -> Hash {
    let text = Hash::of(&[&salt.0, text.as_bytes()]);
    let size = |part: &str| (part.len() as u64).to_be_bytes();
    let whole = 32_u64.to_be_bytes();
    Hash::of(&[
        b"ringfence/entry/v1",
        &whole,
        &previous.0,
        &size(header),
        header.as_bytes(),
        &size(figures),
        figures.as_bytes(),
        &whole,
        &text.0,
    ])
}
