//! Costs of April that go along with the money that a close keeps for their order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Ledger;
use super::accrual::Accrual;
use super::cell::CellKey;
use super::cost::CostPart;
use super::index::At;
use super::moves::Move;
use super::record::{Project, Promise};
use crate::journal::ActKind;
use crate::noun::Account;
use crate::word::FinancialYear;

/// A part of a cost that stands on the money that a close kept for its order.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Along {
    /// The part that it was of.
    pub(crate) part: usize,
    pub(crate) cell: CellKey,
    pub(crate) origin: Option<At<Project>>,
    pub(crate) amount: i64,
    /// The accrual that it is a part of, where no invoice has met it.
    accrual: Option<At<Accrual>>,
}

impl Along {
    pub(crate) fn as_part(&self) -> CostPart {
        CostPart {
            cell: self.cell,
            origin: self.origin,
            amount: self.amount,
        }
    }
}

/// What is left of a part of a cost that an order has on the own line of the year ahead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    entry: u64,
    part: usize,
    /// The accrual that it is a part of; nothing where it is invoiced.
    accrual: Option<At<Accrual>>,
    pub(crate) amount: i64,
}

impl Standing {
    /// Invoiced or accrued.
    pub(crate) fn account(&self) -> Account {
        match self.accrual {
            Some(_) => Account::Accrued,
            None => Account::Invoiced,
        }
    }
}

/// Such parts of each order and line, the oldest first.
pub(crate) type StandingCosts = BTreeMap<(At<Promise>, CellKey), Vec<Standing>>;

impl Ledger {
    /// What orders of the year before cost in a year, as far as nothing was taken off.
    pub(crate) fn standing_costs(&self, year: FinancialYear) -> StandingCosts {
        let mut all = StandingCosts::new();
        let own = self.charged.iter().filter(|((_, cell), sum)| {
            let own = (cell.year, cell.vintage) == (year, year);
            own && **sum > 0
        });
        all.extend(own.map(|(of, _)| (*of, Vec::new())));
        if all.is_empty() {
            return all;
        }
        self.add_accruals(&mut all);
        for entry in 1..=self.entries.len() as u64 {
            let kind = self.entries[entry as usize - 1].kind;
            let is_cost = matches!(kind, ActKind::Spend | ActKind::Recharge);
            if is_cost && !self.corrected.contains_key(&entry) {
                self.add_invoice(entry, year, &mut all);
            }
        }
        for standing in all.values_mut() {
            standing.sort_by_key(|it| (it.entry, it.part));
        }
        all
    }

    fn add_accruals(&self, all: &mut StandingCosts) {
        for (at, accrual) in self.accruals.iter() {
            let Some(promise) = accrual.promise else {
                continue;
            };
            for (part, left) in accrual.left().enumerate() {
                let of = all.get_mut(&(promise, left.cell));
                let of = of.filter(|_| left.origin.is_none() && left.amount > 0);
                let (entry, amount) = (accrual.entry, left.amount);
                of.into_iter().for_each(|of| {
                    of.push(Standing {
                        entry,
                        part,
                        accrual: Some(at),
                        amount,
                    });
                });
            }
        }
    }

    /// What meets the cost of an earlier year is no cost of this one.
    fn add_invoice(&self, entry: u64, year: FinancialYear, all: &mut StandingCosts) {
        let met = self.settlements.get(&entry).map(|at| &self.accruals[*at]);
        let is_met_here = met.is_none_or(|it| it.year() == Some(year));
        let moves = self.moves_of(entry).into_iter();
        let costs = moves.filter(|moved| moved.to == Account::Invoiced);
        for (part, (moved, left)) in costs.zip(self.cost_left(entry)).enumerate() {
            let own = match moved.from {
                Account::Available => true,
                Account::Accrued => is_met_here && left.origin.is_none(),
                _ => false,
            };
            let Some(promise) = moved.promise.filter(|_| own && left.amount > 0) else {
                continue;
            };
            if let Some(of) = all.get_mut(&(promise, left.cell)) {
                of.push(Standing {
                    entry,
                    part,
                    accrual: None,
                    amount: left.amount,
                });
            }
        }
    }

    /// Remembers where the costs stand that an opening moved: the oldest first, as its movements
    /// do.
    pub(crate) fn settle_along(&mut self, year: FinancialYear, moves: &[Move]) {
        let mut costs = self.standing_costs(year);
        for pair in moves.windows(2) {
            let (back, anew) = (pair[0], pair[1]);
            let is_cost = matches!(back.from, Account::Invoiced | Account::Accrued);
            let goes = is_cost && back.to == Account::Available && anew.to == back.from;
            let Some(promise) = back.promise.filter(|_| goes) else {
                continue;
            };
            let its = costs.get_mut(&(promise, back.cell)).into_iter().flatten();
            let mut its = its.filter(|it| it.account() == back.from && it.amount > 0);
            let Some(found) = its.next() else { continue };
            found.amount -= back.amount;
            let along = Along {
                part: found.part,
                cell: anew.cell,
                origin: anew.project,
                amount: back.amount,
                accrual: found.accrual,
            };
            if let Some(at) = found.accrual {
                self.accruals[at].go_along(along);
            }
            self.along.entry(found.entry).or_default().push(along);
        }
        self.take_off_moved_costs(moves);
    }

    /// A reopening leaves every cost on the line that it was charged to.
    pub(crate) fn take_back_along(&mut self, year: FinancialYear) {
        let went = |its: &Vec<Along>| its.iter().any(|it| it.cell.year == year);
        let back = self.along.iter().filter(|(_, its)| went(its));
        let back: Vec<u64> = back.map(|(entry, _)| *entry).collect();
        for entry in back {
            let its = self.along.remove(&entry).unwrap_or_default();
            for it in its.into_iter().rev() {
                if let Some(at) = it.accrual {
                    self.accruals[at].come_back(it);
                }
            }
        }
    }

    /// The first entry that met a cost, or took something off it, where it went along to a year.
    pub(crate) fn rests_on_along(&self, year: FinancialYear) -> Option<RestsOnAlong> {
        let went = self
            .along
            .iter()
            .filter(|(_, its)| its.iter().any(|it| it.cell.year == year));
        let rests = went.filter_map(|(entry, its)| {
            let along = its.first()?;
            if let Some(at) = along.accrual {
                let of = &self.accruals[at];
                let (first, sum) = of.settled_beyond(of.parts.len() - its.len())?;
                return Some((first, sum, Account::Accrued, along.cell));
            }
            let moves = self.moves_of(*entry).into_iter();
            let own = moves.filter(|it| it.to == Account::Invoiced).count();
            let (first, sum) = self.taken_off_beyond(*entry, own)?;
            Some((first, sum, Account::Invoiced, along.cell))
        });
        let (first, sum, account, cell) = rests.min_by_key(|(first, ..)| *first)?;
        Some(RestsOnAlong {
            first,
            sum,
            account,
            cell,
        })
    }
}

/// What rests on a cost that went along with kept money.
pub(crate) struct RestsOnAlong {
    pub(crate) first: u64,
    pub(crate) sum: i64,
    pub(crate) account: Account,
    pub(crate) cell: CellKey,
}
