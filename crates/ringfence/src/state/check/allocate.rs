//! Funds of an allocation.

use super::super::cell::CellKey;
use super::super::index::At;
use super::super::moves::Move;
use super::super::record::{Body, Stream};
use super::Case;
use crate::journal::act::Allocate;
use crate::journal::{OpeningStated, Rejection, Shortfall};
use crate::noun::{Account, Recurrence};
use crate::word::Money;

impl Case<'_, '_> {
    /// An opening notice is of recurrent money, and the only one of its line and year.
    pub(crate) fn look_at_the_opening(
        &mut self,
        given: &Allocate,
        stream: At<Stream>,
        to: At<Body>,
    ) {
        if given.recurrence != Recurrence::Recurrent {
            self.refuse(Rejection::FieldsConflict {
                fields: "opening and non-recurrent",
                works: "an opening notice states recurrent money",
            });
        }
        if let Some(entry) = self.ledger.opening_of(stream, to, given.year) {
            let line = self.ledger.place(to, stream, None);
            self.refuse(Rejection::OpeningAlreadyStated(OpeningStated {
                line,
                year: given.year,
                entry,
            }));
        }
    }

    pub(crate) fn look_at_allocation(&mut self, given: &Allocate) {
        let (stream, to, giver) = (self.stream(), self.body(), self.named.other);
        let key = |body| CellKey {
            body,
            stream,
            year: given.year,
            vintage: given.year,
            recurrence: given.recurrence,
        };
        let mut asked = given.amount.pence();
        if given.opening {
            let brought = self.ledger.brought_forward(stream, to, given.year);
            for moved in self.ledger.restated(&brought, stream, to, given.year) {
                self.moves.push(moved);
            }
            asked -= brought.notices();
            self.allocate(key(to), asked);
            for other in brought.givers().into_iter().filter(|it| Some(*it) != giver) {
                // What another body passed down is restated with the rest: it comes back.
                self.passed_down(key(other), -brought.passed_down_by(other));
            }
            let from_giver = giver.map_or(0, |giver| brought.passed_down_by(giver));
            asked = given.amount.pence() - from_giver;
        } else {
            self.allocate(key(to), asked);
        }
        if let Some(giver) = giver {
            self.pass_down(key(giver), asked, given);
        }
        if given.recurrence == Recurrence::Recurrent {
            let (ledger, named) = (self.ledger, self.named);
            let words = (self.effective, &self.draft.text);
            let number = ledger.head.entry + 1;
            self.restate_ahead(|notices| {
                notices.extend(ledger.notice_of(given, &named, words, number));
            });
        }
        self.recall_release();
    }

    fn allocate(&mut self, key: CellKey, amount: i64) {
        self.moves.push(Move::between(
            key,
            Account::Allocated,
            Account::Available,
            amount,
        ));
    }

    fn pass_down(&mut self, giver: CellKey, asked: i64, given: &Allocate) {
        let cell = self.ledger.cells.find(&giver);
        let available = cell
            .map_or(0, |at| self.ledger.cells[at].available())
            .max(0);
        let held = !given.actual && !self.only_tracks(giver.stream);
        if held && asked > available {
            let leeway = self.leeway(&giver, self.control(giver.stream).tolerance);
            if asked > available + leeway {
                let of = self.shortfall(giver.body, asked, available + leeway);
                self.goes_beyond(giver.stream, Rejection::AllocationExceedsAvailable(of));
            }
        }
        self.passed_down(giver, asked);
    }

    fn passed_down(&mut self, giver: CellKey, amount: i64) {
        let (from, to) = (Account::Available, Account::PassedDown);
        self.moves.push(Move::between(giver, from, to, amount));
    }

    /// What was asked of a body's money, and what there is.
    #[cold]
    pub(crate) fn shortfall(&self, body: At<Body>, asked: i64, available: i64) -> Shortfall {
        let money = |pence: i64| Money::from_pence(pence).unwrap_or(Money::MAX);
        Shortfall {
            place: self.ledger.place(body, self.stream(), self.year),
            asked: money(asked),
            available: money(available),
            short: money(asked.saturating_sub(available)),
            for_old: Money::ZERO,
        }
    }
}
