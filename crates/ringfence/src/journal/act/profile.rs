//! The act that says how a year's sum falls over its months.

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, PromiseId, Recurrence, StreamId};
use crate::word::{FinancialYear, MonthShape};

/// Says how a sum falls over the months of its year: the authority of lines, or a commitment; one
/// for every year, such as a post, by weights. From its effective day on it takes the place of what
/// was said before of the same.
///
/// It moves no money, and no check of money looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Of what.
    pub of: ProfileOf,
    /// How it falls.
    pub shape: MonthShape,
}

impl Profile {
    /// The vintage that it is limited to.
    pub(crate) fn vintage(&self) -> Option<FinancialYear> {
        match self.of {
            ProfileOf::Line { vintage, .. } => vintage,
            ProfileOf::Commitment { .. } => None,
        }
    }
}

/// What a profile is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ProfileOf {
    /// The lines of a body and stream in a year.
    Line {
        /// The stream.
        stream: StreamId,
        /// Whose lines.
        body: BodyId,
        /// In which year.
        year: FinancialYear,
        /// Only that of this vintage.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vintage: Option<FinancialYear>,
        /// Only that of this recurrence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recurrence: Option<Recurrence>,
    },
    /// A commitment.
    Commitment {
        /// Which one.
        commitment: PromiseId,
    },
}
