//! What stands open between years: received and not invoiced, invoiced and not received, ordered
//! and not received.

use chrono::NaiveDate;

use super::Ledger;
use super::accrual::Settled;
use super::index::At;
use super::record::{Body, Stream};
use crate::journal::ActKind;
use crate::noun::{Account, BodyId, PromiseId, PromiseKind, Recurrence, StreamId};
use crate::word::FinancialYear;

/// Which of them it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CutOffWhat {
    ReceivedNotInvoiced,
    InvoicedNotReceived,
    OrderedNotReceived,
    MonthsWithoutCost,
}

/// Whose line of which stream.
type Place = (At<Body>, At<Stream>);

/// One thing that stands open at a year end.
#[derive(Clone, Debug)]
pub(crate) struct CutOffRead<'l> {
    pub(crate) what: CutOffWhat,
    pub(crate) id: String,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) promise: Option<&'l PromiseId>,
    pub(crate) since: NaiveDate,
    pub(crate) pence: i64,
    /// What later years have settled or used of it.
    pub(crate) settled: i64,
    pub(crate) settled_by: Vec<u64>,
    /// The entries of the year itself that settled some of it.
    pub(crate) settled_in: Vec<u64>,
    pub(crate) entry: u64,
}

impl Ledger {
    /// All that stands open at the end of a year, as it counts by a day: what was settled in the
    /// year itself is not there.
    pub(crate) fn cut_off_read(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
    ) -> Vec<CutOffRead<'_>> {
        let mut all = self.accrued_read(year, as_at);
        all.extend(self.prepaid_read(year, as_at));
        all.extend(self.ordered_read(year, as_at));
        all.retain(|it| it.pence != 0);
        all
    }

    fn year_of_entry(&self, entry: u64) -> Option<FinancialYear> {
        let moved = self.moves_of(entry).into_iter().next();
        moved.map(|moved| moved.cell.year)
    }

    fn accrued_read(&self, year: FinancialYear, as_at: Option<NaiveDate>) -> Vec<CutOffRead<'_>> {
        let by_then = |entry: u64| as_at.is_none_or(|day| self.effective_of(entry) <= day);
        let mut all = Vec::new();
        for (_, it) in self.accruals.iter().filter(|(_, it)| by_then(it.entry)) {
            let of_year = it.parts.iter().filter(|part| part.cell.year == year);
            let accrued: i64 = of_year.map(|part| part.amount).sum();
            let settled = it.settled.iter().filter(|it| by_then(it.entry));
            let (its, later): (Vec<&Settled>, Vec<&Settled>) =
                settled.partition(|it| self.year_of_entry(it.entry) == Some(year));
            let mut settled_by: Vec<u64> = later.iter().map(|it| it.entry).collect();
            settled_by.dedup();
            all.push(CutOffRead {
                what: CutOffWhat::ReceivedNotInvoiced,
                id: it.id.to_string(),
                body: &self.bodies[it.body].id,
                stream: &self.streams[it.stream].id,
                promise: it.promise.map(|at| &self.promises[at].id),
                since: self.effective_of(it.entry),
                pence: accrued - its.iter().map(|it| it.amount).sum::<i64>(),
                settled: later.iter().map(|it| it.amount).sum(),
                settled_by,
                settled_in: its.iter().map(|it| it.entry).collect(),
                entry: it.entry,
            });
        }
        all
    }

    fn prepaid_read(&self, year: FinancialYear, as_at: Option<NaiveDate>) -> Vec<CutOffRead<'_>> {
        let mut all = Vec::new();
        for (_, it) in self.prepayments.iter() {
            if !self.counts_on(it.entry, as_at) {
                continue;
            }
            let of_year = it.parts.iter().filter(|part| part.cell.year == year);
            let prepaid: i64 = of_year.map(|part| part.amount).sum();
            let used = it.used.filter(|entry| self.counts_on(*entry, as_at));
            let within = used.is_some_and(|entry| self.year_of_entry(entry) == Some(year));
            all.push(CutOffRead {
                what: CutOffWhat::InvoicedNotReceived,
                id: it.id.to_string(),
                body: &self.bodies[it.of.body].id,
                stream: &self.streams[it.of.stream].id,
                promise: it.of.promise.map(|at| &self.promises[at].id),
                since: self.effective_of(it.entry),
                pence: if within { 0 } else { prepaid },
                settled: used.map_or(0, |_| prepaid),
                settled_by: used.into_iter().collect(),
                settled_in: Vec::new(),
                entry: it.entry,
            });
        }
        all
    }

    /// What each commitment keeps of a year before the year's close: one pass over all movements.
    fn ordered_read(&self, year: FinancialYear, as_at: Option<NaiveDate>) -> Vec<CutOffRead<'_>> {
        // By the number of the promise: how much it keeps, and on whose line of which stream.
        let mut open: Vec<(i64, Option<Place>)> = vec![(0, None); self.promises.len()];
        for moved in &self.cells.moved {
            let change = moved.change_of(Account::Committed);
            let Some(promise) = moved.promise.filter(|_| change != 0) else {
                continue;
            };
            let key = &self.cells[moved.cell].key;
            if key.year != year {
                continue;
            }
            let posted = &self.entries[moved.entry as usize - 1];
            let counts = as_at.is_none_or(|day| posted.effective <= day);
            if counts && !matches!(posted.kind, ActKind::CloseYear | ActKind::Reopen) {
                let kept = &mut open[promise.place()];
                kept.0 += change;
                kept.1 = Some((key.body, key.stream));
            }
        }
        let kept = self.promises.iter().zip(open);
        let kept = kept.filter(|(_, (pence, _))| *pence != 0);
        kept.filter_map(|((at, promise), (pence, place))| {
            let (body, stream) = place?;
            let entry = self.agreed_of(at).entry;
            let what = match promise.recurrence {
                Recurrence::Recurrent => CutOffWhat::MonthsWithoutCost,
                Recurrence::NonRecurrent => CutOffWhat::OrderedNotReceived,
            };
            (promise.kind == PromiseKind::Commitment).then(|| CutOffRead {
                what,
                id: promise.id.to_string(),
                body: &self.bodies[body].id,
                stream: &self.streams[stream].id,
                promise: Some(&promise.id),
                since: self.effective_of(entry),
                pence,
                settled: 0,
                settled_by: Vec::new(),
                settled_in: Vec::new(),
                entry,
            })
        })
        .collect()
    }
}
