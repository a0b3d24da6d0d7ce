//! The act that records a fact which a rule book declares.

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, FactId, FactValue, ProjectId, PromiseId, StreamId};
use crate::word::FinancialYear;

/// Records a fact that a rule book declares, of a body, a line, a project, a commitment or a
/// hold, as it is from the effective day on: until something else is recorded of the same.
///
/// It moves nothing. Without a value it says that there is something whose value is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordFact {
    /// The fact, as a rule book declares it.
    pub fact: FactId,
    /// Of what.
    pub of: FactOf,
    /// What it says; left out, that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<FactValue>,
}

/// What a recorded fact is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FactOf {
    /// A body.
    Body {
        /// Which one.
        body: BodyId,
    },
    /// The lines of a body and stream, or those of one vintage.
    Line {
        /// Of which stream.
        stream: StreamId,
        /// Whose.
        body: BodyId,
        /// Only that of this vintage.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vintage: Option<FinancialYear>,
    },
    /// A project.
    Project {
        /// Which one.
        project: ProjectId,
    },
    /// A commitment.
    Commitment {
        /// Which one.
        commitment: PromiseId,
    },
    /// A hold; not the commitment that made it firm.
    Hold {
        /// Which one.
        hold: PromiseId,
    },
}
