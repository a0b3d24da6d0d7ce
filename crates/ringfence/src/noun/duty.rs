//! Duties of bodies, as sources speak of them.

use serde::{Deserialize, Serialize};

use super::Wording;
use crate::word::Id;

/// Marks an id as a duty's.
#[derive(Debug)]
pub enum OfDuty {}

/// The id of a duty: that of the rule that states it.
pub type DutyId = Id<OfDuty>;

/// Whether a source says that a duty was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fulfilment {
    /// It says that it was.
    Met,
    /// It says that it was not.
    NotMet,
}

impl Wording for Fulfilment {
    const WORDS: &'static [(&'static str, Fulfilment)] =
        &[("met", Fulfilment::Met), ("not_met", Fulfilment::NotMet)];
}
