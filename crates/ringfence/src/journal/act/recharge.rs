//! Moving a cost.

use serde::{Deserialize, Serialize};

use crate::journal::Key;
use crate::noun::{BodyId, ProjectId, PromiseId, PurposeId, StreamId};
use crate::word::{FinancialYear, Money};

/// Moves a cost to another line, project or commitment: it is taken off the spend that it names,
/// and stands where it belongs as a spend would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recharge {
    /// The number of the entry of the spend, or of the recharge that moved it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
    /// Or the key under which it was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_as: Option<Key>,
    /// The commitment that it is a cost of; without one it names the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<PromiseId>,
    /// The stream that it is a cost of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<StreamId>,
    /// The body that it is a cost of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// The project that it is for, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// The purpose that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<PurposeId>,
    /// The year in which it moves. Left out: the year of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<FinancialYear>,
    /// How much; more than nought.
    pub amount: Money,
    /// Whether it moves whatever there is: as the general ledger has it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub actual: bool,
    /// Only to this vintage; not where it names a commitment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<FinancialYear>,
}

impl Recharge {
    /// What the line that receives the cost sees of it.
    pub(crate) fn as_spend(&self) -> super::Spend {
        super::Spend {
            commitment: self.commitment.clone(),
            accrual: None,
            part: false,
            stream: self.stream.clone(),
            body: self.body.clone(),
            project: self.project.clone(),
            purpose: self.purpose.clone(),
            year: self.year,
            amount: self.amount,
            is_final: false,
            actual: self.actual,
            vintage: self.vintage,
            cost: None,
        }
    }
}
