//! Acts that say what is thought of a year, and keep what was said of a month. None moves money.

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, FreezeId, RoleId, StreamId};
use crate::word::{FinancialYear, Money};

/// States what will have been spent by the last day of a year, by a named role and for a reason.
///
/// It takes the place of what the same role said before of the same body, stream and year, and
/// that stays to be read. It is never authority, and no check looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forecast {
    /// The stream.
    pub stream: StreamId,
    /// Whose money.
    pub body: BodyId,
    /// Of which year.
    pub year: FinancialYear,
    /// What will have been spent by its last day; nought or more.
    pub amount: Money,
    /// Who says it: a role, never a name.
    pub role: RoleId,
}

/// Keeps a month of a year as it stands in the ledger now, under a name: what was submitted.
///
/// It keeps no figures: they are those known after it, for ever. What is posted later and counts
/// in that month or before it shows as movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// Its name; two submissions never share one.
    pub id: FreezeId,
    /// The year.
    pub year: FinancialYear,
    /// Which month, from 1 to 12, counted from the first of the year.
    pub month: u8,
}
