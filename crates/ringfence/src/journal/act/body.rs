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

/// Ends a body: its effective day is the first on which it is not there any more. What it owes is
/// still owed, on its lines; its base goes to those who take over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndBody {
    /// The body.
    pub body: BodyId,
    /// Who takes over: one where bodies merge, several where one is split; nobody, left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub into: Vec<Successor>,
}

/// Who takes over from a body that ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Successor {
    /// The body.
    pub body: BodyId,
    /// By how much, beside the weights of the others.
    pub weight: NonZeroU32,
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
