//! How long does it take to open a book of a million entries by its kept state: the bytes hashed,
//! read, and dropped again? And how many times as long is its journal followed?

#[path = "part/draw.rs"]
mod draw;
#[path = "part/measure.rs"]
mod measure;
#[path = "part/year.rs"]
mod year;

use std::time::Instant;

use measure::{Bound, Measured, hundredths, size_or};
use ringfence::journal::{Draft, Entry, Key};
use ringfence::state::{Checked, Ledger};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use year::{Year, agree, begun};

const FULL: usize = 1_000_000;
const ROUNDS: usize = 5;
const BUILT_AHEAD: usize = 10_000;
/// In hundredths of a second: what is left of it is the store's.
const BOUND: Bound = Bound {
    now: 80,
    in_the_end: 80,
};
/// Where each entry has a key: twice the bytes, and a million ids more.
const KEYED: Bound = Bound {
    now: 120,
    in_the_end: 80,
};

fn main() {
    let size = size_or(FULL);
    open(size, "no keys", BOUND, |_| None);
    open(size, "a key for each", KEYED, |number| {
        let key = format!("sender-7-{number:07}");
        Some(key.parse().expect("a plain id"))
    });
}

fn open(size: usize, which: &str, bound: Bound, key_of: impl Fn(usize) -> Option<Key>) {
    let mut year = Year::of_size(size);
    let (live, entries) = journal(&mut year, key_of);
    let start = Instant::now();
    let bytes = postcard::to_allocvec(&State(&live)).expect("a ledger is plain data");
    let written = start.elapsed();
    let kept = Sha256::digest(&bytes);
    let (mut hashed, mut read, mut whole, mut ratios) = (vec![], vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        assert_eq!(Sha256::digest(&bytes), kept);
        hashed.push(milliseconds(start));
        let Again(ledger) = postcard::from_bytes(&bytes).expect("it was written");
        read.push(milliseconds(start) - hashed[hashed.len() - 1]);
        drop(ledger);
        whole.push(start.elapsed().as_nanos());
        let Again(ledger) = postcard::from_bytes(&bytes).expect("it was written");
        assert_eq!(ledger.head(), live.head());
        agree(&ledger, &year.selections(), year.balances());
        assert!(postcard::to_allocvec(&State(&ledger)).is_ok_and(|again| again == bytes));
    }
    let start = Instant::now();
    let ledger = Ledger::replay(live.header().clone(), &entries).expect("a whole journal");
    let replayed = start.elapsed().as_nanos();
    assert_eq!(ledger.head(), live.head());
    ratios.extend(whole.iter().map(|it| hundredths(replayed, *it)));
    let seconds = whole.iter().map(|it| hundredths(*it, 1_000_000_000));
    let seconds = Measured::of(seconds);
    let count = entries.len();
    println!("open_1m_entries: {count} entries, {which}, {ROUNDS} rounds");
    println!("  bytes           {}", bytes.len());
    println!("  written, ms     {}", written.as_millis());
    println!("  hashed, ms      {}", Measured::of(hashed));
    println!("  read, ms        {}", Measured::of(read));
    println!("  with drop, s    {seconds}");
    println!("  replay, times   {}", Measured::of(ratios));
    bound.hold("seconds to open", seconds.median, size >= FULL);
}

/// Since then, in hundredths.
fn milliseconds(start: Instant) -> u64 {
    hundredths(start.elapsed().as_nanos(), 1_000_000)
}

/// A ledger and the journal that led to it.
fn journal(year: &mut Year, key_of: impl Fn(usize) -> Option<Key>) -> (Ledger, Vec<Entry>) {
    let (begun, drafts) = begun();
    let mut ledger = Ledger::new(begun.header().clone());
    let mut entries = Vec::new();
    let mut post = |draft: &Draft| {
        let Ok(Checked::Append(event)) = ledger.check(draft) else {
            panic!("{draft:?} is legal");
        };
        let entry = ledger.entry_of(&event);
        ledger.apply(&event, entry.hash).expect("a checked event");
        entries.push(entry);
    };
    drafts.iter().for_each(&mut post);
    let mut number = 0;
    loop {
        let postings = year.next(BUILT_AHEAD);
        if postings.is_empty() {
            break;
        }
        for posting in postings {
            number += 1;
            let mut draft = posting.draft;
            draft.key = key_of(number);
            post(&draft);
        }
    }
    (ledger, entries)
}

struct State<'l>(&'l Ledger);

impl Serialize for State<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write_state(to)
    }
}

struct Again(Ledger);

impl<'de> Deserialize<'de> for Again {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Again, D::Error> {
        Ledger::read_state(from).map(Again)
    }
}
