//! Building the reasons of an answer about what a draft asks for.

use chrono::NaiveDate;

use super::ask::{Answer, AskKind, AskQuestion};
use super::ask_trial::{Answered, AskSeat, AskTrial};
use super::condition::{Case, Scope, Verdict};
use super::explain::{fact_readings, reason};
use super::explained::{Arithmetic, ClauseReading, Explained, Step};
use super::nearest::{Turn, turns_of};
use super::reckon::{own_readings, parameter_readings, reckoning};
use super::{FactName, Facts, RuleBook, english_ask};
use crate::word::Money;

impl RuleBook {
    /// What the rules of a question say of a draft, and why; nothing where none covers it.
    ///
    /// Rules in force on the day given are asked. A ledger asks the book that is adopted of every
    /// draft that asks, on the day from which it is to count.
    ///
    /// ```
    /// use ringfence::law::{Answer, AskKind, AskQuestion, FactName, Facts, RuleBook};
    /// use ringfence::word::Money;
    ///
    /// let book = RuleBook::read(r#"
    /// [book]
    /// id = "small-orders"
    /// title = "Invented for this page"
    /// [[rule]]
    /// id = "orders"
    /// question = "control"
    /// streams = "any"
    /// drafts = ["commit"]
    /// [[rule.value]]
    /// in_force_from = 2024-04-01
    /// outcome = "refuse"
    /// up_to = "5000"
    /// cite = { assumption = "For this page.", by = "the author" }
    /// "#)?;
    /// let mut facts = Facts::new();
    /// facts.set(FactName::AskAmount, Money::new(500_001), &[])?;
    /// let day = "2025-05-01".parse()?;
    /// let why = book.ask(AskQuestion::Control, AskKind::Commit, &facts, day).expect("it covers");
    /// assert_eq!(why.result, Answer::Refused { up_to: Money::new(500_000) });
    /// assert!(why.arithmetic.adds_up());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ask(
        &self,
        question: AskQuestion,
        kind: AskKind,
        facts: &Facts,
        on: NaiveDate,
    ) -> Option<Explained<Answer>> {
        let stream = facts.text(FactName::StreamId).unwrap_or_default();
        let seats = self.seats_of_ask(kind, stream, on);
        let seat = seats.into_iter().find(|seat| seat.question == question)?;
        Some(seat.explain(facts))
    }
}

impl AskSeat<'_> {
    /// What it answers of a draft, and why.
    pub(crate) fn explain(&self, facts: &Facts) -> Explained<Answer> {
        let trial = self.trial(facts);
        let answered = trial.decide();
        Explained {
            answer: english_ask::answer(&answered.answer, trial.amount),
            on: self.on,
            book: self.book.id().to_owned(),
            book_hash: self.book.hash(),
            rule: self.seat.rule.map(|rule| rule.id.clone()),
            clauses: self.clauses(&trial, &answered),
            facts: fact_readings(&self.seat.reads().facts, facts),
            own: own_readings(trial.case, &self.seat.own, &self.seat.reads().own_last),
            parameters: parameter_readings(trial.case, self.seat.reads().parameters),
            caps: Vec::new(),
            covers: Vec::new(),
            arithmetic: arithmetic(&trial, &answered),
            bound: bound(&answered),
            nearest_change: self.nearest_change(&trial, &answered.answer),
            result: answered.answer,
        }
    }

    fn clauses(&self, trial: &AskTrial<'_, '_>, answered: &Answered<'_>) -> Vec<ClauseReading> {
        let Some(rule) = self.seat.rule else {
            return Vec::new();
        };
        let by_base = answered.label == Some("base");
        let base_place = self.seat.exceptions.len();
        let base = rule.base.iter().map(|clause| {
            let in_force = self.seat.base == Some(clause);
            let verdict = match in_force {
                true => trial.standing[base_place],
                false => Verdict::False,
            };
            ClauseReading {
                label: "base".to_owned(),
                over: None,
                text: english_ask::clause(&clause.effect),
                in_force_from: clause.in_force_from,
                in_force,
                verdict,
                decided: by_base && in_force,
                note: None,
                condition: None,
                citation: clause.cite.clone(),
            }
        });
        let exceptions = rule.exceptions.iter().map(|exception| {
            let mut standing = self.seat.exceptions.iter();
            let place = standing.position(|one| *one == exception);
            ClauseReading {
                label: exception.label.clone(),
                over: Some(exception.over.clone()),
                text: english_ask::clause(&exception.clause.effect),
                in_force_from: exception.clause.in_force_from,
                in_force: place.is_some(),
                verdict: place.map_or(Verdict::False, |place| trial.standing[place]),
                decided: place.is_some() && answered.by == place,
                note: None,
                condition: Some(reason(trial.case, &exception.when, Scope::default())),
                citation: exception.clause.cite.clone(),
            }
        });
        base.chain(exceptions).collect()
    }

    /// The first single comparison that, turned round, gives another answer.
    fn nearest_change(&self, trial: &AskTrial<'_, '_>, now: &Answer) -> Option<String> {
        let case = trial.case;
        let mut turns: Vec<Turn<'_>> = Vec::new();
        for exception in &self.seat.exceptions {
            turns_of(&exception.when, case.facts, &mut turns);
        }
        for verdict in [Verdict::True, Verdict::False] {
            for (node, text) in &turns {
                let turned = Some((*node, verdict));
                let then = AskTrial::of(&self.seat, Case { turned, ..case });
                let then = then.decide().answer;
                let decided =
                    !matches!(then, Answer::NeedsEvidence { .. } | Answer::Conflict { .. });
                if decided && then != *now {
                    let supposed = text(verdict)?;
                    return Some(english_ask::change(&supposed, &then, trial.amount));
                }
            }
        }
        None
    }
}

/// What may be and what may not: together what is asked.
fn arithmetic(trial: &AskTrial<'_, '_>, answered: &Answered<'_>) -> Arithmetic {
    let whole = trial.amount;
    let label = answered.label.unwrap_or("unset").to_owned();
    let one = |text: &str| {
        vec![Step {
            label: label.clone(),
            text: text.to_owned(),
            amount: whole,
            parts: Vec::new(),
        }]
    };
    let steps = match &answered.answer {
        Answer::Allowed => one(english_ask::MAY_BE),
        Answer::NeedsApproval { .. } => one(english_ask::APPROVED),
        Answer::Refused { up_to } => split(trial, answered, *up_to, english_ask::MAY_NOT_BE),
        Answer::Advised { up_to } => split(trial, answered, *up_to, english_ask::ADVISED),
        Answer::NeedsEvidence { .. } | Answer::Conflict { .. } => Vec::new(),
    };
    Arithmetic { whole, steps }
}

fn split(trial: &AskTrial<'_, '_>, answered: &Answered<'_>, up_to: Money, rest: &str) -> Vec<Step> {
    let exception = answered
        .by
        .map(|place| &trial.seat.exceptions[place].clause);
    let limit = exception.or(trial.seat.base);
    let limit = limit.and_then(|clause| clause.effect.up_to.as_ref());
    let parts = limit.map(|limit| reckoning(trial.case, limit, Scope::default()));
    let label = answered.label.unwrap_or("unset").to_owned();
    let step = |text: &str, amount, parts| Step {
        label: label.clone(),
        text: text.to_owned(),
        amount,
        parts,
    };
    let above = trial.amount.checked_sub(up_to).unwrap_or(Money::ZERO);
    let mut steps = Vec::new();
    if !up_to.is_zero() {
        steps.push(step(english_ask::MAY_BE, up_to, parts.unwrap_or_default()));
    }
    steps.push(step(rest, above, Vec::new()));
    steps
}

fn bound(answered: &Answered<'_>) -> Option<String> {
    match &answered.answer {
        Answer::Refused { .. } | Answer::Advised { .. } | Answer::NeedsApproval { .. } => {
            answered.label.map(english_ask::bound)
        }
        _ => None,
    }
}
