//! A cap: the most that several items of a rule keep together.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::condition::Condition;
use super::dated::{self, Dated};
use super::expression::Expression;
use super::{FactName, Outcome, Scope};
use crate::noun::{BodyKind, Wording};
use crate::word::Citation;

/// The items over which a cap stands: those of a rule on one line, at one body, at all bodies for
/// which one body answers, at all bodies below one of a kind, or of one stream.
///
/// ```
/// use ringfence::law::Pot;
///
/// assert_eq!(Pot::Accountable.to_string(), "accountable");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pot {
    /// One line.
    Line,
    /// One body, all streams of the rule together.
    Body,
    /// One accountable body and all that it answers for, all streams of the rule together.
    Accountable,
    /// One body of a kind and all below it to which it is the nearest of that kind, all streams of
    /// the rule together. What is below none of that kind stands in no pot.
    Nearest(BodyKind),
    /// One stream at all bodies.
    Stream,
}

impl Pot {
    /// The word by which a rule writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Pot::Line => "line",
            Pot::Body => "body",
            Pot::Accountable => "accountable",
            Pot::Nearest(_) => "nearest",
            Pot::Stream => "stream",
        }
    }

    /// What is the same for all its items, sums apart.
    pub(crate) const fn names(self) -> &'static [FactName] {
        use FactName as F;
        match self {
            Pot::Line => &[],
            Pot::Body => &[
                F::BodyId,
                F::BodyKind,
                F::BodyAccountable,
                F::YearItself,
                F::YearFirstDay,
                F::YearLastDay,
                F::YearNext,
            ],
            Pot::Accountable => &[
                F::BodyAccountable,
                F::YearItself,
                F::YearFirstDay,
                F::YearLastDay,
                F::YearNext,
            ],
            Pot::Nearest(_) => &[F::YearItself, F::YearFirstDay, F::YearLastDay, F::YearNext],
            Pot::Stream => &[
                F::StreamId,
                F::StreamKind,
                F::StreamAvailability,
                F::YearItself,
                F::YearFirstDay,
                F::YearLastDay,
                F::YearNext,
            ],
        }
    }

    /// The sums that are the same for all its items.
    pub(crate) const fn scopes(self) -> &'static [Scope] {
        match self {
            Pot::Line => &Scope::ALL,
            Pot::Body => &[Scope::Body, Scope::Accountable],
            Pot::Accountable => &[Scope::Accountable],
            Pot::Nearest(_) => &[],
            Pot::Stream => &[Scope::Stream],
        }
    }
}

impl fmt::Display for Pot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pot::Nearest(kind) => write!(f, "nearest {}", kind.word()),
            _ => f.pad(self.name()),
        }
    }
}

/// A dated, cited ceiling over several items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cap {
    pub(super) label: String,
    pub(super) in_force_from: NaiveDate,
    pub(super) in_force_until: Option<NaiveDate>,
    pub(super) per: Pot,
    /// Which items it counts; all where it does not say.
    pub(super) when: Option<Condition>,
    /// The outcomes that it counts.
    pub(super) outcomes: Vec<Outcome>,
    /// The clauses of which it counts what comes to these; none where it counts all.
    pub(super) counts: Vec<String>,
    pub(super) amount: Expression,
    pub(super) share: Sharing,
    /// What becomes of what is above; nothing where the base case says it.
    pub(super) excess: Option<Outcome>,
    pub(super) cite: Citation,
}

/// Who has what of a cap that is too small for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sharing {
    ProRata,
    FirstCome,
    /// Lower first.
    Priority(Expression),
}

impl Cap {
    /// Whether it counts what a clause of this label brings to its outcomes.
    pub(super) fn counts(&self, label: &str) -> bool {
        self.counts.is_empty() || self.counts.iter().any(|known| known == label)
    }
}

impl Dated for Cap {
    fn first_day(&self) -> NaiveDate {
        self.in_force_from
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.in_force_until
    }
}

/// The caps in force on a day, in the order in which their labels come first.
pub(super) fn in_force(caps: &[Cap], on: NaiveDate) -> Vec<&Cap> {
    dated::of_each_label(caps, |cap| &cap.label, on)
}
