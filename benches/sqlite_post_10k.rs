//! How many times as long as inserting its row bare does a durable posting take, one by one and
//! in batches of 1,000? Bare is one table without a guard, an index or a check, in a file of its
//! own that is written through to the disk as carefully.

#[path = "part/draw.rs"]
mod draw;
#[path = "part/measure.rs"]
mod measure;
#[path = "part/year.rs"]
mod year;

use std::time::Instant;

use measure::{Bound, Measured, hundredths, size_or};
use ringfence::journal::Entry;
use ringfence::word::Hash;
use ringfence_store::{Book, SqliteStore, Step, Store};
use ringfence_testkit::conformance::Folder;
use rusqlite::{Connection, params};
use year::{Posting, Year, agree, begun};

const FULL: usize = 10_000;
const ONE_BY_ONE: usize = 100;
const BATCH: usize = 1_000;
/// 0.85 of the speed of the row alone.
const SINGLE: Bound = Bound {
    now: 118,
    in_the_end: 118,
};
/// Half the speed of the rows alone.
const BATCHED: Bound = Bound {
    now: 200,
    in_the_end: 200,
};

fn main() {
    let size = size_or(FULL);
    let folder = Folder::new();
    let (ledger, drafts) = begun();
    let store = SqliteStore::create(folder.path().join("book")).expect("a new file");
    let mut book = Book::create(store, ledger.header().clone()).expect("it begins");
    let beginning: Vec<Step> = drafts.into_iter().map(step).collect();
    book.post_all(&beginning).expect("a legal beginning");
    let mut bare = Bare::new(&folder);
    let mut year = Year::of_size(size);
    let mut rounds = Rounds::default();
    loop {
        let postings = year.next(ONE_BY_ONE);
        if postings.is_empty() {
            break;
        }
        rounds.one_by_one(&mut book, &mut bare, &postings);
        let steps: Vec<Step> = year
            .next(BATCH)
            .into_iter()
            .map(|it| step(it.draft))
            .collect();
        rounds.together(&mut book, &mut bare, &steps);
    }
    agree(book.ledger(), &year.selections(), year.balances());
    let posted = book.store().head().expect("it reads").entry - beginning.len() as u64;
    assert_eq!(bare.count(), posted);
    rounds.shown(size);
}

/// What each round gave, in hundredths.
#[derive(Default)]
struct Rounds {
    posted: Vec<u64>,
    inserted: Vec<u64>,
    single: Vec<u64>,
    posted_together: Vec<u64>,
    inserted_together: Vec<u64>,
    batched: Vec<u64>,
}

impl Rounds {
    fn one_by_one(&mut self, book: &mut Book<SqliteStore>, bare: &mut Bare, all: &[Posting]) {
        let before = book.ledger().head();
        let start = Instant::now();
        for posting in all {
            book.post(&posting.draft).expect("a legal draft");
        }
        let own = start.elapsed().as_nanos();
        let alone = bare.insert(before.hash, &newer(book, before.entry), 1);
        let count = all.len() as u128;
        self.posted.push(hundredths(own / 1_000, count));
        self.inserted.push(hundredths(alone / 1_000, count));
        self.single.push(hundredths(own, alone));
    }

    fn together(&mut self, book: &mut Book<SqliteStore>, bare: &mut Bare, steps: &[Step]) {
        let before = book.ledger().head();
        let start = Instant::now();
        let each = book.post_each(steps).expect("the store works");
        let own = start.elapsed().as_nanos();
        assert!(each.iter().all(Result::is_ok), "legal drafts");
        let alone = bare.insert(before.hash, &newer(book, before.entry), BATCH);
        if steps.len() == BATCH {
            let count = BATCH as u128;
            self.posted_together.push(hundredths(own / 1_000, count));
            self.inserted_together
                .push(hundredths(alone / 1_000, count));
            self.batched.push(hundredths(own, alone));
        }
    }

    fn shown(self, size: usize) {
        let count = self.single.len();
        let all = [self.posted, self.inserted, self.single];
        let [posted, inserted, single] = all.map(Measured::of);
        let all = [self.posted_together, self.inserted_together, self.batched];
        let [each, bare, batched] = all.map(Measured::of);
        println!("sqlite_post_10k: {size} postings, {count} rounds");
        println!("  posted one by one   {posted} microseconds");
        println!("  its row, bare       {inserted} microseconds");
        println!("  times its row       {single}");
        println!("  one of {BATCH} together {each} microseconds");
        println!("  its row, bare       {bare} microseconds");
        println!("  times its row       {batched}");
        SINGLE.hold("a posting to its row", single.median, size >= FULL);
        BATCHED.hold("a batch to its rows", batched.median, size >= FULL);
    }
}

fn step(draft: ringfence::journal::Draft) -> Step {
    Step::Post(Box::new(draft))
}

fn newer(book: &Book<SqliteStore>, after: u64) -> Vec<Entry> {
    book.store()
        .entries_after(after, usize::MAX)
        .expect("entries")
}

/// The same rows in a table of no guard.
struct Bare(Connection);

impl Bare {
    fn new(folder: &Folder) -> Bare {
        let bare = Connection::open(folder.path().join("bare")).expect("a new file");
        bare.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             CREATE TABLE entry (number INTEGER PRIMARY KEY, header TEXT, figures TEXT, \
             text TEXT, salt BLOB, text_hash BLOB, previous BLOB, hash BLOB)",
        )
        .expect("a table");
        Bare(bare)
    }

    /// Inserts entries, so many in a transaction; says in how many nanoseconds.
    fn insert(&mut self, mut previous: Hash, entries: &[Entry], at_once: usize) -> u128 {
        let start = Instant::now();
        for together in entries.chunks(at_once) {
            let transaction = self.0.transaction().expect("a transaction");
            for it in together {
                let sql = "INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
                let mut insert = transaction.prepare_cached(sql).expect("a statement");
                let salt = it.salt.map(|salt| salt.0);
                let row = params![
                    it.number,
                    it.header,
                    it.figures,
                    it.text,
                    salt,
                    it.text_hash.0,
                    previous.0,
                    it.hash.0
                ];
                insert.execute(row).expect("a row");
                previous = it.hash;
            }
            transaction.commit().expect("it is kept");
        }
        start.elapsed().as_nanos()
    }

    fn count(&self) -> u64 {
        let count = self
            .0
            .query_row("SELECT count(*) FROM entry", [], |row| row.get(0));
        count.expect("it reads")
    }
}
