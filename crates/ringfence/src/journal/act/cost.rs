//! Acts about cost that an invoice has not met, or meets otherwise than it came.

use serde::{Deserialize, Serialize};

use crate::journal::Key;
use crate::noun::{
    AccrualId, BodyId, CostKind, PrepaymentId, ProjectId, PromiseId, PurposeId, StreamId,
};
use crate::word::{FinancialYear, Money};

/// Records what was received and not invoiced, on the day of receipt: a cost of that year. A
/// spend settles it, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accrue {
    /// The accrual's own id.
    pub id: AccrualId,
    /// The commitment on which it was received; without one it names the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<PromiseId>,
    /// The stream of what no commitment was made for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<StreamId>,
    /// The body of what no commitment was made for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// The project of what no commitment was made for, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// The purpose of what no commitment was made for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<PurposeId>,
    /// The year of the cost; the day of receipt lies in it. Left out: the year of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<FinancialYear>,
    /// How much; more than nought.
    pub amount: Money,
    /// Only of this vintage; not where it names a commitment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<FinancialYear>,
    /// What kind of cost it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<CostKind>,
}

/// Says that so much of an invoice is for a later period: no cost of this year. It returns to
/// what the cost was taken from before it was committed, until it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prepay {
    /// The prepayment's own id.
    pub id: PrepaymentId,
    /// The number of the entry of the spend, or of the recharge that moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
    /// Or the key under which it was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_as: Option<Key>,
    /// How much; more than nought.
    pub amount: Money,
}

/// Uses a prepayment, whole and once: a cost of the year of that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsePrepayment {
    /// The prepayment.
    pub id: PrepaymentId,
}

/// Records that a supplier gives money back: less cost, of the spend that it names. It returns
/// to what the cost was taken from before it was committed; in a later year to that year's own
/// line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// The number of the entry of the spend, or of the recharge that moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
    /// Or the key under which it was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_as: Option<Key>,
    /// How much; more than nought.
    pub amount: Money,
}
