//! Funds of a virement.

use super::super::cell::CellKey;
use super::super::funds::Lines;
use super::super::moves::Move;
use super::Case;
use crate::journal::Rejection;
use crate::journal::act::Vire;
use crate::noun::{Account, Recurrence};

impl Case<'_, '_> {
    pub(crate) fn look_at_virement(&mut self, vire: &Vire) {
        let (stream, to) = (self.stream(), self.body());
        let (Some(from), Some(to_stream)) = (self.named.other, self.named.to_stream) else {
            return;
        };
        let lines = match vire.recurrence {
            Recurrence::Recurrent => Lines::Base,
            Recurrence::NonRecurrent => Lines::of_vintage(vire.vintage),
        };
        let pot = (from, stream, vire.year);
        let (asked, no) = (vire.amount.pence(), Rejection::VirementExceedsAvailable);
        let Some(takings) = self.ask(&pot, lines, None, asked, no) else {
            return;
        };
        for taken in takings.iter() {
            let there = CellKey {
                body: to,
                stream: to_stream,
                ..taken.cell
            };
            let out = (Account::Available, Account::ViredOut);
            self.moves
                .push(Move::between(taken.cell, out.0, out.1, taken.amount));
            let into = (Account::ViredIn, Account::Available);
            self.moves
                .push(Move::between(there, into.0, into.1, taken.amount));
        }
        let (ledger, named) = (self.ledger, self.named);
        let words = (self.effective, &self.draft.text);
        let number = ledger.head.entry + 1;
        self.restate_ahead(|notices| {
            notices.extend(ledger.virement_of(vire, &named, words, number));
        });
        self.recall_release();
    }
}
