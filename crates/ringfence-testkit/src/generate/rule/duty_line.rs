//! Random lines of a ledger, and duties that look at them.

use std::collections::BTreeMap;

use ringfence::law::{Fact, FactName, FactType, Group, Record, Value};
use ringfence::noun::{Recurrence, Wording};
use ringfence::word::Money;

use super::Tested;
use super::pool::{self, SUMS_OF_LEDGER};
use super::tape::Tape;
use super::writer::{Place, Room, Writer};
use crate::tree::{self, Tree};

/// A line of the ledger in a year: what is known of it; nothing where a value is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineOfYear {
    /// Each fact that it has.
    pub cells: BTreeMap<FactName, Option<Value>>,
}

const STREAMS: [&str; 3] = ["core", "winter", "cluster"];
const SUMS: [i64; 7] = [100_000, 99_999, 0, 33_333, 100_001, 1_234_567, -50_000];

impl LineOfYear {
    /// As the law reads it.
    pub fn record(&self) -> Record {
        let mut record = Record::new(Group::Ledger);
        for (name, value) in &self.cells {
            let fact = value.clone().map_or(Fact::Unknown, Fact::Known);
            record.set(*name, fact, &[]).expect("a fact of its type");
        }
        record
    }
}

impl Writer<'_> {
    pub(super) fn duties_on_lines(&mut self) -> Vec<Tree> {
        let count = self.tape.below(3);
        let rules = (0..count).map(|number| self.duty(&format!("on-lines-{number}")));
        rules.collect()
    }

    /// The group that a duty looks at.
    pub(super) fn looked_at(&mut self) -> Group {
        match self.room {
            Room::Lines => self
                .tape
                .pick(&[Group::Ledger, Group::Ledger, Group::Outturn]),
            _ => Group::Outturn,
        }
    }

    /// So much is spent of what is given on a stream, or on several.
    pub(super) fn floor_on_lines(&mut self) -> (Tree, Option<Tree>) {
        let when = self.of_streams();
        let [spent, given] = ["ledger.spent", "ledger.net_allocated"].map(|sum| {
            let mut summed = over_lines(sum);
            if let Some(when) = &when {
                tree::put(&mut summed, "where", when.clone());
            }
            summed
        });
        let least = match self.tape.one_in(3) {
            true => self.stated(FactType::Money, Place::Amount),
            false => given,
        };
        let holds = tree::table([("value", spent.clone()), ("at_least", least.clone())]);
        let shortfall = tree::table([("excess", least), ("above", spent)]);
        (holds, Some(shortfall))
    }

    /// Which lines are looked at, by their stream; all now and then.
    fn of_streams(&mut self) -> Option<Tree> {
        let stream = self.tape.pick(&STREAMS);
        let (operator, streams) = match self.tape.below(6) {
            0..3 => ("is", tree::text(stream)),
            3 => ("is_not", tree::text(stream)),
            4 => (
                "one_of",
                Tree::Array(STREAMS[..2].iter().map(|it| tree::text(it)).collect()),
            ),
            _ => return None,
        };
        Some(tree::table([
            ("fact", tree::text("ledger.stream")),
            (operator, streams),
        ]))
    }

    pub(super) fn sum_of_lines(&mut self) -> Tree {
        let sum = format!("ledger.{}", self.tape.pick(&SUMS_OF_LEDGER));
        let mut summed = over_lines(&sum);
        let when = match self.tape.below(3) {
            0 => Some(self.inside(Group::Ledger, |writer| writer.condition(1))),
            _ => self.of_streams(),
        };
        if let Some(when) = when {
            tree::put(&mut summed, "where", when);
        }
        summed
    }
}

fn over_lines(sum: &str) -> Tree {
    tree::table([
        ("sum", tree::table([("fact", tree::text(sum))])),
        ("over", tree::text("ledger")),
    ])
}

/// Which lines there are of the years of who is tested, as a row of numbers says.
pub(super) fn lines(numbers: &[u16], tested: &Tested) -> Vec<LineOfYear> {
    let mut tape = Tape::of(numbers);
    let text = |words: &str| Some(Value::Text(words.into()));
    let mut unknowns = tape.pick(&[0, 1, 0, 2]);
    let mut lines = Vec::new();
    let mut year = tested.year;
    for _ in 0..4 {
        for _ in 0..tape.pick(&[1, 2, 3, 0]) {
            let vintage = tape.pick(&[year, year, year.previous()]);
            let recurrence = tape.pick(&[Recurrence::Recurrent, Recurrence::NonRecurrent]);
            let recurrence = match tape.one_in(8) {
                true => None,
                false => text(recurrence.word()),
            };
            let body = tape.pick(&[tested.body.as_str(), "harbour"]);
            let mut cells = BTreeMap::from([
                (FactName::LedgerYear, Some(Value::Year(year))),
                (FactName::LedgerBody, text(body)),
                (FactName::LedgerKind, text("cluster")),
                (FactName::LedgerStream, text(tape.pick(&STREAMS))),
                (FactName::LedgerVintage, Some(Value::Year(vintage))),
                (FactName::LedgerRecurrence, recurrence),
            ]);
            for sum in SUMS_OF_LEDGER {
                let name = FactName::find(&format!("ledger.{sum}")).expect("a fact of a line");
                let pence = tape.pick(&SUMS);
                let missing = unknowns > 0 && tape.below(6) == 1;
                unknowns -= usize::from(missing);
                let sum = Money::from_pence(pence).expect("a sum in range");
                cells.insert(name, Some(Value::Money(sum)).filter(|_| !missing));
            }
            lines.push(LineOfYear { cells });
        }
        year = year.previous();
    }
    // In which order they come is nothing to the law.
    if pool::value(&mut tape, FactType::Flag) == Value::Flag(true) {
        lines.reverse();
    }
    lines
}
