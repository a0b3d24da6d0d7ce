//! Building the reasons of an answer.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::condition::{Case, Condition, GroupTest, Scope, Verdict};
use super::decide::{Decision, Settled, Taken, Trial};
use super::english;
use super::explained::{Arithmetic, ClauseReading, Explained, FactReading, Reason, Step};
use super::rule::{Amount, Clause, Supposed};
use super::{Disposal, FactName, Facts, Group, Outcome, RuleBook};
use crate::word::Money;

impl RuleBook {
    /// What becomes of an item at the year end, and why.
    ///
    /// Rules in force on the day given are asked; what no rule covers lapses, and a deficit
    /// that none covers is absorbed. For the answer alone see [`dispose`](RuleBook::dispose).
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use ringfence::law::{FactName, Facts, Outcome, RuleBook};
    /// use ringfence::word::Money;
    ///
    /// let mut facts = Facts::new();
    /// facts.set(FactName::ItemAmount, Money::new(6_800_000), &[7])?;
    /// facts.set(FactName::StreamId, "cluster", &[])?;
    /// facts.set(FactName::LineAge, 0, &[])?;
    /// let day = NaiveDate::from_ymd_opt(2017, 3, 31).unwrap();
    /// let why = RuleBook::preset("committee-2017")?.roll_over(&facts, day);
    /// assert_eq!(why.result.sum_of(Outcome::RollOver), Money::new(6_800_000));
    /// assert_eq!(why.rule.as_deref(), Some("three-year-sum"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn roll_over(&self, facts: &Facts, on: NaiveDate) -> Explained<Disposal> {
        let case = Case::of(facts);
        let trial = Trial::of(self, case, on);
        let decision = trial.decide();
        let clauses = clause_readings(&trial, &decision, case, on);
        Explained {
            answer: english::answer(&decision.disposal),
            on,
            book: self.id().to_owned(),
            book_hash: self.hash(),
            rule: trial.rule.map(|rule| rule.id.clone()),
            clauses,
            facts: fact_readings(&trial, facts),
            arithmetic: arithmetic(&trial, &decision),
            bound: bound(&trial, &decision, facts),
            nearest_change: nearest_change(self, &trial, &decision.disposal, facts, on),
            result: decision.disposal,
        }
    }
}

/// What the clauses took, where the item is decided.
fn taken(decision: &Decision) -> &[Taken] {
    match (&decision.settled, decision.disposal.is_decided()) {
        (Settled::Taken(taken), true) => taken,
        _ => &[],
    }
}

/// The one that decided: the uppermost that takes something, else the uppermost.
fn deciding(decision: &Decision) -> Option<&Taken> {
    let all = taken(decision);
    all.iter().find(|one| !one.size.is_zero()).or(all.first())
}

fn clause_readings(
    trial: &Trial<'_>,
    decision: &Decision,
    case: Case<'_>,
    on: NaiveDate,
) -> Vec<ClauseReading> {
    let Some(rule) = trial.rule else {
        return Vec::new();
    };
    let decider = deciding(decision).map(|one| one.standing);
    let by_base = decider == Some(None);
    let base = rule.base.iter().map(|clause| {
        let in_force = trial.base == Some(clause);
        let suits = trial.item.suits(clause.effect.outcome);
        ClauseReading {
            label: "base".to_owned(),
            over: None,
            text: english::base(clause.effect),
            in_force_from: clause.in_force_from,
            in_force,
            verdict: Verdict::from(in_force && suits),
            decided: by_base && in_force && suits,
            condition: None,
            citation: clause.cite.clone(),
        }
    });
    let exceptions = rule.exceptions.iter().map(|exception| {
        let standing = trial
            .standing
            .iter()
            .position(|one| one.exception == exception);
        let verdict = standing.map_or(Verdict::False, |place| {
            let one = trial.standing[place];
            if one.suits {
                one.verdict
            } else {
                Verdict::False
            }
        });
        let Clause {
            in_force_from,
            effect,
            amount,
            cite,
            ..
        } = &exception.clause;
        ClauseReading {
            label: exception.label.clone(),
            over: Some(exception.over.clone()),
            text: english::clause(*effect, amount),
            in_force_from: *in_force_from,
            in_force: standing.is_some() && exception.clause.is_in_force(on),
            verdict,
            decided: standing.is_some() && decider == Some(standing),
            condition: Some(reason(case, &exception.when, Scope::default())),
            citation: cite.clone(),
        }
    });
    base.chain(exceptions).collect()
}

fn reason<'f>(case: Case<'f>, condition: &Condition, scope: Scope<'f>) -> Reason {
    let each = |parts: &[Condition]| parts.iter().map(|part| reason(case, part, scope)).collect();
    let (text, parts): (String, Vec<Reason>) = match condition {
        Condition::All(parts) => (english::ALL_OF.to_owned(), each(parts)),
        Condition::Any(parts) => (english::ANY_OF.to_owned(), each(parts)),
        Condition::Not(inner) => (english::NOT.to_owned(), vec![reason(case, inner, scope)]),
        Condition::Compare(one) => (english::comparison(one), Vec::new()),
        Condition::Over(test) => (english::group_test(test), records(case, test, scope)),
    };
    Reason {
        text,
        verdict: case.verdict(condition, scope),
        parts,
    }
}

fn records<'f>(case: Case<'f>, test: &GroupTest, scope: Scope<'f>) -> Vec<Reason> {
    let all = case.facts.records(test.group);
    if all.is_empty() {
        let text = english::NOTHING_RECORDED.to_owned();
        return vec![Reason {
            text,
            verdict: Verdict::False,
            parts: Vec::new(),
        }];
    }
    let one = |(place, record): (usize, &'f std::sync::Arc<super::Record>)| {
        let inner = reason(case, &test.inner, scope.with(record));
        let text = english::record(test, place + 1);
        Reason {
            text,
            verdict: inner.verdict,
            parts: vec![inner],
        }
    };
    all.iter().enumerate().map(one).collect()
}

fn fact_readings(trial: &Trial<'_>, facts: &Facts) -> Vec<FactReading> {
    let always = [FactName::ItemKind, FactName::ItemAmount, FactName::StreamId];
    let mut names = BTreeSet::from(always);
    for standing in &trial.standing {
        if standing.exception.clause.effect.outcome == Outcome::RollOver {
            names.insert(FactName::YearLastDay);
        }
        names_read(&standing.exception.when, &mut names);
        if standing.exception.clause.amount.reads_tied() {
            names.insert(FactName::ItemTied);
        }
    }
    let of_item = names
        .iter()
        .filter(|name| name.group().is_none())
        .map(|name| FactReading {
            fact: *name,
            record: None,
            value: facts.fact(*name).clone(),
            entries: facts.entries(*name).to_vec(),
        });
    let mut readings: Vec<FactReading> = of_item.collect();
    for group in Group::ALL {
        for (place, record) in facts.records(group).iter().enumerate() {
            let read = names.iter().filter(|name| name.group() == Some(group));
            readings.extend(read.map(|name| FactReading {
                fact: *name,
                record: Some(place + 1),
                value: record.fact(*name).clone(),
                entries: record.entries(*name).to_vec(),
            }));
        }
    }
    readings
}

fn names_read(condition: &Condition, names: &mut BTreeSet<FactName>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| names_read(part, names));
        }
        Condition::Not(inner) => names_read(inner, names),
        Condition::Over(test) => names_read(&test.inner, names),
        Condition::Compare(one) => names.extend(one.facts()),
    }
}

fn arithmetic(trial: &Trial<'_>, decision: &Decision) -> Arithmetic {
    let all = taken(decision);
    let decider = deciding(decision);
    let shown = all
        .iter()
        .filter(|one| !one.size.is_zero() || decider == Some(*one));
    let steps = shown.map(|one| {
        let (label, text) = match one.standing {
            Some(place) => {
                let exception = trial.standing[place].exception;
                let text = english::clause(one.effect, &exception.clause.amount);
                (exception.label.clone(), text)
            }
            None if trial
                .base
                .is_some_and(|clause| trial.item.suits(clause.effect.outcome)) =>
            {
                ("base".to_owned(), english::base(one.effect))
            }
            None => {
                let rule = trial.rule.map(|rule| rule.id.as_str());
                ("unset".to_owned(), english::unset(one.effect.outcome, rule))
            }
        };
        Step {
            label,
            text,
            amount: trial.item.signed(one.size),
        }
    });
    Arithmetic {
        whole: trial.item.signed(trial.item.whole),
        steps: steps.collect(),
    }
}

fn bound(trial: &Trial<'_>, decision: &Decision, facts: &Facts) -> Option<String> {
    let one = deciding(decision)?;
    let clause = &trial.standing[one.standing?].exception.clause;
    let limit = binding(&clause.amount, trial.item.whole, facts);
    Some(english::bound(limit, one.size, trial.item.whole))
}

/// Which of several amounts was the one that counted.
fn binding<'a>(amount: &'a Amount, whole: Money, facts: &Facts) -> &'a Amount {
    let size = |one: &&Amount| one.of(whole, facts, Supposed::Nothing);
    let inner = match amount {
        Amount::Least(several) => several.iter().min_by_key(size),
        Amount::Greatest(several) => several.iter().rev().max_by_key(size),
        _ => None,
    };
    inner.map_or(amount, |inner| binding(inner, whole, facts))
}

/// The first single comparison that, turned round, gives another decision: what does not hold
/// is turned first.
fn nearest_change(
    book: &RuleBook,
    trial: &Trial<'_>,
    now: &Disposal,
    facts: &Facts,
    on: NaiveDate,
) -> Option<String> {
    let mut turns = Vec::new();
    let suited = trial.standing.iter().filter(|standing| standing.suits);
    suited.for_each(|standing| turns_of(&standing.exception.when, facts, &mut turns));
    for verdict in [Verdict::True, Verdict::False] {
        for (node, text) in &turns {
            let turned = Some((*node, verdict));
            let then = Trial::of(book, Case { facts, turned }, on)
                .decide()
                .disposal;
            if then.is_decided() && then != *now {
                return Some(english::change(&text(verdict)?, &then));
            }
        }
    }
    None
}

type Turn<'c> = (u32, Box<dyn Fn(Verdict) -> Option<String> + 'c>);

fn turns_of<'c>(condition: &'c Condition, facts: &Facts, turns: &mut Vec<Turn<'c>>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| turns_of(part, facts, turns));
        }
        Condition::Not(inner) => turns_of(inner, facts, turns),
        Condition::Compare(one) => {
            turns.push((
                one.node,
                Box::new(|verdict| Some(english::supposed(one, verdict))),
            ));
        }
        Condition::Over(test) if facts.records(test.group).is_empty() => {
            let text = |_| Some(english::supposed_record(test, &in_words(&test.inner)));
            turns.push((test.node, Box::new(text)));
        }
        Condition::Over(test) => turns_of(&test.inner, facts, turns),
    }
}

/// A condition in one line.
fn in_words(condition: &Condition) -> String {
    let each =
        |parts: &[Condition], word: &str| parts.iter().map(in_words).collect::<Vec<_>>().join(word);
    match condition {
        Condition::All(parts) => each(parts, english::AND),
        Condition::Any(parts) => each(parts, english::OR),
        Condition::Not(inner) => english::not(&in_words(inner)),
        Condition::Compare(one) => english::comparison(one),
        Condition::Over(test) => english::over(test, &in_words(&test.inner)),
    }
}
