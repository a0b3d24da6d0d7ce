//! The names of facts, their types and their groups.

use std::fmt;

use serde::{Serialize, Serializer};

use super::vocabulary::{FactEntry, VOCABULARY};
use FactName as F;
use FactType::{Date, Flag, Money, Text, Whole, Year};
use Group::{Approval, Delay, Notice, Slippage};

/// The name of a fact that a rule may read, such as `project.approved`.
///
/// The list is closed, so that a rule that loads can always be answered. See
/// [`vocabulary`](crate::law::vocabulary) for what each one means.
///
/// ```
/// use ringfence::law::FactName;
///
/// assert_eq!(FactName::find("item.tied"), Some(FactName::ItemTied));
/// assert_eq!(FactName::ItemTied.to_string(), "item.tied");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactName {
    /// What kind of item it is.
    ItemKind,
    /// The sum of the item.
    ItemAmount,
    /// The part that is, or was taken from, the project's earmark.
    ItemTied,
    /// Whether the commitment or hold names a project.
    ItemAttached,
    /// The id of the body that holds the line.
    BodyId,
    /// The kind of that body.
    BodyKind,
    /// The id of its accountable body.
    BodyAccountable,
    /// The id of the stream.
    StreamId,
    /// Whether the stream is revenue or capital.
    StreamKind,
    /// For how many years the stream's money may be used.
    StreamAvailability,
    /// The year in which the money was first given.
    LineVintage,
    /// Whether the line is recurrent.
    LineRecurrence,
    /// Whole years since the vintage.
    LineAge,
    /// How often the line has been rolled over.
    LineHops,
    /// The year that is being closed.
    YearItself,
    /// Its first day.
    YearFirstDay,
    /// Its last day.
    YearLastDay,
    /// The id of the project.
    ProjectId,
    /// Whether the project is approved.
    ProjectApproved,
    /// The day of its approval.
    ProjectApprovedOn,
    /// Whether the commitment is recurrent.
    CommitmentRecurrence,
    /// The kind of cost of the commitment.
    CommitmentCost,
    /// The day on which it was placed.
    CommitmentPlacedOn,
    /// Why a delay happened.
    DelayCause,
    /// Whom a delay is attributed to.
    DelayAttributableTo,
    /// The first day of a delay.
    DelayStart,
    /// The last day of a delay.
    DelayEnd,
    /// Whether a delay has evidence.
    DelayEvidence,
    /// Why a post stood vacant.
    SlippageCause,
    /// Whom a vacancy is attributed to.
    SlippageAttributableTo,
    /// The first day of a vacancy.
    SlippageStart,
    /// The last day of a vacancy.
    SlippageEnd,
    /// Whether a vacancy has evidence.
    SlippageEvidence,
    /// The day of an approval.
    ApprovalOn,
    /// Who gave an approval.
    ApprovalBy,
    /// The day from which a notice counts.
    NoticeEffective,
    /// The sum of a notice.
    NoticeAmount,
}

/// A kind of record of which an item may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The delays recorded for the project.
    Delay,
    /// The stretches of the year in which the post of the item stood vacant.
    Slippage,
    /// The steps of approval of the project.
    Approval,
    /// The notices that gave the line its money.
    Notice,
}

/// What a fact is: a sum, a day, a word and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactType {
    /// A sum in pounds, written `"1234.50"`.
    Money,
    /// A day, written `2017-03-31`.
    Date,
    /// A financial year, written `"2016-17"`.
    Year,
    /// A word or an id.
    Text,
    /// A whole number.
    Whole,
    /// True or false.
    Flag,
}

/// How many facts stand on the item itself; the facts of groups come after them.
pub(super) const ITEM_FACTS: usize = 23;

impl FactName {
    /// Its entry in the vocabulary.
    pub fn entry(self) -> &'static FactEntry {
        &VOCABULARY[self as usize]
    }

    /// Its name, as a rule writes it.
    pub fn name(self) -> &'static str {
        self.entry().name()
    }

    /// The group it belongs to, where an item may have several.
    pub fn group(self) -> Option<Group> {
        self.entry().group
    }

    /// The fact of this name, if there is one.
    pub fn find(name: &str) -> Option<FactName> {
        VOCABULARY
            .iter()
            .find(|entry| entry.name() == name)
            .map(|entry| entry.fact)
    }

    /// Its place among the facts of the item, or of its group.
    pub(super) fn column(self) -> usize {
        let place = self as usize;
        match self.group() {
            None => place,
            Some(group) => place - group.first_fact() as usize,
        }
    }
}

impl Group {
    /// Every group.
    pub const ALL: [Group; 4] = [Delay, Slippage, Approval, Notice];

    /// Its name, as a rule writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Delay => "delay",
            Slippage => "slippage",
            Approval => "approval",
            Notice => "notice",
        }
    }

    /// The group of this name, if there is one.
    pub fn find(name: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.name() == name)
    }

    pub(super) fn first_fact(self) -> FactName {
        match self {
            Delay => F::DelayCause,
            Slippage => F::SlippageCause,
            Approval => F::ApprovalOn,
            Notice => F::NoticeEffective,
        }
    }

    pub(super) fn width(self) -> usize {
        VOCABULARY
            .iter()
            .filter(|entry| entry.group == Some(self))
            .count()
    }
}

impl FactType {
    /// As a message says what it expects.
    pub const fn expected(self) -> &'static str {
        match self {
            Money => "a sum in pounds such as \"1234.50\"",
            Date => "a day such as 2017-03-31",
            Year => "a financial year such as \"2016-17\"",
            Text => "a text in quotation marks",
            Whole => "a whole number",
            Flag => "true or false",
        }
    }
}

impl fmt::Display for FactName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for FactName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_stands_in_the_order_of_the_names() {
        for (place, entry) in VOCABULARY.iter().enumerate() {
            assert_eq!(entry.fact as usize, place, "{}", entry.name());
            assert_eq!(FactName::find(entry.name()), Some(entry.fact));
            assert_eq!(
                entry.group.is_none(),
                place < ITEM_FACTS,
                "{}",
                entry.name()
            );
            let prefix = entry.name().split('.').next().and_then(Group::find);
            assert_eq!(prefix, entry.group, "{}", entry.name());
        }
        for group in Group::ALL {
            assert_eq!(group.first_fact().column(), 0);
            assert!(group.width() > 0);
        }
    }
}
