//! What a duty reads of the ledger's own lines, and what of it is not there.

use std::sync::Arc;

use super::condition::{Comparison, Condition, Operator};
use super::duty::{DutyClause, DutyRule};
use super::expression::Expression;
use super::{Fact, FactName, FactSet, Facts, Group, Record, RuleBook, Value};
use crate::word::FinancialYear;

/// The lines that the duties of a book look at: of which years, and which facts of them.
pub(crate) struct LinesRead {
    pub(crate) years: Vec<FinancialYear>,
    pub(crate) wants: FactSet,
}

impl RuleBook {
    /// What the duties of a book read of the ledger's lines for a year; nothing where none does.
    pub(crate) fn lines_read(&self, year: FinancialYear) -> Option<LinesRead> {
        let clauses = self.duty_rules().iter().flat_map(|rule| &rule.values);
        let looking = clauses.filter(|it| it.looks_at_lines());
        let looking: Vec<&DutyClause> = looking.collect();
        let widest = looking.iter().max_by_key(|it| it.window)?;
        let facts = looking.iter().flat_map(|it| it.reads().facts);
        Some(LinesRead {
            years: widest.years(year),
            wants: FactSet::of(facts),
        })
    }
}

impl DutyClause {
    fn looks_at_lines(&self) -> bool {
        self.reads().groups.contains(&Group::Ledger)
    }

    /// The records of the years that it looks at. A year of which there is no line is not known,
    /// and so are streams that it names together where there is no line of any of them.
    pub(super) fn lines(&self, facts: &Facts, year: FinancialYear) -> Vec<Record> {
        if !self.looks_at_lines() {
            return Vec::new();
        }
        let named = self.named(FactName::LedgerStream);
        let mut all = Vec::new();
        for year in self.years(year) {
            let of_year = facts.records(Group::Ledger).iter();
            let of_year = of_year.filter(|it| is(it, FactName::LedgerYear, &Value::Year(year)));
            let of_year: Vec<&Arc<Record>> = of_year.collect();
            all.extend(of_year.iter().map(|it| Record::clone(it)));
            if of_year.is_empty() {
                all.push(silent(year, None));
                continue;
            }
            let there = |stream: &&Arc<str>| {
                let stream = Value::Text(Arc::clone(stream));
                let mut lines = of_year.iter();
                lines.any(|it| is(it, FactName::LedgerStream, &stream))
            };
            let missing = named
                .iter()
                .filter(|together| !together.iter().any(|it| there(&it)));
            let firsts = missing.filter_map(|together| together.first());
            all.extend(firsts.map(|stream| silent(year, Some(stream))));
        }
        all
    }

    /// The ids with which a fact of a line is compared, those of one comparison together, each
    /// once.
    pub(super) fn named(&self, fact: FactName) -> Vec<Vec<Arc<str>>> {
        let mut named: Vec<Vec<Arc<str>>> = Vec::new();
        let mut note = |one: &Comparison| {
            let is_it = one.left == Expression::Fact(fact);
            let operators = [
                Operator::Is,
                Operator::IsNot,
                Operator::OneOf,
                Operator::NoneOf,
            ];
            if !is_it || !operators.contains(&one.operator) {
                return;
            }
            let ids = one.against.iter().filter_map(|it| match it {
                Expression::Literal(Value::Text(id)) => Some(Arc::clone(id)),
                _ => None,
            });
            let ids: Vec<Arc<str>> = ids.collect();
            if !ids.is_empty() && !named.contains(&ids) {
                named.push(ids);
            }
        };
        each_comparison(&self.holds, &mut note);
        let shortfall = self.shortfall.iter();
        shortfall.for_each(|of| each_comparison_in(of, &mut note));
        named
    }
}

impl DutyRule {
    /// The streams and bodies of lines that its values name, each once.
    pub(super) fn named_of_lines(&self, fact: FactName) -> Vec<Arc<str>> {
        let all = self.values.iter().flat_map(|it| it.named(fact)).flatten();
        let mut once: Vec<Arc<str>> = Vec::new();
        for id in all {
            if !once.contains(&id) {
                once.push(id);
            }
        }
        once
    }
}

fn is(record: &Record, fact: FactName, value: &Value) -> bool {
    *record.fact(fact) == Fact::Known(value.clone())
}

/// A record of which nothing is known but its year, and its stream where that is named.
fn silent(year: FinancialYear, stream: Option<&Arc<str>>) -> Record {
    let mut record = Record::new(Group::Ledger);
    let of_group = super::vocabulary().iter();
    for entry in of_group.filter(|it| it.group == Some(Group::Ledger)) {
        let fact = match (entry.fact, stream) {
            (FactName::LedgerYear, _) => Fact::from(year),
            (FactName::LedgerStream, Some(stream)) => Fact::from(Arc::clone(stream)),
            _ => Fact::Unknown,
        };
        let set = record.set(entry.fact, fact, &[]);
        set.expect("facts of the vocabulary's types");
    }
    record
}

/// What is missing of a record, as it is asked for: one fact of it, or all of a line that is not
/// there.
pub(super) fn missing_of(record: &Record, fact: FactName) -> String {
    let known = |name: FactName| match record.fact(name) {
        Fact::Known(value) => Some(value.to_string()),
        _ => None,
    };
    let year = known(FactName::LedgerYear).unwrap_or_default();
    let [body, stream] = [FactName::LedgerBody, FactName::LedgerStream].map(known);
    match (body, stream) {
        (Some(body), Some(stream)) => format!("{fact} of {body}/{stream}, {year}"),
        (None, Some(stream)) => format!("a line of {stream} in {year}"),
        _ => format!("the lines of {year}"),
    }
}

fn each_comparison(condition: &Condition, note: &mut dyn FnMut(&Comparison)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| each_comparison(part, note));
        }
        Condition::Not(inner) => each_comparison(inner, note),
        Condition::Over(test) => each_comparison(&test.inner, note),
        Condition::Compare(one) => {
            note(one);
            let sides = std::iter::once(&one.left).chain(&one.against);
            sides.for_each(|side| each_comparison_in(side, note));
        }
    }
}

fn each_comparison_in(of: &Expression, note: &mut dyn FnMut(&Comparison)) {
    let inner: Vec<&Expression> = match of {
        Expression::Gathered(gathered) => gathered.of.iter().collect(),
        Expression::Covered(covered) => vec![&covered.from, &covered.to],
        _ => Vec::new(),
    };
    inner
        .into_iter()
        .for_each(|of| each_comparison_in(of, note));
    let conditions = of.conditions();
    conditions
        .into_iter()
        .for_each(|it| each_comparison(it, note));
}
