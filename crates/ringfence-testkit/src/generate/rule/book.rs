//! Random rule books of the whole language.

use ringfence::law::FactType;

use super::pool;
use super::tape::Tape;
use super::writer::{KINDS, OwnFact, Room, Writer};
use crate::tree::{self, Tree};

use FactType::{Date, Flag, Money, Text, Whole};

const TYPES: [(FactType, &str); 6] = [
    (FactType::Money, "money"),
    (FactType::Whole, "whole"),
    (FactType::Date, "date"),
    (FactType::Text, "text"),
    (FactType::Flag, "flag"),
    (FactType::Year, "year"),
];

/// The facts of a book's own that random histories record, each with its type.
pub(crate) const FACTS_OF_HISTORIES: [(&str, FactType); 3] =
    [("state", Flag), ("sum", Money), ("day", Date)];

/// Writes the book that a row of numbers says.
pub(super) fn written(numbers: &[u16]) -> Tree {
    Writer::of(numbers, Room::Item).book()
}

/// Writes a book that has caps, and reads only what an estate knows.
pub(super) fn capped(numbers: &[u16]) -> Tree {
    Writer::of(numbers, Room::Estate).book()
}

/// Writes a book that has covers and may have caps, and reads only what an estate knows.
pub(super) fn covered(numbers: &[u16], covers: &[u16]) -> Tree {
    let mut writer = Writer::of(numbers, Room::Estate);
    let mut book = writer.book();
    writer.tape = Tape::of(covers);
    writer.put_all_covers(&mut book);
    book
}

/// Writes a book by which a random history may close.
pub(super) fn walked(numbers: &[u16]) -> Tree {
    Writer::of(numbers, Room::Walk).book()
}

/// Writes a book about what drafts ask for.
pub(super) fn asking(numbers: &[u16]) -> Tree {
    Writer::of(numbers, Room::Ask).book()
}

/// Writes a book of duties, and then those that look at the ledger's lines.
pub(super) fn of_duties(numbers: &[u16], on_lines: &[u16]) -> Tree {
    let mut writer = Writer::of(numbers, Room::Duty);
    let mut book = writer.book();
    writer.tape = Tape::of(on_lines);
    writer.room = Room::Lines;
    if let Some(Tree::Array(rules)) = book.as_table_mut().and_then(|it| it.get_mut("rule")) {
        rules.extend(writer.duties_on_lines());
    }
    book
}

fn word_of(kind: FactType) -> Tree {
    let found = TYPES.iter().find(|(its, _)| *its == kind);
    tree::text(found.map_or("money", |(_, word)| word))
}

impl Writer<'_> {
    fn book(&mut self) -> Tree {
        let mut book = tree::table([("book", self.header())]);
        let parameters = self.declare_parameters();
        let facts = self.declare_facts();
        for (key, list) in [("parameter", parameters), ("fact", facts)] {
            if !list.is_empty() {
                tree::put(&mut book, key, Tree::Array(list));
            }
        }
        let rules = match self.room {
            Room::Ask => self.ask_rules(),
            Room::Duty => self.duties(),
            _ => {
                let mut rules = self.rules();
                let capped = match self.room {
                    Room::Walk => self.tape.below(3) == 1,
                    room => room == Room::Estate,
                };
                if capped {
                    rules.iter_mut().for_each(|rule| self.put_caps(rule));
                }
                if self.room == Room::Walk && self.tape.below(4) == 1 {
                    rules.iter_mut().for_each(|rule| self.put_covers(rule));
                }
                // Last, so that what was drawn before it stays as it was.
                if self.room == Room::Walk && self.tape.below(3) == 1 {
                    rules.push(self.base_rule());
                }
                rules
            }
        };
        tree::put(&mut book, "rule", Tree::Array(rules));
        book
    }

    fn header(&mut self) -> Tree {
        let mut header = tree::table([
            ("id", tree::text("random")),
            ("title", tree::text("A book that nobody thought of")),
        ]);
        if self.tape.one_in(4) {
            let note = tree::table([("text", tree::text("Invented.")), ("cite", self.cite())]);
            tree::put(&mut header, "note", Tree::Array(vec![note]));
            tree::put(&mut header, "version", tree::text("1"));
        }
        header
    }

    fn declare_parameters(&mut self) -> Vec<Tree> {
        let count = self.tape.below(4);
        let parameters = (0..count).map(|number| {
            let kind = self.tape.pick(&KINDS);
            let id = format!("p{number}");
            let values = self.values_of(kind);
            self.parameters.push((id.clone(), kind));
            tree::table([
                ("id", tree::text(&id)),
                ("type", word_of(kind)),
                ("value", Tree::Array(values)),
            ])
        });
        parameters.collect()
    }

    fn values_of(&mut self, kind: FactType) -> Vec<Tree> {
        let from = ["2010-04-01", "2016-10-01", "2017-03-31", "2017-04-01"];
        let count = 1 + self.tape.below(3);
        let first = self.tape.below(from.len());
        let each = (0..count).map(|number| {
            let day = from[(first + number) % from.len()];
            let value = pool::value(&mut self.tape, kind);
            let mut value = tree::table([
                ("in_force_from", tree::day(pool::day(day))),
                ("value", pool::stated(&value)),
                ("cite", self.cite()),
            ]);
            if self.tape.one_in(5) {
                self.last_day(&mut value, day);
            }
            value
        });
        each.collect()
    }

    fn declare_facts(&mut self) -> Vec<Tree> {
        let count = match self.room {
            Room::Walk => self.tape.below(FACTS_OF_HISTORIES.len() + 1),
            _ => self.tape.below(3),
        };
        let facts = (0..count).map(|number| {
            let (id, kind) = match self.room {
                Room::Walk => {
                    let (id, kind) = FACTS_OF_HISTORIES[number];
                    (id.to_owned(), kind)
                }
                Room::Item => (format!("f{number}"), self.tape.pick(&KINDS)),
                _ => {
                    let kinds = [Money, Whole, Money, Date, Flag, Text];
                    (format!("f{number}"), self.tape.pick(&kinds))
                }
            };
            let all = ["body", "line", "project", "commitment", "hold"];
            let of = match self.room {
                Room::Item | Room::Walk => self.tape.pick(&all),
                Room::Duty => all[0],
                _ => self.tape.pick(&all[..2]),
            };
            let name = format!("own.{id}");
            self.own.push(OwnFact { name, kind, of });
            tree::table([
                ("id", tree::text(&id)),
                ("type", word_of(kind)),
                ("of", tree::text(of)),
                ("meaning", tree::text("what somebody found")),
            ])
        });
        facts.collect()
    }

    /// For how many years a base is confirmed: it changes no decision.
    fn base_rule(&mut self) -> Tree {
        let years = self.tape.pick(&[2_i64, 0, 1, 50]);
        let value = tree::table([
            ("in_force_from", tree::day(pool::day("2016-04-01"))),
            ("confirmed_years", Tree::Integer(years)),
            ("cite", self.cite()),
        ]);
        tree::table([
            ("id", tree::text("confirmed")),
            ("question", tree::text("base")),
            ("streams", tree::text("any")),
            ("value", Tree::Array(vec![value])),
        ])
    }

    fn rules(&mut self) -> Vec<Tree> {
        let ids = |ids: &[&str]| Tree::Array(ids.iter().map(|id| tree::text(id)).collect());
        let streams = match self.tape.below(4) {
            0 => vec![tree::text("any")],
            1 => vec![ids(&["cluster"]), tree::text("any")],
            2 => vec![ids(&["cluster", "core"]), ids(&["winter"])],
            _ => vec![tree::text("any"), ids(&["cluster", "winter"])],
        };
        let each = streams.into_iter().enumerate();
        each.map(|(number, streams)| self.rule(&format!("rule-{number}"), streams))
            .collect()
    }
}
