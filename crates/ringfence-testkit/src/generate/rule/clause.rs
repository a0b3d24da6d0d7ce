//! Random rules: base cases, exceptions over them and over each other, receivers and days.

use ringfence::law::FactType;

use super::pool;
use super::writer::{Place, Room, Writer};
use crate::generate::Country;
use crate::tree::{self, Tree};

const OUTCOMES: [&str; 7] = [
    "lapse",
    "roll_over",
    "revert",
    "re_provide",
    "absorb",
    "first_call",
    "needs_evidence",
];
/// The day that books are asked of most, the days about it, and others.
const FROM: [&str; 6] = [
    "2010-04-01",
    "2016-04-01",
    "2017-03-31",
    "2017-04-01",
    "2016-10-01",
    "2015-04-01",
];
const UNTIL: [&str; 4] = ["2020-03-31", "2017-03-31", "2017-03-30", "2017-04-30"];
const DEPTH: usize = 3;

impl Writer<'_> {
    pub(super) fn rule(&mut self, id: &str, streams: Tree) -> Tree {
        let mut rule = tree::table([
            ("id", tree::text(id)),
            ("question", tree::text("roll_over")),
            ("streams", streams),
        ]);
        let mut from = Vec::new();
        let count = 1 + self.tape.below(2);
        let base = (0..count).filter_map(|_| {
            let day = self.first_day(&mut from)?;
            let mut value = self.clause(&day);
            if !self.tape.one_in(4) {
                return Some(value);
            }
            self.last_day(&mut value, &day);
            Some(value)
        });
        let base = base.collect();
        tree::put(&mut rule, "value", Tree::Array(base));
        let exceptions = self.exceptions();
        if !exceptions.is_empty() {
            tree::put(&mut rule, "exception", Tree::Array(exceptions));
        }
        rule
    }

    /// Labels in a tree over the base case; now and then one of them again from a later day, over
    /// another.
    fn exceptions(&mut self) -> Vec<Tree> {
        let most = if self.room == Room::Item { 6 } else { 4 };
        let count = self.tape.below(most);
        let mut days: Vec<Vec<String>> = Vec::new();
        let mut all = Vec::new();
        for number in 0..count {
            let again = number > 0 && self.tape.one_in(5);
            let place = match again {
                true => self.tape.below(days.len()),
                false => {
                    days.push(Vec::new());
                    days.len() - 1
                }
            };
            let Some(day) = self.first_day(&mut days[place]) else {
                continue;
            };
            let over = match self.tape.below(place + 2) {
                at if at < place => format!("e{at}"),
                _ => "base".to_owned(),
            };
            let mut exception = self.clause(&day);
            for (key, value) in [
                ("label", tree::text(&format!("e{place}"))),
                ("over", tree::text(&over)),
                ("when", self.condition(DEPTH)),
                ("amount", self.amount()),
            ] {
                tree::put(&mut exception, key, value);
            }
            if self.tape.one_in(6) {
                self.last_day(&mut exception, &day);
            }
            all.push(exception);
        }
        all
    }

    fn amount(&mut self) -> Tree {
        match self.tape.below(4) {
            0 => tree::text("all"),
            _ => self.value(FactType::Money, DEPTH, Place::Amount),
        }
    }

    /// A first day that the label has none from yet.
    fn first_day(&mut self, taken: &mut Vec<String>) -> Option<String> {
        let free = FROM.iter().filter(|day| !taken.iter().any(|it| it == *day));
        let free: Vec<&str> = free.copied().collect();
        let day = match free.is_empty() {
            true => return None,
            false => self.tape.pick(&free),
        };
        taken.push(day.to_owned());
        Some(day.to_owned())
    }

    pub(super) fn last_day(&mut self, value: &mut Tree, from: &str) {
        let later: Vec<&str> = UNTIL.into_iter().filter(|it| *it >= from).collect();
        let until = self.tape.pick(&later);
        tree::put(value, "in_force_until", tree::day(pool::day(until)));
    }

    /// What happens, from a day on.
    fn clause(&mut self, from: &str) -> Tree {
        let outcome = match self.tape.below(3) {
            0 => "roll_over",
            _ => self.tape.pick(&OUTCOMES),
        };
        let mut clause = tree::table([
            ("in_force_from", tree::day(pool::day(from))),
            ("outcome", tree::text(outcome)),
            ("cite", self.cite()),
        ]);
        match outcome {
            "roll_over" => {
                let to = self.receivers();
                tree::put(&mut clause, "to", to);
                let available = match self.tape.below(6) {
                    4 => Some(tree::text("next_year")),
                    5 => Some(tree::day(pool::day("2017-05-01"))),
                    _ => None,
                };
                if let Some(available) = available {
                    tree::put(&mut clause, "available_from", available);
                }
                if self.tape.one_in(5) {
                    let word = self.tape.pick(&["whole", "undrawn"]);
                    tree::put(&mut clause, "release", tree::text(word));
                }
                if self.tape.one_in(6) {
                    let word = self.tape.pick(&["old_obligations", "any"]);
                    tree::put(&mut clause, "use", tree::text(word));
                }
            }
            "needs_evidence" => {
                let asked = self.tape.pick(&["the report of the visit", "a plan"]);
                tree::put(&mut clause, "asks", tree::text(asked));
            }
            _ => {}
        }
        clause
    }

    fn receivers(&mut self) -> Tree {
        if self.tape.below(5) != 4 {
            return self.receiver();
        }
        let count = 1 + self.tape.below(3);
        let mut each: Vec<Tree> = Vec::new();
        for _ in 0..count {
            let to = self.receiver();
            if each.iter().all(|other| other.get("to") != Some(&to)) {
                let weight = self.tape.pick(&[1_i64, 2, 3, 7, 1_000_000]);
                each.push(tree::table([("weight", Tree::Integer(weight)), ("to", to)]));
            }
        }
        Tree::Array(each)
    }

    /// A name; in a history mostly of what is there, or few would close.
    fn named(&mut self, there: &[&str]) -> Tree {
        match self.room == Room::Walk && !self.tape.one_in(8) {
            true => tree::text(self.tape.pick(there)),
            false => self.value(FactType::Text, 1, Place::Any),
        }
    }

    fn receiver(&mut self) -> Tree {
        let most = match self.room {
            Room::Item | Room::Walk => 5,
            _ => 3,
        };
        match self.tape.below(most) {
            0 | 1 => tree::text("same_line"),
            2 => tree::text("project"),
            _ => {
                let recurrence = self.tape.pick(&["recurrent", "non-recurrent"]);
                let mut line = tree::table([("recurrence", tree::text(recurrence))]);
                let bodies: Vec<&str> = Country::BODIES.iter().map(|it| it.0).collect();
                for (key, there) in [("body", &bodies[..]), ("stream", Country::STREAMS)] {
                    if self.tape.below(2) == 1 {
                        let name = self.named(there);
                        tree::put(&mut line, key, name);
                    }
                }
                line
            }
        }
    }
}
