//! The act that records how a year of a body turned out.

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, DutyId, Fulfilment, Stated};
use crate::word::{FinancialYear, Money};

/// Records how a year of a whole body turned out, as a source states it: what a book does not hold.
///
/// It is a fact, and moves nothing. Its figures take the place of those that were recorded of the
/// body and year before; what a source says of a duty stands beside them, and takes the place only
/// of what was recorded of that duty and period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordOutturn {
    /// Whose year.
    pub body: BodyId,
    /// The year.
    pub year: FinancialYear,
    /// Allotments and other receipts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Money>,
    /// The cost of the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
    /// Limit less cost, where a source states neither: below nought where the year was over-spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Money>,
    /// What the source says of a duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<PublishedStatus>,
    /// How the figures were stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Stated>,
}

/// What a source says of a duty whose last year is that of the outturn; its own words are kept
/// beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedStatus {
    /// The duty, by the id of its rule.
    pub duty: DutyId,
    /// The first year that it speaks of; left out: the source names the last one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<FinancialYear>,
    /// Whether it says that the duty was met.
    pub published: Fulfilment,
}
