//! Random covers: what some items have left meets what others want.

use ringfence::law::{FactType, Pot};

use super::pool;
use super::writer::{OwnFact, Place, Room, Writer};
use crate::tree::{self, Tree};

const POTS: [Pot; 3] = [Pot::Accountable, Pot::Body, Pot::Accountable];
const FROM: [&str; 3] = ["2016-04-01", "2017-03-31", "2017-04-01"];
const TAKEN: [&str; 6] = [
    "lapse",
    "roll_over",
    "lapse",
    "revert",
    "re_provide",
    "lapse",
];
/// What lines asked for, and whether they are free to, where the book declares it.
pub(super) const OF_LINES: [&str; 2] = ["asked", "freed"];

impl Writer<'_> {
    /// Covers in each rule; most have no caps, and some let everything lapse.
    pub(super) fn put_all_covers(&mut self, book: &mut Tree) {
        if self.tape.below(4) != 3 {
            self.declare_facts_of_lines(book);
        }
        let Some(Tree::Array(rules)) = book.as_table_mut().and_then(|it| it.get_mut("rule")) else {
            return;
        };
        for rule in rules {
            let turn = self.tape.below(6);
            if turn < 3 {
                let lapses = tree::table([
                    ("in_force_from", tree::day(pool::day("2010-04-01"))),
                    ("outcome", tree::text("lapse")),
                    ("cite", self.cite()),
                ]);
                tree::put(rule, "value", Tree::Array(vec![lapses]));
            }
            if let Tree::Table(keys) = &mut *rule {
                for (key, most) in [("exception", 2), ("cap", 4)] {
                    if turn < most {
                        keys.remove(key);
                    }
                }
            }
            self.put_covers(rule);
        }
    }

    /// One to three covers; now and then one of them again from another day.
    pub(super) fn put_covers(&mut self, rule: &mut Tree) {
        let covers = self.covers();
        tree::put(rule, "cover", covers);
    }

    /// What of lines is said to their covers: how much they asked for, and whether it is theirs to
    /// give or to have.
    fn declare_facts_of_lines(&mut self, book: &mut Tree) {
        let mut facts = tree::list_of(book, "fact").to_vec();
        for (id, word, kind) in [
            (OF_LINES[0], "money", FactType::Money),
            (OF_LINES[1], "flag", FactType::Flag),
        ] {
            facts.push(tree::table([
                ("id", tree::text(id)),
                ("type", tree::text(word)),
                ("of", tree::text("line")),
                ("meaning", tree::text("what somebody said of it")),
            ]));
            let name = format!("own.{id}");
            let of = "line";
            self.own.push(OwnFact { name, kind, of });
        }
        tree::put(book, "fact", Tree::Array(facts));
    }

    /// Any condition, or that something was said.
    fn whether(&mut self) -> Option<Tree> {
        match self.tape.below(4) {
            1 => Some(self.condition(1)),
            2 => self.said(),
            _ => None,
        }
    }

    /// That something was said, or was not.
    fn said(&mut self) -> Option<Tree> {
        let name = self.own_of(FactType::Flag)?;
        let told = tree::table([("fact", tree::text(&name)), ("is", Tree::Boolean(true))]);
        Some(match self.tape.below(2) {
            0 => tree::table([("not", told)]),
            _ => told,
        })
    }

    fn covers(&mut self) -> Tree {
        let mut covers = Vec::new();
        let plain = self.tape.below(3) == 1;
        for number in 0..=self.tape.below(3) {
            let label = format!("k{number}");
            covers.push(self.cover((&label, FROM[0]), plain));
            if self.tape.one_in(6) {
                let later = self.tape.pick(&FROM[1..]);
                covers.push(self.cover((&label, later), plain));
            }
        }
        Tree::Array(covers)
    }

    /// A cover; plain ones all take what lapses, where something was said.
    fn cover(&mut self, (label, from): (&str, &str), plain: bool) -> Tree {
        let per = self.tape.pick(&POTS);
        let deficits = self.tape.below(2) == 0;
        let mut cover = tree::table([
            ("label", tree::text(label)),
            ("in_force_from", tree::day(pool::day(from))),
            ("per", tree::text(per.name())),
            ("cite", self.cite()),
        ]);
        if self.tape.one_in(8) {
            self.last_day(&mut cover, from);
        }
        let room = self.room;
        let sources = match plain {
            true => vec![tree::table([])],
            false => (0..=self.tape.below(3)).map(|_| self.source()).collect(),
        };
        tree::put(&mut cover, "from", Tree::Array(sources));
        self.room = if deficits {
            Room::Covered
        } else {
            Room::Wanting
        };
        let wants = match deficits {
            true => tree::text("deficits"),
            false => self.wanted(),
        };
        tree::put(&mut cover, "wants", wants);
        let when = match plain {
            true => self.said(),
            false => self.whether(),
        };
        if let Some(when) = when {
            tree::put(&mut cover, "when", when);
        }
        let share = self.turn();
        tree::put(&mut cover, "share", share);
        self.room = room;
        cover
    }

    fn source(&mut self) -> Tree {
        self.room = Room::Covered;
        let mut source = tree::table([]);
        if let Some(when) = self.whether() {
            tree::put(&mut source, "when", when);
        }
        let of = self.tape.pick(&TAKEN);
        if of != "lapse" || self.tape.below(2) == 1 {
            tree::put(&mut source, "of", tree::text(of));
        }
        source
    }

    /// A fact of the book's own, a sum of the pool, a part of a sum of the body, or anything.
    fn wanted(&mut self) -> Tree {
        match self.tape.below(5) {
            0 | 1 => match self.own_of(FactType::Money) {
                Some(name) => tree::table([("fact", tree::text(&name))]),
                None => self.stated(FactType::Money, Place::Amount),
            },
            2 => self.stated(FactType::Money, Place::Amount),
            3 => {
                let fact = self.fact(FactType::Money);
                let name = fact.map_or("body.allocated", |fact| fact.name());
                let whole = self.tape.pick(&[3_i64, 10, 7]);
                tree::table([
                    ("of", Tree::Integer(1)),
                    ("in", Tree::Integer(whole)),
                    ("round", tree::text("down")),
                    ("from", tree::table([("fact", tree::text(name))])),
                ])
            }
            _ => self.value(FactType::Money, 2, Place::Amount),
        }
    }

    fn turn(&mut self) -> Tree {
        if self.tape.below(2) == 0 {
            return tree::text("pro_rata");
        }
        let kind = self.tape.pick(&[FactType::Money, FactType::Date]);
        let value = self.value(kind, 2, Place::Left);
        tree::table([("priority", value)])
    }
}
