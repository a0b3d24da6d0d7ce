//! A journal in memory.

use std::collections::BTreeMap;

use ringfence::journal::{Entry, Header, Key};
use ringfence::word::Hash;

use crate::{Batch, Keyed, Store, StoreError, StoreHead};

/// Keeps a journal in memory: for notebooks, tests and services that keep it elsewhere.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence_store::{MemoryStore, Store, StoreError};
///
/// let mut store = MemoryStore::new();
/// assert_eq!(store.header()?, None); // no book has begun
/// store.begin(&Header::new("GBP")?)?;
/// assert!(store.entries_after(0, 100)?.is_empty());
/// assert!(matches!(store.begin(&Header::new("GBP")?), Err(StoreError::AlreadyBegun)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It ends with the program: what must last needs another [`Store`].
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    header: Option<Header>,
    entries: Vec<Entry>,
    keys: BTreeMap<Key, u64>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    /// Whether each key of a batch is new, and named once.
    fn has_new_keys(&self, batch: &Batch) -> Result<(), StoreError> {
        for Keyed { key, .. } in batch.keys() {
            if let Some(entry) = self.keys.get(key).copied() {
                let key = key.clone();
                return Err(StoreError::KeyTaken { key, entry });
            }
        }
        let twice = batch.key_named_twice().map(StoreError::key_taken);
        twice.map_or(Ok(()), Err)
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

    fn head(&self) -> Result<StoreHead, StoreError> {
        let header = self.header.as_ref().ok_or(StoreError::NotBegun)?;
        let last = self.entries.last().map(|entry| entry.hash);
        Ok(StoreHead {
            entry: self.entries.len() as u64,
            hash: last.unwrap_or_else(|| header.genesis()),
        })
    }

    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        let found = self.head()?.hash;
        if found != expected {
            return Err(StoreError::HeadMoved { expected, found });
        }
        self.has_new_keys(batch)?;
        let keys = batch.keys().iter().cloned();
        self.keys.extend(keys.map(|it| (it.key, it.entry)));
        self.entries.extend_from_slice(batch.entries());
        for redacted in batch.redacted() {
            let place = usize::try_from(redacted.entry.saturating_sub(1));
            if let Some(entry) = place.ok().and_then(|place| self.entries.get_mut(place)) {
                (entry.text, entry.salt) = (None, None);
            }
        }
        Ok(())
    }

    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        let first = usize::try_from(number).unwrap_or(usize::MAX);
        Ok(self
            .entries
            .iter()
            .skip(first)
            .take(at_most)
            .cloned()
            .collect())
    }

    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError> {
        Ok(self.keys.get(key).copied())
    }
}
