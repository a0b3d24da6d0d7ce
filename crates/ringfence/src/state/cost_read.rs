//! What was spent, period by period: on which kinds of cost, and for what.

use chrono::NaiveDate;

use super::cell::CellKey;
use super::index::At;
use super::moved::Moved;
use super::record::Stream;
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

type Order<'l> = (
    &'l BodyId,
    &'l StreamId,
    FinancialYear,
    u8,
    Option<&'l CostKind>,
    Option<&'l PurposeId>,
);

impl<'l> CostRead<'l> {
    fn order(&self) -> Order<'l> {
        (
            self.body,
            self.stream,
            self.year,
            self.period,
            self.kind,
            self.purpose,
        )
    }
}

/// What one line cost in a period, on one kind of cost and for one purpose.
struct Part<'l> {
    period: u8,
    kind: Option<&'l CostKind>,
    purpose: Option<&'l PurposeId>,
    pence: i128,
}

/// On what a movement was, as its commitment says, and for what.
#[derive(Clone, Copy)]
struct Known<'l> {
    stream: At<Stream>,
    kind: Option<&'l CostKind>,
    purpose: Option<&'l PurposeId>,
}

impl<'l> Part<'l> {
    fn add_to(self, parts: &mut Vec<Part<'l>>) {
        let of = (self.period, self.kind, self.purpose);
        let is_it = |it: &&mut Part<'_>| (it.period, it.kind, it.purpose) == of;
        // What came last is most often what comes next.
        match parts.iter_mut().rev().find(is_it) {
            Some(part) => part.pence += self.pence,
            None => parts.push(self),
        }
    }
}

impl Ledger {
    /// What was spent by then, in the order of body, stream, year, period, kind and purpose. Of a
    /// year where the selection says one, else of all.
    pub(crate) fn costs_read(&self, of: &Selection) -> Vec<CostRead<'_>> {
        let last_known = self.last_known(of).unwrap_or(self.head.entry);
        let calendar = self.calendar();
        let is_asked = |key: &CellKey| of.year.is_none_or(|year| year == key.year);
        let asked = self.cells.iter().map(|(_, cell)| is_asked(&cell.key));
        let asked: Vec<bool> = asked.collect();
        let mut lines: Vec<Vec<Part<'_>>> = Vec::new();
        lines.resize_with(asked.len(), Vec::new);
        // What a commitment is for is the same for all that it costs; days come in runs.
        let mut known: Vec<Option<Known<'_>>> = vec![None; self.promises.len()];
        let mut last: Option<((FinancialYear, NaiveDate), u8)> = None;
        let costs = self.cells.moved.iter().filter(|it| it.cost() != 0);
        for moved in costs.filter(|it| asked[it.cell.place()]) {
            let (entry, at) = (u64::from(moved.entry), moved.cell);
            let posted = &self.entries[entry as usize - 1];
            let by_then = of.as_at.is_none_or(|day| posted.effective <= day);
            if !by_then || entry > last_known {
                continue;
            }
            let key = &self.cells[at].key;
            let day = (key.year, posted.effective);
            let before = last.filter(|(of, _)| *of == day);
            let period =
                before.map_or_else(|| calendar.period_of(day.0, day.1).number(), |it| it.1);
            last = Some((day, period));
            let found = || self.known_of(moved);
            let what = match moved.promise.map(|at| &mut known[at.place()]) {
                Some(known) => *known.get_or_insert_with(found),
                None => found(),
            };
            let Known { kind, purpose, .. } = match what.stream == key.stream {
                true => what,
                false => found(),
            };
            let kind = kind.or_else(|| self.cost_kind_said(entry));
            let cost = moved.cost();
            let part = Part {
                period,
                kind,
                purpose,
                pence: cost.into(),
            };
            part.add_to(&mut lines[at.place()]);
        }
        let cells = self.cells.iter().zip(lines);
        let read = cells.flat_map(|((_, cell), parts)| {
            let parts = parts.into_iter();
            parts.map(|part| self.cost_read(&cell.key, part))
        });
        let mut all: Vec<CostRead<'_>> = read.collect();
        all.sort_by_key(CostRead::order);
        all.dedup_by(|next, sum| {
            let same = next.order() == sum.order();
            sum.pence += if same { next.pence } else { 0 };
            same
        });
        all.retain(|it| it.pence != 0);
        all
    }

    fn known_of(&self, moved: &Moved) -> Known<'_> {
        let of = self.cells.as_move(moved);
        Known {
            stream: of.cell.stream,
            kind: of.promise.and_then(|at| self.costs.get(&at)),
            purpose: self.purpose_behind(&of, moved.entry.into()),
        }
    }

    fn cost_read<'l>(&'l self, key: &CellKey, part: Part<'l>) -> CostRead<'l> {
        let last = self.calendar().last_day(key.year);
        CostRead {
            body: &self.bodies[key.body].id,
            stream: &self.streams[key.stream].id,
            year: key.year,
            period: part.period,
            kind: part.kind,
            purpose: part.purpose,
            accountable: &self.bodies[self.accountable_on(key.body, last)].id,
            pence: part.pence,
        }
    }
}
