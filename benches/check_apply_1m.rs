//! How long do the two pure functions take for a posting, `check` and `apply`, and how many
//! times as long is that as moving the same amounts in a bare array of balances?

#[path = "part/draw.rs"]
mod draw;
#[path = "part/measure.rs"]
mod measure;
#[path = "part/year.rs"]
mod year;

use std::hint::black_box;
use std::time::{Duration, Instant};

use measure::{Bound, Measured, hundredths, size_or};
use ringfence::state::{Checked, Ledger};
use ringfence::word::Hash;
use year::{Posting, Shift, Year, agree, begun};

const FULL: usize = 1_000_000;
const ROUNDS: usize = 5;
/// Drafts are built, untimed, before they are posted; so few that most of these stretches pass
/// without another program in between, and their median says what the machine can do.
const STRETCH: usize = 1_000;
const BOUND: Bound = Bound {
    now: 8_000,
    in_the_end: 2_700,
};

/// What a round took, in hundredths of a nanosecond a posting.
struct Round {
    /// The median stretch.
    stretch: u64,
    /// All stretches, the growth of lists and other programs among them.
    mean: u64,
    array: u64,
}

fn main() {
    let size = size_or(FULL);
    let (ledger, _) = begun();
    let rounds: Vec<Round> = (0..ROUNDS).map(|_| round(&ledger, size)).collect();
    let each = |figure: fn(&Round) -> u64| Measured::of(rounds.iter().map(figure));
    let times = |it: &Round| hundredths(u128::from(it.stretch), u128::from(it.array));
    let ratio = Measured::of(rounds.iter().map(times));
    println!("check_apply_1m: {size} postings, {ROUNDS} rounds, nanoseconds a posting");
    println!("  check and apply {}", each(|it| it.stretch));
    println!("  as a mean       {}", each(|it| it.mean));
    println!("  bare array      {}", each(|it| it.array));
    println!("  times the array {ratio}");
    BOUND.hold("check and apply to the array", ratio.median, size >= FULL);
}

fn round(begun: &Ledger, size: usize) -> Round {
    let mut ledger = begun.clone();
    let mut year = Year::of_size(size);
    let mut array = year.balances().to_vec();
    let hash = ledger.head().hash;
    let mut shifts = Vec::with_capacity(size);
    let mut took = Vec::with_capacity(size / STRETCH + 1);
    loop {
        let postings = year.next(STRETCH);
        if postings.is_empty() {
            break;
        }
        shifts.extend(postings.iter().map(|it| it.shift));
        let start = Instant::now();
        post(&mut ledger, &postings, hash);
        took.push((start.elapsed(), postings.len()));
    }
    let in_array = shifts.chunks(STRETCH).map(|stretch| {
        let start = Instant::now();
        move_in_array(&mut array, stretch);
        (start.elapsed(), stretch.len())
    });
    let in_array: Vec<_> = in_array.collect();
    agree(&ledger, &year.selections(), year.balances());
    assert_eq!(array, year.balances());
    assert_eq!(ledger.head().entry, begun.head().entry + size as u64);
    let whole: u128 = took.iter().map(|(time, _)| time.as_nanos()).sum();
    Round {
        stretch: median_of(&took),
        mean: hundredths(whole, size as u128),
        array: median_of(&in_array),
    }
}

/// The median of stretches, in hundredths of a nanosecond a posting.
fn median_of(stretches: &[(Duration, usize)]) -> u64 {
    let each = |(time, count): &(Duration, usize)| hundredths(time.as_nanos(), *count as u128);
    Measured::of(stretches.iter().map(each)).median
}

fn post(ledger: &mut Ledger, postings: &[Posting], hash: Hash) {
    for posting in postings {
        match ledger.check(&posting.draft) {
            Ok(Checked::Append(event)) => {
                ledger.apply(&event, hash).expect("a checked event");
            }
            other => panic!("{:?}: {other:?}", posting.draft),
        }
    }
}

fn move_in_array(array: &mut [i64], shifts: &[Shift]) {
    for shift in black_box(shifts) {
        shift.book(array);
    }
    black_box(array);
}
