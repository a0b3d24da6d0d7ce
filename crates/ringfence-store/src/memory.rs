//! A journal in memory.

use ringfence::journal::{Entry, Header};
use ringfence::word::Hash;

use crate::{Store, StoreError};

/// Keeps a journal in memory: for notebooks, tests and services that keep it elsewhere.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence_store::{MemoryStore, Store, StoreError};
///
/// let mut store = MemoryStore::new();
/// assert_eq!(store.header()?, None); // no book has begun
/// store.begin(&Header::new("GBP")?)?;
/// assert!(store.entries_after(0)?.is_empty());
/// assert!(matches!(store.begin(&Header::new("GBP")?), Err(StoreError::AlreadyBegun)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It ends with the program: what must last needs another [`Store`].
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    header: Option<Header>,
    entries: Vec<Entry>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    fn head(&self) -> Option<Hash> {
        let genesis = self.header.as_ref().map(Header::genesis);
        self.entries.last().map(|entry| entry.hash).or(genesis)
    }
}

impl Store for MemoryStore {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        Ok(self.header.clone())
    }

    fn begin(&mut self, header: &Header) -> Result<(), StoreError> {
        if self.header.is_some() {
            return Err(StoreError::AlreadyBegun);
        }
        self.header = Some(header.clone());
        Ok(())
    }

    fn append(&mut self, expected: Hash, entries: Vec<Entry>) -> Result<(), StoreError> {
        let found = self.head().ok_or(StoreError::NotBegun)?;
        if found != expected {
            return Err(StoreError::HeadMoved { expected, found });
        }
        self.entries.extend(entries);
        Ok(())
    }

    fn entries_after(&self, number: u64) -> Result<Vec<Entry>, StoreError> {
        let first = usize::try_from(number)
            .unwrap_or(usize::MAX)
            .min(self.entries.len());
        Ok(self.entries[first..].to_vec())
    }
}
