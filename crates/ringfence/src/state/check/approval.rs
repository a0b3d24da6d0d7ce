//! Reversing an approval: what was done under it still needs one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::apply::is_year_end;
use super::super::index::{At, Index};
use super::super::record::{Agreed, Project, Promise};
use super::Case;
use super::project::Allowed;
use crate::journal::act::Term;
use crate::journal::{ActKind, Rejection, Resting};
use crate::noun::{Account, Wording};
use crate::state::Ledger;
use crate::word::{FinancialYear, Money};

/// What one entry still uses of a project's approvals.
struct Use {
    entry: u64,
    day: NaiveDate,
    state: Account,
    /// Of which year; nothing where it is of every year.
    year: Option<FinancialYear>,
    /// Up to which year, where it is of every year and is over: it needs no approval any more, and
    /// what was used in those years came on top of it.
    until: Option<FinancialYear>,
    pence: i64,
}

/// How long a recurrent commitment runs that no draft ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Runs {
    On,
    UntilItsEnd,
}

/// What is used once, by the entry that made it and the year: on which account, and how much.
type Once = BTreeMap<(u64, FinancialYear), (Account, i64)>;

/// What the entries so far use, all together.
#[derive(Default)]
struct Sums {
    annual: Vec<(Option<FinancialYear>, i64)>,
    /// Of each year one sum.
    once: Vec<(FinancialYear, i64)>,
}

impl Case<'_, '_> {
    /// Each later entry that an approval covers must be covered by the others on its day.
    pub(crate) fn look_at_what_was_approved(&mut self, entry: u64) {
        let ledger = self.ledger;
        let of_it = |project: &Project| project.approvals.iter().any(|it| it.entry == entry);
        let Some((at, project)) = ledger.projects.iter().find(|(_, it)| of_it(it)) else {
            return;
        };
        let mut sums = Sums::default();
        let mut once = ledger.used_once(|of| of == at);
        for used in ledger.uses_of(at, once.remove(&at).unwrap_or_default()) {
            let approvals = project.approvals.iter();
            let with = sums.room(&used, &Allowed::on(used.day, approvals.clone()));
            let others = approvals.filter(|it| it.entry != entry);
            let without = sums.room(&used, &Allowed::on(used.day, others));
            let asked = i128::from(used.pence);
            if used.entry > entry && used.counts() && asked <= with && asked > without {
                self.refuse(Rejection::CorrectionRestsOn(Resting {
                    entry,
                    state: used.state.word(),
                    place: project.id.to_string(),
                    first: Some(used.entry),
                    short: Money::narrow(asked - without.max(0)).unwrap_or(Money::MAX),
                }));
                return;
            }
            sums.add(&used);
        }
    }
}

impl Use {
    /// Whether it still needs an approval.
    fn counts(&self) -> bool {
        self.pence > 0 && self.until.is_none()
    }
}

impl Sums {
    fn room(&self, used: &Use, allowed: &Allowed) -> i128 {
        match used.year {
            Some(year) => allowed.room_once(self.annual_in(Some(year)), &self.once, year),
            None => allowed.annual - self.annual_in(None),
        }
    }

    /// What runs in a year; without one, what goes on.
    fn annual_in(&self, year: Option<FinancialYear>) -> i128 {
        let runs = |until: &Option<FinancialYear>| match (until, year) {
            (Some(until), Some(year)) => year <= *until,
            (until, _) => until.is_none(),
        };
        let running = self.annual.iter().filter(|(until, _)| runs(until));
        running.map(|(_, pence)| i128::from(*pence)).sum()
    }

    fn add(&mut self, used: &Use) {
        let Some(year) = used.year else {
            self.annual.push((used.until, used.pence));
            return;
        };
        match self.once.iter_mut().find(|(of, _)| *of == year) {
            Some((_, sum)) => *sum = sum.saturating_add(used.pence),
            None => self.once.push((year, used.pence)),
        }
    }
}

impl Ledger {
    /// What entries use of each project beyond what was approved by their day, in pence.
    pub(crate) fn beyond_approval(&self) -> Vec<(At<Project>, u64, i128)> {
        let mut once = self.used_once(|_| true);
        let mut all = Vec::new();
        for (at, project) in self.projects.iter() {
            let mut sums = Sums::default();
            for used in self.uses_of(at, once.remove(&at).unwrap_or_default()) {
                let approvals = project.approvals.iter();
                let room = sums.room(&used, &Allowed::on(used.day, approvals));
                let beyond = i128::from(used.pence) - room.max(0);
                if used.counts() && beyond > 0 {
                    all.push((at, used.entry, beyond));
                }
                sums.add(&used);
            }
        }
        all
    }

    /// What still counts to a project's approvals, entry by entry.
    fn uses_of(&self, project: At<Project>, once: Once) -> Vec<Use> {
        let mut uses = Vec::new();
        for at in &self.projects[project].recurrent {
            let Agreed { entry, term } = *self.agreed_of(*at);
            let (Term::Recurrent { annual, end, .. }, Some(until)) = (term, self.runs_until(*at))
            else {
                continue;
            };
            let until = end.filter(|_| until == Runs::UntilItsEnd);
            let until = until.map(|end| self.calendar().nearest_year(end));
            let whole = [(entry, annual.pence())].into_iter();
            uses.extend(whole.chain(self.raises_of(*at)).map(|(entry, pence)| Use {
                entry,
                day: self.effective_of(entry),
                state: Account::Committed,
                year: None,
                until,
                pence,
            }));
        }
        let once = once.into_iter().filter(|(_, (_, pence))| *pence != 0);
        uses.extend(once.map(|((entry, year), (state, pence))| Use {
            entry,
            day: self.effective_of(entry),
            state,
            year: Some(year),
            until: None,
            pence,
        }));
        uses.sort_by_key(|it| it.entry);
        uses
    }

    /// Whether a recurrent commitment goes on, or came to its own end; nothing where a draft ended
    /// or reversed it, or took all of it to core money.
    fn runs_until(&self, at: At<Promise>) -> Option<Runs> {
        if self.is_gone(at) {
            return None;
        }
        if !self.promises[at].ended {
            return Some(Runs::On);
        }
        let stands = |(end, of): &(u64, At<Promise>)| *of == at && self.counts_still(*end);
        let by_draft = self.ends.iter().any(stands);
        let first = self.open_year.map(|year| self.calendar().first_day(year));
        let made = self.agreed_of(at);
        let is_over = match made.term {
            Term::Recurrent { end, .. } => end.zip(first).is_some_and(|(end, first)| end < first),
            Term::NonRecurrent { .. } => false,
        };
        let came = is_over && !by_draft && self.counts_still(made.entry);
        came.then_some(Runs::UntilItsEnd)
    }

    /// What movements use of the projects that are asked about, project by project.
    fn used_once(&self, is_asked: impl Fn(At<Project>) -> bool) -> Index<At<Project>, Once> {
        let mut all: Index<At<Project>, Once> = Index::default();
        for moved in &self.cells.moved {
            let (number, moved) = (u64::from(moved.entry), self.cells.as_move(moved));
            let Some((of, year, change)) = self.used_by(&moved, number) else {
                continue;
            };
            if !is_asked(of) || !self.counts(number, moved.promise) {
                continue;
            }
            let (entry, state) = match moved.promise {
                Some(at) => (self.agreed_of(at).entry, Account::Committed),
                None => (number, moved.to),
            };
            let once = all.entry(of).or_default();
            once.entry((entry, year)).or_insert((state, 0)).1 += change;
        }
        all
    }

    /// Whether the movements of an entry count: a year end uses no approval, and a direct spend
    /// and its reversal are as if they had not been.
    fn counts(&self, entry: u64, promise: Option<At<Promise>>) -> bool {
        match self.entries[entry as usize - 1].kind {
            kind if is_year_end(kind) => false,
            kind => {
                let undone = kind == ActKind::Correct || self.corrected.contains_key(&entry);
                promise.is_some() || !undone
            }
        }
    }
}
