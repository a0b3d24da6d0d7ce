//! The recurrent base: what earlier years bring to a line.

use std::collections::BTreeMap;

use super::Ledger;
use super::cell::CellKey;
use super::index::At;
use super::moves::Move;
use super::record::{Body, Given, Stream};
use crate::noun::{Account, BaseRule, Recurrence};
use crate::word::FinancialYear;

/// One notice, pass-down or virement that a year brought forward on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Carried {
    pub(crate) year: FinancialYear,
    /// Its place among the notices.
    pub(crate) notice: usize,
    pub(crate) body: At<Body>,
    pub(crate) stream: At<Stream>,
    pub(crate) amount: i64,
}

/// The recurrent line of a stream and a body.
type LineKey = (At<Stream>, At<Body>);

/// What recurs on each line: the places of its notices, each with the side on which it stands.
pub(crate) type BaseParts = BTreeMap<LineKey, Vec<(usize, i64)>>;

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
        let mut givers: Vec<_> = pass_downs.filter_map(|(_, given)| given.from).collect();
        givers.sort();
        givers.dedup();
        givers
    }

    pub(crate) fn passed_down_by(&self, giver: At<Body>) -> i64 {
        let given = |given: &Given| given.virement.is_none() && given.from == Some(giver);
        let from = self.items.iter().filter(|(_, it)| given(it));
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
    /// who gives and who takes are still there.
    pub(crate) fn base_for(&self, notices: &[Given], next: FinancialYear) -> Vec<Carried> {
        let mut base = Vec::new();
        for ((stream, body), parts) in base_parts(notices, |given| !given.withdrawn) {
            if self.streams[stream].base != BaseRule::Continues {
                continue;
            }
            for (notice, sign) in self.in_force(notices, &parts, next) {
                let given = &notices[notice];
                let amount = given.full_year.pence() * sign;
                if given.year < next && amount != 0 {
                    base.push(Carried {
                        year: next,
                        notice,
                        body,
                        stream,
                        amount,
                    });
                }
            }
        }
        base
    }

    /// What of a line's is in force in a year: an opening notice replaces what earlier years
    /// brought, never a notice of its own year, and nothing outlasts who gives or who takes.
    pub(crate) fn in_force(
        &self,
        notices: &[Given],
        parts: &[(usize, i64)],
        year: FinancialYear,
    ) -> Vec<(usize, i64)> {
        let named = |(at, _): &(usize, i64)| notices[*at].year;
        let openings = parts.iter().filter(|(at, _)| notices[*at].opening);
        let last = openings.map(named).filter(|of| *of <= year).max();
        let restated = |of: FinancialYear| last.is_some_and(|last| of < last);
        let in_force = parts.iter().filter(|part| {
            let of = named(part);
            of <= year && !restated(of) && !self.is_over(&notices[part.0], year)
        });
        in_force.copied().collect()
    }

    /// Whether who gives or who takes is no longer there when a year begins: then nothing is
    /// given any more.
    pub(crate) fn is_over(&self, given: &Given, year: FinancialYear) -> bool {
        let first = self.calendar().first_day(year);
        let mut whose = [Some(given.to), given.from].into_iter().flatten();
        whose.any(|at| self.bodies[at].until.is_some_and(|until| until < first))
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
        if let Some(giver) = given.from {
            let (from, to) = (Account::Available, Account::PassedDown);
            moves.push(Move::between(key(giver), from, to, amount));
        }
        moves
    }
}

/// What recurs on each line, of the notices that stand: a virement on both of its lines.
pub(crate) fn base_parts(notices: &[Given], stands: impl Fn(&Given) -> bool) -> BaseParts {
    let recurs = |at: &usize| {
        let given = &notices[*at];
        given.recurrence == Recurrence::Recurrent && stands(given)
    };
    let mut order: Vec<usize> = (0..notices.len()).filter(recurs).collect();
    order.sort_by_key(|at| (notices[*at].year, *at));
    let mut parts = BaseParts::new();
    for at in order {
        let given = &notices[at];
        if let (Some(_), Some(from)) = (given.virement, given.from) {
            let gives = parts.entry((given.stream, from)).or_default();
            gives.push((at, -1));
        }
        let to_stream = given.virement.unwrap_or(given.stream);
        let takes = parts.entry((to_stream, given.to)).or_default();
        takes.push((at, 1));
    }
    parts
}

fn vired(key: CellKey, amount: i64) -> Move {
    if amount < 0 {
        Move::between(key, Account::Available, Account::ViredOut, -amount)
    } else {
        Move::between(key, Account::ViredIn, Account::Available, amount)
    }
}
