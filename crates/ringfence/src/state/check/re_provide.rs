//! Taking an allocation out of one year and giving it again in the next.

use super::super::cell::CellKey;
use super::super::funds::Lines;
use super::super::moves::Move;
use super::Case;
use crate::journal::Rejection;
use crate::journal::act::ReProvide;
use crate::noun::{Account, Recurrence};

impl Case<'_, '_> {
    pub(crate) fn look_at_re_provision_alone(&mut self, again: &ReProvide) {
        self.more_than_nought("amount", Some(again.amount));
        if again.year.next() == again.year {
            self.refuse(Rejection::FieldsConflict {
                fields: "year and the year after it",
                works: "a year that another one follows",
            });
        }
    }

    /// A fact: the year that gives up takes what is available, and may fall short.
    pub(crate) fn look_at_re_provision(&mut self, again: &ReProvide) {
        let (stream, body) = (self.stream(), self.body());
        let pot = (body, stream, again.year);
        let amount = again.amount.pence();
        let takings = self.ledger.take_as_fact(&pot, Lines::All, None, amount);
        for taken in takings.iter() {
            let (from, to) = (Account::Available, Account::ReProvided);
            let out = Move::between(taken.cell, from, to, taken.amount);
            self.moves.push(Move {
                seen: taken.seen,
                ..out
            });
        }
        let year = again.year.next();
        let next = CellKey {
            body,
            stream,
            year,
            vintage: year,
            recurrence: Recurrence::NonRecurrent,
        };
        let into = (Account::ReProvided, Account::Available);
        self.moves.push(Move::between(next, into.0, into.1, amount));
        self.recall_release();
    }
}
