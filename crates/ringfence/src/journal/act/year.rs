//! Closing, opening, reopening and signing a year. A close comes from a plan, never from a draft.

use serde::{Deserialize, Serialize};

use super::{EndedLine, PartnerLine};
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
    /// The anticipated sums that ended with it, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<EndedLine>,
    /// What goes back to partners, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone_back: Vec<PartnerLine>,
    /// The lines of the next year that are for old obligations only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub for_old: Vec<Line>,
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
    /// What happens to it: `roll_over`, `lapse`, `revert`, `re_provide`; of a deficit `absorb` or
    /// `first_call`.
    pub outcome: String,
    /// How much.
    pub amount: Money,
    /// Why it slipped: the causes of the vacancies, in the order of days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// Open the last closed year again: what its close posted is reversed, and no more.
///
/// The adoption of the rule book stays. The year after stays open where somebody opened it before
/// the close, or has posted to it since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    /// The year.
    pub year: FinancialYear,
}

/// Sign a closed year: from then on nobody opens it again.
///
/// It moves nothing. A fault found later is corrected in an open year, linked to the entry that
/// it corrects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The year.
    pub year: FinancialYear,
}

/// Open the year after the open one, on its first day, before that one is closed.
///
/// Base and recurrent commitments come forward, provisionally: what is still said of the year
/// before restates them. The opening that a close posts brings what is kept and what is owed
/// without money, too; where the year is open, only these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenYear {
    /// The year.
    pub year: FinancialYear,
}
