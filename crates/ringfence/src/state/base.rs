//! The recurrent base: what earlier years bring to a line.

use std::collections::BTreeMap;

use super::Ledger;
use super::cell::CellKey;
use super::index::At;
use super::moves::Move;
use super::record::{Body, Given, Stream};
use crate::journal::act::BaseLine;
use crate::noun::{Account, BaseRule, Recurrence};
use crate::word::FinancialYear;

/// One notice, pass-down or virement that a year brought forward on one line.
#[derive(Clone, Copy, Debug)]
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
    pub(crate) fn base_for(&self, next: FinancialYear) -> Vec<Carried> {
        let mut lines: BTreeMap<LineKey, Vec<(usize, i64)>> = BTreeMap::new();
        let mut order: Vec<usize> = (0..self.notices.len()).collect();
        order.sort_by_key(|at| (self.notices[*at].year, *at));
        for at in order {
            let given = &self.notices[at];
            let recurrent = given.recurrence == Recurrence::Recurrent && !given.withdrawn;
            if !recurrent || given.year > next {
                continue;
            }
            let amount = given.full_year.pence();
            if let (Some(to_stream), Some(from)) = (given.virement, given.from) {
                lines
                    .entry((given.stream, from))
                    .or_default()
                    .push((at, -amount));
                lines
                    .entry((to_stream, given.to))
                    .or_default()
                    .push((at, amount));
            } else {
                lines
                    .entry((given.stream, given.to))
                    .or_default()
                    .push((at, amount));
            }
        }
        let continues = |stream: At<Stream>| self.streams[stream].base == BaseRule::Continues;
        let mut base = Vec::new();
        for ((stream, body), items) in lines {
            for (notice, amount) in self.in_force(&items, next) {
                if continues(stream) && amount != 0 && !self.is_over(notice, next) {
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

    /// Whether who gives or who takes is no longer there when a year begins: then nothing is
    /// given any more.
    fn is_over(&self, notice: usize, year: FinancialYear) -> bool {
        let first = self.calendar().first_day(year);
        let given = &self.notices[notice];
        let mut whose = [Some(given.to), given.from].into_iter().flatten();
        whose.any(|at| self.bodies[at].until.is_some_and(|until| until < first))
    }

    /// The items of a line that are in force before a year: an opening notice replaces what
    /// earlier years brought, never a notice of its own year.
    fn in_force(&self, items: &[(usize, i64)], next: FinancialYear) -> Vec<(usize, i64)> {
        let opening_year = |(at, _): &&(usize, i64)| {
            let given = &self.notices[*at];
            given.opening && given.virement.is_none()
        };
        let last = items
            .iter()
            .filter(opening_year)
            .map(|(at, _)| self.notices[*at].year)
            .max();
        let from = last.unwrap_or_else(|| FinancialYear::starting(1900).unwrap_or(next));
        let within = |at: usize| (from..next).contains(&self.notices[at].year);
        items
            .iter()
            .filter(|(at, _)| within(*at))
            .copied()
            .collect()
    }

    /// The movements of a base item on its line, and on the giver's where it is passed down.
    pub(crate) fn base_moves(&self, carried: &Carried) -> Vec<Move> {
        let given = &self.notices[carried.notice];
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

    /// A base item as the journal keeps it.
    pub(crate) fn base_line(&self, carried: &Carried) -> BaseLine {
        BaseLine {
            entry: self.notices[carried.notice].entry,
            body: self.bodies[carried.body].id.clone(),
            stream: self.streams[carried.stream].id.clone(),
            amount: crate::word::Money::from_pence(carried.amount).expect("a notice's sum"),
        }
    }
}

fn vired(key: CellKey, amount: i64) -> Move {
    if amount < 0 {
        Move::between(key, Account::Available, Account::ViredOut, -amount)
    } else {
        Move::between(key, Account::ViredIn, Account::Available, amount)
    }
}
