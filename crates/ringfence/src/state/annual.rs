//! What recurrent commitments cost, as their annual sums change.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::event::Event;
use super::index::At;
use super::reading::RecurrentRead;
use super::record::Promise;
use crate::journal::act::{ChangeCost, Term};
use crate::word::{FinancialYear, Money, Profile};

/// A change of what a recurrent commitment costs in twelve months.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Annual {
    pub(crate) promise: At<Promise>,
    pub(crate) from: NaiveDate,
    pub(crate) annual: Money,
}

impl Ledger {
    pub(crate) fn settle_change(&mut self, change: &ChangeCost, event: &Event<'_>, number: u64) {
        let Some(promise) = event.named.promise else {
            return;
        };
        let annual = Annual {
            promise,
            from: event.effective,
            annual: change.annual,
        };
        self.annuals.entry(number).or_default().push(annual);
        self.changed.entry(promise).or_default().push(number);
    }

    /// What an entry changed of what a commitment costs.
    pub(crate) fn annual_of(&self, entry: u64, promise: At<Promise>) -> Annual {
        let mut changes = self.annuals[&entry].iter().copied();
        let found = changes.find(|it| it.promise == promise);
        found.expect("an entry that changed it")
    }

    /// What a change of cost changed, by its entry.
    pub(crate) fn changed_by(&self, entry: u64) -> Option<Annual> {
        self.annuals.get(&entry)?.first().copied()
    }

    /// The last day from which a change of what a commitment costs stands.
    pub(crate) fn last_change(&self, promise: At<Promise>) -> Option<NaiveDate> {
        let entries = self.changed.get(&promise).into_iter().flatten();
        let standing = entries.filter(|entry| self.counts_still(**entry));
        let days = standing.map(|entry| self.annual_of(*entry, promise).from);
        days.max()
    }

    /// The changes of a commitment that count, each with its entry, by their days.
    fn changes(&self, promise: At<Promise>, counts: impl Fn(u64) -> bool) -> Vec<(u64, Annual)> {
        let entries = self.changed.get(&promise).into_iter().flatten().copied();
        let counting = entries.filter(|entry| counts(*entry));
        let mut all: Vec<_> = counting
            .map(|entry| (entry, self.annual_of(entry, promise)))
            .collect();
        all.sort_by_key(|(entry, it)| (it.from, *entry));
        all
    }

    /// The stretches of a recurrent commitment, each with its annual sum, as the changes that
    /// count leave it; none of one made once.
    pub(crate) fn stretches(
        &self,
        promise: At<Promise>,
        term: Term,
        counts: impl Fn(u64) -> bool,
    ) -> Vec<(Profile, Money)> {
        let changes = self.changes(promise, counts);
        stretched(
            term,
            changes.into_iter().map(|(_, it)| (it.from, it.annual)),
        )
    }

    /// The same as the changes that stand leave it, and one more.
    pub(crate) fn stretches_with(
        &self,
        promise: At<Promise>,
        term: Term,
        more: (NaiveDate, Money),
    ) -> Vec<(Profile, Money)> {
        let changes = self.changes(promise, |entry| self.counts_still(entry));
        let mut changes: Vec<_> = changes.iter().map(|(_, it)| (it.from, it.annual)).collect();
        let place = changes.partition_point(|(from, _)| *from <= more.0);
        changes.insert(place, more);
        stretched(term, changes.into_iter())
    }

    /// What a commitment costs in a year.
    pub(crate) fn year_cost(&self, promise: At<Promise>, term: Term, year: FinancialYear) -> Money {
        let Term::Recurrent { annual, start, end } = term else {
            return Money::ZERO;
        };
        if !self.changed.contains_key(&promise) {
            return Profile::covering(start, end).year_sum(annual, year, self.calendar());
        }
        let stretches = self.stretches(promise, term, |entry| self.counts_still(entry));
        Profile::year_sum_of(&stretches, year, self.calendar())
    }

    /// What it costs in twelve months, once all changes that stand have come.
    pub(crate) fn annual_now(&self, promise: At<Promise>) -> Money {
        self.annual_by(promise, |entry| self.counts_still(entry))
    }

    fn annual_by(&self, promise: At<Promise>, counts: impl Fn(u64) -> bool) -> Money {
        let Term::Recurrent { annual, .. } = self.agreed_of(promise).term else {
            return Money::ZERO;
        };
        let last = self.changes(promise, counts).pop();
        last.map_or(annual, |(_, it)| it.annual)
    }

    /// The commitment that an entry made.
    pub(crate) fn promise_made_by(&self, entry: u64) -> Option<At<Promise>> {
        let at = self.moves_of(entry).first()?.promise?;
        (self.agreed_of(at).entry == entry).then_some(at)
    }

    /// By how much each change that stands raised what a commitment comes to in twelve months, in
    /// the order of the journal.
    pub(crate) fn raises_of(&self, promise: At<Promise>) -> impl Iterator<Item = (u64, i64)> {
        let entries = self.changed.get(&promise).into_iter().flatten().copied();
        let standing = entries.filter(|entry| self.counts_still(*entry));
        standing.map(move |entry| {
            let by = |last: u64| {
                let counts = |it: u64| it <= last && self.counts_still(it);
                self.annual_by(promise, counts).pence()
            };
            (entry, by(entry) - by(entry - 1))
        })
    }
}

impl RecurrentRead<'_> {
    /// What it costs in twelve months on a day; nothing where it does not run.
    pub(crate) fn annual_on(&self, day: NaiveDate) -> Money {
        let found = self.costs.iter().find(|(of, _)| of.covers(day));
        found.map_or(Money::ZERO, |(_, annual)| *annual)
    }
}

/// A term at its own annual sum, then at that of each change from its day.
fn stretched(
    term: Term,
    changes: impl Iterator<Item = (NaiveDate, Money)>,
) -> Vec<(Profile, Money)> {
    let Term::Recurrent { annual, start, end } = term else {
        return Vec::new();
    };
    let (mut all, mut day, mut sum) = (Vec::new(), start, annual);
    for (from, annual) in changes.take_while(|(from, _)| end.is_none_or(|end| *from <= end)) {
        if let Some(before) = from.pred_opt().filter(|_| day < from) {
            all.push((Profile::covering(day, Some(before)), sum));
            day = from;
        }
        sum = annual;
    }
    all.push((Profile::covering(day, end), sum));
    all
}
