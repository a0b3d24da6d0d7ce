//! Mainstreaming: a proven project's cost goes to core money.

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, EvaluationId, ProjectId, PromiseId, StreamId};
use crate::word::Money;

/// Moves what a project costs every year to core money, from its effective date: its recurrent
/// commitments end on the line that paid for them, and as many are made on the core line, for the
/// same posts. What the year had still kept for them is free at once, and no base changes.
///
/// The core line must have room for it in twelve months; whoever is asked for the money is the
/// core stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mainstream {
    /// The project.
    pub project: ProjectId,
    /// The core stream.
    pub stream: StreamId,
    /// Whose core line; left out: the body that answers for the line that is freed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// Which of its commitments; left out: all recurrent ones that run on the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<PromiseId>,
    /// How much of what one commitment costs in twelve months; left out: the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annual: Option<Money>,
    /// The ids of the commitments of the core line, in the order of `commitments`; left out: each
    /// is named after the one that it follows and the core stream, as in `nurse-core`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub new_ids: Vec<PromiseId>,
    /// The evaluation of the project on which it rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evaluation: Option<EvaluationId>,
}
