//! Funds of an accrual, and of the invoice that settles it.

use super::super::Ledger;
use super::super::accrual::Accrual;
use super::super::cell::{CellKey, PotKey};
use super::super::funds::Lines;
use super::super::index::At;
use super::super::moves::Move;
use super::Case;
use super::keep::kept;
use crate::journal::Rejection;
use crate::journal::act::{Accrue, Spend};
use crate::noun::Account;
use crate::word::FinancialYear;

impl Case<'_, '_> {
    /// What was received is a fact: it takes what its commitment keeps, then what there is.
    pub(crate) fn look_at_accrual(&mut self, accrue: &Accrue) {
        let Some(year) = self.year else { return };
        let asked = accrue.amount.pence();
        match self.named.promise {
            Some(promise) => {
                let left = self.take_open(promise, (year, asked), Account::Accrued, false);
                self.take_beyond(promise, (year, left), Account::Accrued);
            }
            None => {
                let stream = self.stream();
                let pot = (self.bears(self.body(), stream), stream, year);
                let lines = Lines::of_vintage(accrue.vintage);
                self.take_direct(&pot, lines, asked, Account::Accrued);
            }
        }
    }

    fn take_direct(&mut self, pot: &PotKey, lines: Lines, asked: i64, cost: Account) {
        let project = self.named.project;
        let takings = self.ledger.take_as_fact(pot, lines, project, asked);
        for taken in takings.iter() {
            self.moves.push(kept(taken, cost).of_project(project));
        }
    }

    /// An invoice meets an accrual: what is more is a cost of its own year, what is less is a
    /// credit.
    pub(crate) fn look_at_settlement(
        &mut self,
        spend: &Spend,
        accrual: At<Accrual>,
        year: FinancialYear,
    ) {
        let ledger = self.ledger;
        let of = &ledger.accruals[accrual];
        let open = of.open();
        if open == 0 {
            self.refuse(Rejection::AccrualSettled {
                id: of.id.to_string(),
            });
            return;
        }
        let asked = spend.amount.pence();
        let settled = if spend.part { open.min(asked) } else { open };
        self.meet(of, year, settled, asked);
        let more = (asked - settled).max(0);
        match of.promise {
            Some(promise) => {
                let cost = Account::Invoiced;
                let left = self.take_open(promise, (year, more), cost, spend.is_final);
                self.take_beyond(promise, (year, left), cost);
            }
            None if more > 0 => {
                let pot = (of.body, of.stream, year);
                self.take_direct(&pot, Lines::All, more, Account::Invoiced);
            }
            None => {}
        }
    }

    /// Takes so much off what is accrued, part by part; what the invoice does not ask goes back.
    fn meet(&mut self, of: &Accrual, year: FinancialYear, settled: i64, asked: i64) {
        let (mut left, mut invoice) = (settled, asked);
        for part in of.left() {
            let taken = part.amount.min(left);
            let invoiced = taken.min(invoice);
            (left, invoice) = (left - taken, invoice - invoiced);
            let (cell, origin) = Ledger::line_of_settlement(part.cell, part.origin, year);
            let back = if origin.is_some() {
                Account::Earmarked
            } else {
                Account::Available
            };
            for (to, amount) in [(Account::Invoiced, invoiced), (back, taken - invoiced)] {
                if amount > 0 {
                    let moved = Move::between(cell, Account::Accrued, to, amount);
                    // What comes back of a direct cost is its project's, as the cost was.
                    let direct = of.promise.is_none() && to != Account::Invoiced;
                    let project = if direct { of.project } else { origin };
                    let moved = moved.of_project(project);
                    let promise = of.promise;
                    self.moves.push(Move { promise, ..moved });
                }
            }
        }
    }
}

impl Ledger {
    /// Where an invoice meets a cost: on its own line in its own year; in a later one on that
    /// year's own vintage, of the same recurrence and of no earmark.
    pub(crate) fn line_of_settlement<Of>(
        cell: CellKey,
        origin: Option<Of>,
        year: FinancialYear,
    ) -> (CellKey, Option<Of>) {
        if cell.year == year {
            return (cell, origin);
        }
        let vintage = year;
        (
            CellKey {
                year,
                vintage,
                ..cell
            },
            None,
        )
    }
}
