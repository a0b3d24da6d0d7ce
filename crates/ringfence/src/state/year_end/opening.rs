//! What opens a year: base, recurrent commitments, kept money, unfunded promises, release.

use std::collections::BTreeMap;

use super::decide::Rolled;
use super::plan::Plan;
use crate::journal::act::OpenYear;
use crate::noun::{Account, PromiseKind, ReleaseRule};
use crate::state::Ledger;
use crate::state::ahead::own_line;
use crate::state::along::Standing;
use crate::state::cell::CellKey;
use crate::state::index::At;
use crate::state::moves::{Move, Moves};
use crate::state::record::Promise;
use crate::word::FinancialYear;

/// What costs of the year ahead there are of each part of a promise, by its turn.
type Costs = BTreeMap<(At<Promise>, usize), i64>;

impl Ledger {
    /// What an opening brings forward before the close: the base.
    pub(crate) fn base_opening(&self, year: FinancialYear) -> Vec<Move> {
        let base = self.base_now(year);
        let of_line = base.iter().map(|it| self.base_moves(&self.notices, it));
        of_line.flatten().collect()
    }

    /// The opening of the year after a plan's: where somebody opened it before, only what
    /// differs from that.
    pub(crate) fn opening(&self, plan: &Plan) -> (OpenYear, Moves) {
        let next = plan.year.next();
        let mut moves = Moves::default();
        let is_new = self.ahead.is_none();
        if is_new {
            for moved in self.base_opening(next) {
                moves.push(moved);
            }
        }
        // What is spent first is kept first: a promise stands in the order in which it was taken.
        let mut kept = plan.carried.opening.clone();
        kept.sort_by_key(|(turn, _)| *turn);
        for (_, moved) in &kept {
            moves.push(*moved);
        }
        if is_new {
            for moved in self.recurrent_commitments(next) {
                moves.push(moved);
            }
        }
        let (moved, stays) = self.costs_moved(&kept, next);
        for moved in moved
            .into_iter()
            .chain(self.unfunded_promises(plan, next, &stays))
        {
            moves.push(moved);
        }
        // A first call may leave more released than the year ahead has.
        for recalled in self.recalled_by(&moves, |_| true) {
            moves.push(recalled);
        }
        for (key, kept) in self.release_kept(plan) {
            moves.push(Move::between(
                key,
                Account::ReleaseGiven,
                Account::Released,
                kept,
            ));
        }
        (OpenYear { year: next }, moves)
    }

    /// What each live recurrent commitment costs in a year, on its own base.
    pub(crate) fn recurrent_commitments(&self, year: FinancialYear) -> Vec<Move> {
        let mut moves = Vec::new();
        for (at, promise) in self.promises.iter() {
            if promise.ended || promise.kind != PromiseKind::Commitment {
                continue;
            }
            let part = self.instalment(at, year);
            if part.amount > 0 {
                moves.push(part);
            }
        }
        moves
    }

    /// The costs that an order already had in the year that was opened ahead move to the money
    /// that is kept for it. Says what stays of those of each part that is kept, too.
    fn costs_moved(&self, kept: &[(usize, Move)], year: FinancialYear) -> (Vec<Move>, Costs) {
        let mut moves = Vec::new();
        let mut left = Costs::new();
        let mut standing = self.standing_costs(year);
        for (turn, kept) in kept {
            let Some(promise) = kept.promise else {
                continue;
            };
            let borne = || self.borne_ahead(promise, *turn);
            let borne = left.entry((promise, *turn)).or_insert_with(borne);
            let cost = kept.amount.min(*borne);
            *borne -= cost;
            if cost > 0 {
                let own = own_line(kept.cell, year);
                let costs = standing.entry((promise, own)).or_default();
                move_along(kept, (promise, own), cost, costs, &mut moves);
            }
        }
        (moves, left)
    }

    /// Orders whose money was not kept are still owed, less what they already cost: they stand on
    /// the next year's own money.
    fn unfunded_promises(&self, plan: &Plan, year: FinancialYear, stays: &Costs) -> Vec<Move> {
        let mut owed = BTreeMap::new();
        for lack in &plan.carried.unfunded {
            let key = own_line(lack.cell, year);
            let part = (lack.promise, lack.turn, key);
            *owed.entry(part).or_insert(0) += lack.amount;
        }
        let (from, to) = (Account::Available, Account::Committed);
        let owed = owed.into_iter().map(|((promise, turn, key), amount)| {
            let stays = stays.get(&(promise, turn)).copied();
            let amount = amount - stays.unwrap_or_else(|| self.borne_ahead(promise, turn));
            ((promise, key), amount)
        });
        owed.filter(|(_, amount)| *amount > 0)
            .map(|((promise, key), amount)| {
                Move::between(key, from, to, amount)
                    .of_promise(promise)
                    .unfunded()
            })
            .collect()
    }

    /// What a rule releases whole is released; of the rest that is rolled over, as much as was
    /// undrawn.
    fn release_kept(&self, plan: &Plan) -> Vec<(CellKey, i64)> {
        let undrawn = |key: &CellKey| {
            let before = self.cells.find(&key.year_before());
            before.map_or(0, |at| self.cells[at].undrawn())
        };
        let kept = |(key, rolled): (&CellKey, &Rolled)| {
            let kept = rolled.whole + undrawn(key).min(rolled.undrawn);
            (self.needs_release(key) && kept > 0).then_some((*key, kept))
        };
        plan.carried.rolled.iter().filter_map(kept).collect()
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

/// Moves a cost to the money that is kept for its order, the oldest first; what was taken off
/// since leaves the order, and that money goes back where it came from.
fn move_along(
    kept: &Move,
    (promise, own): (At<Promise>, CellKey),
    cost: i64,
    costs: &mut [Standing],
    moves: &mut Vec<Move>,
) {
    let mut left = cost;
    let of_order = |to, amount| {
        let moved = Move::between(kept.cell, Account::Committed, to, amount);
        moved.of_project(kept.project).of_promise(promise)
    };
    for it in costs {
        let amount = it.amount.min(left);
        it.amount -= amount;
        left -= amount;
        if amount > 0 {
            let back = Move::between(own, it.account(), Account::Available, amount);
            moves.push(back.of_promise(promise));
            moves.push(of_order(it.account(), amount));
        }
    }
    if left > 0 {
        let tied = kept.project.map(|_| Account::Earmarked);
        moves.push(of_order(tied.unwrap_or(Account::Available), left));
    }
}
