//! Sums that are expected and not yet notified.

use serde::{Deserialize, Serialize};

use crate::noun::{AnticipatedId, BodyId, Line, Recurrence, StreamId};
use crate::word::{FinancialYear, Money};

/// Records a sum that is expected and not yet notified. It is no authority and can never be
/// spent; an allocation that names it confirms it, in part or whole, and what is open of it when
/// its year closes ends there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anticipate {
    /// Its id.
    pub id: AnticipatedId,
    /// The stream that it would be of.
    pub stream: StreamId,
    /// Who would receive it.
    pub body: BodyId,
    /// For which year.
    pub year: FinancialYear,
    /// How much; more than nought.
    pub amount: Money,
    /// Whether it would come every year or once.
    pub recurrence: Recurrence,
}

/// An anticipated sum that ended with its year, as the close keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndedLine {
    /// Its id.
    pub id: AnticipatedId,
    /// The line that it would have come to.
    pub line: Line,
    /// What was never confirmed.
    pub amount: Money,
}
