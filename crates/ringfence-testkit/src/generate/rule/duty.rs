//! Random duties: tests of a body over years, and what is known of these.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ringfence::law::{Fact, FactName, FactType, Facts, Group, Record, Value};
use ringfence::word::{FinancialYear, Money};

use super::duty_line::LineOfYear;
use super::given::Recording;
use super::pool;
use super::tape::Tape;
use super::writer::{Place, Room, Writer};
use crate::tree::{self, Tree};

/// A body whose year is tested, and what is known of it and its years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// Which body.
    pub body: String,
    /// Of which kind.
    pub kind: String,
    /// The year that is tested.
    pub year: FinancialYear,
    /// The day on which it is asked.
    pub today: NaiveDate,
    /// How years turned out, in the order in which it was recorded.
    pub outturns: Vec<Turned>,
    /// Facts of a book's own.
    pub own: Vec<Recording>,
    /// The lines that the ledger has of its years.
    pub lines: Vec<LineOfYear>,
}

/// How a year turned out, in pence, as far as it is known: by limit and cost, or by the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turned {
    /// Which year.
    pub year: FinancialYear,
    /// Its limit.
    pub limit: Option<i64>,
    /// Its cost.
    pub cost: Option<i64>,
    /// Its result, where a source states neither.
    pub result: Option<i64>,
}

const KINDS: [&str; 3] = ["health_board", "cluster", "government"];
const BODIES: [&str; 3] = ["upland", "harbour", "seaward"];
const SUMS: [i64; 7] = [100_000, 99_999, 0, 33_333, 100_001, 1_234_567, 50_000];
const FROM: [&str; 4] = ["2010-04-01", "2016-04-01", "2017-03-31", "2017-04-01"];
const FIGURES: [&str; 3] = ["outturn.cost", "outturn.limit", "outturn.result"];

impl Writer<'_> {
    pub(super) fn duties(&mut self) -> Vec<Tree> {
        let count = 1 + self.tape.below(2);
        let rules = (0..count).map(|number| self.duty(&format!("duty-{number}")));
        rules.collect()
    }

    pub(super) fn duty(&mut self, id: &str) -> Tree {
        let mut rule = tree::table([("id", tree::text(id)), ("question", tree::text("duty"))]);
        let all = |words: &[&str]| Tree::Array(words.iter().map(|it| tree::text(it)).collect());
        let (key, on) = match self.tape.below(5) {
            0..3 => ("bodies", tree::text("any")),
            3 => ("bodies", all(&BODIES[..2])),
            _ => ("kinds", all(&KINDS[..2])),
        };
        tree::put(&mut rule, key, on);
        if self.tape.one_in(4) {
            let first = self.tape.pick(&["2016-17", "2015-16", "2017-18"]);
            tree::put(&mut rule, "from", tree::text(first));
        }
        let count = 1 + self.tape.below(2);
        let first = self.tape.below(FROM.len());
        let values = (0..count).map(|number| self.duty_value(FROM[(first + number) % FROM.len()]));
        let values = values.collect();
        tree::put(&mut rule, "value", Tree::Array(values));
        rule
    }

    fn duty_value(&mut self, from: &str) -> Tree {
        let mut value = tree::table([
            ("in_force_from", tree::day(pool::day(from))),
            ("cite", self.cite()),
        ]);
        if self.tape.one_in(6) {
            self.last_day(&mut value, from);
        }
        if self.tape.below(4) != 0 {
            let window = self.tape.pick(&[3_i64, 2, 1, 4]);
            tree::put(&mut value, "window", Tree::Integer(window));
        }
        let (holds, shortfall) = match self.tape.below(4) {
            0 | 1 if self.room == Room::Lines => self.floor_on_lines(),
            0 => self.band(),
            1 => (self.floor(), None),
            _ => (self.holds(2), None),
        };
        tree::put(&mut value, "holds", holds);
        let shortfall = match shortfall {
            None if self.tape.below(2) == 1 => Some(self.value(FactType::Money, 2, Place::Any)),
            shortfall => shortfall,
        };
        if let Some(shortfall) = shortfall {
            tree::put(&mut value, "shortfall", shortfall);
        }
        value
    }

    /// The years together cost no more than their limits and what is tolerated.
    fn band(&mut self) -> (Tree, Option<Tree>) {
        let tolerated = self.value(FactType::Money, 1, Place::Amount);
        let limits = Tree::Array(vec![over_years(FIGURES[1]), tolerated]);
        let limits = tree::table([("plus", limits)]);
        let holds = tree::table([
            ("value", over_years(FIGURES[0])),
            ("at_most", limits.clone()),
        ]);
        let shortfall = tree::table([("excess", over_years(FIGURES[0])), ("above", limits)]);
        (holds, Some(shortfall))
    }

    /// The years together cost at least a sum that reads no cost.
    fn floor(&mut self) -> Tree {
        let own = self.own_of(FactType::Money).filter(|_| self.tape.one_in(3));
        let least = match own {
            Some(name) => tree::table([("fact", tree::text(&name))]),
            None => self.stated(FactType::Money, Place::Amount),
        };
        tree::table([("value", over_years(FIGURES[0])), ("at_least", least)])
    }

    fn holds(&mut self, depth: usize) -> Tree {
        match self.tape.below(5) {
            0 => self.condition(depth),
            1 => {
                let key = self.tape.pick(&["all", "any"]);
                let group = self.looked_at();
                let inner = self.inside(group, |writer| writer.condition(1));
                tree::table([(key, tree::text(group.name())), ("where", inner)])
            }
            2 if depth > 0 => {
                let key = self.tape.pick(&["all", "any"]);
                let parts = vec![self.holds(depth - 1), self.holds(depth - 1)];
                tree::table([(key, Tree::Array(parts))])
            }
            _ => {
                let summed = match self.room {
                    Room::Lines => self.sum_of_lines(),
                    _ => over_years(self.tape.pick(&FIGURES)),
                };
                let against = self.value(FactType::Money, 1, Place::Any);
                let operator = self
                    .tape
                    .pick(&["at_most", "at_least", "above", "below", "is"]);
                tree::table([("value", summed), (operator, against)])
            }
        }
    }
}

/// A figure of all years of the window together.
fn over_years(figure: &str) -> Tree {
    tree::table([
        ("sum", tree::table([("fact", tree::text(figure))])),
        ("over", tree::text("outturn")),
    ])
}

/// Writes whose year is tested, as a row of numbers says, before a book.
pub(super) fn tested(numbers: &[u16], book: &Tree) -> Tested {
    let mut tape = Tape::of(numbers);
    let year = FinancialYear::starting(tape.pick(&[2016, 2016, 2017, 2015]));
    let year = year.expect("a year that exists");
    let mut unknowns = tape.pick(&[0, 1, 0, 2]);
    let mut known = |tape: &mut Tape<'_>| match unknowns > 0 && tape.below(3) == 1 {
        true => {
            unknowns -= 1;
            None
        }
        false => Some(tape.pick(&SUMS)),
    };
    let mut outturns = Vec::new();
    let mut at = year;
    for _ in 0..5 {
        let times = tape.pick(&[1, 1, 1, 1, 2, 0]);
        for _ in 0..times {
            let by_result = tape.one_in(3);
            let mut turned = Turned {
                year: at,
                limit: None,
                cost: None,
                result: None,
            };
            match by_result {
                true => turned.result = known(&mut tape).map(|sum| sum - SUMS[1]),
                false => (turned.limit, turned.cost) = (known(&mut tape), known(&mut tape)),
            }
            outturns.push(turned);
        }
        at = at.previous();
    }
    let mut own = Vec::new();
    for fact in tree::list_of(book, "fact") {
        let name = format!("own.{}", tree::text_of(fact, "id").unwrap_or_default());
        let kind = super::kind_of(book, &name);
        for _ in 0..tape.pick(&[1, 1, 2, 0]) {
            let day = pool::day(tape.pick(&FROM));
            let value = match tape.below(6) {
                5 => None,
                _ => Some(pool::value(&mut tape, kind)),
            };
            own.push(Recording {
                name: name.clone(),
                day,
                by: pool::author(&mut tape),
                value,
            });
        }
    }
    Tested {
        body: tape.pick(&BODIES).to_owned(),
        kind: tape.pick(&KINDS).to_owned(),
        year,
        today: pool::day(tape.pick(&["2020-01-01", "2020-01-01", "2017-03-31", "2017-03-30"])),
        outturns,
        own,
        lines: Vec::new(),
    }
}

impl Tested {
    /// What is known of the body and the year that is tested.
    pub fn of_body(&self) -> Vec<(FactName, Value)> {
        let calendar = ringfence::word::Calendar::default();
        let text = |words: &str| Value::Text(words.into());
        vec![
            (FactName::BodyId, text(&self.body)),
            (FactName::BodyKind, text(&self.kind)),
            (FactName::BodyAccountable, text("upland")),
            (FactName::YearItself, Value::Year(self.year)),
            (
                FactName::YearFirstDay,
                Value::Date(calendar.first_day(self.year)),
            ),
            (
                FactName::YearLastDay,
                Value::Date(calendar.last_day(self.year)),
            ),
        ]
    }

    /// As the law reads it.
    pub fn facts(&self) -> Facts {
        let typed = "a fact of its type";
        let mut facts = Facts::new();
        for (name, value) in self.of_body() {
            facts.set(name, Fact::Known(value), &[]).expect(typed);
        }
        for turned in &self.outturns {
            let fact = |pence: Option<i64>| match pence.map(Money::from_pence) {
                Some(Ok(sum)) => Fact::from(sum),
                _ => Fact::Unknown,
            };
            let mut record = Record::new(Group::Outturn);
            let result = turned
                .limit
                .zip(turned.cost)
                .map(|(limit, cost)| limit - cost);
            for (name, said) in [
                (FactName::OutturnYear, Fact::from(turned.year)),
                (FactName::OutturnLimit, fact(turned.limit)),
                (FactName::OutturnCost, fact(turned.cost)),
                (FactName::OutturnResult, fact(turned.result.or(result))),
            ] {
                record.set(name, said, &[]).expect(typed);
            }
            facts.add(record);
        }
        for line in &self.lines {
            facts.add(line.record());
        }
        self.own.iter().for_each(|it| it.add_to(&mut facts));
        facts
    }

    /// The years of which anything was recorded.
    pub fn years(&self) -> BTreeSet<FinancialYear> {
        self.outturns.iter().map(|it| it.year).collect()
    }
}
