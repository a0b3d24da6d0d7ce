//! Where a fact stands among those of an item.

use super::{FactName, Group};

/// The sheet on which a fact stands, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    /// The item's own.
    Item,
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

impl FactName {
    /// Where it stands.
    pub(super) fn sheet(self) -> Sheet {
        match self as usize {
            place if place < LINE_FIRST => Sheet::Item,
            place if place < LINE_END => Sheet::Line(place - LINE_FIRST),
            place if place < ITEM_END => Sheet::Item,
            place => {
                let group = self.group().expect("a fact of a group");
                Sheet::Record(group, place - group.first_fact() as usize)
            }
        }
    }
}

impl Group {
    /// Whether its records are the same for all items of a line.
    pub(super) fn is_of_line(self) -> bool {
        use Group::{Forecast, Given, Member, Next, Notice};
        matches!(self, Notice | Given | Next | Forecast | Member)
    }
}
