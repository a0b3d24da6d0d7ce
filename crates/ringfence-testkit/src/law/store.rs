//! A store that fails where it is told to, and input that means nothing.

use ringfence::journal::{Draft, Entry, Header, Key};
use ringfence::law::RuleBook;
use ringfence::state::Selection;
use ringfence::word::Hash;
use ringfence_store::{Again, Applied, Batch, Failure, StoreHead};
use ringfence_store::{Book, MemoryStore, PostError, Store, StoreError};

use super::walk::positions;
use crate::generate::{Country, opening_drafts};

/// A store in memory whose appends fail where it is told to.
#[derive(Clone, Debug, Default)]
pub struct FailingStore {
    inner: MemoryStore,
    appends: u64,
    fails_at: Option<u64>,
}

impl FailingStore {
    /// A store whose so-manieth append fails, counted from 0; later ones work again.
    pub fn failing_at(append: u64) -> FailingStore {
        FailingStore {
            fails_at: Some(append),
            ..FailingStore::default()
        }
    }

    /// How often somebody tried to append.
    pub fn appends(&self) -> u64 {
        self.appends
    }
}

impl Store for FailingStore {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        self.inner.header()
    }

    fn begin(&mut self, header: &Header) -> Result<(), StoreError> {
        self.inner.begin(header)
    }

    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        let this = self.appends;
        self.appends += 1;
        if self.fails_at == Some(this) {
            let failure = Failure {
                what: "append".to_owned(),
                applied: Applied::No,
                again: Again::OnceMended,
                source: "the disk is full, as it was told to be".into(),
            };
            return Err(failure.into());
        }
        self.inner.append(expected, batch)
    }

    fn head(&self) -> Result<StoreHead, StoreError> {
        self.inner.head()
    }

    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        self.inner.entries_after(number, at_most)
    }

    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError> {
        self.inner.entry_of(key)
    }
}

/// Law 9, its second half: an append that fails changes nothing, and the next one works.
pub fn never_a_failed_append_changes_anything(drafts: &[Draft], failing: u64) {
    let header = Header::new("GBP")
        .expect("a currency")
        .from_day(Country::first_day());
    let store = FailingStore::failing_at(failing);
    let mut book = Book::create(store, header).expect("an empty store begins");
    for draft in opening_drafts().iter().chain(drafts) {
        let before = book.clone();
        match book.post(draft) {
            Ok(_) | Err(PostError::Refused(_)) => {}
            Err(_) => {
                assert_eq!(book.ledger().head(), before.ledger().head());
                assert_eq!(positions(book.ledger()), positions(before.ledger()));
                let kept = book.store().entries_after(before.ledger().head().entry, 1);
                assert!(kept.expect("it reads").is_empty(), "nothing was kept");
                book.post(draft).expect("the disk has room again");
            }
        }
    }
    let again = Book::open(book.store().clone()).expect("what was written can be read");
    assert_eq!(again.ledger().head(), book.ledger().head());
}

/// Law 28: any draft, and any text as a rule book, gives a value or a refusal, never a panic.
pub fn never_input_panics(drafts: &[Draft], text: &str) {
    let header = Header::new("GBP")
        .expect("a currency")
        .from_day(Country::first_day());
    let mut book = Book::create(MemoryStore::new(), header).expect("an empty store begins");
    for draft in opening_drafts().iter().chain(drafts) {
        let checked = book.check(draft).map(|_| ());
        let posted = book.post(draft);
        match (checked, posted) {
            (Ok(()), Ok(_)) | (Err(_), Err(PostError::Refused(_))) => {}
            (checked, posted) => panic!("checked {checked:?}, posted {posted:?}"),
        }
        let all = book.ledger().positions(&Selection::default());
        assert!(all.is_ok(), "positions stay in range after {draft:?}");
    }
    Book::open(book.into_store()).expect("what was written can be read");
    if let Err(faults) = RuleBook::read(text) {
        assert!(!faults.to_string().is_empty());
    }
}
