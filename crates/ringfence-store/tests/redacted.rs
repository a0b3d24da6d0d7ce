//! Words that somebody lets go while another one reads, or keeps what it read before.

#[path = "part/folder.rs"]
mod folder;

use std::cell::RefCell;

use folder::Folder;
use ringfence::journal::act::{AddBody, Redact};
use ringfence::journal::{Act, Draft, Entry, Header, Key};
use ringfence::noun::BodyKind;
use ringfence::word::Hash;
use ringfence_store::{Batch, Book, MemoryStore, SqliteStore, Step, Store, StoreError, StoreHead};

fn body(number: u32) -> Draft {
    let body = AddBody {
        id: format!("body-{number}").parse().expect("a plain id"),
        kind: BodyKind::Government,
        parent: None,
        standing: None,
        from: None,
        until: None,
    };
    Draft::of(Act::AddBody(body)).named("Mrs Quillfeather")
}

fn redaction(entries: &[u64]) -> Draft {
    let entries = entries.to_vec();
    let mut draft = Draft::of(Act::Redact(Redact { entries }));
    draft.effective = "2025-05-01".parse().ok();
    draft.text.reason = Some("asked for by her".into());
    draft
}

fn header() -> Header {
    Header::new("GBP").expect("a currency")
}

#[test]
fn a_state_that_is_kept_late_brings_no_words_back() {
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let mut book = Book::create(SqliteStore::create(&path).expect("a new file"), header());
    let book = book.as_mut().expect("it begins");
    book.post(&body(1)).expect("a body");
    let open = || SqliteStore::open(&path).expect("it opens");
    let mut other = Book::open(open()).expect("it holds");
    book.post(&redaction(&[1])).expect("they go");
    other.keep_state().expect("it is kept");
    let kept = open().kept_state().expect("it reads").expect("a state");
    assert_eq!(kept.head, book.store().head().expect("it reads"));
    let holds = kept.bytes.windows(12).any(|it| it == b"Quillfeather");
    assert!(!holds, "the name is back");
    assert!(book.verify(None).is_sound());
}

/// A store in which somebody else appends just before the first entries are read.
struct Meanwhile {
    store: RefCell<MemoryStore>,
    next: RefCell<Option<(Hash, Batch)>>,
}

impl Store for Meanwhile {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        self.store.borrow().header()
    }

    fn begin(&mut self, header: &Header) -> Result<(), StoreError> {
        self.store.borrow_mut().begin(header)
    }

    fn head(&self) -> Result<StoreHead, StoreError> {
        self.store.borrow().head()
    }

    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        self.store.borrow_mut().append(expected, batch)
    }

    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        if let Some((head, batch)) = self.next.borrow_mut().take() {
            self.store.borrow_mut().append(head, &batch)?;
        }
        self.store.borrow().entries_after(number, at_most)
    }

    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError> {
        self.store.borrow().entry_of(key)
    }
}

/// A book is read in pages of ten thousand: the last one is full, and the redaction after it.
#[test]
fn words_that_go_while_a_book_is_read_are_no_fault() {
    let mut book = Book::create(MemoryStore::new(), header()).expect("it begins");
    let steps = (1..=10_000).map(|number| Step::Post(Box::new(body(number))));
    book.post_all(&steps.collect::<Vec<_>>()).expect("bodies");
    let before = book.clone();
    book.post(&redaction(&[7])).expect("they go");
    let last = book.entries().expect("it reads").pop().expect("one");
    let last = Batch::of(vec![last]).expect("a redaction");
    let meanwhile = Meanwhile {
        next: RefCell::new(Some((before.ledger().head().hash, last))),
        store: RefCell::new(before.into_store()),
    };
    let opened = Book::open(meanwhile).expect("nothing is missing");
    assert_eq!(opened.ledger().head(), book.ledger().head());

    // Words that are missing without a redaction are a fault, as before.
    let mut entries = book.entries().expect("it reads");
    entries[8].text = None;
    let mut cut = MemoryStore::new();
    cut.begin(&header()).expect("it begins");
    let batch = Batch::of(entries).expect("entries");
    cut.append(header().genesis(), &batch).expect("they follow");
    let fault = Book::open(cut).expect_err("words are missing").to_string();
    assert!(fault.contains("entry 9"), "{fault}");
}

/// Rows of all sizes that lose their words in any order, so that pages are split and joined:
/// nothing of what went stands anywhere in the file, or in the log beside it.
#[test]
fn words_that_went_stand_nowhere_in_the_file() {
    const ENTRIES: u64 = 300;
    let folder = Folder::new();
    let path = folder.file("a.ringfence");
    let store = SqliteStore::create(&path).expect("a new file");
    let mut book = Book::create(store, header()).expect("it begins");
    let marked = |entry: u64| format!("Mrs Quillfeather {entry:04}");
    for entry in 1..=ENTRIES {
        // A full page holds many, a few, or a part of one.
        let length = [0, 40, 700, 300, 9_000][entry as usize % 5];
        let words = format!("{} {}", marked(entry), "of Upland ".repeat(length / 10));
        let number = u32::try_from(entry).expect("a few");
        book.post(&body(number).named(&words)).expect("a body");
    }
    let mut there: Vec<u64> = (1..=ENTRIES).collect();
    let mut drawn = 7_u64;
    while !there.is_empty() {
        let several = 1 + there.len().min(11) / 3;
        let gone = (0..several.min(there.len())).map(|_| {
            drawn = drawn
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            there.swap_remove((drawn >> 33) as usize % there.len())
        });
        let mut gone: Vec<u64> = gone.collect();
        gone.sort_unstable();
        book.post(&redaction(&gone)).expect("they go");
        let found = found(&path, b"Mrs Quillfeather ");
        there.sort_unstable();
        let wanted: Vec<_> = there.iter().map(|entry| format!("{entry:04}")).collect();
        assert_eq!(found, wanted, "after {gone:?} went");
    }
}

/// What stands after each occurrence of some bytes, four of them, once each.
fn found(path: &std::path::Path, bytes: &[u8]) -> Vec<String> {
    let log = format!("{}-wal", path.display());
    let all = [
        std::fs::read(path).expect("it reads"),
        std::fs::read(log).expect("it has a log"),
    ];
    let mut found = std::collections::BTreeSet::new();
    for file in &all {
        let places = file
            .windows(bytes.len())
            .enumerate()
            .filter(|it| it.1 == bytes);
        for (place, _) in places {
            let after = &file[place + bytes.len()..];
            let four = &after[..after.len().min(4)];
            found.insert(String::from_utf8_lossy(four).into_owned());
        }
    }
    found.into_iter().collect()
}
