//! How long does a book of a million entries take to open, and how many times as long as reading,
//! hashing and parsing its rows does it take to verify and follow every one of them?

#[path = "part/draw.rs"]
mod draw;
#[path = "part/measure.rs"]
mod measure;
#[path = "part/wire.rs"]
mod wire;
#[path = "part/year.rs"]
mod year;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use measure::{Bound, Measured, hundredths, size_or};
use ringfence_store::{Book, SqliteStore, Step, Store};
use ringfence_testkit::conformance::Folder;
use wire::{hash_of, read};
use year::{Year, agree, begun};

const FULL: usize = 1_000_000;
const BATCH: usize = 50_000;
const PAGE: usize = 10_000;
const ROUNDS: usize = 3;
/// A second, in hundredths of a millisecond.
const OPENED: Bound = Bound {
    now: 100_000,
    in_the_end: 100_000,
};
const FOLLOWED: Bound = Bound {
    now: 150,
    in_the_end: 150,
};

fn main() {
    let size = size_or(FULL);
    let folder = Folder::new();
    let path = folder.path().join("book");
    let mut year = Year::of_size(size);
    written(&path, &mut year);
    let (mut opened, mut followed, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let book = Book::open(SqliteStore::open(&path).expect("it opens")).expect("it holds");
        opened.push(hundredths(start.elapsed().as_nanos(), 1_000_000));
        agree(book.ledger(), &year.selections(), year.balances());
        let head = book.ledger().head();
        drop(book);

        let store = SqliteStore::open(&path).expect("it opens");
        let start = Instant::now();
        let book = Book::open_verified(store).expect("it holds");
        let own = start.elapsed().as_nanos();
        assert_eq!(book.ledger().head(), head);
        let store = book.into_store();
        let start = Instant::now();
        let count = read_alone(&store);
        let alone = start.elapsed().as_nanos();
        assert_eq!(count, head.entry);
        followed.push(hundredths(own, u128::from(count)));
        rows.push(hundredths(alone, u128::from(count)));
        ratios.push(hundredths(own, alone));
    }
    let [opened, followed, rows, ratio] = [opened, followed, rows, ratios].map(Measured::of);
    println!("sqlite_open_1m: {size} postings, {ROUNDS} rounds");
    println!("  opened            {opened} milliseconds");
    println!("  verified          {followed} nanoseconds an entry");
    println!("  rows, hash, parse {rows} nanoseconds an entry");
    println!("  times its rows    {ratio}");
    OPENED.hold("milliseconds to open", opened.median, size >= FULL);
    FOLLOWED.hold("verifying to its rows", ratio.median, size >= FULL);
}

fn written(path: &Path, year: &mut Year) {
    let (ledger, drafts) = begun();
    let store = SqliteStore::create(path).expect("a new file");
    let mut book = Book::create(store, ledger.header().clone()).expect("it begins");
    let step = |draft| Step::Post(Box::new(draft));
    let beginning: Vec<Step> = drafts.into_iter().map(step).collect();
    book.post_all(&beginning).expect("a legal beginning");
    loop {
        let postings = year.next(BATCH);
        if postings.is_empty() {
            break;
        }
        let steps: Vec<Step> = postings.into_iter().map(|it| step(it.draft)).collect();
        book.post_all(&steps).expect("legal drafts");
    }
    book.keep_state().expect("it is kept");
}

/// Reads every row, and its hash and JSON, without a ledger.
fn read_alone(store: &SqliteStore) -> u64 {
    let header = store.header().expect("it reads").expect("it has begun");
    let (mut previous, mut count) = (header.genesis(), 0);
    loop {
        let entries = store.entries_after(count, PAGE).expect("it reads");
        if entries.is_empty() {
            return count;
        }
        for entry in &entries {
            let text = entry.text.as_deref().unwrap_or_default();
            let salt = entry.salt.unwrap_or_default();
            previous = hash_of(previous, [&entry.header, &entry.figures, text], salt);
            assert_eq!(previous, entry.hash);
            let pieces = read(entry);
            black_box((&pieces.header, &pieces.figures, &pieces.text));
            count += 1;
        }
    }
}
