//! What was spent, period by period: on which kinds of cost, and for what.

use super::index::{At, Index};
use super::record::{Body, Stream};
use super::{Ledger, Selection};
use crate::noun::{BodyId, CostKind, PurposeId, StreamId};
use crate::word::FinancialYear;

/// What a body spent of a stream in a period, on one kind of cost and for one purpose.
#[derive(Clone, Debug)]
pub(crate) struct CostRead<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) year: FinancialYear,
    /// From 1 to 13.
    pub(crate) period: u8,
    /// Nothing where nobody said.
    pub(crate) kind: Option<&'l CostKind>,
    pub(crate) purpose: Option<&'l PurposeId>,
    /// Who answers for the body at the year's end.
    pub(crate) accountable: &'l BodyId,
    pub(crate) pence: i128,
}

type Place<'l> = (
    At<Body>,
    At<Stream>,
    FinancialYear,
    u8,
    Option<&'l CostKind>,
    Option<&'l PurposeId>,
);

impl Ledger {
    /// What was spent by then, in the order of body, stream, year, period, kind and purpose. Of a
    /// year where the selection says one, else of all.
    pub(crate) fn costs_read(&self, of: &Selection) -> Vec<CostRead<'_>> {
        let last_known = self.last_known(of).unwrap_or(self.head.entry);
        let calendar = self.calendar();
        let mut sums: Index<Place<'_>, i128> = Index::default();
        for moved in &self.cells.moved {
            let (entry, moved) = (u64::from(moved.entry), self.cells.as_move(moved));
            let (cost, key) = (moved.cost(), moved.cell);
            let posted = &self.entries[entry as usize - 1];
            let asked = of.year.is_none_or(|year| year == key.year);
            let by_then = of.as_at.is_none_or(|day| posted.effective <= day);
            if cost == 0 || !asked || !by_then || entry > last_known {
                continue;
            }
            let period = calendar.period_of(key.year, posted.effective).number();
            let kind = self.cost_kind_behind(&moved, entry);
            let purpose = self.purpose_behind(&moved, entry);
            let place = (key.body, key.stream, key.year, period, kind, purpose);
            *sums.entry(place).or_default() += i128::from(cost);
        }
        let mut places: Vec<(Place<'_>, i128)> = sums.into_iter().collect();
        places.retain(|(_, pence)| *pence != 0);
        let read = places.into_iter().map(|it| self.cost_read(it));
        let mut all: Vec<CostRead<'_>> = read.collect();
        all.sort_by_key(|it| (it.body, it.stream, it.year, it.period, it.kind, it.purpose));
        all
    }

    fn cost_read<'l>(&'l self, (place, pence): (Place<'l>, i128)) -> CostRead<'l> {
        let (body, stream, year, period, kind, purpose) = place;
        let last = self.calendar().last_day(year);
        CostRead {
            body: &self.bodies[body].id,
            stream: &self.streams[stream].id,
            year,
            period,
            kind,
            purpose,
            accountable: &self.bodies[self.accountable_on(body, last)].id,
            pence,
        }
    }
}
