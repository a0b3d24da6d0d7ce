//! What roles thought would have been spent, and months that were frozen.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::Event;
use super::index::{At, Named};
use super::record::{Body, Stream};
use super::{Known, Ledger, Selection};
use crate::journal::Act;
use crate::journal::act::{Forecast, Freeze};
use crate::noun::{BodyId, FreezeId, Line, OfFreeze, RoleId, StreamId};
use crate::word::{FinancialYear, Money};

/// A forecast.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Foreseen {
    pub(crate) entry: u64,
    pub(crate) year: FinancialYear,
    body: At<Body>,
    stream: At<Stream>,
    role: RoleId,
    amount: Money,
    pub(crate) reason: Arc<str>,
}

/// A month as it was frozen.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Frozen {
    pub(crate) id: FreezeId,
    pub(crate) year: FinancialYear,
    pub(crate) month: u8,
    pub(crate) entry: u64,
}

impl Named for Frozen {
    type Of = OfFreeze;

    fn id(&self) -> &FreezeId {
        &self.id
    }
}

/// A forecast, with its names.
#[derive(Clone, Debug)]
pub(crate) struct ForecastRead<'l> {
    pub(crate) entry: u64,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) role: &'l RoleId,
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) amount: Money,
    pub(crate) reason: &'l str,
    pub(crate) corrected_by: Option<u64>,
    /// The one that took its place.
    pub(crate) superseded_by: Option<u64>,
}

/// A forecast that stands, with the day and the entry of the one that took its place.
#[derive(Clone, Debug)]
pub(crate) struct Standing<'l> {
    pub(crate) entry: u64,
    pub(crate) on: NaiveDate,
    pub(crate) body: At<Body>,
    pub(crate) stream: At<Stream>,
    pub(crate) role: &'l RoleId,
    pub(crate) amount: Money,
    pub(crate) superseded: Option<(NaiveDate, u64)>,
}

impl Ledger {
    /// Remembers what moves no money: what is planned, and what was submitted.
    pub(crate) fn settle_plan(&mut self, event: &Event<'_>, number: u64) {
        match event.act() {
            Act::Profile(said) => self.settle_profile(said, event, number),
            Act::Forecast(said) => self.settle_forecast(said, event, number),
            Act::Freeze(freeze) => self.settle_freeze(freeze, number),
            _ => {}
        }
    }

    fn settle_forecast(&mut self, said: &Forecast, event: &Event<'_>, entry: u64) {
        let (Some(body), Some(stream)) = (event.named.body, event.named.stream) else {
            return;
        };
        let reason = event.text().reason.clone();
        self.forecasts.push(Foreseen {
            entry,
            year: said.year,
            body,
            stream,
            role: said.role.clone(),
            amount: said.amount,
            reason: reason.unwrap_or_else(|| Arc::from("")),
        });
    }

    fn settle_freeze(&mut self, freeze: &Freeze, entry: u64) {
        self.frozen.add(Frozen {
            id: freeze.id.clone(),
            year: freeze.year,
            month: freeze.month,
            entry,
        });
    }

    /// The year of a forecast, by its entry.
    pub(crate) fn year_forecast_by(&self, entry: u64) -> Option<FinancialYear> {
        let found = self.forecasts.iter().find(|it| it.entry == entry);
        found.map(|it| it.year)
    }

    /// The forecasts of a year that were made by then, each with the one that took its place: the
    /// next by its day, then by the journal.
    pub(crate) fn forecasts_read(
        &self,
        of: &Selection,
        year: FinancialYear,
    ) -> Vec<ForecastRead<'_>> {
        let last_known = self.last_known(of);
        let is_known = |entry: u64| last_known.is_none_or(|last| entry <= last);
        let by_then = |it: &&Foreseen| {
            let day = self.effective_of(it.entry);
            it.year == year && is_known(it.entry) && of.as_at.is_none_or(|until| day <= until)
        };
        let mut made: Vec<&Foreseen> = self.forecasts.iter().filter(by_then).collect();
        made.sort_by_key(|it| (self.effective_of(it.entry), it.entry));
        let read = |place: usize| self.forecast_read(&made, place, last_known);
        let mut all: Vec<ForecastRead<'_>> = (0..made.len()).map(read).collect();
        all.retain(|it| {
            of.body.as_ref().is_none_or(|body| body == it.body)
                && self.is_chosen_stream(of, it.stream)
        });
        all.sort_by_key(|it| (it.body, it.stream, it.role, it.effective, it.entry));
        all
    }

    /// The forecasts of a year that stand and were made by a day, by their days and then by the
    /// journal.
    pub(crate) fn forecasts_standing(
        &self,
        year: FinancialYear,
        until: NaiveDate,
    ) -> Vec<Standing<'_>> {
        let of_year = self.forecasts.iter().filter(|it| it.year == year);
        let standing = of_year.filter(|it| self.corrected_by(it.entry).is_none());
        let read = standing.map(|it| Standing {
            entry: it.entry,
            on: self.effective_of(it.entry),
            body: it.body,
            stream: it.stream,
            role: &it.role,
            amount: it.amount,
            superseded: None,
        });
        let mut all: Vec<Standing<'_>> = read.filter(|it| it.on <= until).collect();
        all.sort_by_key(|it| (it.on, it.entry));
        let mut last = BTreeMap::new();
        for place in 0..all.len() {
            let it = &all[place];
            let next = (it.on, it.entry);
            if let Some(before) = last.insert((it.body, it.stream, it.role), place) {
                let superseded: &mut Standing<'_> = &mut all[before];
                superseded.superseded = Some(next);
            }
        }
        all
    }

    fn forecast_read<'l>(
        &'l self,
        made: &[&'l Foreseen],
        place: usize,
        last_known: Option<u64>,
    ) -> ForecastRead<'l> {
        let it = made[place];
        let is_same = |other: &Foreseen| {
            (other.body, other.stream) == (it.body, it.stream) && other.role == it.role
        };
        let mut later = made[place + 1..].iter();
        let next = later.find(|next| is_same(next) && self.stood(next.entry, last_known));
        let by = self.corrected_by(it.entry);
        ForecastRead {
            entry: it.entry,
            body: &self.bodies[it.body].id,
            stream: &self.streams[it.stream].id,
            role: &it.role,
            effective: self.effective_of(it.entry),
            recorded: self.recorded_of(it.entry),
            amount: it.amount,
            reason: &it.reason,
            corrected_by: by.filter(|by| last_known.is_none_or(|last| *by <= last)),
            superseded_by: next.map(|next| next.entry),
        }
    }

    /// The entry that reversed another.
    pub(crate) fn corrected_by(&self, entry: u64) -> Option<u64> {
        self.corrected.get(&entry).copied()
    }

    /// When an entry was learned.
    pub(crate) fn recorded_of(&self, entry: u64) -> NaiveDate {
        self.entries[entry as usize - 1].recorded
    }

    /// A month that was frozen.
    pub(crate) fn frozen_read(&self, id: &FreezeId) -> Option<&Frozen> {
        self.frozen.find(id).map(|at| &self.frozen[at])
    }

    /// The last month of a year that was frozen by then, and what was known at its end when it
    /// was.
    pub(crate) fn last_frozen_read(
        &self,
        year: FinancialYear,
        of: &Selection,
    ) -> Option<(&FreezeId, Selection)> {
        let last_known = self.last_known(of);
        let frozen = self.frozen.iter().map(|(_, it)| it);
        let stands =
            frozen.filter(|it| it.year == year && self.counted(it.entry, of.as_at, last_known));
        let last = stands.max_by_key(|it| (it.month, it.entry))?;
        let then = Selection {
            as_at: Some(self.period_ends(year)[usize::from(last.month) - 1]),
            as_known: Some(Known::ByEntry(last.entry)),
            ..of.clone()
        };
        Some((&last.id, then))
    }

    /// The names of all frozen months.
    pub(crate) fn frozen_names(&self) -> impl Iterator<Item = &str> {
        self.frozen.iter().map(|(_, it)| it.id.as_str())
    }

    /// The entries after one that count by a day and touch a line: by their movements, or by
    /// what they say of how it falls.
    pub(crate) fn entries_since(
        &self,
        line: &Line,
        year: FinancialYear,
        (since, until): (u64, NaiveDate),
    ) -> Vec<u64> {
        let moved = self.movements_read(line, year).into_iter();
        let moved = moved.filter(|it| it.effective <= until).map(|it| it.entry);
        let planned = self.entries_profiling(line, year).into_iter();
        let planned = planned.filter(|entry| self.effective_of(*entry) <= until);
        let planned = planned.flat_map(|entry| [Some(entry), self.corrected_by(entry)]);
        let mut all: Vec<u64> = moved.chain(planned.flatten()).collect();
        all.retain(|entry| *entry > since);
        all.sort_unstable();
        all.dedup();
        all
    }
}
