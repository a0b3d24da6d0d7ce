//! What stands against a checkpoint.

use ringfence::word::Hash;
use thiserror::Error;

/// What stands against a checkpoint, or against a journal that is compared with one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// A text that is no checkpoint.
    #[error("line {line} of the checkpoint: found {found}; expected {expected}")]
    Unreadable {
        /// The first line that is wrong, from 1.
        line: usize,
        /// What was found, cut short.
        found: String,
        /// What would work.
        expected: &'static str,
    },
    /// The journal is shorter than it was: its end is gone.
    #[error(
        "the journal was truncated: it has {} of {} entries that the checkpoint saw; \
         find the copy with the rest",
        grouped(*has), grouped(*size)
    )]
    Truncated {
        /// How many entries the checkpoint saw.
        size: u64,
        /// How many there are.
        has: u64,
    },
    /// The journal is long enough, but the entry is not in it.
    #[error("the journal has no entry {}, which the checkpoint saw", grouped(*entry))]
    Missing {
        /// The entry.
        entry: u64,
    },
    /// The journal is another one up to the checkpoint.
    #[error(
        "{}: the checkpoint saw {expected}, found {found}; find the copy that has the first, \
         or ask for the checkpoint of this book",
        where_rewritten(*entry)
    )]
    Rewritten {
        /// The last entry that the checkpoint saw; 0 for the header of the book.
        entry: u64,
        /// The hash that the checkpoint saw.
        expected: Hash,
        /// The hash that was found.
        found: Hash,
    },
    /// The key that is asked for has not signed it.
    #[error("the checkpoint is not signed by {key}: it has {signed}; ask its keeper for that one")]
    NotSigned {
        /// The key, by name and id.
        key: String,
        /// Who did sign, or that nobody did.
        signed: String,
    },
    /// A signature that is not of these three lines.
    #[error(
        "the signature of {key} does not match: the lines were changed after it, or it was \
         made with another key"
    )]
    BadSignature {
        /// The key, by name and id.
        key: String,
    },
}

impl CheckpointError {
    pub(super) fn unreadable(line: usize, found: &str, expected: &'static str) -> CheckpointError {
        let short: String = found.chars().take(60).collect();
        let more = if short.len() < found.len() {
            " …"
        } else {
            ""
        };
        let found = format!("{short:?}{more}");
        CheckpointError::Unreadable {
            line,
            found,
            expected,
        }
    }

    pub(super) fn ends(line: usize, expected: &'static str) -> CheckpointError {
        let found = "the end of the text".to_owned();
        CheckpointError::Unreadable {
            line,
            found,
            expected,
        }
    }
}

fn where_rewritten(entry: u64) -> String {
    match entry {
        0 => "the book has another header, or is another book".to_owned(),
        _ => format!(
            "history was rewritten at or before entry {}",
            grouped(entry)
        ),
    }
}

/// A count with a comma after each thousand.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
