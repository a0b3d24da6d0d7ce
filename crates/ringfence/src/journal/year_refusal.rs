//! What stands in the way where a year is asked about.

use std::fmt;

use crate::word::{FinancialYear, Money};

/// A year that was never closed, or is open again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearNotClosed {
    /// The year.
    pub year: FinancialYear,
    /// The last year that is closed.
    pub closed: Option<FinancialYear>,
}

/// A year that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearSigned {
    /// The year.
    pub year: FinancialYear,
    /// The entry that signed it.
    pub entry: u64,
}

/// A year that stands before another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearBefore {
    /// The year to reopen.
    pub year: FinancialYear,
    /// The later one, which was closed or opened since.
    pub later: FinancialYear,
}

/// A close on which something rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearRestedOn {
    /// The year.
    pub year: FinancialYear,
    /// The state that would fall short.
    pub state: &'static str,
    /// Where.
    pub place: String,
    /// The first entry since the close that takes from it.
    pub first: Option<u64>,
    /// By how much.
    pub short: Money,
}

impl fmt::Display for YearNotClosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let closed = self.closed.map(|it| format!(" ({it} is the last that is)"));
        let closed = closed.unwrap_or_default();
        write!(f, "{} is not closed{closed}: close it first", self.year)
    }
}

impl fmt::Display for YearSigned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let YearSigned { year, entry } = self;
        write!(
            f,
            "{year} was signed by entry {entry}: correct what is wrong in an open year"
        )
    }
}

impl fmt::Display for YearBefore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let YearBefore { year, later } = self;
        write!(
            f,
            "{later} was closed or opened since the close of {year}: reopen it first where it is \
             closed, else correct what is wrong in an open year"
        )
    }
}

impl fmt::Display for YearRestedOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.first.map(|it| format!(" since entry {it}"));
        let since = since.unwrap_or_default();
        let (year, state, place) = (self.year, self.state, &self.place);
        write!(
            f,
            "{year} cannot be reopened while {state} of {place} rests on its close{since}: give \
             {} back first, or correct what is wrong in an open year",
            self.short.in_words()
        )
    }
}
