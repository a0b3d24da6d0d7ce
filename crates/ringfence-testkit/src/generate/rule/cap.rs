//! Random caps over several items.

use ringfence::law::{FactType, Pot};
use ringfence::noun::{BodyKind, Wording};

use super::pool;
use super::writer::{OwnFact, Place, Room, Writer};
use crate::tree::{self, Tree};

const POTS: [Pot; 4] = [Pot::Line, Pot::Body, Pot::Accountable, Pot::Stream];
/// Kinds of the bodies of an estate.
const TIERS: [BodyKind; 3] = [
    BodyKind::HealthBoard,
    BodyKind::Government,
    BodyKind::Cluster,
];
const EXCESS: [&str; 3] = ["lapse", "revert", "re_provide"];
const FROM: [&str; 3] = ["2016-04-01", "2017-03-31", "2017-04-01"];

impl Writer<'_> {
    /// One to three caps; now and then one of them again from another day.
    pub(super) fn put_caps(&mut self, rule: &mut Tree) {
        let count = 1 + self.tape.below(3);
        let mut caps = Vec::new();
        for number in 0..count {
            let label = format!("c{number}");
            caps.push(self.cap((&label, FROM[0]), rule));
            if self.tape.one_in(4) {
                let later = self.tape.pick(&FROM[1..]);
                caps.push(self.cap((&label, later), rule));
            }
        }
        tree::put(rule, "cap", Tree::Array(caps));
    }

    fn cap(&mut self, (label, from): (&str, &str), rule: &Tree) -> Tree {
        let keeping = bringing(rule, &["roll_over"]);
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
            let first = self.tape.pick(&keeping);
            tree::put(&mut cap, "counts", Tree::Array(vec![tree::text(&first)]));
        }
        let share = self.sharing();
        tree::put(&mut cap, "share", share);
        if !lets_go(rule, &[]) || self.tape.below(2) == 1 {
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
        match self.tape.below(6) {
            1 => self.count_others(&mut cap, &["re_provide"], rule),
            2 => self.count_others(&mut cap, &["roll_over", "re_provide"], rule),
            _ => {}
        }
        if self.tape.below(4) == 1 {
            self.stand_over_a_tier(&mut cap);
        }
        cap
    }

    /// A cap stands over the bodies of a kind and those below them.
    fn stand_over_a_tier(&mut self, cap: &mut Tree) {
        let kind = self.tape.pick(&TIERS);
        let per = tree::table([("nearest", tree::text(kind.word()))]);
        tree::put(cap, "per", per);
        let room = std::mem::replace(&mut self.room, Room::Pot(Pot::Nearest(kind)));
        let amount = match (self.tape.below(2), self.own_of(FactType::Money)) {
            (1, Some(name)) => tree::table([("fact", tree::text(&name))]),
            _ => self.value(FactType::Money, 1, Place::Amount),
        };
        self.room = room;
        tree::put(cap, "amount", amount);
    }

    /// A cap counts what comes to these outcomes.
    fn count_others(&mut self, cap: &mut Tree, outcomes: &[&str], rule: &Tree) {
        let words = outcomes.iter().map(|word| tree::text(word));
        tree::put(cap, "outcomes", Tree::Array(words.collect()));
        if cap.get("counts").is_some() {
            let labels = bringing(rule, outcomes);
            match labels.is_empty() {
                true => tree::leave_out(cap, "counts"),
                false => {
                    let label = tree::text(&self.tape.pick(&labels));
                    tree::put(cap, "counts", Tree::Array(vec![label]));
                }
            }
        }
        let excess = tree::text_of(cap, "excess");
        if excess == Some("re_provide") || (excess.is_none() && !lets_go(rule, outcomes)) {
            let excess = self.tape.pick(&EXCESS[..2]);
            tree::put(cap, "excess", tree::text(excess));
        }
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

/// Whether the base case lets go what it takes, and brings none of it to these outcomes.
fn lets_go(rule: &Tree, counted: &[&str]) -> bool {
    tree::list_of(rule, "value").iter().all(|value| {
        let outcome = tree::text_of(value, "outcome");
        outcome.is_some_and(|it| EXCESS.contains(&it) && !counted.contains(&it))
    })
}

/// The labels of the clauses that bring something to these outcomes.
fn bringing(rule: &Tree, outcomes: &[&str]) -> Vec<String> {
    let brings = |clause: &&Tree| {
        let outcome = tree::text_of(clause, "outcome");
        outcome.is_some_and(|it| outcomes.contains(&it))
    };
    let base = tree::list_of(rule, "value").iter().filter(brings);
    let base = base.map(|_| "base".to_owned());
    let others = tree::list_of(rule, "exception").iter().filter(brings);
    let others = others.filter_map(|it| tree::text_of(it, "label").map(str::to_owned));
    base.chain(others).collect()
}
