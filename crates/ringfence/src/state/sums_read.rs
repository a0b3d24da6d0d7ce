//! What the questions of a year read of all its movements, each in one pass over them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Ledger;
use super::cell::{Cell, PotKey};
use super::index::{At, Index};
use super::moves::Move;
use crate::journal::ActKind;
use crate::noun::{Account, BodyId, Line, StreamId};
use crate::word::FinancialYear;

/// What one entry gave to a line in a year.
#[derive(Clone, Debug)]
pub(crate) struct GivenRead {
    pub(crate) line: Line,
    pub(crate) entry: u64,
    pub(crate) kind: ActKind,
    /// Below nought where it takes back.
    pub(crate) pence: i64,
}

/// The cost of a body and stream, in pence: how much of it the general ledger said, and how much
/// names no project.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LedgerCost {
    pub(crate) actual: i64,
    pub(crate) unnamed: i64,
}

/// A virement or a release: what an entry moved to and from a line.
#[derive(Clone, Debug)]
pub(crate) struct AskedRead {
    pub(crate) entry: u64,
    pub(crate) kind: ActKind,
    pub(crate) line: Line,
    /// Into the line; below nought out of it.
    pub(crate) pence: i64,
}

impl Ledger {
    /// Every movement of a year that counts by a day, with its entry.
    fn moved_in(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
    ) -> impl Iterator<Item = (u64, Move)> {
        let moves = self.cells.moved.iter();
        moves.filter_map(move |moved| {
            let entry = u64::from(moved.entry);
            let of = self.cells.as_move(moved);
            let counts = as_at.is_none_or(|day| self.effective_of(entry) <= day);
            (of.cell.year == year && counts).then_some((entry, of))
        })
    }

    /// What each entry gave to each line in a year, in the order of the journal.
    pub(crate) fn given_read(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
    ) -> Vec<GivenRead> {
        self.net_by_entry(year, as_at, |moved| -moved.change_of(Account::Allocated))
    }

    fn net_by_entry(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
        change: impl Fn(&Move) -> i64,
    ) -> Vec<GivenRead> {
        let mut sums: BTreeMap<(u64, super::cell::CellKey), i64> = BTreeMap::new();
        for (entry, moved) in self.moved_in(year, as_at) {
            let pence = change(&moved);
            if pence != 0 {
                *sums.entry((entry, moved.cell)).or_default() += pence;
            }
        }
        let read = |((entry, cell), pence)| GivenRead {
            line: self.line_of(&cell),
            entry,
            kind: self.entries[entry as usize - 1].kind,
            pence,
        };
        sums.into_iter().map(read).collect()
    }

    /// What each virement and each release moved in a year, in the order of the journal.
    pub(crate) fn asked_read(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
    ) -> Vec<AskedRead> {
        let moved = |moved: &Move| {
            let vired = moved.change_of(Account::ViredIn) + moved.change_of(Account::ViredOut);
            moved.change_of(Account::Released) - vired
        };
        let mut all = self.net_by_entry(year, as_at, moved);
        all.retain(|it| matches!(it.kind, ActKind::Vire | ActKind::Release));
        let read = |it: GivenRead| AskedRead {
            entry: it.entry,
            kind: it.kind,
            line: it.line,
            pence: it.pence,
        };
        all.into_iter().map(read).collect()
    }

    /// The cost of each body and stream in a year, as far as the general ledger said it, or as it
    /// names no project; a recharge or credit of such a cost is of it, too.
    pub(crate) fn ledger_costs(
        &self,
        year: FinancialYear,
        as_at: Option<NaiveDate>,
    ) -> BTreeMap<(&BodyId, &StreamId), LedgerCost> {
        let rests_on = self.rests_on();
        let said = |entry: u64| {
            let each = std::iter::successors(Some(entry), |it| rests_on.get(it).copied());
            each.into_iter()
                .any(|it| self.entries[it as usize - 1].actual)
        };
        let mut pots: Index<PotKey, LedgerCost> = Index::default();
        for (entry, moved) in self.moved_in(year, as_at) {
            let pence = moved.cost();
            if pence == 0 {
                continue;
            }
            let pot = pots.entry(moved.cell.pot()).or_default();
            if said(entry) {
                pot.actual += pence;
            }
            if self.project_of_move(&moved).is_none() {
                pot.unnamed += pence;
            }
        }
        let named = |((body, stream, _), cost): (PotKey, LedgerCost)| {
            ((&self.bodies[body].id, &self.streams[stream].id), cost)
        };
        pots.into_iter().map(named).collect()
    }

    /// Which earlier entry a reversal, a recharge or a credit is about: the cost that it moves.
    fn rests_on(&self) -> BTreeMap<u64, u64> {
        let mut all = self.reversals_read();
        for (cost, off) in &self.taken_off {
            all.extend(off.iter().map(|it| (it.entry, *cost)));
        }
        all
    }

    /// Since which day a body's lines of a stream have held cost in a year, and the entry that
    /// brought it: of the movements by their days, the first after the last time at nought.
    pub(crate) fn cost_since(
        &self,
        (body, stream): (&BodyId, &StreamId),
        year: FinancialYear,
        as_at: Option<NaiveDate>,
    ) -> Option<(NaiveDate, u64)> {
        let pot = (self.bodies.find(body)?, self.streams.find(stream)?, year);
        let cells: &[At<Cell>] = self.cells.pot(&pot);
        let mut costs: Vec<(NaiveDate, u64, i64)> = Vec::new();
        for moved in cells.iter().flat_map(|at| self.cells.latest_first(*at)) {
            let entry = u64::from(moved.entry);
            let day = self.effective_of(entry);
            if as_at.is_none_or(|until| day <= until) {
                costs.push((day, entry, self.cells.as_move(moved).cost()));
            }
        }
        costs.sort_by_key(|(day, entry, _)| (*day, *entry));
        let (mut sum, mut since) = (0_i64, None);
        for (day, entry, pence) in costs {
            sum += pence;
            match since {
                _ if sum == 0 => since = None,
                None => since = Some((day, entry)),
                Some(_) => {}
            }
        }
        since
    }
}
