//! What a rule is asked of, and which facts it may therefore read.

use super::declared::{Declared, DeclaredOf};
use super::{FactName, Group};

/// What a rule is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AskedOf {
    /// An item of money.
    Item,
    /// A whole body and its year.
    Body,
}

impl AskedOf {
    /// Whether its rules may read a fact.
    pub(super) fn reads(self, name: FactName) -> bool {
        let of_body = matches!(
            name,
            FactName::BodyId
                | FactName::BodyKind
                | FactName::BodyAccountable
                | FactName::YearItself
                | FactName::YearFirstDay
                | FactName::YearLastDay
                | FactName::YearNext
        );
        match (self, name.group()) {
            (_, Some(group)) => self.has(group),
            (AskedOf::Item, None) => true,
            (AskedOf::Body, None) => of_body,
        }
    }

    /// Whether its rules may look at the records of a group.
    pub(super) fn has(self, group: Group) -> bool {
        (group == Group::Outturn) == (self == AskedOf::Body)
    }

    /// Whether its rules may read a fact that the book declares.
    pub(super) fn reads_own(self, declared: &Declared) -> bool {
        self == AskedOf::Item || declared.of == DeclaredOf::Body
    }

    /// Whether its rules may say `all` and `tied` of an item.
    pub(super) fn has_an_item(self) -> bool {
        self == AskedOf::Item
    }

    /// What may be read instead.
    pub(super) fn expected(self) -> &'static str {
        match self {
            AskedOf::Item => "a fact of an item: those of group outturn are of duties",
            AskedOf::Body => {
                "a fact of a whole body: body.id, body.kind, body.accountable, year.…, outturn.… \
                 over its group, or own.… of a body"
            }
        }
    }
}
