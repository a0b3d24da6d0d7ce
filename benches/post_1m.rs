//! How long does a posting take on the users' path (checked, written, chained, stored, applied),
//! and how many times as long is that as writing and hashing its bytes alone?

#[path = "part/draw.rs"]
mod draw;
#[path = "part/measure.rs"]
mod measure;
#[path = "part/wire.rs"]
mod wire;
#[path = "part/year.rs"]
mod year;

use std::time::Instant;

use measure::{Bound, Measured, hundredths, size_or};
use ringfence::journal::Entry;
use ringfence::word::Hash;
use ringfence_store::{Book, MemoryStore, Store};
use wire::{Pieces, hash_of, read};
use year::{Year, agree, begun};

const FULL: usize = 1_000_000;
/// Each stretch is a round of its own: posted, then its bytes written and hashed again.
const STRETCH: usize = 2_000;
const BOUND: Bound = Bound {
    now: 200,
    in_the_end: 200,
};

fn main() {
    let size = size_or(FULL);
    let (ledger, drafts) = begun();
    let mut book =
        Book::create(MemoryStore::new(), ledger.header().clone()).expect("an empty store");
    for draft in &drafts {
        book.post(draft).expect("a legal beginning");
    }
    let mut year = Year::of_size(size);
    let (mut posted, mut written, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        let postings = year.next(STRETCH);
        if postings.is_empty() {
            break;
        }
        let before = book.ledger().head();
        let start = Instant::now();
        for posting in &postings {
            book.post(&posting.draft).expect("a legal draft");
        }
        let own = start.elapsed().as_nanos();
        let entries = book
            .store()
            .entries_after(before.entry, usize::MAX)
            .expect("entries");
        let bytes = write_again(before.hash, &entries);
        let count = postings.len() as u128;
        posted.push(hundredths(own, count));
        written.push(hundredths(bytes, count));
        ratios.push(hundredths(own, bytes));
    }
    agree(book.ledger(), &year.selections(), year.balances());
    let stretches = ratios.len();
    let [posted, written, ratio] = [posted, written, ratios].map(Measured::of);
    println!("post_1m: {size} postings, {stretches} stretches, nanoseconds a posting");
    println!("  posted          {posted}");
    println!("  JSON and hash   {written}");
    println!("  times its bytes {ratio}");
    BOUND.hold("posting to its bytes", ratio.median, size >= FULL);
}

/// Writes and hashes the same bytes again; says in how many nanoseconds.
fn write_again(before: Hash, entries: &[Entry]) -> u128 {
    let pieces: Vec<Pieces> = entries.iter().map(read).collect();
    let mut again = Vec::with_capacity(entries.len());
    let mut previous = before;
    let start = Instant::now();
    for (pieces, entry) in pieces.iter().zip(entries) {
        let header = serde_json::to_string(&pieces.header).expect("plain data");
        let figures = serde_json::to_string(&pieces.figures).expect("plain data");
        let text = serde_json::to_string(&pieces.text).expect("plain data");
        let salt = entry.salt.unwrap_or_default();
        previous = hash_of(previous, [&header, &figures, &text], salt);
        again.push((header, figures, previous));
    }
    let took = start.elapsed().as_nanos();
    for ((header, figures, hash), entry) in again.iter().zip(entries) {
        assert_eq!((&**header, &**figures), (&*entry.header, &*entry.figures));
        assert_eq!(*hash, entry.hash);
    }
    took
}
