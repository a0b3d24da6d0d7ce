//! Streams that are parts of another.

use super::Case;
use crate::journal::act::AddStream;
use crate::journal::{Act, Rejection};

impl Case<'_, '_> {
    pub(crate) fn needs_parent(&mut self, id: &str) {
        if self.named.to_stream.is_none() {
            self.unknown_stream(id);
        }
    }

    /// A child's purposes lie within its parent's.
    pub(crate) fn look_at_the_parent(&mut self) {
        let (Act::AddStream(child), Some(parent)) = (&self.draft.act, self.named.to_stream) else {
            return;
        };
        let AddStream { purposes, .. } = child;
        let parent = &self.ledger.streams[parent];
        let outside = purposes.iter().find(|it| !parent.purposes.contains(it));
        if let Some(purpose) = outside {
            self.no.push(Rejection::PurposeOutsideRingFence {
                purpose: purpose.to_string(),
                stream: parent.id.to_string(),
                purposes: parent.purposes.iter().map(ToString::to_string).collect(),
            });
        }
    }
}
