//! Giving back: decommit, and giving up a hold.

use super::super::index::At;
use super::super::moves::Move;
use super::super::record::Promise;
use super::Case;
use super::spend::given_back;
use crate::journal::Rejection;
use crate::journal::act::{Decommit, GiveUp};
use crate::noun::{Account, Recurrence};
use crate::word::FinancialYear;

impl Case<'_, '_> {
    pub(crate) fn look_at_decommitment(&mut self, decommit: &Decommit) {
        let (Some(promise), Some(year)) = (self.named.promise, self.year) else {
            return;
        };
        let ledger = self.ledger;
        let of = &ledger.promises[promise];
        if ledger.is_finished(promise, year) {
            self.refuse(Rejection::CommitmentFinished {
                id: of.id.to_string(),
            });
            return;
        }
        let ends = decommit.amount.is_none() && of.recurrence == Recurrence::Recurrent;
        let asked = decommit.amount.map(|amount| amount.pence());
        let open = self.give_back(promise, year, asked, Account::Committed);
        if ends {
            self.give_back_ahead(promise, year);
        }
        if let Some(asked) = asked.filter(|asked| *asked > open && !ends) {
            self.named.stream = Some(of.stream);
            let short = self.shortfall(of.body, asked, open);
            self.refuse(Rejection::DecommitExceedsOpen(short));
        }
    }

    pub(crate) fn look_at_giving_up(&mut self, give_up: &GiveUp) {
        let (Some(hold), Some(year)) = (self.named.promise, self.year) else {
            return;
        };
        let of = &self.ledger.promises[hold];
        let asked = give_up.amount.map(|amount| amount.pence());
        let held = self.give_back(hold, year, asked, Account::Held);
        if held == 0 {
            self.refuse(Rejection::HoldFinished {
                id: of.id.to_string(),
            });
        } else if let Some(asked) = asked.filter(|asked| *asked > held) {
            self.named.stream = Some(of.stream);
            let short = self.shortfall(of.body, asked, held);
            self.refuse(Rejection::GivingUpExceedsHeld(short));
        }
    }

    /// Gives back in the reverse of the order taken; says how much was open.
    pub(crate) fn give_back(
        &mut self,
        promise: At<Promise>,
        year: FinancialYear,
        asked: Option<i64>,
        state: Account,
    ) -> i64 {
        let ledger = self.ledger;
        let mut left = asked.unwrap_or(i64::MAX);
        let mut open = 0;
        for (cell, part) in ledger.open_parts(promise, year).rev() {
            let amount = part.open.min(left);
            open += part.open;
            if amount > 0 {
                let back = given_back((cell, part), amount, promise);
                self.moves.push(Move {
                    from: state,
                    ..back
                });
                left -= amount;
            }
        }
        open
    }
}
