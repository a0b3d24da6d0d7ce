//! How a figure was stated, and published totals.

use serde::{Deserialize, Serialize};

use super::Wording;
use crate::word::Id;

/// Marks an id as a published total's.
#[derive(Debug)]
pub enum OfTotal {}

/// The id of a published total: a figure of a source, kept beside the notices to be compared
/// with their sum. It is never money.
pub type TotalId = Id<OfTotal>;

/// Marks an id as an anticipated sum's.
#[derive(Debug)]
pub enum OfAnticipated {}

/// The id of an anticipated sum: one that is expected and not yet notified. Nothing can be spent
/// of it.
pub type AnticipatedId = Id<OfAnticipated>;

/// The unit in which a letter states its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatedUnit {
    /// Pounds.
    Pounds,
    /// Thousands of pounds.
    Thousands,
    /// Millions of pounds.
    Millions,
}

impl Wording for StatedUnit {
    const WORDS: &'static [(&'static str, StatedUnit)] = &[
        ("pounds", StatedUnit::Pounds),
        ("thousands", StatedUnit::Thousands),
        ("millions", StatedUnit::Millions),
    ];
}

impl StatedUnit {
    /// How many pounds one of it is.
    pub const fn pounds(self) -> i64 {
        match self {
            StatedUnit::Pounds => 1,
            StatedUnit::Thousands => 1_000,
            StatedUnit::Millions => 1_000_000,
        }
    }
}

/// The unit and places in which a figure was stated: £453,000 stated as 453 in £000 is not the
/// same knowledge as £453,000.00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The unit.
    pub unit: StatedUnit,
    /// Decimal places in that unit.
    pub places: u8,
}
