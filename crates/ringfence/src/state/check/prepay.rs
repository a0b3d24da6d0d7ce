//! What is taken off a cost: a prepayment, a credit; and what uses a prepayment.

use super::super::Ledger;
use super::super::cost::{CostOf, CostPart};
use super::super::moves::Move;
use super::Case;
use crate::journal::act::{Credit, Prepay, UsePrepayment};
use crate::journal::{Mismatch, NoSuchEntry, Rejection};
use crate::noun::{Account, Wording};
use crate::word::{FinancialYear, Money};

impl Case<'_, '_> {
    /// The entry that is named is a spend or a recharge, or took a cost on, and stands.
    pub(crate) fn look_at_the_cost(&mut self, entry: Option<u64>, named: String) {
        let Some(entry) = entry else {
            let head = self.ledger.head.entry;
            self.refuse(Rejection::UnknownEntry(NoSuchEntry { entry: named, head }));
            return;
        };
        let kind = self.ledger.entries[entry as usize - 1].kind;
        if self.ledger.cost_at(entry).is_none() {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "entry",
                found: kind.event_word().to_owned(),
                expected: "spent or recharged".to_owned(),
                of: self.draft.act.kind().word().to_owned(),
            }));
        }
        if let Some(by) = self.ledger.corrected.get(&entry) {
            self.refuse(Rejection::EntryAlreadyCorrected { entry, by: *by });
        }
    }

    pub(crate) fn look_at_prepayment(&mut self, prepay: &Prepay) {
        self.take_off_cost(prepay.amount, Account::Prepaid);
    }

    pub(crate) fn look_at_credit(&mut self, credit: &Credit) {
        self.take_off_cost(credit.amount, Account::Invoiced);
    }

    /// Takes a sum off a cost, the last part first; each returns to where it was taken from
    /// before it was committed.
    pub(crate) fn take_off_cost(&mut self, amount: Money, account: Account) {
        let (Some(cost), Some(year)) = (self.named.cost, self.year) else {
            return;
        };
        let Some(of) = self.ledger.cost_at(cost) else {
            return;
        };
        let mut left = amount.pence();
        for part in self.ledger.cost_left(cost).into_iter().rev() {
            let taken = part.amount.min(left);
            left -= taken;
            if taken > 0 {
                let part = CostPart {
                    amount: taken,
                    ..part
                };
                let back = put_back(part, of, year, account);
                self.moves.push(back);
            }
        }
        if left > 0 {
            let asked = amount.pence();
            let mut of = self.shortfall(of.body, asked, asked - left);
            of.place = format!("entry {cost}");
            self.refuse(Rejection::ExceedsCostLeft(of));
        }
    }

    /// A cost of a closed year comes back as what a supplier gives back does: on the open year's
    /// own line, so that the closed one stands as it was.
    pub(crate) fn take_off_later(&mut self, entry: u64) {
        let year = self.ledger.year_of_cost(None, self.effective);
        let Some((of, account, parts)) = self.ledger.cost_alone(entry) else {
            return;
        };
        for part in parts.into_iter().rev().filter(|part| part.amount > 0) {
            self.moves.push(put_back(part, of, year, account));
        }
    }

    /// What was prepaid is a cost of the year in which it is used: a fact.
    pub(crate) fn look_at_use(&mut self, used: &UsePrepayment) {
        let (Some(at), Some(year)) = (self.ledger.prepayments.find(&used.id), self.year) else {
            return;
        };
        let prepayment = &self.ledger.prepayments[at];
        if prepayment.used.is_some() || prepayment.parts.is_empty() {
            self.refuse(Rejection::PrepaymentUsed {
                id: prepayment.id.to_string(),
            });
            return;
        }
        for part in &prepayment.parts {
            let back = put_back(*part, prepayment.of, year, Account::Prepaid);
            let there = match (back.to, back.project) {
                (Account::Earmarked, Some(project)) => {
                    let cell = self.ledger.cells.find(&back.cell);
                    let tied = cell.map_or(0, |at| self.ledger.earmarked_for(project, at));
                    let earlier = self.moves.iter().filter(|it| it.cell == back.cell);
                    tied + earlier.map(|it| it.change_of(back.to)).sum::<i64>()
                }
                _ => back.amount,
            };
            let from_there = there.min(back.amount);
            let beyond = Move {
                to: Account::Available,
                ..back
            };
            for (moved, amount) in [(back, from_there), (beyond, back.amount - from_there)] {
                if amount > 0 {
                    self.moves.push(Move { amount, ..moved }.reversed());
                }
            }
        }
    }
}

/// Cost that returns: on its own line in its own year, in a later one on that year's own line.
fn put_back(part: CostPart, of: CostOf, year: FinancialYear, account: Account) -> Move {
    let (cell, origin) = Ledger::line_of_settlement(part.cell, part.origin, year);
    let to = if origin.is_some() {
        Account::Earmarked
    } else {
        Account::Available
    };
    let moved = Move::between(cell, account, to, part.amount);
    let project = of.promise.map_or(of.project, |_| origin);
    Move {
        project,
        promise: of.promise,
        ..moved
    }
}
