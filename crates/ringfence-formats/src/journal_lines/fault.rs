//! What can be wrong with an exported journal.

use thiserror::Error;

use crate::Faults;

/// One thing that is wrong with an exported journal: where it stands, and what it is.
#[derive(Debug, Error)]
#[error("line {line}{}: {kind}", of_key(key.as_deref()))]
pub struct JournalFault {
    /// The line, from 1.
    pub line: u64,
    /// The key, where it is one.
    pub key: Option<String>,
    /// What is wrong.
    #[source]
    pub kind: JournalFaultKind,
}

/// What is wrong with a line of an exported journal.
#[derive(Debug, Error)]
pub enum JournalFaultKind {
    /// Nothing at all.
    #[error("the file is empty; expected the line that begins with {{\"form\":")]
    EmptyFile,
    /// A last line that ends in its middle.
    #[error("the file ends in the middle of this line: find the whole file")]
    CutOff,
    /// A line longer than any entry.
    #[error("it is longer than {most} bytes, and the rest was not read")]
    TooLong {
        /// How long a line may be.
        most: u64,
    },
    /// The disk or its permissions stand in the way.
    #[error("it cannot be read")]
    Unreadable(#[source] std::io::Error),
    /// Bytes in another encoding.
    #[error("found bytes that are not UTF-8 after {after} bytes; expected the file as written")]
    NotUtf8 {
        /// How many bytes of the line read.
        after: usize,
    },
    /// Not one JSON object.
    #[error("found what is not one JSON object ({reason}); expected the line as written")]
    NotAnObject {
        /// What the reader says.
        reason: String,
    },
    /// A form that this version does not read.
    #[error("found {found}; expected {expected:?}: a later version may read it")]
    OtherForm {
        /// What was found.
        found: String,
        /// The form that is read.
        expected: &'static str,
    },
    /// A value that does not read.
    #[error("found {found}; expected {expected}")]
    BadValue {
        /// What was found, cut short.
        found: String,
        /// What would work.
        expected: &'static str,
    },
    /// A key that the line does not have.
    #[error("found a key that does not exist here; expected {expected}")]
    UnknownKey {
        /// The keys that the line has.
        expected: String,
    },
    /// A key twice.
    #[error("found the key twice; expected it once")]
    KeyTwice,
    /// A key that is not there.
    #[error("found no such key; expected {expected}")]
    MissingKey {
        /// What it would hold.
        expected: &'static str,
    },
    /// Words without their salt, or the other way round.
    #[error("found {found}; expected both text and salt, or null for both once they are redacted")]
    HalfRedacted {
        /// Which of the two is there.
        found: &'static str,
    },
}

impl JournalFault {
    pub(super) fn of_line(line: u64, kind: JournalFaultKind) -> JournalFault {
        let key = None;
        JournalFault { line, key, kind }
    }

    pub(super) fn of_key(line: u64, key: &str, kind: JournalFaultKind) -> JournalFault {
        let key = Some(key.chars().take(60).collect());
        JournalFault { line, key, kind }
    }
}

fn of_key(key: Option<&str>) -> String {
    key.map_or(String::new(), |key| format!(", key {key:?}"))
}

/// Everything that is wrong with an exported journal, line by line.
pub type JournalFaults = Faults<JournalFault>;
