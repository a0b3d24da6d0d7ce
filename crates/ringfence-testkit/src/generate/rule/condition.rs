//! Random conditions: all, any, not, every comparison, and records of groups.

use ringfence::law::{FactName, FactType};

use super::writer::{Place, Room, Writer};
use crate::tree::{self, Tree};

use FactType::{Date, Money, Whole, Year};

impl Writer<'_> {
    pub(super) fn condition(&mut self, depth: usize) -> Tree {
        let turn = if depth == 0 { 0 } else { self.tape.below(10) };
        match turn {
            5 | 6 => {
                let key = if turn == 5 { "all" } else { "any" };
                let count = 2 + self.tape.below(2);
                let each = (0..count).map(|_| self.condition(depth - 1)).collect();
                tree::table([(key, Tree::Array(each))])
            }
            7 => tree::table([("not", self.condition(depth - 1))]),
            8 | 9 => {
                let Some(group) = self.group() else {
                    return self.comparison(depth);
                };
                let key = self.tape.pick(&["any", "all"]);
                let inner = self.inside(group, |writer| writer.condition(depth - 1));
                tree::table([(key, tree::text(group.name())), ("where", inner)])
            }
            _ => self.comparison(depth),
        }
    }

    fn comparison(&mut self, depth: usize) -> Tree {
        let inside = self.inside.clone();
        if self.tape.below(3) != 2 {
            let of_group = |name: FactName| match inside.last() {
                Some(group) => name.group() == Some(*group),
                None => name.group().is_none(),
            };
            if let Some(fact) = self.read(of_group) {
                let left = tree::table([("fact", tree::text(fact.name()))]);
                return self.compared(left, fact.entry().kind, fact.entry().words, depth);
            }
        }
        let kind = self.tape.pick(self.kinds_read());
        let left = self.value(kind, depth, Place::Left);
        // Where nothing of this type can be read here, a value that is stated says no type.
        if !matches!(left, Tree::Table(_)) {
            let fact = match self.room {
                Room::Pot(_) => FactName::YearFirstDay,
                Room::Item | Room::Walk | Room::Estate | Room::Covered => FactName::ItemKind,
                Room::Ask => FactName::AskKind,
                Room::Duty | Room::Lines | Room::Wanting => FactName::BodyKind,
            };
            let left = tree::table([("fact", tree::text(fact.name()))]);
            return self.compared(left, fact.entry().kind, fact.entry().words, depth);
        }
        let words = match tree::text_of(&left, "fact").and_then(FactName::find) {
            Some(fact) => fact.entry().words,
            None => &[],
        };
        let left = tree::table([("value", left)]);
        self.compared(left, kind, words, depth)
    }

    pub(super) fn compared(
        &mut self,
        mut left: Tree,
        kind: FactType,
        words: &'static [&'static str],
        depth: usize,
    ) -> Tree {
        let same: &[&str] = &["is", "is_not", "one_of", "none_of", "recorded"];
        let more: &[&str] = match kind {
            Money | Whole => &["above", "at_least", "below", "at_most"],
            Date | Year => &["before", "on_or_before", "after", "on_or_after"],
            _ => &[],
        };
        let operator = match more.is_empty() || self.tape.below(3) == 0 {
            true => self.tape.pick(same),
            false => self.tape.pick(more),
        };
        let depth = depth.min(1);
        let against = match operator {
            "recorded" => Tree::Boolean(self.tape.below(2) == 0),
            "one_of" | "none_of" => {
                let count = 1 + self.tape.below(3);
                let each = (0..count).map(|_| self.right(kind, words, depth));
                Tree::Array(each.collect())
            }
            _ => self.right(kind, words, depth),
        };
        tree::put(&mut left, operator, against);
        left
    }

    fn right(&mut self, kind: FactType, words: &'static [&'static str], depth: usize) -> Tree {
        let plain = self.tape.below(3) != 2;
        match words {
            [] if plain => self.stated(kind, Place::Any),
            [] => self.value(kind, depth, Place::Any),
            words if plain => tree::text(self.tape.pick(words)),
            // Of a fact whose words are closed, another word may only be read.
            words => match self.value(kind, 0, Place::Left) {
                read @ Tree::Table(_) => read,
                _ => tree::text(words[0]),
            },
        }
    }
}
