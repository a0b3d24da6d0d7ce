//! The act by which a book begins in the middle of a year.

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, Recurrence, StreamId};
use crate::word::{FinancialYear, Money};

/// Takes a line on from another book: its authority of the year, and what was invoiced and
/// released of it so far, as facts.
///
/// It comes before anything else stands on the line. What is promised and not yet spent is
/// committed after it, what was received and not yet invoiced is accrued, what is tied is
/// earmarked. Later notices add to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeOn {
    /// The stream.
    pub stream: StreamId,
    /// Whose line.
    pub body: BodyId,
    /// In which year.
    pub year: FinancialYear,
    /// When the money was first given; left out: in the year itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<FinancialYear>,
    /// Whether it comes every year or once.
    pub recurrence: Recurrence,
    /// Its authority of the year, what was passed down or vired away taken off; nought or more.
    pub authority: Money,
    /// What was invoiced of it so far in the year; nought or more.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub invoiced: Money,
    /// What was released of it so far; nought or more.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub released: Money,
    /// How much in a whole year, where that differs; the next year's base rests on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_year: Option<Money>,
}

impl TakeOn {
    /// When its money was first given.
    pub fn vintage(&self) -> FinancialYear {
        self.vintage.unwrap_or(self.year)
    }

    /// Whether the next year's base rests on it: it recurs and is of the year's own vintage.
    pub(crate) fn is_base(&self) -> bool {
        self.recurrence == Recurrence::Recurrent && self.vintage() == self.year
    }
}

/// Serde asks by reference.
fn is_nought(sum: &Money) -> bool {
    sum.is_zero()
}
