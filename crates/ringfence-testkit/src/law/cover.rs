//! Covers in histories.

use ringfence_store::{Book, MemoryStore};

use super::{Seen, Watch, rule};
use crate::model::Model;

/// Laws 4 and 22 of covers: what sources give is what is met and had, each source gives before
/// the next, pro rata to the penny; what an item gives or has is listed with its cover.
pub(super) struct Covered;

impl Watch for Covered {
    fn see(&mut self, seen: Seen<'_>, _: &Book<MemoryStore>, _: &Model) {
        let Seen::Planned { plan, .. } = seen else {
            return;
        };
        for why in plan.covers() {
            rule::gives_what_is_had(&why);
        }
        for decision in plan.decisions() {
            rule::adds_up(plan, decision);
        }
    }
}
