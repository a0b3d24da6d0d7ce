//! What must be spent of a stream, and what must not be exceeded.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, Counts, PurposeId, StreamId, TermId, TermSum};
use crate::word::FinancialYear;

/// A floor or a cap: how much of a stream a body and those below it must spend in a year, or may.
/// It holds from its effective day on and states the whole; said again under the same id, the
/// later one holds from its own day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamTerm {
    /// Its id.
    pub id: TermId,
    /// The stream; its parts count to it.
    pub stream: StreamId,
    /// The body; those below it count to it.
    pub body: BodyId,
    /// Of which year.
    pub year: FinancialYear,
    /// How much.
    pub sum: TermSum,
    /// The day by which a floor must be met; left out: the year's last, and then all that the year
    /// cost counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_day: Option<NaiveDate>,
    /// The purposes that count; left out: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<PurposeId>,
    /// Whether only this stream counts, or any that is spent on the purposes.
    #[serde(default, skip_serializing_if = "Counts::is_usual")]
    pub counts: Counts,
}
