//! What a store promises.

use std::path::Path;

use ringfence::journal::{Entry, Header, Key};
use ringfence::word::Hash;

use crate::{Batch, KeptState, StoreError, StoreHead};

/// Keeps one journal: entries are appended and read, never changed.
///
/// It holds no rule. Of several writers at one head one appends, the others are told that it has
/// moved; entries come back byte for byte, in order and without gaps. Only the words of entries
/// that a redaction names are ever let go, together with the redaction's own entry.
///
/// ```
#[doc = include_str!("../docs/gov.txt")]
/// use ringfence::journal::{Entry, Header};
/// use ringfence::state::{Checked, Ledger};
/// use ringfence_store::{Batch, MemoryStore, Store, StoreError};
///
/// let header = Header::new("GBP")?;
/// let (mut store, ledger) = (MemoryStore::new(), Ledger::new(header.clone()));
/// store.begin(&header)?;
/// let gov = gov()?;
/// let Checked::Append(event) = ledger.check(&gov)? else { panic!("it is new") };
/// let entry: Entry = ledger.entry_of(&event);
/// store.append(ledger.head().hash, &Batch::of(vec![entry.clone()])?)?;
/// assert_eq!(store.entries_after(0, 100)?, [entry.clone()]);
///
/// // A second writer who has not read on is told so, and nothing is kept twice.
/// let late = store.append(ledger.head().hash, &Batch::of(vec![entry])?);
/// assert!(matches!(late, Err(StoreError::HeadMoved { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It does not move a ledger: a [`Book`](crate::Book) joins the two. A store of one's own is
/// tested by the suite `conformance` of `ringfence-testkit`.
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

    /// The last entry that is kept.
    ///
    /// # Errors
    /// [`StoreError::NotBegun`], or where the store cannot be read.
    fn head(&self) -> Result<StoreHead, StoreError>;

    /// Takes the writer's turn: until the next [`append`](Store::append), or until the turn is
    /// given back, nobody else appends. What is read meanwhile is all that there is.
    ///
    /// A store with one writer only need not do anything: an append that came too late is refused
    /// in any case.
    ///
    /// # Errors
    /// Where another writer keeps it for too long, or the store cannot be written.
    fn take_turn(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    /// Gives the turn back without an append. Without a turn it does nothing.
    fn give_turn_back(&mut self) {}

    /// Appends a batch, all or none, where the head is the one expected, and lets the words go
    /// that it redacts, in the same act. Once it answers yes the entries last. The turn ends.
    ///
    /// # Errors
    /// [`StoreError::HeadMoved`] where somebody else has appended; [`StoreError::KeyTaken`] where
    /// an entry has the key of another; or where the store cannot be written: nothing was kept
    /// unless the error says that it may have been.
    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError>;

    /// The entries after a number, in order, and not more than so many.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError>;

    /// The number of the entry that has a key.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError>;

    /// The state that was kept last, so that a book opens without following every entry; nothing
    /// where the store keeps none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn kept_state(&self) -> Result<Option<KeptState>, StoreError> {
        Ok(None)
    }

    /// The last entry of the state that is kept, without the state itself.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn kept_head(&self) -> Result<Option<StoreHead>, StoreError> {
        Ok(self.kept_state()?.map(|kept| kept.head))
    }

    /// Keeps a state in place of the one before. A redaction lets it go.
    ///
    /// # Errors
    /// Where the store cannot be written.
    fn keep_state(&mut self, _state: &KeptState) -> Result<(), StoreError> {
        Ok(())
    }

    /// Examines what only this store knows: its guards, its pages. Nothing where all is well.
    ///
    /// # Errors
    /// Where the store cannot be read at all.
    fn examine(&self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    /// Writes the book as it stands to a new file that can be mailed: a book in SQLite.
    ///
    /// # Errors
    /// Where the file is there already or cannot be written, or this version has no SQLite.
    fn snapshot(&self, to: &Path) -> Result<(), StoreError> {
        crate::snapshot::copied(self, to)
    }
}

impl<S: Store + ?Sized> Store for Box<S> {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        (**self).header()
    }

    fn begin(&mut self, header: &Header) -> Result<(), StoreError> {
        (**self).begin(header)
    }

    fn head(&self) -> Result<StoreHead, StoreError> {
        (**self).head()
    }

    fn take_turn(&mut self) -> Result<(), StoreError> {
        (**self).take_turn()
    }

    fn give_turn_back(&mut self) {
        (**self).give_turn_back();
    }

    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        (**self).append(expected, batch)
    }

    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        (**self).entries_after(number, at_most)
    }

    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError> {
        (**self).entry_of(key)
    }

    fn kept_state(&self) -> Result<Option<KeptState>, StoreError> {
        (**self).kept_state()
    }

    fn kept_head(&self) -> Result<Option<StoreHead>, StoreError> {
        (**self).kept_head()
    }

    fn keep_state(&mut self, state: &KeptState) -> Result<(), StoreError> {
        (**self).keep_state(state)
    }

    fn examine(&self) -> Result<Vec<String>, StoreError> {
        (**self).examine()
    }

    fn snapshot(&self, to: &Path) -> Result<(), StoreError> {
        (**self).snapshot(to)
    }
}
