//! How asks are held, from a day.

use serde::{Deserialize, Serialize};

use crate::noun::{ControlMode, StreamId, Tolerance};

/// Changes how asks of a stream are held, from its effective day on, by a notice or for a reason.
/// It states the whole: a tolerance left out is nought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeControl {
    /// The stream.
    pub stream: StreamId,
    /// How asks are held to the money that is there.
    pub control: ControlMode,
    /// How far an ask may go below what is available; left out: not at all.
    #[serde(default, skip_serializing_if = "Tolerance::is_nought")]
    pub tolerance: Tolerance,
}
