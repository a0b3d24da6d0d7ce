//! Projects, and who a delay is put down to.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::BodyId;
use crate::word::Id;

/// Marks an id as a project's.
#[derive(Debug)]
pub enum OfProject {}

/// The id of a project.
pub type ProjectId = Id<OfProject>;

/// Who a delay is put down to, as recorded. The library never invents fault.
///
/// On the wire it is the body's id or the word `nobody`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// Nobody's fault: that is known, and not the same as not recorded.
    Nobody,
    /// A body.
    Body(BodyId),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Party::Nobody => f.write_str("nobody"),
            Party::Body(id) => write!(f, "{id}"),
        }
    }
}

impl From<BodyId> for Party {
    fn from(id: BodyId) -> Party {
        if id.as_str() == "nobody" {
            Party::Nobody
        } else {
            Party::Body(id)
        }
    }
}

impl Serialize for Party {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Party {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Party, D::Error> {
        BodyId::deserialize(from).map(Party::from)
    }
}
