//! How much memory does an entry take in the ledger alone, its journal kept elsewhere?

#[path = "part/draw.rs"]
mod draw;
#[path = "part/measure.rs"]
mod measure;
#[path = "part/year.rs"]
mod year;

use measure::{Bound, Measured, hundredths, size_or};
use ringfence::state::{Checked, Ledger};
use year::{Year, agree, begun};

const FULL: usize = 1_000_000;
const ROUNDS: usize = 3;
const BUILT_AHEAD: usize = 1_000;
const BOUND: Bound = Bound {
    now: 16_000,
    in_the_end: 16_000,
};

fn main() {
    let size = size_or(FULL);
    // Each ledger is kept until the end, so that none stands in the memory of the one before.
    let (mut kept, mut bytes) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let Some(before) = resident() else {
            println!("ledger_bytes_1m: this system has no /proc/self/status: not measured");
            return;
        };
        let year_and_ledger = built(size);
        let after = resident().expect("it was there before");
        bytes.push(hundredths(
            u128::from(after.saturating_sub(before)),
            size as u128,
        ));
        kept.push(year_and_ledger);
    }
    for (year, ledger) in &kept {
        agree(ledger, &year.selections(), year.balances());
    }
    let bytes = Measured::of(bytes);
    println!("ledger_bytes_1m: {size} postings, {ROUNDS} ledgers");
    println!("  bytes an entry  {bytes}");
    BOUND.hold("bytes an entry", bytes.median, size >= FULL);
}

/// The list of open orders is part of what is measured: some five bytes a posting.
fn built(size: usize) -> (Year, Ledger) {
    let (mut ledger, _) = begun();
    let mut year = Year::of_size(size);
    let hash = ledger.head().hash;
    loop {
        let postings = year.next(BUILT_AHEAD);
        if postings.is_empty() {
            break;
        }
        for posting in &postings {
            let shift = posting.shift;
            let Ok(Checked::Append(event)) = ledger.check(&posting.draft) else {
                panic!("{shift:?} is legal");
            };
            ledger.apply(&event, hash).expect("a checked event");
        }
    }
    (year, ledger)
}

/// The resident memory of this process in bytes.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}
