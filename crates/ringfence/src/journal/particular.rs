//! Particulars of a rejection that are more than a name or a sum.

use std::fmt;

use chrono::NaiveDate;

use super::Shortfall;
use crate::word::{FinancialYear, Money};

/// A day that cannot count in its year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideYear {
    /// The effective date.
    pub effective: NaiveDate,
    /// The year.
    pub year: FinancialYear,
    /// The first day that could.
    pub first: NaiveDate,
    /// The last day of the year.
    pub last: NaiveDate,
}

impl fmt::Display for OutsideYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let OutsideYear {
            effective,
            year,
            first,
            last,
        } = self;
        write!(
            f,
            "{effective} cannot count in {year} here: write a day from {first} to {last}"
        )
    }
}

/// A body that is not there on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAlive {
    /// The body.
    pub body: String,
    /// The day.
    pub on: NaiveDate,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: Option<NaiveDate>,
}

impl fmt::Display for NotAlive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NotAlive { body, on, from, .. } = self;
        write!(
            f,
            "{body} is not there on {on}: name a body that is, or a day from {from} to "
        )?;
        match self.until {
            Some(until) => write!(f, "{until}"),
            None => f.write_str("no end"),
        }
    }
}

/// A field that says something else than what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The field.
    pub field: &'static str,
    /// What the draft says.
    pub found: String,
    /// What stands against it.
    pub expected: String,
    /// The thing named.
    pub of: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mismatch {
            field,
            found,
            expected,
            of,
        } = self;
        write!(
            f,
            "{field} is {found} here, but {of} says {expected}: write that"
        )
    }
}

/// What rests on an entry that should be reversed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resting {
    /// The entry.
    pub entry: u64,
    /// The state that would fall short.
    pub state: &'static str,
    /// Where, or for which project.
    pub place: String,
    /// The first entry that rests on it, where it is an approval or a cost.
    pub first: Option<u64>,
    /// By how much.
    pub short: Money,
}

impl fmt::Display for Resting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (entry, state, place) = (self.entry, self.state, &self.place);
        write!(
            f,
            "entry {entry} cannot be reversed while {state} of {place} rests on it"
        )?;
        if let Some(first) = self.first {
            write!(f, " since entry {first}")?;
        }
        write!(f, ": give {} back first", self.short.in_words())
    }
}

/// What was asked for a project beyond its approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeyondApproval {
    /// The project.
    pub project: String,
    /// What was approved.
    pub approved: Money,
    /// What was asked and what is left.
    pub of: Shortfall,
}

impl fmt::Display for BeyondApproval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "project {}: {} asked beyond its approval of {}, of which {} is left. \
             Ask for {} less, or approve more",
            self.project,
            self.of.asked.in_words(),
            self.approved.in_words(),
            self.of.available.in_words(),
            self.of.short.in_words()
        )
    }
}
