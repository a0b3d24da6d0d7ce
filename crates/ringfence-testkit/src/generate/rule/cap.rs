//! Random caps over several items.

use ringfence::law::{FactType, Pot};

use super::pool;
use super::writer::{OwnFact, Place, Room, Writer};
use crate::tree::{self, Tree};

const POTS: [Pot; 4] = [Pot::Line, Pot::Body, Pot::Accountable, Pot::Stream];
const EXCESS: [&str; 3] = ["lapse", "revert", "re_provide"];
const FROM: [&str; 3] = ["2016-04-01", "2017-03-31", "2017-04-01"];

impl Writer<'_> {
    /// One to three caps; now and then one of them again from another day.
    pub(super) fn put_caps(&mut self, rule: &mut Tree) {
        let keeping = keeping(rule);
        let lets_go = tree::list_of(rule, "value").iter().all(|value| {
            let outcome = tree::text_of(value, "outcome");
            outcome.is_some_and(|it| EXCESS.contains(&it))
        });
        let count = 1 + self.tape.below(3);
        let mut caps = Vec::new();
        for number in 0..count {
            let label = format!("c{number}");
            caps.push(self.cap((&label, FROM[0]), &keeping, lets_go));
            if self.tape.one_in(4) {
                let later = self.tape.pick(&FROM[1..]);
                caps.push(self.cap((&label, later), &keeping, lets_go));
            }
        }
        tree::put(rule, "cap", Tree::Array(caps));
    }

    fn cap(&mut self, (label, from): (&str, &str), keeping: &[String], lets_go: bool) -> Tree {
        let per = self.tape.pick(&POTS);
        let mut cap = tree::table([
            ("label", tree::text(label)),
            ("in_force_from", tree::day(pool::day(from))),
            ("per", tree::text(per.name())),
            ("cite", self.cite()),
        ]);
        if self.tape.one_in(6) {
            self.last_day(&mut cap, from);
        }
        if !keeping.is_empty() && self.tape.below(3) == 1 {
            let first = self.tape.pick(keeping);
            tree::put(&mut cap, "counts", Tree::Array(vec![tree::text(&first)]));
        }
        let share = self.sharing();
        tree::put(&mut cap, "share", share);
        if !lets_go || self.tape.below(2) == 1 {
            let excess = self.tape.pick(&EXCESS);
            tree::put(&mut cap, "excess", tree::text(excess));
        }
        let room = std::mem::replace(&mut self.room, Room::Pot(per));
        let amount = self.ceiling();
        self.room = room;
        tree::put(&mut cap, "amount", amount);
        if let Some(when) = self.which_items() {
            tree::put(&mut cap, "when", when);
        }
        cap
    }

    /// Any condition on an item, or what somebody recorded.
    fn which_items(&mut self) -> Option<Tree> {
        match self.tape.below(6) {
            1 => Some(self.condition(2)),
            2 | 3 if !self.own.is_empty() => {
                let of = self.own.clone();
                let OwnFact { name, kind, .. } = self.tape.pick(&of);
                let left = tree::table([("fact", tree::text(&name))]);
                Some(self.compared(left, kind, &[], 1))
            }
            _ => None,
        }
    }

    /// A part of a sum of the pot, a sum of the pool, a fact of the book's own, or anything.
    fn ceiling(&mut self) -> Tree {
        match self.tape.below(5) {
            0 | 1 => {
                let fact = self.fact(FactType::Money);
                let name = fact.map_or("line.unspent", |fact| fact.name());
                let whole = self.tape.pick(&[2_i64, 3, 10, 7]);
                let round = self.tape.pick(&["down", "up", "half_even"]);
                tree::table([
                    ("of", Tree::Integer(1)),
                    ("in", Tree::Integer(whole)),
                    ("round", tree::text(round)),
                    ("from", tree::table([("fact", tree::text(name))])),
                ])
            }
            2 => self.stated(FactType::Money, Place::Amount),
            3 => match self.own_of(FactType::Money) {
                Some(name) => tree::table([("fact", tree::text(&name))]),
                None => self.value(FactType::Money, 1, Place::Amount),
            },
            _ => self.value(FactType::Money, 2, Place::Amount),
        }
    }

    fn sharing(&mut self) -> Tree {
        match self.tape.below(4) {
            0 => tree::text("pro_rata"),
            1 => tree::text("first_come"),
            _ => {
                let kind = self.tape.pick(&[FactType::Whole, FactType::Date]);
                let value = self.value(kind, 2, Place::Left);
                tree::table([("priority", value)])
            }
        }
    }
}

/// The labels of the clauses that roll something over.
fn keeping(rule: &Tree) -> Vec<String> {
    let rolls = |clause: &&Tree| tree::text_of(clause, "outcome") == Some("roll_over");
    let base = tree::list_of(rule, "value").iter().filter(rolls);
    let base = base.map(|_| "base".to_owned());
    let others = tree::list_of(rule, "exception").iter().filter(rolls);
    let others = others.filter_map(|it| tree::text_of(it, "label").map(str::to_owned));
    base.chain(others).collect()
}
