//! Why a store did not do what it was asked.

use std::fmt;

use ringfence::journal::{JournalError, Key};
use ringfence::word::Hash;
use thiserror::Error;

use crate::Keyed;

/// Why a store did not do what it was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The book has not begun.
    #[error("the store holds no book yet: create one")]
    NotBegun,
    /// The book has begun before.
    #[error("the store holds a book already: open it")]
    AlreadyBegun,
    /// Somebody else appended first.
    #[error("the journal has moved on from {expected} to {found}: read on and try again")]
    HeadMoved {
        /// The head expected.
        expected: Hash,
        /// The head found.
        found: Hash,
    },
    /// Another entry has the key.
    #[error("the key {key} is that of entry {entry}: a key stands for one entry")]
    KeyTaken {
        /// The key.
        key: Key,
        /// The entry that has it.
        entry: u64,
    },
    /// The store holds less than was followed before.
    #[error(
        "the store has {found} entries where this ledger followed {followed}, or others than \
         those: it was cut, or another book stands in its place; open it anew and verify it"
    )]
    WentBack {
        /// How many entries the ledger followed.
        followed: u64,
        /// How many the store has.
        found: u64,
    },
    /// What is kept does not hold.
    #[error("the journal does not hold: {0}")]
    Journal(#[from] JournalError),
    /// What is there is not a book that this version keeps.
    #[error("{place} is not a book that can be opened: {found}; {wanted}")]
    NotABook {
        /// Where.
        place: String,
        /// What was found.
        found: String,
        /// What would work.
        wanted: String,
    },
    /// The world is broken: a disk, a connection.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// What the world did to a store.
#[derive(Debug)]
pub struct Failure {
    /// What was tried, with its place: `append to powys.ringfence`.
    pub what: String,
    /// Whether the act may have been applied all the same.
    pub applied: Applied,
    /// Whether it is of use to try again.
    pub again: Again,
    /// Why.
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// Whether an act that failed may have been applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It was not: everything is as before.
    No,
    /// Nobody can tell from here: look, or say it again under the same key.
    Perhaps,
}

/// Whether it is of use to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// As it stands: the same may work a little later.
    AsItStands,
    /// Once somebody has mended what is wrong.
    OnceMended,
}

impl StoreError {
    /// Another entry has a key already.
    pub(crate) fn key_taken(first: &Keyed) -> StoreError {
        let Keyed { key, entry } = first.clone();
        StoreError::KeyTaken { key, entry }
    }

    /// Whether the act may have been applied all the same.
    pub fn applied(&self) -> Applied {
        match self {
            StoreError::Failed(failure) => failure.applied,
            _ => Applied::No,
        }
    }

    /// Whether it is of use to try again.
    pub fn again(&self) -> Again {
        match self {
            StoreError::Failed(failure) => failure.again,
            StoreError::HeadMoved { .. } => Again::AsItStands,
            _ => Again::OnceMended,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure { what, source, .. } = self;
        write!(f, "the store failed to {what}: {source}; ")?;
        f.write_str(match self.applied {
            Applied::No => "nothing has changed",
            Applied::Perhaps => "it may have been applied: look, or say it again under its key",
        })?;
        f.write_str(match self.again {
            Again::AsItStands => "; try again",
            Again::OnceMended => "",
        })
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
