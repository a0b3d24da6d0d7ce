//! What of a book is kept beside its journal: a copy to mail, and its ledger's state.

use std::path::Path;

use crate::book::VERIFIED_BELOW;
use crate::{Book, Store, StoreError, kept_state};

impl<S: Store> Book<S> {
    /// Writes the book as it stands to a new file that can be mailed: a book in SQLite.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// assert!(aberwen()?.snapshot("no/such/folder/aberwen.ringfence".as_ref()).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the file is there already or cannot be written.
    pub fn snapshot(&self, to: &Path) -> Result<(), StoreError> {
        self.store.snapshot(to)
    }

    /// Keeps the ledger's state in the store, so that a large book opens at once: the state after
    /// all that others have appended, so that no words come back that somebody let go. Nothing
    /// where the state that is kept is as new.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence_store::{MemoryStore, StoreError};
    ///
    /// let mut book = aberwen()?;
    /// book.keep_state()?;
    /// book.moved_to(MemoryStore::new()); // where nothing stands
    /// assert!(matches!(book.keep_state(), Err(StoreError::NotBegun)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the store fails, or holds another journal than it did.
    pub fn keep_state(&mut self) -> Result<(), StoreError> {
        self.catch_up()?;
        if self.store.kept_head()? == Some(self.ledger.head().into()) {
            return Ok(());
        }
        // Writing it takes long in a large book: nobody need wait for that.
        let state = kept_state::of(&self.ledger)?;
        self.store.take_turn()?;
        let kept = match self.catch_up() {
            Ok(0) => self.store.keep_state(&state),
            Ok(_) => kept_state::of(&self.ledger).and_then(|it| self.store.keep_state(&it)),
            Err(fault) => Err(fault),
        };
        self.store.give_turn_back();
        kept
    }

    /// What is done before a program leaves a book: of one that is verified whenever it opens,
    /// nothing; of a larger one its state is kept. Who only read, and may not keep it, leaves
    /// without.
    ///
    /// ```
    #[doc = include_str!("../docs/gov.txt")]
    /// use ringfence_store::Store;
    ///
    /// let mut book = aberwen()?;
    /// book.leave()?;
    /// assert_eq!(book.store().kept_head()?, None); // it is small
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the store fails.
    pub fn leave(&mut self) -> Result<(), StoreError> {
        match self.ledger.head().entry < VERIFIED_BELOW || self.fault.is_some() {
            true => Ok(()),
            false => self.leave_large(),
        }
    }

    pub(crate) fn leave_large(&mut self) -> Result<(), StoreError> {
        self.catch_up()?;
        match self.keep_state() {
            Err(_) if !self.appended => Ok(()),
            kept => kept,
        }
    }
}
