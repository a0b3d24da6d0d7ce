//! Building the reasons of an answer.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::condition::{Case, Condition, GroupTest, Scope, Verdict};
use super::dated::Dated;
use super::decide::{Decision, Settled, Taken, Trial};
use super::effect::{Effect, Whither};
use super::english;
use super::english_cap;
use super::english_cover;
use super::english_effect;
use super::explain_cap::{CapReading, last_that_bound, steps_above};
use super::explain_cover::{CoverReading, CoverRole, steps_covered};
use super::explained::{Arithmetic, ClauseReading, Explained, FactReading, Reason, Step};
use super::nearest::nearest_change;
use super::reckon::{binding, own_readings, parameter_readings, reckoning, sides};
use super::rule::Clause;
use super::sitting::Seat;
use super::{Disposal, Fact, FactName, Facts, Group, Outcome, RuleBook};
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
        let mut why = self.roll_over_under(facts, on, (&[], &[]));
        let seat = self.seat_for(facts.text(FactName::StreamId), on);
        let trial = Trial::of(&seat, Case::of(facts, self.parameters(), on));
        let answer = english_effect::answer(&why.result);
        why.answer = with_what_is_owed(alone(answer, &trial, &why.result), facts, &why.result);
        why
    }

    /// The same once the caps and covers are applied that touch the item.
    pub(crate) fn roll_over_under(
        &self,
        facts: &Facts,
        on: NaiveDate,
        (caps, covers): (&[CapReading], &[CoverReading]),
    ) -> Explained<Disposal> {
        let seat = self.seat_for(facts.text(FactName::StreamId), on);
        let case = Case::of(facts, self.parameters(), on);
        let trial = Trial::of(&seat, case);
        let before = trial.under(trial.decide(), caps);
        let cap = last_that_bound(&before, caps);
        let change = match cap {
            Some(cap) => english_cap::change(cap),
            None => nearest_change(&trial, &before.disposal),
        };
        let short = covers.iter().rfind(|it| falls_short(it));
        let decision = trial.covered(before, covers);
        Explained {
            answer: with_what_is_owed(
                english_effect::answer(&decision.disposal),
                facts,
                &decision.disposal,
            ),
            on,
            book: self.id().to_owned(),
            book_hash: self.hash(),
            rule: seat.rule.map(|rule| rule.id.clone()),
            clauses: clause_readings(&trial, &decision, on),
            facts: item_readings(&seat, facts),
            own: own_readings(case, &seat.own, &seat.reads().own_last),
            parameters: parameter_readings(case, seat.reads().parameters),
            caps: trial.told(caps),
            covers: covers.to_vec(),
            arithmetic: arithmetic(&trial, &decision),
            bound: short
                .map(english_cover::bound)
                .or_else(|| cap.map(english_cap::bound))
                .or_else(|| bound(&trial, &decision)),
            nearest_change: change,
            result: decision.disposal,
        }
    }
}

impl RuleBook {
    /// The rule, and the labels of the clauses, caps and covers that took something of an item, in
    /// the order of the arithmetic; nothing where no rule speaks of it.
    pub(crate) fn takers(
        &self,
        facts: &Facts,
        on: NaiveDate,
        (caps, covers): (&[CapReading], &[CoverReading]),
    ) -> Option<(String, Vec<String>)> {
        let seat = self.seat_for(facts.text(FactName::StreamId), on);
        let rule = seat.rule?.id.clone();
        let trial = Trial::of(&seat, Case::of(facts, self.parameters(), on));
        let decision = trial.covered(trial.under(trial.decide(), caps), covers);
        let took = taken(&decision).iter().filter(|one| !one.size.is_zero());
        let mut labels: Vec<String> = took.map(|one| label_of(&trial, one).to_owned()).collect();
        let above = decision.above.iter().filter(|one| !one.size.is_zero());
        labels.extend(above.map(|one| one.cap.label.clone()));
        let covered = decision.covered.iter().filter(|one| !one.size.is_zero());
        labels.extend(covered.map(|one| one.cover.label.clone()));
        labels.dedup();
        Some((rule, labels))
    }
}

/// An answer, and that an order is owed of which not all is kept.
fn with_what_is_owed(answer: String, facts: &Facts, result: &Disposal) -> String {
    let is_order = facts.text(FactName::ItemKind) == Some("commitment");
    let gone = result.parts().iter();
    let gone = gone.filter(|part| part.outcome != Outcome::RollOver);
    match Money::total(gone.map(|part| part.amount)) {
        Some(without) if is_order && without > Money::ZERO => {
            format!("{answer} {}", english_effect::still_owed(without))
        }
        _ => answer,
    }
}

/// What an answer says that was found without the other items.
pub(super) fn alone(answer: String, trial: &Trial<'_>, result: &Disposal) -> String {
    match (trial.seat.covers.is_empty(), trial.may_be_capped(result)) {
        (true, false) => answer,
        (true, true) => english_cap::before_caps(&answer),
        (false, _) => english_cover::before_covers(&answer),
    }
}

/// Whether a deficit is not met whole.
fn falls_short(of: &CoverReading) -> bool {
    matches!(&of.role, CoverRole::Has { wanted, has } if has < wanted)
}

/// The clause that took something.
fn label_of<'t>(trial: &'t Trial<'_>, one: &Taken<'_>) -> &'t str {
    match (one.standing, one.effect) {
        (Some(place), Some(_)) => &trial.standing[place].exception.label,
        (_, Some(_)) => "base",
        (_, None) => "unset",
    }
}

/// What the clauses took, where the item is decided.
fn taken<'d, 'b>(decision: &'d Decision<'b>) -> &'d [Taken<'b>] {
    match (&decision.settled, decision.disposal.is_decided()) {
        (Settled::Taken(taken), true) => taken,
        _ => &[],
    }
}

/// The one that decided: the uppermost that takes something, else the uppermost.
fn deciding<'d, 'b>(decision: &'d Decision<'b>) -> Option<&'d Taken<'b>> {
    let all = taken(decision);
    all.iter().find(|one| !one.size.is_zero()).or(all.first())
}

fn clause_readings(
    trial: &Trial<'_>,
    decision: &Decision<'_>,
    on: NaiveDate,
) -> Vec<ClauseReading> {
    let case = trial.case;
    let Some(rule) = trial.seat.rule else {
        return Vec::new();
    };
    let decider = deciding(decision).map(|one| one.standing);
    let by_base = decider == Some(None);
    let base = rule.base.iter().map(|clause| {
        let in_force = trial.seat.base == Some(clause);
        let suits = trial.item.suits(&clause.effect);
        ClauseReading {
            label: "base".to_owned(),
            over: None,
            text: english_effect::base(&clause.effect),
            in_force_from: clause.in_force_from,
            in_force,
            verdict: Verdict::from(in_force && suits),
            decided: by_base && in_force && suits,
            note: note(trial, &clause.effect).filter(|_| in_force),
            condition: None,
            citation: clause.cite.clone(),
        }
    });
    let exceptions = rule.exceptions.iter().map(|exception| {
        let standing = trial
            .standing
            .iter()
            .position(|one| one.exception == exception);
        let stands = standing.map(|place| trial.standing[place]);
        let suited = stands.filter(|one| one.suits);
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
            text: english_effect::clause(effect, amount),
            in_force_from: *in_force_from,
            in_force: standing.is_some() && exception.clause.is_in_force(on),
            verdict: suited.map_or(Verdict::False, |one| one.verdict),
            decided: standing.is_some() && decider == Some(standing),
            note: note(trial, effect).filter(|_| standing.is_some()),
            condition: Some(reason(case, &exception.when, Scope::default())),
            citation: cite.clone(),
        }
    });
    base.chain(exceptions).collect()
}

/// Why a clause does not apply to an item whatever its condition says, or does less than it says.
fn note(trial: &Trial<'_>, effect: &Effect) -> Option<String> {
    if let Some(why) = trial.item.unsuited(effect) {
        return Some(english_effect::unsuited(why));
    }
    let facts = trial.case.facts;
    let projectless = [FactName::ProjectId, FactName::ItemTied];
    let has_none = projectless
        .iter()
        .all(|name| *facts.fact(*name) == Fact::Absent);
    let of_project = effect.to.iter().any(|it| it.place == Whither::Project);
    (of_project && has_none).then(|| english_effect::NO_PROJECT.to_owned())
}

pub(super) fn reason<'f>(case: Case<'f>, condition: &'f Condition, scope: Scope<'f>) -> Reason {
    let each =
        |parts: &'f [Condition]| parts.iter().map(|part| reason(case, part, scope)).collect();
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
        sides: sides(case, condition, scope),
        parts,
    }
}

fn records<'f>(case: Case<'f>, test: &'f GroupTest, scope: Scope<'f>) -> Vec<Reason> {
    let all = case.facts.records(test.group);
    if all.is_empty() {
        let text = english::NOTHING_RECORDED.to_owned();
        return vec![Reason {
            text,
            verdict: Verdict::False,
            sides: Vec::new(),
            parts: Vec::new(),
        }];
    }
    let one = |(place, record): (usize, &'f std::sync::Arc<super::Record>)| {
        let inner = reason(case, &test.inner, scope.with(record));
        let text = english::record(test, place + 1);
        Reason {
            text,
            verdict: inner.verdict,
            sides: Vec::new(),
            parts: vec![inner],
        }
    };
    all.iter().enumerate().map(one).collect()
}

/// The facts that were read, and those that the outcome rests on.
fn item_readings(seat: &Seat<'_>, facts: &Facts) -> Vec<FactReading> {
    let mut names: BTreeSet<FactName> = seat.reads().facts;
    let mut effects = seat.exceptions.iter().map(|one| &one.clause.effect);
    if effects.any(|effect| effect.is(Outcome::RollOver)) {
        names.insert(FactName::YearLastDay);
    }
    fact_readings(&names, facts)
}

pub(super) fn fact_readings(names: &BTreeSet<FactName>, facts: &Facts) -> Vec<FactReading> {
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

fn arithmetic(trial: &Trial<'_>, decision: &Decision<'_>) -> Arithmetic {
    let all = taken(decision);
    let decider = deciding(decision);
    let shown = all
        .iter()
        .filter(|one| !one.size.is_zero() || decider == Some(*one));
    let steps = shown.map(|one| {
        let (text, parts) = match (one.standing, one.effect) {
            (Some(place), Some(effect)) => {
                let exception = trial.standing[place].exception;
                let amount = &exception.clause.amount;
                let text = english_effect::clause(effect, amount);
                let parts = reckoning(trial.case, amount, Scope::default());
                (text, parts)
            }
            (_, Some(effect)) => (english_effect::base(effect), Vec::new()),
            (_, None) => {
                let rule = trial.seat.rule.map(|rule| rule.id.as_str());
                let text = english_effect::unset(trial.item.unset(), rule);
                (text, Vec::new())
            }
        };
        Step {
            label: label_of(trial, one).to_owned(),
            text,
            amount: trial.item.signed(one.size),
            parts,
        }
    });
    Arithmetic {
        whole: trial.item.signed(trial.item.whole),
        steps: steps
            .chain(steps_above(trial, decision))
            .chain(steps_covered(trial, decision))
            .collect(),
    }
}

fn bound(trial: &Trial<'_>, decision: &Decision<'_>) -> Option<String> {
    let one = deciding(decision)?;
    let clause = &trial.standing[one.standing?].exception.clause;
    let limit = binding(trial.case, &clause.amount);
    Some(english::bound(limit, one.size, trial.item.whole))
}
