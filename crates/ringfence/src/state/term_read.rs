//! How floors and caps stand: what was spent, what is committed and what is inside the fence.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Ledger;
use super::index::At;
use super::record::Promise;
use super::term::{SetTerm, TermStep};
use crate::journal::act::{Term, Unrecorded};
use crate::noun::{Account, BodyId, FloorState, StreamId, TermId, TermKind};
use crate::word::{FinancialYear, Money, Profile};

/// The figures of a term, in pence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    /// What notices give, of which a part may be meant.
    given: i128,
    pub(crate) spent: i128,
    /// What of it is committed, by the date where it is a floor.
    pub(crate) committed: i128,
    /// What else is inside the fence and not spent.
    pub(crate) inside: i128,
}

impl Told {
    /// What has been spent and what still could be.
    pub(crate) fn reach(&self) -> i128 {
        self.spent + self.committed + self.inside
    }

    /// What was used of a cap.
    pub(crate) fn used(&self) -> i128 {
        self.spent + self.committed
    }

    /// How much the term is.
    pub(crate) fn due(&self, step: &TermStep) -> Option<i128> {
        let given = Money::narrow(self.given)?;
        step.sum.of_notices(given).map(|it| it.pence().into())
    }

    fn state(&self, due: i128) -> FloorState {
        match due {
            due if due <= self.spent => FloorState::Met,
            due if due <= self.used() => FloorState::OnTrack,
            due if due <= self.reach() => FloorState::AtRisk,
            _ => FloorState::Unreachable,
        }
    }
}

/// A floor or a cap with its names, as it stands on a day.
#[derive(Clone, Debug)]
pub(crate) struct TermRead<'l> {
    pub(crate) id: &'l TermId,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) year: FinancialYear,
    pub(crate) by: NaiveDate,
    pub(crate) since: NaiveDate,
    pub(crate) entry: u64,
    pub(crate) due: i128,
    pub(crate) told: Told,
    pub(crate) state: FloorState,
    /// The last day on which a floor is, or was, within reach; on which a cap was kept.
    pub(crate) last_safe: Option<NaiveDate>,
    /// Whether a source is silent on something that it rests on.
    pub(crate) not_recorded: bool,
}

impl Ledger {
    /// Every floor, or cap, that is in force on a day, in the order in which they were named.
    pub(crate) fn terms_read(
        &self,
        kind: TermKind,
        as_at: Option<NaiveDate>,
    ) -> Option<Vec<TermRead<'_>>> {
        let mut all = Vec::new();
        for (_, term) in self.terms.iter().filter(|(_, it)| it.kind == kind) {
            if let Some(step) = self.in_force_of(term, as_at) {
                all.push(self.term_read(term, step, as_at)?);
            }
        }
        Some(all)
    }

    fn term_read<'l>(
        &'l self,
        term: &'l SetTerm,
        step: &TermStep,
        as_at: Option<NaiveDate>,
    ) -> Option<TermRead<'l>> {
        let by = step.by.unwrap_or(self.calendar().last_day(term.year));
        let mut told = self.tell(term, step, as_at)?;
        let due = told.due(step)?;
        if term.kind == TermKind::Floor && as_at.unwrap_or(self.head.recorded) > by {
            // Nothing more falls by a date that has passed.
            (told.committed, told.inside) = (0, 0);
        }
        Some(TermRead {
            id: &term.id,
            body: &self.bodies[term.body].id,
            stream: &self.streams[term.stream].id,
            year: term.year,
            by,
            since: step.from,
            entry: step.entry,
            due,
            told,
            state: told.state(due),
            last_safe: self.last_safe(term, step, as_at, by),
            not_recorded: self.is_silent_on(term, step),
        })
    }

    /// The figures of a term as they stood on a day, of all entries where none is asked for.
    pub(crate) fn tell(
        &self,
        term: &SetTerm,
        step: &TermStep,
        day: Option<NaiveDate>,
    ) -> Option<Told> {
        let mut told = Told::default();
        for (at, cell) in self.cells.iter() {
            let inside = self.is_inside(&cell.key, term, step);
            let given = self.is_given_to(&cell.key, term);
            if !inside && !given {
                continue;
            }
            let balances = self.balances(at, day)?;
            let of = |account: Account| i128::from(balances[account.place()]);
            if given {
                told.given -= of(Account::Allocated) + of(Account::ReProvided);
            }
            if inside {
                let available = of(Account::Available).max(0);
                told.inside += available + of(Account::Earmarked) + of(Account::Held);
            }
            if inside && step.counts_all() {
                told.committed += of(Account::Committed);
                let cost = [Account::Invoiced, Account::Accrued, Account::Prepaid];
                told.spent += cost.map(of).iter().sum::<i128>();
            }
        }
        if step.counts_all() {
            return Some(told);
        }
        let then = day.map(|day| self.all_that_counts(term, step, Some(day)));
        let counted = then.as_ref().unwrap_or(&step.counted);
        told.spent += counted.spent;
        told.committed += counted.open;
        for (promise, (open, spent)) in &counted.recurrent {
            let falls = self.falls_by(*promise, (*open, *spent), (term.year, step.by), day);
            told.committed += falls;
            told.inside += open - falls;
        }
        Some(told)
    }

    /// How much of what is open of a recurrent commitment falls by a day: the months until then,
    /// less what it has cost.
    fn falls_by(
        &self,
        promise: At<Promise>,
        (open, spent): (i128, i128),
        (year, by): (FinancialYear, Option<NaiveDate>),
        day: Option<NaiveDate>,
    ) -> i128 {
        let Some(by) = by else { return open };
        let Term::Recurrent { annual, start, end } = self.agreed_of(promise).term else {
            return open;
        };
        let end = Some(end.map_or(by, |end| end.min(by)));
        let term = Term::Recurrent { annual, start, end };
        let stretches = self.stretches(promise, term, |entry| self.counts_on(entry, day));
        let due = Profile::year_sum_of(&stretches, year, self.calendar()).pence();
        (i128::from(due) - spent).max(0).min(open)
    }

    /// Whether a floor is within reach, or a cap kept, at the end of a day.
    fn is_safe(&self, term: &SetTerm, step: &TermStep, day: Option<NaiveDate>) -> Option<bool> {
        let told = self.tell(term, step, day)?;
        let due = told.due(step)?;
        Some(match term.kind {
            TermKind::Floor => due <= told.reach(),
            TermKind::Cap => told.used() <= due,
        })
    }

    /// The last day, up to the term's own, at whose end it is safe, or was; nothing where it
    /// never was.
    fn last_safe(
        &self,
        term: &SetTerm,
        step: &TermStep,
        as_at: Option<NaiveDate>,
        by: NaiveDate,
    ) -> Option<NaiveDate> {
        let until = as_at.map(|day| match term.kind {
            TermKind::Floor => day.min(by),
            TermKind::Cap => day,
        });
        if self.is_safe(term, step, until)? {
            return Some(by);
        }
        let mut days = BTreeSet::new();
        for (at, cell) in self.cells.iter() {
            if self.is_inside(&cell.key, term, step) || self.is_given_to(&cell.key, term) {
                let moved = self.cells.history(at).into_iter();
                days.extend(moved.map(|it| self.effective_of(it.entry.into())));
            }
        }
        let eves = days.into_iter().rev().filter_map(|day| day.pred_opt());
        let mut eves = eves.filter(|eve| *eve <= by && until.is_none_or(|until| *eve < until));
        eves.find(|eve| self.is_safe(term, step, Some(*eve)) == Some(true))
    }

    /// Whether a source is silent on something that a term rests on.
    fn is_silent_on(&self, term: &SetTerm, step: &TermStep) -> bool {
        let part = step.sum.amount().is_none();
        self.marks.iter().any(|mark| {
            let key = super::cell::CellKey {
                body: mark.body,
                stream: mark.stream,
                year: mark.year,
                ..super::cell::CellKey::default()
            };
            let rests = match mark.what {
                Unrecorded::Spend => self.is_inside(&key, term, step),
                Unrecorded::Allocation => {
                    let floor = term.kind == TermKind::Floor;
                    part && self.is_given_to(&key, term)
                        || floor && self.is_inside(&key, term, step)
                }
            };
            !mark.withdrawn && rests
        })
    }
}
