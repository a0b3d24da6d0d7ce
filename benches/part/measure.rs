//! Sizes, medians with their spread, and bounds. All in whole numbers: ratios in hundredths.

use std::fmt;

/// How many to take: the environment's `SIZE`, else the full size.
pub(crate) fn size_or(full: usize) -> usize {
    match std::env::var("SIZE") {
        Ok(text) => text.parse().expect("SIZE is a whole number"),
        Err(_) => full,
    }
}

/// What several rounds gave: the middle one, and how far they lie apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    pub(crate) median: u64,
    least: u64,
    most: u64,
}

impl Measured {
    pub(crate) fn of(rounds: impl IntoIterator<Item = u64>) -> Measured {
        let mut rounds: Vec<u64> = rounds.into_iter().collect();
        rounds.sort_unstable();
        Measured {
            median: rounds[rounds.len() / 2],
            least: rounds[0],
            most: rounds[rounds.len() - 1],
        }
    }
}

impl fmt::Display for Measured {
    /// Hundredths as a number with two places: `1.25 (1.20 to 1.31)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [median, least, most] = [self.median, self.least, self.most].map(places);
        write!(f, "{median} ({least} to {most})")
    }
}

/// A quotient in hundredths, rounded down.
pub(crate) fn hundredths(of: u128, by: u128) -> u64 {
    u64::try_from(of * 100 / by.max(1)).expect("a quotient of times of one run")
}

/// What must not be exceeded, in hundredths: now, and in the end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub(crate) now: u64,
    pub(crate) in_the_end: u64,
}

impl Bound {
    /// Prints how a median stands to the bound, and fails the bench where it is beyond it. A
    /// smaller size than the full one only shows its figures.
    pub(crate) fn hold(self, what: &str, median: u64, at_full_size: bool) {
        let Bound { now, in_the_end } = self;
        let stands = match median {
            _ if median <= in_the_end => "held",
            _ if median <= now => "held now, not yet in the end",
            _ => "NOT held",
        };
        let (now_is, end_is) = (places(now), places(in_the_end));
        println!("  bound: {what} at most {now_is} now, {end_is} in the end: {stands}");
        let median = places(median);
        assert!(
            stands != "NOT held" || !at_full_size,
            "{what} is {median}, its bound {now_is}"
        );
    }
}

fn places(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
