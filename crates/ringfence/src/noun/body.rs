//! Who holds money.

use serde::{Deserialize, Serialize};

use super::Wording;
use crate::word::Id;

/// Marks an id as a body's.
#[derive(Debug)]
pub enum OfBody {}

/// The id of a body: a government, a board, a cluster.
pub type BodyId = Id<OfBody>;

/// What kind of body holds the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// Gives what no other body here has given: the root of a tree.
    Government,
    /// A health board, legal unless stated otherwise.
    HealthBoard,
    /// A planning group of several clusters.
    PanClusterGroup,
    /// A group of practices; not legal unless stated otherwise.
    Cluster,
    /// One practice.
    Practice,
    /// A body outside the tree of the funder: a council, a charity, a supplier.
    Partner,
}

impl Wording for BodyKind {
    const WORDS: &'static [(&'static str, BodyKind)] = &[
        ("government", BodyKind::Government),
        ("health_board", BodyKind::HealthBoard),
        ("pan_cluster_group", BodyKind::PanClusterGroup),
        ("cluster", BodyKind::Cluster),
        ("practice", BodyKind::Practice),
        ("partner", BodyKind::Partner),
    ];
}

impl BodyKind {
    /// How a body of this kind stands in law unless it is stated.
    pub fn usual_standing(self) -> Standing {
        match self {
            BodyKind::Cluster | BodyKind::PanClusterGroup => Standing::NotLegal,
            _ => Standing::Legal,
        }
    }
}

/// Whether a body can in law hold money, employ and contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It can.
    Legal,
    /// It cannot: the nearest legal body above answers for it.
    NotLegal,
}

impl Wording for Standing {
    const WORDS: &'static [(&'static str, Standing)] = &[
        ("legal", Standing::Legal),
        ("not_legal", Standing::NotLegal),
    ];
}
