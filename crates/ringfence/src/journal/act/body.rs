//! What is said of bodies in time.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::noun::BodyId;

/// Says that a body can in law hold money, employ and contract, from its effective day on: it
/// answers for itself, and for those below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MakeLegal {
    /// The body.
    pub body: BodyId,
}

/// Records for how many people a body plans, as counted on its effective day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordPopulation {
    /// The body.
    pub body: BodyId,
    /// How many people.
    pub count: NonZeroU32,
}
