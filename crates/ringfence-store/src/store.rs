//! What a store promises.

use ringfence::journal::{Entry, Header, JournalError};
use ringfence::word::Hash;
use thiserror::Error;

/// Keeps one journal: entries are appended and read, never changed.
///
/// It holds no rule. Of several writers at one head one appends, the others are told that it has
/// moved; entries come back byte for byte, in order and without gaps.
///
/// ```
/// use ringfence::journal::{Act, Draft, Entry, Header};
/// use ringfence::state::{Checked, Ledger};
/// use ringfence_store::{MemoryStore, Store, StoreError};
///
/// # let gov = ringfence::journal::act::AddBody {
/// #     id: "gov".parse()?,
/// #     kind: ringfence::noun::BodyKind::Government,
/// #     parent: None,
/// #     standing: None,
/// #     from: None,
/// #     until: None,
/// # };
/// # let gov = Draft::of(Act::AddBody(gov)).named("Government of Aberwen");
/// let header = Header::new("GBP")?;
/// let (mut store, ledger) = (MemoryStore::new(), Ledger::new(header.clone()));
/// store.begin(&header)?;
/// let Checked::Append(event) = ledger.check(&gov)? else { panic!("it is new") };
/// let entry: Entry = ledger.entry_of(&event);
/// store.append(ledger.head().hash, vec![entry.clone()])?;
/// assert_eq!(store.entries_after(0)?, [entry.clone()]);
///
/// // A second writer who has not read on is told so, and nothing is kept twice.
/// let late = store.append(ledger.head().hash, vec![entry]);
/// assert!(matches!(late, Err(StoreError::HeadMoved { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It does not move a ledger: a [`Book`](crate::Book) joins the two.
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
