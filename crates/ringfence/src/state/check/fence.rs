//! Stage 5: the ring-fence.

use super::super::index::At;
use super::super::record::Stream;
use super::Case;
use crate::journal::{Act, OutsideFence, Rejection};
use crate::noun::{Counts, PurposeId};

impl Case<'_, '_> {
    pub(crate) fn look_at_the_ring_fence(&mut self) {
        if let (Act::AddStream(child), Some(parent)) = (&self.draft.act, self.named.to_stream) {
            self.keep_within(parent, &child.purposes);
        }
        let Some(stream) = self.named.stream else {
            return;
        };
        let fence = &self.ledger.streams[stream];
        let purpose = match &self.draft.act {
            Act::Earmark(_) | Act::Mainstream(_) => self
                .named
                .project
                .map(|at| &self.ledger.projects[at].purpose),
            Act::SetFloor(term) | Act::SetCap(term) if term.counts == Counts::Stream => {
                self.keep_within(stream, &term.purposes);
                None
            }
            act => act.purpose(),
        };
        self.keep_within(stream, purpose);
        let to_stream = self.named.to_stream.unwrap_or(stream);
        if fence.suspense || self.ledger.streams[to_stream].suspense {
            self.keep_to_facts(if fence.suspense { stream } else { to_stream });
        }
        let notice = self.draft.text.notice.as_deref().unwrap_or_default();
        if to_stream != stream && notice.trim().is_empty() {
            let to_stream = self.ledger.streams[to_stream].id.to_string();
            self.no.push(Rejection::VirementLeavesRingFence {
                stream: fence.id.to_string(),
                to_stream,
            });
        }
    }

    /// What money is for lies within what its stream is for: the purpose of a draft, the purposes
    /// of a part, those that a floor or a cap counts.
    fn keep_within<'p>(
        &mut self,
        stream: At<Stream>,
        purposes: impl IntoIterator<Item = &'p PurposeId>,
    ) {
        let fence = &self.ledger.streams[stream];
        let mut purposes = purposes.into_iter();
        if let Some(purpose) = purposes.find(|it| !fence.purposes.contains(it)) {
            self.refuse(Rejection::PurposeOutsideRingFence(OutsideFence {
                purpose: purpose.to_string(),
                stream: fence.id.to_string(),
                purposes: fence.purposes.iter().map(ToString::to_string).collect(),
            }));
        }
    }
}
