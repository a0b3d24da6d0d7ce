//! A value as a rule writes it: stated, read, or reckoned from others.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::condition::Condition;
use super::{FactName, FactType, Group, Value};
use crate::word::Rounding;

/// A value, wherever one stands: in an amount, on either side of a comparison, as a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    Literal(Value),
    Fact(FactName),
    /// A fact that the book declares.
    Own(Box<Own>),
    /// All of the item, without its sign.
    Whole,
    /// What of the item is tied to its project, without its sign.
    Tied,
    Parameter(Box<Reference>),
    Share(Box<Portion>),
    Least(Vec<Expression>),
    Greatest(Vec<Expression>),
    Plus(Vec<Expression>),
    /// The first less all others.
    Minus(Vec<Expression>),
    /// What the first is above the second; never below nought.
    Excess(Box<[Expression; 2]>),
    /// So many times the second.
    Times(Box<[Expression; 2]>),
    Cases(Box<Cases>),
    Gathered(Box<Gathered>),
    Covered(Box<Covered>),
    /// A day or a year, moved.
    Moved(Box<Moved>),
    /// The day of this month within a year.
    Within(Box<Within>),
    /// How many days lie between the first and the second.
    Days(Box<[Expression; 2]>),
    /// The month in which a day lies, 1 to 12.
    MonthOf(Box<Expression>),
    /// The financial year in which a day lies.
    YearOf(Box<Expression>),
}

/// A parameter of the book, read on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// Its place in the book.
    pub(super) place: usize,
    pub(super) id: Arc<str>,
    /// The day on which it is read; nothing where it is the day that the rule is asked of.
    pub(super) on: Option<Expression>,
}

/// What is read of a fact of the book's own, as it was recorded last by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Own {
    /// As a rule writes it: `own.evaluated`.
    pub(super) name: Arc<str>,
    pub(super) read: OfRecord,
    /// The type of what is read.
    pub(super) kind: FactType,
    pub(super) last: LastRecord,
}

/// Which record is the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LastRecord {
    /// Who said it; nothing where it does not matter who.
    pub(super) by: Option<Expression>,
    /// The day by which it is read; nothing where it is the day that the rule is asked of.
    pub(super) on: Option<Expression>,
}

/// What is read of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfRecord {
    /// What it says.
    Value,
    /// The day from which it counts.
    Day,
    /// Who said it.
    Author,
}

/// So many in so many of a sum, rounded as named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Portion {
    pub(super) of: Expression,
    pub(super) whole: Expression,
    pub(super) rounding: Rounding,
    /// The sum of which it is a whole multiple; nothing where it is whole pence.
    pub(super) step: Option<Expression>,
    pub(super) from: Expression,
}

/// The value of the first case that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cases {
    pub(super) each: Vec<(Condition, Expression)>,
    pub(super) otherwise: Expression,
}

/// What the records of a group come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gathered {
    pub(super) fold: Fold,
    pub(super) group: Group,
    /// What is taken of each record; a count takes nothing.
    pub(super) of: Option<Expression>,
    /// Which records are looked at; nothing where all are.
    pub(super) when: Option<Condition>,
}

/// How many days the records of a group cover together, each day once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Covered {
    pub(super) group: Group,
    /// The day on which a record begins.
    pub(super) from: Expression,
    /// The day up to which it goes; that day itself is not counted.
    pub(super) to: Expression,
    /// Which records are looked at; nothing where all are.
    pub(super) when: Option<Condition>,
}

/// How records come to one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    Sum,
    Count,
    Earliest,
    Latest,
}

/// A day or a year so many units later, or earlier where the number is below nought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) from: Expression,
    pub(super) way: Way,
    pub(super) count: Expression,
    pub(super) unit: Unit,
}

/// Later or earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Later,
    Earlier,
}

/// What a day or a year is moved by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Days,
    Months,
    Years,
}

/// A day of a month in a year; nothing for the year means the one asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Within {
    pub(super) month: u32,
    pub(super) day: u32,
    pub(super) year: Option<Expression>,
}

/// What a rule reads: facts of the vocabulary, and parameters by their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reads {
    pub(super) facts: BTreeSet<FactName>,
    pub(super) parameters: BTreeSet<usize>,
    /// Facts of the book's own, by their names.
    pub(super) own: BTreeSet<Arc<str>>,
    /// The same, each with the record that is read of it, once for each.
    pub(super) own_last: Vec<(Arc<str>, LastRecord)>,
    /// The groups whose records are looked at.
    pub(super) groups: BTreeSet<Group>,
}

impl Expression {
    /// The values that it is made of, as far as no condition stands before them.
    pub(super) fn parts(&self) -> Vec<&Expression> {
        match self {
            Expression::Literal(_)
            | Expression::Fact(_)
            | Expression::Whole
            | Expression::Tied
            | Expression::Cases(_)
            | Expression::Gathered(_)
            | Expression::Covered(_) => Vec::new(),
            Expression::Parameter(reference) => reference.on.iter().collect(),
            Expression::Own(own) => own.last.by.iter().chain(&own.last.on).collect(),
            Expression::Share(portion) => {
                let fraction = [&portion.of, &portion.whole].into_iter();
                fraction
                    .chain(&portion.step)
                    .chain([&portion.from])
                    .collect()
            }
            Expression::Least(each)
            | Expression::Greatest(each)
            | Expression::Plus(each)
            | Expression::Minus(each) => each.iter().collect(),
            Expression::Excess(both) | Expression::Times(both) | Expression::Days(both) => {
                both.iter().collect()
            }
            Expression::Moved(moved) => vec![&moved.from, &moved.count],
            Expression::Within(within) => within.year.iter().collect(),
            Expression::MonthOf(day) | Expression::YearOf(day) => vec![day],
        }
    }

    /// Adds what it reads.
    pub(super) fn note_reads(&self, reads: &mut Reads) {
        match self {
            Expression::Fact(name) => {
                reads.facts.insert(*name);
            }
            Expression::Whole => {
                reads.facts.insert(FactName::ItemAmount);
            }
            Expression::Tied => {
                reads.facts.insert(FactName::ItemTied);
            }
            Expression::Parameter(reference) => {
                reads.parameters.insert(reference.place);
            }
            Expression::Own(own) => {
                reads.own.insert(Arc::clone(&own.name));
                let as_read = (Arc::clone(&own.name), own.last.clone());
                if !reads.own_last.contains(&as_read) {
                    reads.own_last.push(as_read);
                }
            }
            Expression::Within(_) | Expression::YearOf(_) => {
                reads.facts.insert(FactName::YearFirstDay);
            }
            Expression::Cases(cases) => {
                for (when, value) in &cases.each {
                    when.note_reads(reads);
                    value.note_reads(reads);
                }
                cases.otherwise.note_reads(reads);
            }
            Expression::Gathered(gathered) => {
                reads.groups.insert(gathered.group);
                gathered.of.iter().for_each(|it| it.note_reads(reads));
                gathered.when.iter().for_each(|it| it.note_reads(reads));
            }
            Expression::Covered(covered) => {
                reads.groups.insert(covered.group);
                let ends = [&covered.from, &covered.to];
                ends.into_iter().for_each(|it| it.note_reads(reads));
                covered.when.iter().for_each(|it| it.note_reads(reads));
            }
            _ => {}
        }
        self.parts().iter().for_each(|part| part.note_reads(reads));
    }

    /// The conditions that stand in it.
    pub(super) fn conditions(&self) -> Vec<&Condition> {
        let mut all: Vec<&Condition> = match self {
            Expression::Cases(cases) => {
                let inner = cases.each.iter().flat_map(|(_, value)| value.conditions());
                let otherwise = cases.otherwise.conditions();
                let own = cases.each.iter().map(|(when, _)| when);
                own.chain(inner).chain(otherwise).collect()
            }
            Expression::Gathered(gathered) => gathered.when.iter().collect(),
            Expression::Covered(covered) => covered.when.iter().collect(),
            _ => Vec::new(),
        };
        all.extend(self.parts().into_iter().flat_map(Expression::conditions));
        all
    }
}
