//! The recurrent base: what earlier years bring to a line.

use serde::{Deserialize, Serialize};

use super::Ledger;
use super::cell::CellKey;
use super::index::At;
use super::moves::Move;
use super::record::{Body, Given, Stream};
use super::succession::{Grounds, Recurring};
use crate::noun::{Account, BaseRule, Recurrence};
use crate::word::FinancialYear;

/// One notice, pass-down or virement that a year brought forward on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Carried {
    pub(crate) year: FinancialYear,
    /// Its place among the notices.
    pub(crate) notice: usize,
    pub(crate) body: At<Body>,
    pub(crate) stream: At<Stream>,
    pub(crate) amount: i64,
    /// Whose own money it is, where it is passed down.
    pub(crate) giver: Option<At<Body>>,
}

/// What was brought forward to one line.
pub(crate) struct Brought {
    items: Vec<(Carried, Given)>,
}

impl Brought {
    /// The sum of its notices and pass-downs.
    pub(crate) fn notices(&self) -> i64 {
        let notices = self
            .items
            .iter()
            .filter(|(_, given)| given.virement.is_none());
        notices.map(|(carried, _)| carried.amount).sum()
    }

    /// Who passed a part of it down.
    pub(crate) fn givers(&self) -> Vec<At<Body>> {
        let pass_downs = self
            .items
            .iter()
            .filter(|(_, given)| given.virement.is_none());
        let mut givers: Vec<_> = pass_downs.filter_map(|(it, _)| it.giver).collect();
        givers.sort();
        givers.dedup();
        givers
    }

    pub(crate) fn passed_down_by(&self, giver: At<Body>) -> i64 {
        let from = self.items.iter().filter(|(it, _)| it.giver == Some(giver));
        from.map(|(carried, _)| carried.amount).sum()
    }
}

impl Ledger {
    /// The entry that states the opening of a line for a year.
    pub(crate) fn opening_of(
        &self,
        stream: At<Stream>,
        to: At<Body>,
        year: FinancialYear,
    ) -> Option<u64> {
        let opening = |it: &&Given| {
            it.opening && !it.withdrawn && (it.stream, it.to, it.year) == (stream, to, year)
        };
        self.notices.iter().find(opening).map(|given| given.entry)
    }

    /// What earlier years brought to a line in a year.
    pub(crate) fn brought_forward(
        &self,
        stream: At<Stream>,
        body: At<Body>,
        year: FinancialYear,
    ) -> Brought {
        let of_line = |it: &&Carried| (it.year, it.stream, it.body) == (year, stream, body);
        let carried = self.carried.iter().filter(of_line);
        Brought {
            items: carried
                .map(|it| (*it, self.notices[it.notice].clone()))
                .collect(),
        }
    }

    /// An opening notice restates virements, too: their part on this line is taken back.
    pub(crate) fn restated(
        &self,
        brought: &Brought,
        stream: At<Stream>,
        body: At<Body>,
        year: FinancialYear,
    ) -> Vec<Move> {
        let recurrence = Recurrence::Recurrent;
        let key = CellKey {
            body,
            stream,
            year,
            vintage: year,
            recurrence,
        };
        let virements = brought
            .items
            .iter()
            .filter(|(_, given)| given.virement.is_some());
        virements
            .map(|(carried, _)| vired(key, carried.amount).reversed())
            .collect()
    }

    /// The base that a year brings to the next, line by line: each notice, pass-down and
    /// recurrent virement as itself, where no opening notice of the next year restates it and
    /// who gives and who takes are still there, or somebody took over from them.
    pub(crate) fn base_for(&self, on: Grounds<'_, '_>, next: FinancialYear) -> Vec<Carried> {
        let recurring = Recurring::of(on, self.calendar(), |given| !given.withdrawn);
        let mut base = Vec::new();
        for (stream, body) in recurring.lines() {
            if self.streams[stream].base != BaseRule::Continues {
                continue;
            }
            for held in recurring.held_in_all((stream, body), next) {
                if on.notices[held.notice].year < next && held.amount != 0 {
                    base.push(Carried {
                        year: next,
                        notice: held.notice,
                        body,
                        stream,
                        amount: held.amount,
                        giver: held.giver,
                    });
                }
            }
        }
        base
    }

    /// The movements of a base item on its line, and on the giver's where it is passed down.
    pub(crate) fn base_moves(&self, notices: &[Given], carried: &Carried) -> Vec<Move> {
        let given = &notices[carried.notice];
        let (stream, year) = (carried.stream, carried.year);
        let recurrence = Recurrence::Recurrent;
        let key = |body| CellKey {
            body,
            stream,
            year,
            vintage: year,
            recurrence,
        };
        if given.virement.is_some() {
            return vec![vired(key(carried.body), carried.amount)];
        }
        let amount = carried.amount;
        let mut moves = vec![Move::between(
            key(carried.body),
            Account::Allocated,
            Account::Available,
            amount,
        )];
        if let Some(giver) = carried.giver {
            let (from, to) = (Account::Available, Account::PassedDown);
            moves.push(Move::between(key(giver), from, to, amount));
        }
        moves
    }
}

fn vired(key: CellKey, amount: i64) -> Move {
    if amount < 0 {
        Move::between(key, Account::Available, Account::ViredOut, -amount)
    } else {
        Move::between(key, Account::ViredIn, Account::Available, amount)
    }
}
