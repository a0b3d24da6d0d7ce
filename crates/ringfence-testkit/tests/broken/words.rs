//! Stores that do not let go, or let go too much.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

use ringfence::journal::{Entry, Header, Key, Salt};
use ringfence::word::Hash;
use ringfence_store::{Batch, KeptState, MemoryStore, Store, StoreError, StoreHead};
use ringfence_testkit::conformance::StoreMaker;
use rusqlite::{Connection, params};

use super::{Break, Life};

/// What a store knows that it should have forgotten.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    written: BTreeMap<u64, Entry>,
    gone: BTreeMap<u64, Gone>,
    /// Words that it lost in an append that was refused.
    lost: BTreeSet<u64>,
    pub(super) state: Option<KeptState>,
}

/// How an entry's words went.
#[derive(Clone, Copy, Debug)]
struct Gone {
    /// Whether its redaction names an entry before it.
    is_first: bool,
    with_its_entry: bool,
}

impl Memory {
    pub(super) fn sees(&mut self, how: Break, batch: &Batch, done: &Result<(), StoreError>) {
        match (how, done) {
            (_, Ok(())) => {
                let first = batch.entries().first().map_or(0, |it| it.number);
                let mut by = BTreeSet::new();
                for it in batch.redacted() {
                    let gone = Gone {
                        is_first: by.insert(it.by),
                        with_its_entry: first <= it.entry,
                    };
                    self.gone.insert(it.entry, gone);
                }
                let entries = batch.entries().iter().cloned();
                self.written.extend(entries.map(|it| (it.number, it)));
            }
            (Break::WordsGoUnderAnyHead, Err(StoreError::HeadMoved { .. }))
            | (Break::WordsGoInARefusedBatch, Err(StoreError::KeyTaken { .. })) => {
                self.lost.extend(batch.redacted().iter().map(|it| it.entry));
            }
            _ => {}
        }
    }

    pub(super) fn is_gone(&self, entry: u64) -> bool {
        self.gone.contains_key(&entry)
    }

    /// An entry as a store with such a break reads it, in a page after a number.
    pub(super) fn changed(&self, how: Break, life: Life, after: u64, mut entry: Entry) -> Entry {
        let number = entry.number;
        let takes = match how {
            Break::NeighboursWordsGo => self.gone.contains_key(&(number - 1)),
            Break::ReasonGoes => entry.redacts().is_ok_and(|it| !it.is_empty()),
            Break::WordsBeforeGo => self.gone.keys().any(|gone| number < *gone),
            _ => self.lost.contains(&number),
        };
        if takes {
            (entry.text, entry.salt) = (None, None);
        }
        let Some(written) = self.written.get(&number) else {
            return entry;
        };
        if how == Break::WordlessIsEmpty && written.text.is_none() {
            (entry.text, entry.salt) = (Some("".into()), Some(Salt::default()));
        }
        let Some(gone) = self.gone.get(&number) else {
            return entry;
        };
        let comes_back = match how {
            Break::WordsStay => true,
            Break::WordsOfTheFirstGoOnly => !gone.is_first,
            Break::WordsOfTheSameBatchStay => gone.with_its_entry,
            Break::WordsComeBackAtOpening => life == Life::OpenedAgain,
            Break::WordsComeBackInPages => 0 < after,
            _ => false,
        };
        if comes_back {
            (entry.text, entry.salt) = (written.text.clone(), written.salt);
        }
        match how {
            Break::SaltStays => entry.salt = written.salt,
            Break::FiguresGo => entry.figures = "{}".into(),
            _ => {}
        }
        entry
    }

    /// Puts what is gone into a snapshot all the same.
    pub(super) fn spoil(&self, how: Break, snapshot: &Path) {
        let tool = || Connection::open(snapshot).expect("a snapshot is a SQLite file");
        let gone = self.gone.keys().filter_map(|it| self.written.get(it));
        let words = gone.filter_map(|it| Some((it.number, it.text.as_deref()?, it.salt?.0)));
        match how {
            Break::SnapshotWithWordsInItsRows => {
                let tool = tool();
                let guard: String = tool
                    .query_row(
                        "SELECT sql FROM sqlite_schema \
                         WHERE name = 'words_stay'",
                        [],
                        |row| row.get(0),
                    )
                    .expect("it has its guards");
                tool.execute_batch("DROP TRIGGER words_stay")
                    .expect("it goes");
                for (number, text, salt) in words {
                    tool.execute(
                        "UPDATE entry SET text = ?2, salt = ?3 WHERE number = ?1",
                        params![number, text, salt],
                    )
                    .expect("they come back");
                }
                tool.execute_batch(&guard).expect("it comes back");
            }
            Break::SnapshotWithWordsBesideItsRows | Break::SnapshotWithSalts => {
                let tool = tool();
                tool.execute_batch("CREATE TABLE old (part BLOB)")
                    .expect("anybody may add a table");
                for (_, text, salt) in words {
                    let part = match how {
                        Break::SnapshotWithSalts => &salt[..],
                        _ => text.as_bytes(),
                    };
                    tool.execute("INSERT INTO old VALUES (?1)", [part])
                        .expect("a row");
                }
            }
            _ => {}
        }
    }
}

/// Makes stores whose writers remember what they read.
#[derive(Debug)]
pub(crate) struct RememberingMaker;

/// A store in memory that several writers have, each of which reads an entry once, and forgets
/// what it read when it appends: but not when somebody else does.
#[derive(Debug, Default)]
pub(crate) struct Remembering {
    journal: Rc<RefCell<MemoryStore>>,
    read: RefCell<BTreeMap<u64, Entry>>,
}

impl StoreMaker for RememberingMaker {
    type Store = Remembering;

    fn fresh(&mut self) -> Remembering {
        Remembering::default()
    }

    fn again(&mut self, store: Remembering) -> Remembering {
        store.read.borrow_mut().clear();
        store
    }

    fn beside(&mut self, store: &Remembering) -> Option<Remembering> {
        let journal = Rc::clone(&store.journal);
        let read = RefCell::default();
        Some(Remembering { journal, read })
    }
}

impl Store for Remembering {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        self.journal.borrow().header()
    }

    fn begin(&mut self, header: &Header) -> Result<(), StoreError> {
        self.journal.borrow_mut().begin(header)
    }

    fn head(&self) -> Result<StoreHead, StoreError> {
        self.journal.borrow().head()
    }

    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        self.read.borrow_mut().clear();
        self.journal.borrow_mut().append(expected, batch)
    }

    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        let page = self.journal.borrow().entries_after(number, at_most)?;
        let mut read = self.read.borrow_mut();
        let page = page.into_iter();
        let page = page.map(|it| read.entry(it.number).or_insert(it).clone());
        Ok(page.collect())
    }

    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError> {
        self.journal.borrow().entry_of(key)
    }
}
