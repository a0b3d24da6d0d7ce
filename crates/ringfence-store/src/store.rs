//! What a store promises.

use ringfence::journal::{Entry, Header, JournalError};
use ringfence::word::Hash;
use thiserror::Error;

/// Keeps one journal: entries are appended and read, never changed.
pub trait Store {
    /// The header of the book, once it has begun.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn header(&self) -> Result<Option<Header>, StoreError>;

    /// Begins a book.
    ///
    /// # Errors
    /// [`StoreError::AlreadyBegun`], or where the store cannot be written.
    fn begin(&mut self, header: &Header) -> Result<(), StoreError>;

    /// Appends entries, all or none, where the head is the one expected.
    ///
    /// # Errors
    /// [`StoreError::HeadMoved`] where somebody else has appended; or where the store cannot be
    /// written: nothing was kept unless the error says that it may have been.
    fn append(&mut self, expected: Hash, entries: Vec<Entry>) -> Result<(), StoreError>;

    /// The entries after a number, in order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn entries_after(&self, number: u64) -> Result<Vec<Entry>, StoreError>;
}

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
    /// What is kept does not hold.
    #[error("the journal does not hold")]
    Journal(#[from] JournalError),
    /// The world is broken: a disk, a connection.
    #[error("the store failed to {what}")]
    Failed {
        /// What it was doing.
        what: &'static str,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
