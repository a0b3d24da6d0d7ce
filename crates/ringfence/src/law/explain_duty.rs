//! Why a duty is met or not.

use chrono::NaiveDate;

use super::condition::{Case, Scope, Verdict};
use super::duty::{DutyClause, DutyStatus, DutyTrial};
use super::english_duty;
use super::explain::{fact_readings, reason};
use super::explained::{Arithmetic, ClauseReading, Explained, Step};
use super::nearest::{Turn, turns_of};
use super::reckon::{own_readings, parameter_readings, reckoning};
use super::{FactName, Facts, Group, RuleBook};
use crate::word::{FinancialYear, Money};

/// What says which line a record is of.
const LINE: [FactName; 3] = [
    FactName::LedgerYear,
    FactName::LedgerBody,
    FactName::LedgerStream,
];

impl RuleBook {
    /// How each duty of a body stands in a year, and why: those that lie on it by the last day of
    /// the year. What has not ended by the day given is not yet due.
    ///
    /// Facts are those of the body and the year, and a record of the group `outturn` for each year
    /// that was recorded. A year without one is not known: it is never taken for nought.
    ///
    /// ```
    /// use ringfence::law::{DutyStatus, FactName, Facts, Group, Record, RuleBook};
    /// use ringfence::word::{FinancialYear, Money};
    ///
    /// let book = RuleBook::read(r#"
    /// [book]
    /// id = "yearly"
    /// title = "Each year in balance"
    ///
    /// [[rule]]
    /// id = "yearly-duty"
    /// question = "duty"
    /// bodies = "any"
    ///
    /// [[rule.value]]
    /// in_force_from = 2014-04-01
    /// holds = { any = "outturn", where = { fact = "outturn.result", at_least = 0 } }
    /// cite = { assumption = "No year costs more than its limit.", by = "this page" }
    /// "#)?;
    /// let year: FinancialYear = "2018-19".parse()?;
    /// let mut facts = Facts::new();
    /// facts.set(FactName::BodyId, "upland", &[])?;
    /// facts.set(FactName::YearItself, year, &[])?;
    /// facts.set(FactName::YearLastDay, "2019-03-31".parse::<chrono::NaiveDate>()?, &[])?;
    /// let asked = "2019-06-12".parse()?;
    /// let missing = vec!["outturn.result of 2018-19".to_owned()];
    /// let unknown = DutyStatus::NeedsEvidence { missing };
    /// assert_eq!(book.duties(&facts, asked)[0].result, unknown);
    ///
    /// let mut outturn = Record::new(Group::Outturn);
    /// outturn.set(FactName::OutturnYear, year, &[7])?;
    /// outturn.set(FactName::OutturnResult, Money::new(-6_300_000), &[7])?;
    /// facts.add(outturn);
    /// assert_eq!(book.duties(&facts, asked)[0].result.name(), "not_met");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn duties(&self, facts: &Facts, today: NaiveDate) -> Vec<Explained<DutyStatus>> {
        let all = self.duties_since(facts, today).into_iter();
        all.map(|(_, why)| why).collect()
    }

    /// The same, each with the first of the years that it looks at.
    pub(crate) fn duties_since(
        &self,
        facts: &Facts,
        today: NaiveDate,
    ) -> Vec<(FinancialYear, Explained<DutyStatus>)> {
        let trials = self.duty_trials(facts, today);
        let each = trials.iter();
        each.map(|trial| (trial.first(), self.explained(trial)))
            .collect()
    }

    fn explained(&self, trial: &DutyTrial<'_>) -> Explained<DutyStatus> {
        let case = trial.case(self);
        let result = trial.status(case);
        let reads = trial.clause.reads();
        let mut names = reads.facts;
        names.extend([FactName::BodyId, FactName::YearItself]);
        let looks_at = |group| reads.groups.contains(&group);
        if looks_at(Group::Ledger) {
            names.extend(LINE);
        }
        if looks_at(Group::Outturn) || !looks_at(Group::Ledger) {
            names.insert(FactName::OutturnYear);
        }
        let own = self
            .own()
            .iter()
            .filter(|it| reads.own.contains(it.name().as_str()));
        let own: Vec<_> = own.collect();
        let body = trial.facts.text(FactName::BodyId).unwrap_or_default();
        let of = english_duty::of((&trial.rule.id, body), (trial.first(), trial.year));
        let short = match result {
            DutyStatus::NotMet { shortfall } => shortfall,
            _ => None,
        };
        Explained {
            answer: english_duty::answer(&of, &result),
            on: trial.on,
            book: self.id().to_owned(),
            book_hash: self.hash(),
            rule: Some(trial.rule.id.clone()),
            clauses: clauses(trial, case, &result),
            facts: fact_readings(&names, &trial.facts),
            own: own_readings(case, &own, &reads.own_last),
            parameters: parameter_readings(case, reads.parameters),
            caps: Vec::new(),
            covers: Vec::new(),
            arithmetic: arithmetic(trial, case, short),
            bound: None,
            nearest_change: match short {
                Some(sum) => Some(english_duty::short_of(sum)),
                None => nearest_change(trial, case, &result),
            },
            result,
        }
    }
}

fn clauses<'f>(
    trial: &'f DutyTrial<'_>,
    case: Case<'f>,
    result: &DutyStatus,
) -> Vec<ClauseReading> {
    let due = *result != DutyStatus::NotYetDue;
    let one = |it: &'f DutyClause| {
        let in_force = it == trial.clause;
        let verdict = match in_force {
            true => case.verdict(&it.holds, Scope::default()),
            false => Verdict::False,
        };
        ClauseReading {
            label: "base".to_owned(),
            over: None,
            text: english_duty::clause(it),
            in_force_from: it.in_force_from,
            in_force,
            verdict,
            decided: in_force && due && verdict != Verdict::Unknown,
            note: None,
            condition: Some(reason(case, &it.holds, Scope::default())),
            citation: it.cite.clone(),
        }
    };
    trial.rule.values.iter().map(one).collect()
}

/// What it is missed by, and how that was reckoned.
fn arithmetic<'f>(trial: &'f DutyTrial<'_>, case: Case<'f>, short: Option<Money>) -> Arithmetic {
    let Some((amount, of)) = short.zip(trial.clause.shortfall.as_ref()) else {
        return Arithmetic {
            whole: Money::ZERO,
            steps: Vec::new(),
        };
    };
    let step = Step {
        label: "base".to_owned(),
        text: english_duty::shortfall(trial.clause),
        amount,
        parts: reckoning(case, of, Scope::default()),
    };
    Arithmetic {
        whole: amount,
        steps: vec![step],
    }
}

/// The first single comparison that, turned round, meets what is not met, or the reverse.
fn nearest_change<'f>(
    trial: &'f DutyTrial<'_>,
    case: Case<'f>,
    now: &DutyStatus,
) -> Option<String> {
    if *now == DutyStatus::NotYetDue {
        return None;
    }
    let mut turns: Vec<Turn<'_>> = Vec::new();
    turns_of(&trial.clause.holds, &trial.facts, &mut turns);
    for verdict in [Verdict::True, Verdict::False] {
        for (node, text) in &turns {
            let then = trial.status(Case {
                turned: Some((*node, verdict)),
                ..case
            });
            if then.name() != now.name() {
                let change = text(verdict).and_then(|text| english_duty::change(&text, &then));
                if change.is_some() {
                    return change;
                }
            }
        }
    }
    None
}
