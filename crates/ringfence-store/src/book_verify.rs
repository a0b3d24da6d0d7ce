//! Whether a book is what was written.

use std::collections::BTreeMap;

use ringfence::journal::JournalError;
use ringfence::state::Ledger;
use ringfence::word::Hash;
use thiserror::Error;

use crate::book::PAGE;
use crate::kept_state;
use crate::{Book, Checkpoint, CheckpointError, KeptState, Store, StoreError, StoreHead};

/// What came of verifying a book: what was followed, and all that stands against it.
///
/// ```
#[doc = include_str!("../docs/gov.txt")]
/// use ringfence::journal::Header;
/// use ringfence_store::{Book, MemoryStore};
///
/// let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
/// book.post(&gov()?)?;
/// let published = book.checkpoint("aberwen")?;
/// let verified = book.verify(Some(&published));
/// assert!(verified.is_sound());
/// assert_eq!(verified.head, book.store().head()?);
/// # use ringfence_store::Store;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A journal that lost its end looks like one that never had it, but for a checkpoint, a book that
/// had followed it, and a state that was kept of it.
#[derive(Debug)]
pub struct Verification {
    /// The last entry up to which all holds.
    pub head: StoreHead,
    /// What stands against the book; nothing where it is sound.
    pub faults: Vec<Unsound>,
}

/// One thing that stands against a book.
#[derive(Debug, Error)]
pub enum Unsound {
    /// An entry is not what was written; nothing after it was looked at.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store itself is not in order.
    #[error("the store is not in order: {0}")]
    Guard(String),
    /// The journal is not the one of which a checkpoint was published.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The state that is kept beside the journal is not what the journal comes to.
    #[error(
        "the state that is kept up to entry {entry} is not what the journal comes to: it is of \
         no use, and goes with the next one that is kept"
    )]
    KeptState {
        /// The entry up to which it goes.
        entry: u64,
    },
    /// Words that a redaction took are there again.
    #[error(
        "the words of entry {entry} are there, and entry {by} redacted them: they were put back"
    )]
    WordsBack {
        /// The entry.
        entry: u64,
        /// The entry that redacted it.
        by: u64,
    },
    /// This ledger followed other entries than the store holds.
    #[error(
        "this ledger followed {followed} entries up to {expected}, and the store does not hold \
         that one: it was cut or written anew"
    )]
    Elsewhere {
        /// How many entries the ledger followed.
        followed: u64,
        /// The hash of the last.
        expected: Hash,
    },
}

impl Verification {
    /// Whether nothing stands against the book.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

impl<S: Store> Book<S> {
    /// What the journal is now, to be published: who keeps it can tell later whether anything up
    /// to here was changed or taken away. `origin` is what the book is called there.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// assert_eq!(aberwen()?.checkpoint("aberwen.example/health")?.size(), 1);
    /// assert!(aberwen()?.checkpoint("two\nlines").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the origin is not one line of text.
    pub fn checkpoint(&self, origin: &str) -> Result<Checkpoint, CheckpointError> {
        let head = self.ledger.head();
        Checkpoint::new(origin, head.entry, head.hash)
    }

    /// Reads the whole journal anew and verifies each entry, the store's own guards, the state
    /// that is kept beside it, and that it is what a checkpoint saw. All faults at once; after
    /// the first entry that is not what was written, no other is looked at.
    pub fn verify(&self, against: Option<&Checkpoint>) -> Verification {
        let mut faults = Vec::new();
        match self.store.examine() {
            Ok(found) => faults.extend(found.into_iter().map(Unsound::Guard)),
            Err(fault) => faults.push(fault.into()),
        }
        let mut walk = Walk {
            ledger: Ledger::new(self.ledger.header().clone()),
            own: self.ledger.head().into(),
            own_hash: None,
            checkpoint: against,
            checkpoint_hash: None,
            kept: None,
            gone: BTreeMap::new(),
        };
        match self.store.kept_state() {
            Ok(kept) => walk.kept = kept,
            Err(fault) => faults.push(fault.into()),
        }
        if let Err(fault) = walk.header(&self.store) {
            faults.push(fault);
        } else if let Err(fault) = walk.all(&self.store, &mut faults) {
            faults.push(fault);
        }
        walk.end(&mut faults);
        Verification {
            head: walk.ledger.head().into(),
            faults,
        }
    }
}

/// A journal that is followed anew, and what is looked at on the way.
struct Walk<'v> {
    ledger: Ledger,
    /// How far the book's own ledger has come, and what stands there.
    own: StoreHead,
    own_hash: Option<Hash>,
    checkpoint: Option<&'v Checkpoint>,
    checkpoint_hash: Option<Hash>,
    /// The state that is kept, until it was looked at.
    kept: Option<KeptState>,
    /// Whose words are gone, and by which entry.
    gone: BTreeMap<u64, u64>,
}

impl Walk<'_> {
    fn header<S: Store + ?Sized>(&self, store: &S) -> Result<(), Unsound> {
        match store.header()? {
            Some(header) if header == *self.ledger.header() => Ok(()),
            _ => Err(Unsound::Elsewhere {
                followed: 0,
                expected: self.ledger.head().hash,
            }),
        }
    }

    fn all<S: Store + ?Sized>(
        &mut self,
        store: &S,
        faults: &mut Vec<Unsound>,
    ) -> Result<(), Unsound> {
        self.pass(faults);
        loop {
            let newer = store.entries_after(self.ledger.head().entry, PAGE)?;
            if newer.is_empty() {
                break;
            }
            for entry in &newer {
                self.ledger.follow(entry)?;
                let gone = entry.redacts()?.into_iter();
                self.gone.extend(gone.map(|it| (it, entry.number)));
                self.pass(faults);
            }
        }
        // On the way a later redaction may not have been there yet: this is read once more.
        for (&entry, &by) in &self.gone {
            let found = store.entries_after(entry - 1, 1)?;
            if found
                .iter()
                .any(|it| it.text.is_some() || it.salt.is_some())
            {
                faults.push(Unsound::WordsBack { entry, by });
            }
        }
        match self.ledger.words_missing() {
            Some(entry) => Err(JournalError::WordsMissing { entry }.into()),
            None => Ok(()),
        }
    }

    /// Looks at what is to be looked at after the entry that was followed last.
    fn pass(&mut self, faults: &mut Vec<Unsound>) {
        let head = self.ledger.head();
        if head.entry == self.own.entry {
            self.own_hash = Some(head.hash);
        }
        if self.checkpoint.is_some_and(|it| it.size() == head.entry) {
            self.checkpoint_hash = Some(head.hash);
        }
        let is_kept = |kept: &mut KeptState| kept.head.entry == head.entry;
        if let Some(kept) = self.kept.take_if(is_kept) {
            let entry = kept.head.entry;
            match kept_state::is_of(&kept, &self.ledger) {
                Ok(true) => {}
                Ok(false) => faults.push(Unsound::KeptState { entry }),
                Err(fault) => faults.push(fault.into()),
            }
        }
    }

    /// What can be told at the end only.
    fn end(&self, faults: &mut Vec<Unsound>) {
        let head = self.ledger.head();
        // After an entry that does not hold, what comes later was not read, and is not judged.
        let is_cut = faults.iter().any(|it| matches!(it, Unsound::Journal(_)));
        if self.own_hash != Some(self.own.hash) && !is_cut {
            faults.push(Unsound::Elsewhere {
                followed: self.own.entry,
                expected: self.own.hash,
            });
        }
        if let Some(kept) = &self.kept
            && !is_cut
        {
            let entry = kept.head.entry;
            faults.push(Unsound::KeptState { entry });
        }
        if let Some(checkpoint) = self.checkpoint
            && (!is_cut || self.checkpoint_hash.is_some())
            && let Err(fault) = checkpoint.against(head.entry, self.checkpoint_hash)
        {
            faults.push(fault.into());
        }
    }
}
