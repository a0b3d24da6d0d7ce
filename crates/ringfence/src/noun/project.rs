//! Projects, and who a delay is put down to.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{BodyId, Wording};
use crate::word::Id;

/// Marks an id as a project's.
#[derive(Debug)]
pub enum OfProject {}

/// The id of a project.
pub type ProjectId = Id<OfProject>;

/// Marks an id as a milestone's.
#[derive(Debug)]
pub enum OfMilestone {}

/// The id of a milestone of a project, beside its other ones.
pub type MilestoneId = Id<OfMilestone>;

/// Marks an id as a measure's.
#[derive(Debug)]
pub enum OfMeasure {}

/// The id of a measure of a project, beside its other ones.
pub type MeasureId = Id<OfMeasure>;

/// Marks an id as an evaluation's.
#[derive(Debug)]
pub enum OfEvaluation {}

/// The id of an evaluation, apart from those of all other projects.
pub type EvaluationId = Id<OfEvaluation>;

/// How far a project has come.
///
/// ```
/// use ringfence::noun::{ProjectState, Wording};
///
/// assert_eq!(ProjectState::from_word("in_delivery"), Some(ProjectState::InDelivery));
/// assert!(ProjectState::Stopped.is_over() && !ProjectState::Continued.is_over());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProjectState {
    /// Somebody proposed it.
    Proposed,
    /// The last whose approval it needs has approved it.
    Approved,
    /// It has started.
    InDelivery,
    /// It was evaluated, and nobody has decided since.
    Evaluated,
    /// It goes on, by a decision on an evaluation.
    Continued,
    /// It was stopped: nothing new is asked for it.
    Stopped,
    /// Its cost has gone to core money.
    Mainstreamed,
    /// It is done: nothing new is asked for it.
    Completed,
}

impl Wording for ProjectState {
    const WORDS: &'static [(&'static str, ProjectState)] = &[
        ("proposed", ProjectState::Proposed),
        ("approved", ProjectState::Approved),
        ("in_delivery", ProjectState::InDelivery),
        ("evaluated", ProjectState::Evaluated),
        ("continued", ProjectState::Continued),
        ("stopped", ProjectState::Stopped),
        ("mainstreamed", ProjectState::Mainstreamed),
        ("completed", ProjectState::Completed),
    ];
}

impl ProjectState {
    /// Whether nothing new is asked for it.
    pub fn is_over(self) -> bool {
        matches!(self, ProjectState::Stopped | ProjectState::Completed)
    }
}

/// What an evaluation comes to, as whoever evaluates says. The library draws none of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It does what it was to do.
    Successful,
    /// It does some of it.
    PartlySuccessful,
    /// It does not.
    Unsuccessful,
    /// What was measured does not show it.
    Inconclusive,
}

impl Wording for Verdict {
    const WORDS: &'static [(&'static str, Verdict)] = &[
        ("successful", Verdict::Successful),
        ("partly_successful", Verdict::PartlySuccessful),
        ("unsuccessful", Verdict::Unsuccessful),
        ("inconclusive", Verdict::Inconclusive),
    ];
}

/// Who a delay is put down to, as recorded. The library never invents fault.
///
/// On the wire it is the body's id or the word `nobody`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// Nobody's fault: that is known, and not the same as not recorded.
    Nobody,
    /// A body.
    Body(BodyId),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Party::Nobody => f.write_str("nobody"),
            Party::Body(id) => write!(f, "{id}"),
        }
    }
}

impl From<BodyId> for Party {
    fn from(id: BodyId) -> Party {
        if id.as_str() == "nobody" {
            Party::Nobody
        } else {
            Party::Body(id)
        }
    }
}

impl Serialize for Party {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Party {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Party, D::Error> {
        BodyId::deserialize(from).map(Party::from)
    }
}
