//! Duties: tests of whole bodies, which move nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::condition::{Case, Condition, Operator, Scope, Verdict};
use super::dated::{Dated, in_force};
use super::duty_ledger::missing_of;
use super::expression::{Expression, Reads};
use super::own_facts::Whose;
use super::worth::Worth;
use super::{Fact, FactName, Facts, Group, Record, RuleBook, Value};
use crate::noun::{BodyKind, Wording};
use crate::word::{Citation, FinancialYear, Money};

/// How a duty of a body stands in a year.
///
/// ```
/// use ringfence::law::DutyStatus;
///
/// assert_eq!(DutyStatus::Met.name(), "met");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyStatus {
    /// It is met.
    Met,
    /// It is not met.
    NotMet {
        /// By how much, where the rule says how that is reckoned.
        shortfall: Option<Money>,
    },
    /// What it rests on is not recorded.
    NeedsEvidence {
        /// What is missing.
        missing: Vec<String>,
    },
    /// The year has not ended, or is before the first that is tested.
    NotYetDue,
}

impl DutyStatus {
    /// As tables write it.
    pub const fn name(&self) -> &'static str {
        match self {
            DutyStatus::Met => "met",
            DutyStatus::NotMet { .. } => "not_met",
            DutyStatus::NeedsEvidence { .. } => "needs_evidence",
            DutyStatus::NotYetDue => "not_yet_due",
        }
    }
}

/// A rule of the question `duty`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DutyRule {
    pub(super) id: String,
    pub(super) bodies: Bodies,
    /// The first year that is tested.
    pub(super) first_year: Option<FinancialYear>,
    pub(super) values: Vec<DutyClause>,
}

/// On whom a duty lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bodies {
    Any,
    These(Vec<String>),
    Kinds(Vec<BodyKind>),
}

/// A dated, cited value of a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DutyClause {
    pub(super) in_force_from: NaiveDate,
    pub(super) in_force_until: Option<NaiveDate>,
    /// How many years it looks at, the year tested as the last of them.
    pub(super) window: u16,
    pub(super) holds: Condition,
    /// By how much it is missed.
    pub(super) shortfall: Option<Expression>,
    pub(super) cite: Citation,
}

/// One duty of a body in a year, with everything that its value may read.
pub(super) struct DutyTrial<'b> {
    pub(super) rule: &'b DutyRule,
    pub(super) clause: &'b DutyClause,
    pub(super) facts: Facts,
    pub(super) year: FinancialYear,
    /// The last day of the year.
    pub(super) on: NaiveDate,
    /// Whether it is tested by the day asked.
    is_due: bool,
}

impl DutyRule {
    /// The bodies that it names.
    pub(super) fn named(&self) -> impl Iterator<Item = &str> {
        let these: &[String] = match &self.bodies {
            Bodies::These(ids) => ids,
            Bodies::Any | Bodies::Kinds(_) => &[],
        };
        these.iter().map(String::as_str)
    }

    fn lies_on(&self, facts: &Facts) -> bool {
        let is = |name: FactName, words: &str| facts.text(name) == Some(words);
        match &self.bodies {
            Bodies::Any => true,
            Bodies::These(ids) => ids.iter().any(|id| is(FactName::BodyId, id)),
            Bodies::Kinds(kinds) => kinds.iter().any(|it| is(FactName::BodyKind, it.word())),
        }
    }

    /// The sources of its values, each with its place.
    pub(super) fn cites(&self) -> impl Iterator<Item = (String, &Citation)> {
        let values = self.values.iter();
        values.map(|value| (format!("{}/base", self.id), &value.cite))
    }

    /// The first of its values that looks at what several years cost.
    pub(super) fn first_cumulative(&self) -> Option<usize> {
        let sums = [
            FactName::OutturnCost,
            FactName::OutturnResult,
            FactName::LedgerSpent,
            FactName::LedgerUnspent,
            FactName::LedgerAvailable,
        ];
        self.values.iter().position(|value| {
            let facts = value.reads().facts;
            value.window > 1 && sums.iter().any(|sum| facts.contains(sum))
        })
    }

    /// The value in force on a day.
    fn clause_on(&self, on: NaiveDate) -> Option<&DutyClause> {
        in_force(&self.values, on)
    }
}

impl Dated for DutyClause {
    fn first_day(&self) -> NaiveDate {
        self.in_force_from
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.in_force_until
    }
}

impl DutyClause {
    /// The years that it looks at.
    pub(super) fn years(&self, last: FinancialYear) -> Vec<FinancialYear> {
        let before = |year: &FinancialYear| Some(year.previous()).filter(|it| it < year);
        let back = std::iter::successors(Some(last), before);
        let mut years: Vec<FinancialYear> = back.take(usize::from(self.window)).collect();
        years.reverse();
        years
    }

    pub(super) fn reads(&self) -> Reads {
        let mut reads = Reads::default();
        self.holds.note_reads(&mut reads);
        self.shortfall
            .iter()
            .for_each(|it| it.note_reads(&mut reads));
        reads
    }
}

impl RuleBook {
    /// The rules of the question `duty`, by their ids.
    pub fn duty_ids(&self) -> impl Iterator<Item = &str> {
        self.duty_rules().iter().map(|rule| rule.id.as_str())
    }

    /// The duties that lie on a body and are in force on the last day of a year.
    pub(super) fn duty_trials<'b>(&'b self, facts: &Facts, today: NaiveDate) -> Vec<DutyTrial<'b>> {
        let year = match facts.fact(FactName::YearItself) {
            Fact::Known(Value::Year(year)) => Some(*year),
            _ => None,
        };
        let last = facts.date(FactName::YearLastDay);
        let Some((year, on)) = year.zip(last) else {
            return Vec::new();
        };
        let lying = self.duty_rules().iter().filter(|rule| rule.lies_on(facts));
        let trials = lying.filter_map(|rule| {
            let clause = rule.clause_on(on)?;
            let begun = rule.first_year.is_none_or(|first| first <= year);
            Some(DutyTrial {
                rule,
                clause,
                facts: self.completed(facts, clause, (year, on)),
                year,
                on,
                is_due: begun && on <= today,
            })
        });
        trials.collect()
    }

    /// The same facts, in which what nobody recorded of the years looked at is not known.
    fn completed(
        &self,
        facts: &Facts,
        clause: &DutyClause,
        (year, on): (FinancialYear, NaiveDate),
    ) -> Facts {
        let mut completed = facts.clone();
        let years = clause.years(year).into_iter();
        let records = years.map(|year| record_of(facts, year)).collect();
        completed.replace(Group::Outturn, records);
        completed.replace(Group::Ledger, clause.lines(facts, year));
        let mut asked = BTreeSet::new();
        note_asked_whether_recorded(&clause.holds, &mut asked);
        for name in clause.reads().own {
            if facts.own().on(&name, Whose::Anybodys, on).is_none() && !asked.contains(&*name) {
                completed.leave_open(&name);
            }
        }
        completed
    }
}

/// The facts of the book's own of which it is asked whether they were recorded.
fn note_asked_whether_recorded<'c>(condition: &'c Condition, names: &mut BTreeSet<&'c str>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts
                .iter()
                .for_each(|part| note_asked_whether_recorded(part, names));
        }
        Condition::Not(inner) => note_asked_whether_recorded(inner, names),
        Condition::Over(test) => note_asked_whether_recorded(&test.inner, names),
        Condition::Compare(one) => {
            if let (Operator::Recorded, Expression::Own(own)) = (one.operator, &one.left) {
                names.insert(&own.name);
            }
            let sides = std::iter::once(&one.left).chain(&one.against);
            let inner = sides.flat_map(Expression::conditions);
            inner.for_each(|inner| note_asked_whether_recorded(inner, names));
        }
    }
}

/// How a year turned out: what nobody said of it is not known, and its result is limit less cost
/// where it is not stated.
fn record_of(facts: &Facts, year: FinancialYear) -> Record {
    let [limit, cost, result] = [
        FactName::OutturnLimit,
        FactName::OutturnCost,
        FactName::OutturnResult,
    ];
    let of_year = |record: &&Arc<Record>| {
        *record.fact(FactName::OutturnYear) == Fact::Known(Value::Year(year))
    };
    let known = facts.records(Group::Outturn).iter().rfind(of_year);
    let said = |name: FactName| {
        let fact = known
            .map(|it| it.fact(name))
            .filter(|it| **it != Fact::Absent);
        fact.cloned().unwrap_or(Fact::Unknown)
    };
    let reckoned = match (said(limit), said(cost)) {
        (Fact::Known(Value::Money(limit)), Fact::Known(Value::Money(cost))) => {
            limit.checked_sub(cost).map_or(Fact::Unknown, Fact::from)
        }
        _ => Fact::Unknown,
    };
    let result_said = Some(said(result)).filter(|it| *it != Fact::Unknown);
    let all = [
        (FactName::OutturnYear, Fact::from(year)),
        (limit, said(limit)),
        (cost, said(cost)),
        (result, result_said.unwrap_or(reckoned)),
    ];
    let mut record = Record::new(Group::Outturn);
    for (name, fact) in all {
        let entries = known.map_or(&[][..], |it| it.entries(FactName::OutturnYear));
        let set = record.set(name, fact, entries);
        set.expect("facts of the vocabulary's types");
    }
    record
}

impl<'b> DutyTrial<'b> {
    pub(super) fn case<'f>(&'f self, book: &'f RuleBook) -> Case<'f> {
        Case::of(&self.facts, book.parameters(), self.on)
    }

    pub(super) fn status<'f>(&'f self, case: Case<'f>) -> DutyStatus {
        if !self.is_due {
            return DutyStatus::NotYetDue;
        }
        match case.verdict(&self.clause.holds, Scope::default()) {
            Verdict::True => DutyStatus::Met,
            Verdict::False => DutyStatus::NotMet {
                shortfall: self.shortfall(case),
            },
            Verdict::Unknown => DutyStatus::NeedsEvidence {
                missing: self.missing(case),
            },
        }
    }

    /// The first of the years that it looks at.
    pub(super) fn first(&self) -> FinancialYear {
        let years = self.clause.years(self.year);
        years.first().copied().unwrap_or(self.year)
    }

    /// By how much it is missed, where that is known.
    fn shortfall<'f>(&'f self, case: Case<'f>) -> Option<Money> {
        let of = self.clause.shortfall.as_ref()?;
        match case.worth(of, Scope::default()) {
            Worth::Number(spread) => Money::from_pence(spread.known()?.max(0)).ok(),
            _ => None,
        }
    }

    /// What is missing: of an outturn with each year that lacks it, of a line with its place.
    fn missing<'f>(&'f self, case: Case<'f>) -> Vec<String> {
        let mut names = BTreeSet::new();
        case.missing(&self.clause.holds, Scope::default(), &mut names);
        let mut missing: Vec<String> = Vec::new();
        for name in names {
            let fact = FactName::find(name);
            let Some((fact, group)) = fact.and_then(|it| Some((it, it.group()?))) else {
                missing.push(name.to_owned());
                continue;
            };
            let records = self.facts.records(group).iter();
            for record in records.filter(|it| *it.fact(fact) == Fact::Unknown) {
                let text = match (group, record.fact(FactName::OutturnYear)) {
                    (Group::Ledger, _) => missing_of(record, fact),
                    (_, Fact::Known(Value::Year(year))) => format!("{name} of {year}"),
                    _ => continue,
                };
                if !missing.contains(&text) {
                    missing.push(text);
                }
            }
        }
        missing
    }
}
