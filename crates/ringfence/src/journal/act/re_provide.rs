//! The act that takes an allocation out of one year and gives it again in the next.

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, Stated, StreamId};
use crate::word::{FinancialYear, Money};

/// Takes a sum out of a body's allocation of one year and gives it again in the next: one letter
/// of the funder, linked on both sides.
///
/// It is a fact. The year that gives up takes from what is available, the oldest first; what it
/// then lacks leaves its line over-committed. The next year has it once, as money of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReProvide {
    /// The stream.
    pub stream: StreamId,
    /// Whose allocation changes.
    pub to: BodyId,
    /// The year that gives up; the one after it has the sum again.
    pub year: FinancialYear,
    /// How much; more than nought.
    pub amount: Money,
    /// The unit and places in which the letter stated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Stated>,
}
