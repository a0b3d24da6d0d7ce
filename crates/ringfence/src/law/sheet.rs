//! Where a fact stands among those of an item.

use super::{FactName, Group};

/// The sheet on which a fact stands, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    /// The item's own.
    Item(usize),
    /// The one that all items of a line share.
    Line(usize),
    /// A record of this group.
    Record(Group, usize),
}

const LINE_FIRST: usize = FactName::BodyId as usize;
const LINE_END: usize = FactName::ProjectId as usize;
const ITEM_END: usize = FactName::DelayCause as usize;

/// How many facts a line shares with all its items.
pub(super) const LINE_FACTS: usize = LINE_END - LINE_FIRST;
/// How many facts an item has of its own.
pub(super) const ITEM_FACTS: usize = ITEM_END - LINE_FACTS;

impl FactName {
    /// Where it stands.
    pub(super) fn sheet(self) -> Sheet {
        match self as usize {
            place if place < LINE_FIRST => Sheet::Item(place),
            place if place < LINE_END => Sheet::Line(place - LINE_FIRST),
            place if place < ITEM_END => Sheet::Item(place - LINE_FACTS),
            place => {
                let group = self.group().expect("a fact of a group");
                Sheet::Record(group, place - group.first_fact() as usize)
            }
        }
    }
}
