//! Acts that give, release and move authority.

use serde::{Deserialize, Serialize};

use crate::journal::Key;
use crate::noun::{AnticipatedId, BodyId, Recurrence, Stated, StreamId};
use crate::word::{FinancialYear, Money};

/// Gives spending power for a year: from the source as a fact, from any other body out of its
/// own line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocate {
    /// The stream.
    pub stream: StreamId,
    /// Who receives.
    pub to: BodyId,
    /// Who gives; left out: the stream's source where the receiver stands right below it, else
    /// the body above the receiver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<BodyId>,
    /// For which year.
    pub year: FinancialYear,
    /// How much in that year; below nought takes back, nought is legal for a notice.
    pub amount: Money,
    /// How much in a whole year, where that differs; the next year's base rests on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_year: Option<Money>,
    /// Whether it comes every year or once.
    pub recurrence: Recurrence,
    /// Whether it states the line's whole recurrent sum and so restates the base.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opening: bool,
    /// Whether it is recorded as having happened, whatever the giver has left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub actual: bool,
    /// The unit and places in which the letter stated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Stated>,
    /// The anticipated sum that it confirms, in part or whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirms: Option<AnticipatedId>,
}

/// Passes the means down so that money can be spent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The stream.
    pub stream: StreamId,
    /// Who may now spend.
    pub to: BodyId,
    /// Of which year.
    pub year: FinancialYear,
    /// How much; more than nought.
    pub amount: Money,
    /// Only to the line of this vintage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<FinancialYear>,
}

/// Moves authority between lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vire {
    /// The stream that gives.
    pub stream: StreamId,
    /// The body that gives.
    pub from: BodyId,
    /// The body that receives.
    pub to: BodyId,
    /// The stream that receives; left out: the same one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_stream: Option<StreamId>,
    /// Of which year.
    pub year: FinancialYear,
    /// How much; more than nought.
    pub amount: Money,
    /// Whether both bases change, or neither.
    pub recurrence: Recurrence,
    /// Only from lines of this vintage; not where both bases change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<FinancialYear>,
}

/// Reverses an entry by a new one; nothing is ever edited. The right entry is posted after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    /// The number of the entry to reverse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
    /// Or the key under which it was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_as: Option<Key>,
}
