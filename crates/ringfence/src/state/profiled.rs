//! How sums fall over the months of their year: what was said, and what follows for a line.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::cell::CellKey;
use super::event::Event;
use super::index::At;
use super::record::Promise;
use super::{Ledger, Selection, Standing};
use crate::journal::act::{Profile, ProfileOf, Term};
use crate::noun::{Account, BodyId, Line, Position, PromiseId, PromiseKind, Recurrence, StreamId};
use crate::word::{FinancialYear, Money, MonthShape, Profile as Covering};

/// How a sum was said to fall, from a day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Profiled {
    pub(crate) entry: u64,
    from: NaiveDate,
    vintage: Option<FinancialYear>,
    recurrence: Option<Recurrence>,
    #[serde(with = "super::kept_form::as_json")]
    pub(crate) shape: MonthShape,
}

/// A commitment of a year and how its sum falls, with its names.
#[derive(Clone, Debug)]
pub(crate) struct PromisedRead<'l> {
    pub(crate) id: &'l PromiseId,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) recurrence: Recurrence,
    /// What falls to the end of each month.
    pub(crate) fallen: [Money; 12],
    pub(crate) stated: Option<&'l Profiled>,
}

impl Profiled {
    fn is_of(&self, key: &CellKey) -> bool {
        self.vintage.is_none_or(|vintage| vintage == key.vintage)
            && self.recurrence.is_none_or(|it| it == key.recurrence)
    }
}

impl Ledger {
    pub(crate) fn settle_profile(&mut self, said: &Profile, event: &Event<'_>, entry: u64) {
        let (vintage, recurrence) = match said.of {
            ProfileOf::Line {
                vintage,
                recurrence,
                ..
            } => (vintage, recurrence),
            ProfileOf::Commitment { .. } => (None, None),
        };
        let profiled = Profiled {
            entry,
            from: event.effective,
            vintage,
            recurrence,
            shape: said.shape.clone(),
        };
        let named = &event.named;
        match (&said.of, named.body.zip(named.stream), named.promise) {
            (ProfileOf::Line { year, .. }, Some((body, stream)), _) => {
                let of_lines = self.line_profiles.entry((body, stream, *year));
                of_lines.or_default().push(profiled);
            }
            (ProfileOf::Commitment { .. }, _, Some(promise)) => {
                let of_it = self.promise_profiles.entry(promise);
                of_it.or_default().push(profiled);
            }
            _ => {}
        }
    }

    /// The year of a profile, by its entry.
    pub(crate) fn year_profiled_by(&self, entry: u64) -> Option<FinancialYear> {
        let is_in = |all: &[Profiled]| all.iter().any(|it| it.entry == entry);
        let mut lines = self.line_profiles.iter();
        let line = lines.find(|(_, all)| is_in(all)).map(|(key, _)| key.2);
        line.or_else(|| {
            let mut promises = self.promise_profiles.iter();
            let (promise, all) = promises.find(|(_, all)| is_in(all))?;
            let said = all.iter().find(|it| it.entry == entry)?;
            Some(self.year_profiled(*promise, said.from))
        })
    }

    /// The year of a commitment for once; of one for every year, that of the day from which it
    /// falls so.
    pub(crate) fn year_profiled(&self, promise: At<Promise>, from: NaiveDate) -> FinancialYear {
        match self.agreed_of(promise).term {
            Term::NonRecurrent { year, .. } => year,
            Term::Recurrent { .. } => self.year_of_cost(None, from),
        }
    }

    /// Of what was said by then the last: by its day, then by the journal.
    fn latest<'l>(
        &self,
        all: impl Iterator<Item = &'l Profiled>,
        as_at: Option<NaiveDate>,
        last_known: Option<u64>,
    ) -> Option<&'l Profiled> {
        let all = all.filter(|it| self.stood(it.entry, last_known));
        let by_then = all.filter(|it| as_at.is_none_or(|day| it.from <= day));
        by_then.max_by_key(|it| (it.from, it.entry))
    }

    /// What was said of how a line's money falls.
    pub(crate) fn profile_of(
        &self,
        key: &CellKey,
        as_at: Option<NaiveDate>,
        last_known: Option<u64>,
    ) -> Option<&Profiled> {
        let all = self.line_profiles.get(&key.pot())?;
        self.latest(all.iter().filter(|it| it.is_of(key)), as_at, last_known)
    }

    /// How many months of a year are over at the end of the month of a day: of the day asked
    /// about, else of the one on which the last entry that is known was recorded.
    pub(crate) fn months_to(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
        last_known: Option<u64>,
    ) -> u32 {
        let learned = |entry: u64| match entry.checked_sub(1) {
            Some(place) => self.entries[place as usize].recorded,
            None => self.header.first_day,
        };
        let last = last_known.unwrap_or(self.head.entry);
        let day = as_at.unwrap_or_else(|| learned(last));
        if day < self.calendar().first_day(year) {
            return 0;
        }
        u32::from(self.calendar().period_of(year, day).number()).min(12)
    }

    /// The money of a line's year before what its close takes away or meets: lapsed, rolled out,
    /// gone back and given up to be had again it was there all year, and a deficit met was not.
    pub(crate) fn before_its_close(
        &self,
        key: &CellKey,
        of: &Position,
        as_at: Option<NaiveDate>,
        last_known: Option<u64>,
    ) -> Option<Money> {
        let again = self.given_up_at_close(key, as_at, last_known);
        let taken = [of.rolled_out, of.lapsed, of.reverted, Money::narrow(again)?];
        let taken = Money::total(taken)?;
        of.authority.checked_add(taken)?.checked_sub(of.deficit_met)
    }

    /// What the close of its year took of a line for the funder to give again; what letters took
    /// in the year is not of it.
    fn given_up_at_close(
        &self,
        key: &CellKey,
        as_at: Option<NaiveDate>,
        last_known: Option<u64>,
    ) -> i128 {
        let stand = self.closes.iter().filter(|it| it.year == key.year);
        let reversed = self.reopened.iter().filter(|it| it.year == key.year);
        let reversed = reversed.flat_map(|it| [it.close, it.entry]);
        let ends: Vec<u64> = stand.map(|it| it.entry).chain(reversed).collect();
        let (Some(at), Some(first)) = (self.cells.find(key), ends.iter().min()) else {
            return 0;
        };
        // What moved before the first close of its year is no part of it.
        let since = self.cells.latest_first(at);
        let since = since.take_while(|moved| u64::from(moved.entry) >= *first);
        let of_ends = since.filter(|moved| {
            let entry = u64::from(moved.entry);
            let known = last_known.is_none_or(|last| entry <= last);
            let counts = as_at.is_none_or(|day| self.effective_of(entry) <= day);
            ends.contains(&entry) && known && counts
        });
        let given_up =
            of_ends.map(|moved| self.cells.as_move(moved).change_of(Account::ReProvided));
        given_up.map(i128::from).sum()
    }

    /// What of a line's money falls to the end of the month that is asked about; nothing where a
    /// sum is out of range.
    pub(crate) fn profiled(
        &self,
        key: &CellKey,
        position: &Position,
        of: &Selection,
        last_known: Option<u64>,
    ) -> Option<Money> {
        let months = self.months_to(key.year, of.as_at, last_known);
        let stated = self.profile_of(key, of.as_at, last_known);
        let shape = stated.map(|it| &it.shape);
        let sum = self.before_its_close(key, position, of.as_at, last_known)?;
        Some(MonthShape::fallen(
            shape,
            sum,
            key.year,
            self.calendar(),
            months,
        ))
    }

    /// What of a line's money falls in its whole year; nothing where a sum is out of range.
    pub(crate) fn profiled_whole(&self, at: &Standing, of: &Selection) -> Option<Money> {
        let key = self.key_of(&at.line, at.year)?;
        let last_known = self.last_known(of);
        let stated = self.profile_of(&key, of.as_at, last_known);
        let sum = self.before_its_close(&key, &at.position, of.as_at, last_known)?;
        let shape = stated.map(|it| &it.shape);
        Some(MonthShape::fallen(
            shape,
            sum,
            key.year,
            self.calendar(),
            12,
        ))
    }

    /// What was said of how a line's money falls in a year, and what falls to the end of each
    /// month; nothing where a sum is out of range.
    pub(crate) fn fallen_read(
        &self,
        at: &Standing,
        of: &Selection,
    ) -> Option<(Option<&Profiled>, [Money; 12])> {
        let key = CellKey {
            body: self.bodies.find(&at.line.body)?,
            stream: self.streams.find(&at.line.stream)?,
            year: at.year,
            vintage: at.line.vintage,
            recurrence: at.line.recurrence,
        };
        let last_known = self.last_known(of);
        let stated = self.profile_of(&key, of.as_at, last_known);
        let shape = stated.map(|it| &it.shape);
        let sum = self.before_its_close(&key, &at.position, of.as_at, last_known)?;
        let to = |month: usize| {
            MonthShape::fallen(shape, sum, at.year, self.calendar(), month as u32 + 1)
        };
        Some((stated, std::array::from_fn(to)))
    }

    /// What a line cost in each of the thirteen periods of a year.
    pub(crate) fn spent_by_period(
        &self,
        line: &Line,
        year: FinancialYear,
        of: &Selection,
    ) -> [i128; 13] {
        let last_known = self.last_known(of);
        let is_cost = |account| {
            i128::from(matches!(
                account,
                Account::Invoiced | Account::Accrued | Account::Prepaid
            ))
        };
        let mut spent = [0; 13];
        for moved in self.movements_read(line, year) {
            let known = last_known.is_none_or(|last| moved.entry <= last);
            if known && of.as_at.is_none_or(|day| moved.effective <= day) {
                let period = self.calendar().period_of(year, moved.effective);
                let change = is_cost(moved.to) - is_cost(moved.from);
                spent[usize::from(period.number()) - 1] += change * i128::from(moved.amount);
            }
        }
        spent
    }

    /// The last day of each of the twelve months of a year.
    pub(crate) fn period_ends(&self, year: FinancialYear) -> [NaiveDate; 12] {
        let calendar = self.calendar();
        std::array::from_fn(|month| calendar.month_end(year, month as u32))
    }

    /// The entries that said how a line's money falls in a year.
    pub(crate) fn entries_profiling(&self, line: &Line, year: FinancialYear) -> Vec<u64> {
        let pot = self
            .bodies
            .find(&line.body)
            .zip(self.streams.find(&line.stream));
        let Some((body, stream)) = pot else {
            return Vec::new();
        };
        let key = CellKey {
            body,
            stream,
            year,
            vintage: line.vintage,
            recurrence: line.recurrence,
        };
        let said = self.line_profiles.get(&key.pot()).into_iter().flatten();
        said.filter(|it| it.is_of(&key))
            .map(|it| it.entry)
            .collect()
    }

    /// Every commitment of a year that stands, and how its sum falls, in the order of the journal.
    pub(crate) fn promised_read(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
        last_known: Option<u64>,
    ) -> Vec<PromisedRead<'_>> {
        let calendar = self.calendar();
        let mut all = Vec::new();
        for (at, promise) in self.promises.iter() {
            let agreed = self.agreed_of(at);
            if promise.kind != PromiseKind::Commitment
                || !self.stood(agreed.entry, last_known)
                || as_at.is_some_and(|day| day < self.effective_of(agreed.entry))
            {
                continue;
            }
            let said = self.promise_profiles.get(&at).into_iter().flatten();
            // A year that is over falls as it was said to by then.
            let recurs = matches!(agreed.term, Term::Recurrent { .. });
            let said = said.filter(|it| !recurs || it.from <= calendar.last_day(year));
            let stated = self.latest(said, as_at, last_known);
            let fallen = match agreed.term {
                Term::NonRecurrent { year: of, amount } if of == year => {
                    let shape = stated.map(|it| &it.shape);
                    let to = |month: usize| {
                        MonthShape::fallen(shape, amount, year, calendar, month as u32 + 1)
                    };
                    std::array::from_fn(to)
                }
                Term::Recurrent { .. } => {
                    let counts = |entry| self.counted(entry, as_at, last_known);
                    let stretches = self.stretches(at, agreed.term, counts);
                    match stated.map(|it| &it.shape) {
                        Some(MonthShape::Weights { weights }) => {
                            Covering::fallen_by(weights, &stretches, year, calendar)
                        }
                        _ => Covering::fallen(&stretches, year, calendar),
                    }
                }
                Term::NonRecurrent { .. } => continue,
            };
            all.push(PromisedRead {
                id: &promise.id,
                body: &self.bodies[promise.body].id,
                stream: &self.streams[promise.stream].id,
                recurrence: promise.recurrence,
                fallen,
                stated,
            });
        }
        all
    }
}
