//! Who writes a random book: what it has declared so far, and how deep in a value it stands.

use ringfence::law::{FactName, FactType, Group, Pot};

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

/// What a book may read where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// All that an item has.
    Item,
    /// The same, of an item in a random history: money stays on its line.
    Walk,
    /// What an [`Estate`](super::Estate) knows of its items.
    Estate,
    /// What is the same for all items of a pot.
    Pot(Pot),
    /// What an item is that gives to a cover, or a deficit that wants to be met.
    Covered,
    /// What all money of a line has in common that wants something.
    Wanting,
    /// What a draft asks for, and its year.
    Ask,
    /// A whole body, and how its years turned out.
    Duty,
    /// The same, and the lines that the ledger has of these years.
    Lines,
}

/// A fact of the book's own.
#[derive(Clone, Debug)]
pub(super) struct OwnFact {
    /// As rules write it.
    pub(super) name: String,
    pub(super) kind: FactType,
    /// Of what it is recorded.
    pub(super) of: &'static str,
}

pub(super) struct Writer<'t> {
    pub(super) tape: Tape<'t>,
    pub(super) room: Room,
    /// Parameters by id.
    pub(super) parameters: Vec<(String, FactType)>,
    /// Facts of the book's own.
    pub(super) own: Vec<OwnFact>,
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
    pub(super) fn of(numbers: &[u16], room: Room) -> Writer<'_> {
        Writer {
            tape: Tape::of(numbers),
            room,
            parameters: Vec::new(),
            own: Vec::new(),
            inside: Vec::new(),
        }
    }

    pub(super) fn stated(&mut self, kind: FactType, place: Place) -> Tree {
        let value = pool::value(&mut self.tape, kind);
        match (place, &value) {
            (Place::Amount, ringfence::law::Value::Money(sum)) => {
                pool::stated(&ringfence::law::Value::Money(sum.size()))
            }
            _ => pool::stated(&value),
        }
    }

    /// A fact for which a test holds, of those that may be read here.
    pub(super) fn read(&mut self, suits: impl Fn(FactName) -> bool + Copy) -> Option<FactName> {
        match self.room {
            Room::Item | Room::Walk => pool::fact(&mut self.tape, suits),
            Room::Estate => pool::one_of(&mut self.tape, pool::of_estate(), suits),
            Room::Pot(per) => pool::one_of(&mut self.tape, pool::of_pot(per), suits),
            Room::Covered => pool::one_of(&mut self.tape, pool::of_covered(), suits),
            Room::Wanting => pool::one_of(&mut self.tape, pool::of_wanting(), suits),
            Room::Ask => pool::one_of(&mut self.tape, pool::of_ask(), suits),
            Room::Duty => pool::one_of(&mut self.tape, pool::OF_DUTY.to_vec(), suits),
            Room::Lines => pool::one_of(&mut self.tape, pool::of_lines(), suits),
        }
    }

    /// A fact of this type that may stand here, and beside any word.
    pub(super) fn fact(&mut self, kind: FactType) -> Option<FactName> {
        let inside = self.inside.clone();
        let suits = |name: FactName| {
            let here = name.group().is_none_or(|group| inside.contains(&group));
            here && name.entry().kind == kind && name.entry().words.is_empty()
        };
        self.read(suits)
    }

    /// The types of which something can be read here.
    pub(super) fn kinds_read(&self) -> &'static [FactType] {
        use FactType::{Date, Money, Text, Whole, Year};
        match self.room {
            Room::Item | Room::Walk => &KINDS,
            Room::Estate | Room::Covered => &[Money, Whole, Date, Text, Year],
            Room::Wanting => &[Money, Date, Text, Year],
            Room::Pot(_) => &[Money, Date],
            Room::Ask => &[Money, Date, Text, Year],
            // What a body has is the figures of its years alone.
            Room::Duty | Room::Lines if self.inside.is_empty() => &[Date, Text, Year],
            Room::Duty | Room::Lines => &[Money, Text, Year],
        }
    }

    /// A parameter of this type.
    pub(super) fn parameter_of(&mut self, kind: FactType) -> Option<String> {
        let all = self.parameters.iter().filter(|(_, its)| *its == kind);
        let all: Vec<String> = all.map(|(id, _)| id.clone()).collect();
        (!all.is_empty()).then(|| self.tape.pick(&all))
    }

    /// A fact of the book's own of this type that may stand here.
    pub(super) fn own_of(&mut self, kind: FactType) -> Option<String> {
        self.own_such(|it| it.kind == kind)
    }

    /// A fact of the book's own of any type that may stand here.
    pub(super) fn own_of_any(&mut self) -> Option<String> {
        self.own_such(|_| true)
    }

    fn own_such(&mut self, suits: impl Fn(&OwnFact) -> bool) -> Option<String> {
        let of_pot = match self.room {
            Room::Pot(Pot::Line) => Some(&["body", "line"][..]),
            Room::Pot(Pot::Stream) => Some(&[][..]),
            Room::Pot(_) => Some(&["body"][..]),
            Room::Wanting => Some(&["body", "line"][..]),
            _ => None,
        };
        let here = |it: &&OwnFact| of_pot.is_none_or(|of| of.contains(&it.of));
        let all = self.own.iter().filter(|it| suits(it)).filter(here);
        let all: Vec<String> = all.map(|it| it.name.clone()).collect();
        (!all.is_empty()).then(|| self.tape.pick(&all))
    }

    /// A group that is not looked at yet.
    pub(super) fn group(&mut self) -> Option<Group> {
        let all: &[Group] = match self.room {
            Room::Item | Room::Walk => &pool::GROUPS,
            Room::Ask => &[Group::Earlier],
            Room::Duty => &[Group::Outturn],
            Room::Lines => &[Group::Ledger, Group::Outturn],
            Room::Estate | Room::Pot(_) | Room::Covered | Room::Wanting => &[],
        };
        let inside = &self.inside;
        let free = all.iter().copied().filter(|it| !inside.contains(it));
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
