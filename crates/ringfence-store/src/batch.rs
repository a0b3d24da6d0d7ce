//! What is appended together, and where a store stands.

use ringfence::journal::{Entry, EntryHeader, JournalError, Key};
use ringfence::state::{Event, Head, Ledger};
use ringfence::word::Hash;

/// Entries that are appended together, all or none, with what a store must know of them: their
/// keys, and whose words go.
///
/// ```
/// use ringfence_store::Batch;
///
/// let batch = Batch::of(Vec::new())?;
/// assert!(batch.entries().is_empty() && batch.keys().is_empty());
/// # Ok::<(), ringfence::journal::JournalError>(())
/// ```
///
/// All of it is read from the entries themselves: a store decides nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    entries: Vec<Entry>,
    keys: Vec<Keyed>,
    redacted: Vec<Redacted>,
}

/// An entry that has a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed {
    /// The key.
    pub key: Key,
    /// The entry.
    pub entry: u64,
}

/// An entry whose words go, and the one that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// The entry whose words go.
    pub entry: u64,
    /// The redaction.
    pub by: u64,
}

/// Where a store stands: its last entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoreHead {
    /// The number of the last entry; 0 before any.
    pub entry: u64,
    /// Its hash; that of the header before any.
    pub hash: Hash,
}

/// A ledger's state as bytes, and the entry up to which it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptState {
    /// The last entry that it followed.
    pub head: StoreHead,
    /// The hash of its bytes.
    pub hash: Hash,
    /// What only the version that wrote it reads.
    pub bytes: Vec<u8>,
}

impl Batch {
    /// A batch of entries.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence::journal::JournalError;
    /// use ringfence_store::Batch;
    ///
    /// let mut entries = aberwen()?.entries()?;
    /// assert!(Batch::of(entries.clone()).is_ok());
    /// entries[0].header = "{}".into();
    /// let no = Batch::of(entries).expect_err("it says nothing of the entry");
    /// assert!(matches!(no, JournalError::Unreadable { entry: 1, part: "header", .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the header of one of them, or a redaction, cannot be read.
    pub fn of(entries: Vec<Entry>) -> Result<Batch, JournalError> {
        let (mut keys, mut redacted) = (Vec::new(), Vec::new());
        for entry in &entries {
            let number = entry.number;
            let header: Result<EntryHeader, _> = serde_json::from_str(&entry.header);
            let header = header.map_err(|fault| JournalError::Unreadable {
                entry: number,
                part: "header",
                reason: fault.to_string(),
            })?;
            keys.extend(header.key.map(|key| Keyed { key, entry: number }));
            let gone = entry.redacts()?.into_iter();
            redacted.extend(gone.map(|entry| Redacted { entry, by: number }));
        }
        Ok(Batch {
            entries,
            keys,
            redacted,
        })
    }

    /// The entries that events become, sealed onto a ledger's head.
    pub(crate) fn sealed(ledger: &Ledger, events: &[Event<'_>]) -> Batch {
        let mut batch = Batch::empty();
        batch.extend(ledger, events);
        batch
    }

    /// A batch of nothing.
    pub(crate) fn empty() -> Batch {
        Batch {
            entries: Vec::new(),
            keys: Vec::new(),
            redacted: Vec::new(),
        }
    }

    /// Adds the entries that events become, sealed onto a ledger's head.
    pub(crate) fn extend(&mut self, ledger: &Ledger, events: &[Event<'_>]) {
        let entries = ledger.entries_of(events);
        for (event, entry) in events.iter().zip(&entries) {
            let number = entry.number;
            let key = event.key().cloned();
            self.keys
                .extend(key.map(|key| Keyed { key, entry: number }));
            let gone = event.redacts().iter();
            self.redacted.extend(gone.map(|entry| Redacted {
                entry: *entry,
                by: number,
            }));
        }
        self.entries.extend(entries);
    }

    /// The entries, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The keys of those that have one.
    pub fn keys(&self) -> &[Keyed] {
        &self.keys
    }

    /// The first entry whose key another one of the batch has as well; mostly nothing.
    pub fn key_named_twice(&self) -> Option<&Keyed> {
        if self.keys.len() < 2 {
            return None;
        }
        let mut keys: Vec<_> = self.keys.iter().collect();
        keys.sort_by(|one, other| (&one.key, one.entry).cmp(&(&other.key, other.entry)));
        let pair = keys.windows(2).find(|pair| pair[0].key == pair[1].key)?;
        Some(pair[0])
    }

    /// The entries whose words go, these or earlier ones.
    pub fn redacted(&self) -> &[Redacted] {
        &self.redacted
    }
}

impl From<Head> for StoreHead {
    fn from(head: Head) -> StoreHead {
        let Head { entry, hash, .. } = head;
        StoreHead { entry, hash }
    }
}
