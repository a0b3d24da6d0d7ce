//! What a close and an opening leave in the journal. They come from a plan, never from a draft.

use serde::{Deserialize, Serialize};

use super::{EndedLine, PartnerLine};
use crate::noun::{BodyId, Line, StreamId};
use crate::word::{FinancialYear, Money};

/// A year closed as planned: one decision for each part of each item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseYear {
    /// The year.
    pub year: FinancialYear,
    /// What was decided, in the order of the plan.
    pub decisions: Vec<DecisionLine>,
    /// The anticipated sums that ended with it, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<EndedLine>,
    /// What goes back to partners, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone_back: Vec<PartnerLine>,
}

/// One part of one decision, as the journal keeps it; its reasons are rebuilt from the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionLine {
    /// The item.
    pub item: String,
    /// What kind of money it is: `commitment`, `hold`, `earmark`, `slippage`, `free`, `deficit`.
    pub kind: String,
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
    /// The recurrent base that it brings forward, notice by notice.
    pub base: Vec<BaseLine>,
}

/// One notice, pass-down or virement brought forward as itself on one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseLine {
    /// The entry that first gave it.
    pub entry: u64,
    /// Whose line.
    pub body: BodyId,
    /// Of which stream.
    pub stream: StreamId,
    /// The full-year sum; below nought where a virement takes it away.
    pub amount: Money,
}
