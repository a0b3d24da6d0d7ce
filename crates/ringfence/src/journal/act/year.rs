//! What a close and an opening leave in the journal. They come from a plan, never from a draft.

use serde::{Deserialize, Serialize};

use crate::noun::Line;
use crate::word::{FinancialYear, Money};

/// A year closed as planned: one decision for each part of each item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseYear {
    /// The year.
    pub year: FinancialYear,
    /// What was decided, in the order of the plan.
    pub decisions: Vec<DecisionLine>,
}

/// One part of one decision, as the journal keeps it; its reasons are rebuilt from the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionLine {
    /// The item.
    pub item: String,
    /// Where its money stood.
    pub line: Line,
    /// What happens to it: `roll_over`, `lapse`, `absorb`.
    pub outcome: String,
    /// How much.
    pub amount: Money,
}

/// A year opened: base, recurrent commitments, kept money and unfunded promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenYear {
    /// The year.
    pub year: FinancialYear,
}
