//! How long does an entry take when a ledger is rebuilt from its journal, and how many times as
//! long is that as reading and hashing its bytes alone?

#[path = "part/draw.rs"]
mod draw;
#[path = "part/measure.rs"]
mod measure;
#[path = "part/wire.rs"]
mod wire;
#[path = "part/year.rs"]
mod year;

use std::hint::black_box;
use std::time::Instant;

use measure::{Bound, Measured, hundredths, size_or};
use ringfence::journal::{Draft, Entry};
use ringfence::state::{Checked, Ledger};
use ringfence::word::Hash;
use wire::{hash_of, read};
use year::{Year, agree, begun};

const FULL: usize = 1_000_000;
const ROUNDS: usize = 3;
const BUILT_AHEAD: usize = 10_000;
const BOUND: Bound = Bound {
    now: 300,
    in_the_end: 200,
};

fn main() {
    let size = size_or(FULL);
    let mut year = Year::of_size(size);
    let (live, entries) = journal(&mut year);
    let genesis = live.header().genesis();
    let (mut replayed, mut read, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let count = entries.len() as u128;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let ledger = Ledger::replay(live.header().clone(), &entries).expect("a whole journal");
        let own = start.elapsed().as_nanos();
        assert_eq!(ledger.head(), live.head());
        agree(&ledger, &year.selections(), year.balances());
        drop(ledger);
        let start = Instant::now();
        read_alone(genesis, &entries);
        let bytes = start.elapsed().as_nanos();
        replayed.push(hundredths(own, count));
        read.push(hundredths(bytes, count));
        ratios.push(hundredths(own, bytes));
    }
    let [replayed, read, ratio] = [replayed, read, ratios].map(Measured::of);
    println!("replay_1m: {count} entries, {ROUNDS} rounds, nanoseconds an entry");
    println!("  replayed        {replayed}");
    println!("  JSON and hash   {read}");
    println!("  times its bytes {ratio}");
    BOUND.hold("replay to its bytes", ratio.median, size >= FULL);
}

/// A ledger and the journal that led to it.
fn journal(year: &mut Year) -> (Ledger, Vec<Entry>) {
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
    loop {
        let postings = year.next(BUILT_AHEAD);
        if postings.is_empty() {
            break;
        }
        postings.iter().for_each(|it| post(&it.draft));
    }
    (ledger, entries)
}

fn read_alone(genesis: Hash, entries: &[Entry]) {
    let mut previous = genesis;
    for entry in entries {
        let text = entry.text.as_deref().unwrap_or_default();
        let salt = entry.salt.unwrap_or_default();
        previous = hash_of(previous, [&entry.header, &entry.figures, text], salt);
        assert_eq!(previous, entry.hash);
        let pieces = read(entry);
        black_box((&pieces.header, &pieces.figures, &pieces.text));
    }
}
