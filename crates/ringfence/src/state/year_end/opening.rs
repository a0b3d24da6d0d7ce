//! What opens a year: base, recurrent commitments, kept money, unfunded promises, release.

use std::collections::BTreeMap;

use super::plan::Plan;
use crate::journal::act::{OpenYear, Term};
use crate::noun::{Account, PromiseKind, Recurrence, ReleaseRule};
use crate::state::Ledger;
use crate::state::cell::CellKey;
use crate::state::moves::{Move, Moves};
use crate::word::{FinancialYear, Profile};

impl Ledger {
    /// The opening of the year after a plan's.
    pub(crate) fn opening(&self, plan: &Plan) -> (OpenYear, Moves) {
        let next = plan.year.next();
        let mut moves = Moves::default();
        let base = self.base_for(next);
        for carried in &base {
            self.base_moves(carried)
                .into_iter()
                .for_each(|moved| moves.push(moved));
        }
        // What is spent first is kept first: a promise stands in the order in which it was taken.
        let mut kept = plan.carried.opening.clone();
        kept.sort_by_key(|(turn, _)| *turn);
        for (_, moved) in kept {
            moves.push(moved);
        }
        for moved in self.recurrent_commitments(next) {
            moves.push(moved);
        }
        for moved in self.unfunded_promises(plan, next) {
            moves.push(moved);
        }
        for (key, kept) in self.release_kept(plan) {
            let next = CellKey { year: next, ..key };
            moves.push(Move::between(
                next,
                Account::ReleaseGiven,
                Account::Released,
                kept,
            ));
        }
        let base = base.iter().map(|carried| self.base_line(carried)).collect();
        (OpenYear { year: next, base }, moves)
    }

    /// What each live recurrent commitment costs in a year, on its own base.
    fn recurrent_commitments(&self, year: FinancialYear) -> Vec<Move> {
        let calendar = self.calendar();
        let mut moves = Vec::new();
        for (at, promise) in self.promises.iter() {
            let Term::Recurrent { annual, start, end } = promise.term else {
                continue;
            };
            if promise.ended || promise.kind != PromiseKind::Commitment {
                continue;
            }
            let sum = Profile::covering(start, end).year_sum(annual, year, calendar);
            if sum.is_positive() {
                let (body, stream) = (promise.body, promise.stream);
                let recurrence = Recurrence::Recurrent;
                let key = CellKey {
                    body,
                    stream,
                    year,
                    vintage: year,
                    recurrence,
                };
                let (from, to) = (Account::Available, Account::Committed);
                moves.push(Move::between(key, from, to, sum.pence()).of_promise(at));
            }
        }
        moves
    }

    /// Orders whose money was not kept are still owed: they stand on the next year's own money.
    fn unfunded_promises(&self, plan: &Plan, year: FinancialYear) -> Vec<Move> {
        let mut owed = BTreeMap::new();
        for lack in &plan.carried.unfunded {
            let key = CellKey {
                year,
                vintage: year,
                ..lack.cell
            };
            let part = (lack.promise, lack.turn, key);
            *owed.entry(part).or_insert(0) += lack.amount;
        }
        let (from, to) = (Account::Available, Account::Committed);
        owed.into_iter()
            .map(|((promise, _, key), amount)| {
                Move::between(key, from, to, amount)
                    .of_promise(promise)
                    .unfunded()
            })
            .collect()
    }

    /// Rolled-over money keeps its undrawn release, up to what was rolled over.
    fn release_kept(&self, plan: &Plan) -> Vec<(CellKey, i64)> {
        let mut rolled: BTreeMap<CellKey, i64> = BTreeMap::new();
        for moved in &plan.carried.closing {
            if moved.to == Account::RolledOut {
                *rolled.entry(moved.cell).or_insert(0) += moved.amount;
            }
        }
        let kept = |(key, sum): (CellKey, i64)| {
            let at = self.cells.find(&key)?;
            let kept = self.cells[at].undrawn().min(sum);
            (self.needs_release(&key) && kept > 0).then_some((key, kept))
        };
        rolled.into_iter().filter_map(kept).collect()
    }

    /// What is released and not drawn when a year closes is recalled.
    pub(crate) fn release_recalled(&self, year: FinancialYear) -> Vec<Move> {
        let mut recalled = Vec::new();
        let mut cells: Vec<_> = self
            .cells
            .iter()
            .filter(|(_, cell)| cell.key.year == year)
            .collect();
        cells.sort_by_cached_key(|(_, cell)| self.line_of(&cell.key));
        for (_, cell) in cells {
            let undrawn = cell.undrawn();
            if self.needs_release(&cell.key) && undrawn > 0 {
                let (from, to) = (Account::Released, Account::ReleaseGiven);
                recalled.push(Move::between(cell.key, from, to, undrawn));
            }
        }
        recalled
    }

    fn needs_release(&self, key: &CellKey) -> bool {
        self.streams[key.stream].release == ReleaseRule::Required
    }
}
