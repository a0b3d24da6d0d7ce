//! Who writes a random book: what it has declared so far, and how deep in a value it stands.

use ringfence::law::{FactName, FactType, Group};

use super::pool;
use super::tape::Tape;
use crate::tree::{self, Tree};

/// What may stand at a place beside its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Any value.
    Any,
    /// A value that says its type itself: the left side of a comparison.
    Left,
    /// How much a clause takes: no sum that is stated is below nought.
    Amount,
}

pub(super) struct Writer<'t> {
    pub(super) tape: Tape<'t>,
    /// Parameters by id.
    pub(super) parameters: Vec<(String, FactType)>,
    /// Facts of the book's own, by the names that rules write.
    pub(super) own: Vec<(String, FactType)>,
    /// The groups whose records are looked at.
    pub(super) inside: Vec<Group>,
}

pub(super) const KINDS: [FactType; 6] = [
    FactType::Money,
    FactType::Whole,
    FactType::Date,
    FactType::Text,
    FactType::Flag,
    FactType::Year,
];

impl Writer<'_> {
    pub(super) fn stated(&mut self, kind: FactType, place: Place) -> Tree {
        let value = pool::value(&mut self.tape, kind);
        match (place, &value) {
            (Place::Amount, ringfence::law::Value::Money(sum)) => {
                pool::stated(&ringfence::law::Value::Money(sum.size()))
            }
            _ => pool::stated(&value),
        }
    }

    /// A fact of this type that may stand here, and beside any word.
    pub(super) fn fact(&mut self, kind: FactType) -> Option<FactName> {
        let inside = &self.inside;
        let suits = |name: FactName| {
            let here = name.group().is_none_or(|group| inside.contains(&group));
            here && name.entry().kind == kind && name.entry().words.is_empty()
        };
        pool::fact(&mut self.tape, suits)
    }

    /// One of the parameters, or of the book's own facts, of this type.
    pub(super) fn named(
        &mut self,
        kind: FactType,
        of: impl Fn(&Self) -> &Vec<(String, FactType)>,
    ) -> Option<String> {
        let all = of(self).iter().filter(|(_, its)| *its == kind);
        let all: Vec<String> = all.map(|(name, _)| name.clone()).collect();
        (!all.is_empty()).then(|| self.tape.pick(&all))
    }

    /// A group that is not looked at yet.
    pub(super) fn group(&mut self) -> Option<Group> {
        let inside = &self.inside;
        let free = pool::GROUPS.into_iter().filter(|it| !inside.contains(it));
        let free: Vec<Group> = free.collect();
        (!free.is_empty()).then(|| self.tape.pick(&free))
    }

    /// Something of one record of a group.
    pub(super) fn inside<Of>(&mut self, group: Group, write: impl FnOnce(&mut Self) -> Of) -> Of {
        self.inside.push(group);
        let written = write(self);
        self.inside.pop();
        written
    }

    /// Where a value comes from.
    pub(super) fn cite(&mut self) -> Tree {
        match self.tape.below(4) {
            0 => tree::table([
                ("assumption", tree::text("Invented for a test.")),
                ("by", tree::text("the generator")),
            ]),
            1 => tree::table([
                ("instrument", tree::text("Aberwen Circular 7")),
                ("clause", tree::text("3(a)")),
                ("quote", tree::text("what is left \"lapses\" £")),
                ("read_on", tree::day(pool::day("2026-11-22"))),
            ]),
            _ => tree::table([
                ("instrument", tree::text("Aberwen Circular 8")),
                ("clause", tree::text("1")),
            ]),
        }
    }
}
