//! Acts that state a three-year plan: it is begun, its lines are added, it is published. None
//! moves money.

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, CostKind, PlanId, ProjectId, Recurrence, StreamId};
use crate::word::{FinancialYear, Money};

/// Begins a version of a body's plan for three years.
///
/// Its lines are added while it is not published, and none after: what changes is a new version,
/// which names the one that it replaces. A plan is a statement. It is never authority, and no
/// check of money looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddPlan {
    /// The version's own id.
    pub id: PlanId,
    /// Whose plan.
    pub body: BodyId,
    /// The first of its three years.
    pub first_year: FinancialYear,
    /// The published version that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<PlanId>,
}

/// Adds a line to a plan that is not published yet: what a stream is to pay in one of its years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddPlanLine {
    /// The plan.
    pub plan: PlanId,
    /// Of which of its three years.
    pub year: FinancialYear,
    /// Which stream is to pay.
    pub stream: StreamId,
    /// For which project, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// What kind of cost it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<CostKind>,
    /// How much, in that year; more than nought.
    pub amount: Money,
    /// Whether it is to recur.
    pub recurrence: Recurrence,
}

/// Publishes a plan, on its effective day: from then on it is the version in force, and it does
/// not change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishPlan {
    /// The plan.
    pub id: PlanId,
}
