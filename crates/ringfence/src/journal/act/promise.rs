//! Acts that keep money for something, and spend it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Post;
use crate::noun::{
    AccrualId, BodyId, CostKind, ProjectId, PromiseId, PurposeId, Recurrence, StreamId,
};
use crate::word::{FinancialYear, Money};

/// Ties a sum to one project, inside a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earmark {
    /// The project.
    pub project: ProjectId,
    /// The stream.
    pub stream: StreamId,
    /// Whose money.
    pub body: BodyId,
    /// Of which year.
    pub year: FinancialYear,
    /// How much; more than nought.
    pub amount: Money,
    /// Only of this vintage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<FinancialYear>,
}

/// Keeps money provisionally for a request not yet ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// The hold's own id.
    pub id: PromiseId,
    /// The stream.
    pub stream: StreamId,
    /// Whose money.
    pub body: BodyId,
    /// For which project, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// What it is for.
    pub purpose: PurposeId,
    /// Of which year.
    pub year: FinancialYear,
    /// How much; more than nought.
    pub amount: Money,
    /// Only of this vintage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<FinancialYear>,
}

/// Keeps money for a promise to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commit {
    /// The commitment's own id.
    pub id: PromiseId,
    /// The stream.
    pub stream: StreamId,
    /// Whose money.
    pub body: BodyId,
    /// For which project, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// What it is for.
    pub purpose: PurposeId,
    /// How much and for how long.
    pub term: Term,
    /// The hold that it makes firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<PromiseId>,
    /// Only of this vintage; not where it is promised every year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<FinancialYear>,
    /// What kind of cost it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<CostKind>,
    /// The post that it pays for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Box<Post>>,
    /// By how much its cost of a year may exceed what is committed; left out: by nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<Money>,
}

/// Whether a commitment is for once or for every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Term {
    /// A sum, once, in one year.
    NonRecurrent {
        /// Of which year.
        year: FinancialYear,
        /// How much; more than nought.
        amount: Money,
    },
    /// A sum every year, in equal months.
    Recurrent {
        /// What it costs in twelve months; more than nought.
        annual: Money,
        /// Its first day.
        start: NaiveDate,
        /// Its last day; left out: it goes on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<NaiveDate>,
    },
}

impl Term {
    /// Whether it is for once or for every year, as a word of lines.
    pub fn recurrence(&self) -> Recurrence {
        match self {
            Term::NonRecurrent { .. } => Recurrence::NonRecurrent,
            Term::Recurrent { .. } => Recurrence::Recurrent,
        }
    }
}

/// Records a cost: against a commitment, or direct on a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spend {
    /// The commitment it settles; without one it is a direct spend and names the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<PromiseId>,
    /// The accrual that it settles; it says what it is of. Left out, it settles the oldest one
    /// of the commitment, if there is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accrual: Option<AccrualId>,
    /// Whether it settles no more of the accrual that it names than it invoices.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
    /// The stream of a direct spend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<StreamId>,
    /// The body of a direct spend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// The project of a direct spend, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// The purpose of a direct spend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<PurposeId>,
    /// The year of the cost; left out: the year of its effective date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<FinancialYear>,
    /// How much; more than nought.
    pub amount: Money,
    /// Whether nothing more will come: the open rest of the commitment is given back.
    #[serde(default, rename = "final", skip_serializing_if = "std::ops::Not::not")]
    pub is_final: bool,
    /// Whether it is recorded as having happened, whatever there is left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub actual: bool,
    /// Only of this vintage; not where it names a commitment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<FinancialYear>,
    /// What kind of cost it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<CostKind>,
}

/// Gives the unspent rest of a commitment back. A recurrent one ends where no amount is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decommit {
    /// The commitment.
    pub id: PromiseId,
    /// How much; left out: all that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

/// Gives a hold up, whole or in part; what it held returns to where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiveUp {
    /// The hold.
    pub id: PromiseId,
    /// How much; left out: all that is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}
