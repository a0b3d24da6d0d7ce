//! Acts in the life of a project once it is approved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::noun::{EvaluationId, MeasureId, MilestoneId, ProjectId, PromiseId, PurposeId, Verdict};
use crate::word::Figure;

/// Says that a project is in delivery from its effective date. It was approved by then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartProject {
    /// The project.
    pub project: ProjectId,
}

/// Records a milestone of a project: when it is due and, once it is, when it was met. What is
/// said of it later replaces what was said before; the first day that it was due stays known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordMilestone {
    /// Its id, among those of the project.
    pub id: MilestoneId,
    /// The project.
    pub project: ProjectId,
    /// The day on which it is due.
    pub due: NaiveDate,
    /// The day on which it was met; left out: it was not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<NaiveDate>,
}

/// Records a measure of a project: where it stood before, where it should come to, and where it
/// came to. What is said of it later replaces what was said before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordMeasure {
    /// Its id, among those of the project.
    pub id: MeasureId,
    /// The project.
    pub project: ProjectId,
    /// In what it is counted, as one word: `appointments`, `days`, `percent`.
    pub unit: PurposeId,
    /// Where it stood before; left out: not recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Figure>,
    /// Where it should come to; left out: nothing was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Figure>,
    /// Where it came to; left out: not measured yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Figure>,
}

/// Evaluates a project: what somebody found, by which evidence, in one word. The measures that
/// were recorded before belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluate {
    /// The id of the evaluation.
    pub id: EvaluationId,
    /// The project.
    pub project: ProjectId,
    /// What it comes to.
    pub verdict: Verdict,
}

/// Says that a project goes on, by a decision on its last evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContinueProject {
    /// The project.
    pub project: ProjectId,
}

/// Stops a project from its effective date. What is promised and held for it and open from that
/// day goes back to its line, and so does what is earmarked for it; commitments of the kind of
/// cost `exit`, and those that it keeps, stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopProject {
    /// The project.
    pub project: ProjectId,
    /// Commitments that stay, as they are owed all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keeps: Vec<PromiseId>,
}

/// Says that a project is done. Nothing is promised or held for it any more; what is earmarked
/// for it goes back to its line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompleteProject {
    /// The project.
    pub project: ProjectId,
}
