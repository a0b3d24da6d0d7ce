//! Joint projects: who bears which part of the cost, and who has which part of what is left.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, ContributionId, ProjectId};

/// States the shares of a joint project, all of them, from its effective day until they are
/// stated again: who bears which part of its cost, and who has which part of what is left of it.
///
/// It moves no money: what a party bore too much or too little is settled by a recharge or a
/// contribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The project.
    pub project: ProjectId,
    /// Who bears its cost: clusters, boards, partners.
    pub cost: Vec<PartyShare>,
    /// Who has what is left, and by how much; left out: as the cost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<PartyShare>,
    /// The contributions by which partners bear their part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<ContributionId>,
}

/// One party of a joint project, and its share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyShare {
    /// The body.
    pub body: BodyId,
    /// By how much, beside the weights of the others.
    pub weight: NonZeroU32,
}
