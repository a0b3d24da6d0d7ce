//! How long does it take to ask where the money of a body and stream stands in a year, now and
//! as at a day, and does that grow with the journal?

#[path = "part/draw.rs"]
mod draw;
#[path = "part/measure.rs"]
mod measure;
#[path = "part/year.rs"]
mod year;

use std::hint::black_box;
use std::time::Instant;

use chrono::NaiveDate;
use measure::{Bound, Measured, hundredths, size_or};
use ringfence::state::{Checked, Ledger, Selection};
use year::{Year, agree, begun};

const FULL: usize = 1_000_000;
const ROUNDS: usize = 21;
/// The small book has so many times fewer entries.
const FEWER: usize = 100;
const NOW: Bound = Bound {
    now: 200,
    in_the_end: 150,
};
const AS_AT: Bound = Bound {
    now: 200,
    in_the_end: 150,
};

/// A book, and the sums that it must show now and as at a day in the middle of a month.
struct Asked {
    ledger: Ledger,
    now: Vec<Selection>,
    as_at: Vec<Selection>,
    balances: Vec<i64>,
    balances_then: Vec<i64>,
}

fn main() {
    let size = size_or(FULL);
    let (small, large) = (asked(size / FEWER), asked(size));
    println!(
        "position_10k_1m: {} and {size} postings, {ROUNDS} rounds, nanoseconds a question",
        size / FEWER
    );
    let at_full_size = size >= FULL;
    let growth = ask("now", [&small, &large], |book| &book.now);
    NOW.hold("growth, now", growth, at_full_size);
    let growth = ask("as at a day", [&small, &large], |book| &book.as_at);
    AS_AT.hold("growth, as at a day", growth, at_full_size);
}

/// Asks both books in turn; gives the growth in hundredths.
fn ask(what: &str, books: [&Asked; 2], lines: fn(&Asked) -> &[Selection]) -> u64 {
    let [mut small, mut large] = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        small.push(round(&books[0].ledger, lines(books[0])));
        large.push(round(&books[1].ledger, lines(books[1])));
    }
    let each = |(small, large): (&u64, &u64)| hundredths(u128::from(*large), u128::from(*small));
    let growth = Measured::of(small.iter().zip(&large).map(each));
    let [small, large] = [small, large].map(Measured::of);
    println!("  {what}: small book {small}");
    println!("  {what}: large book {large}");
    println!("  {what}: growth     {growth}");
    growth.median
}

/// In hundredths of a nanosecond a question.
fn round(ledger: &Ledger, lines: &[Selection]) -> u64 {
    let start = Instant::now();
    for line in lines {
        black_box(
            ledger
                .position(black_box(line))
                .expect("a line of the year"),
        );
    }
    hundredths(start.elapsed().as_nanos(), lines.len() as u128)
}

fn asked(size: usize) -> Asked {
    let day = NaiveDate::from_ymd_opt(2016, 9, 15).expect("a day");
    let (mut ledger, _) = begun();
    let mut year = Year::of_size(size);
    let hash = ledger.head().hash;
    let mut then = year.balances().to_vec();
    loop {
        let postings = year.next(1_000);
        if postings.is_empty() {
            break;
        }
        for posting in &postings {
            let Ok(Checked::Append(event)) = ledger.check(&posting.draft) else {
                panic!("{posting:?} is legal");
            };
            ledger.apply(&event, hash).expect("a checked event");
            if posting.draft.effective.is_some_and(|it| it <= day) {
                posting.shift.book(&mut then);
            }
        }
    }
    let now = year.selections();
    let at_day = |line: &Selection| Selection {
        as_at: Some(day),
        ..line.clone()
    };
    let as_at: Vec<Selection> = now.iter().map(at_day).collect();
    let asked = Asked {
        ledger,
        now,
        as_at,
        balances: year.balances().to_vec(),
        balances_then: then,
    };
    agree(&asked.ledger, &asked.now, &asked.balances);
    agree(&asked.ledger, &asked.as_at, &asked.balances_then);
    asked
}
