//! Funds of a cost: against a commitment, or direct.

use super::super::Ledger;
use super::super::cell::{CellKey, PotKey};
use super::super::funds::{Lines, Takings};
use super::super::index::At;
use super::super::moves::Move;
use super::super::record::{Part, Promise, Stream};
use super::Case;
use super::keep::kept;
use crate::journal::act::Spend;
use crate::journal::{Rejection, Shortfall};
use crate::noun::{Account, ReleaseRule};
use crate::word::FinancialYear;

impl Case<'_, '_> {
    pub(crate) fn look_at_spend(&mut self, spend: &Spend) {
        let Some(year) = self.year else { return };
        match (self.named.accrual, self.named.promise) {
            (Some(accrual), _) => self.look_at_settlement(spend, accrual, year),
            (None, Some(promise)) => self.look_at_settling(spend, promise, year),
            (None, None) => self.look_at_direct_spend(spend, year),
        }
    }

    fn look_at_settling(&mut self, spend: &Spend, promise: At<Promise>, year: FinancialYear) {
        let ledger = self.ledger;
        let of = &ledger.promises[promise];
        let actual = self.is_fact(spend.actual);
        let asked = spend.amount.pence();
        let left = self.take_open(promise, (year, asked), Account::Invoiced, spend.is_final);
        // Where something was taken, something was open.
        if left == asked && !actual && ledger.is_finished(promise, year) {
            self.refuse(Rejection::CommitmentFinished {
                id: of.id.to_string(),
            });
            return;
        }
        if left > 0 && !self.spend_beyond(promise, (asked, left), year, actual) {
            return;
        }
        if !actual {
            self.hold_to_release(of.stream, asked);
        }
    }

    /// A cost beyond what is open. A fact takes what there is, else falls short; an ask goes as
    /// far as the commitment's own tolerance, and is held to what is available like any other.
    fn spend_beyond(
        &mut self,
        promise: At<Promise>,
        (asked, beyond): (i64, i64),
        year: FinancialYear,
        actual: bool,
    ) -> bool {
        let ledger = self.ledger;
        let of = &ledger.promises[promise];
        let pot = (of.body, of.stream, year);
        if actual {
            self.take_beyond(promise, (year, beyond), Account::Invoiced);
            return true;
        }
        let room = ledger.tolerated_on(promise, year);
        if beyond > room {
            let short = self.shortfall(of.body, asked, asked - beyond + room);
            self.refuse(Rejection::SpendExceedsCommitment(short));
            return false;
        }
        let no = |of: Shortfall| Rejection::SpendExceedsAvailable(of.of_the_whole(asked));
        let takings = self.ask(&pot, Lines::Owed(promise), of.project, beyond, no);
        for taken in takings.iter().flat_map(Takings::iter) {
            self.moves
                .push(kept(taken, Account::Invoiced).of_promise(promise));
        }
        takings.is_some()
    }

    /// Takes a cost from what a commitment keeps, in the order taken, and says how much of it is
    /// left; where nothing more will come, what is still open is given back.
    pub(crate) fn take_open(
        &mut self,
        promise: At<Promise>,
        (year, asked): (FinancialYear, i64),
        cost: Account,
        is_final: bool,
    ) -> i64 {
        let ledger = self.ledger;
        let mut left = asked;
        for (cell, part) in ledger.open_parts(promise, year) {
            let amount = part.open.min(left);
            if amount > 0 {
                let taken = Move::between(cell, Account::Committed, cost, amount);
                let taken = taken.of_project(part.origin).seen(part.cell);
                self.moves.push(taken.of_promise(promise));
                left -= amount;
            }
            if is_final && part.open > amount {
                self.moves
                    .push(given_back((cell, part), part.open - amount, promise));
            }
        }
        left = self.bear_ahead(promise, left, (year, cost), is_final);
        if is_final {
            self.give_back_ahead(promise, year);
        }
        left
    }

    /// A cost beyond the commitment is a fact: it takes what there is, else falls short.
    pub(crate) fn take_beyond(
        &mut self,
        promise: At<Promise>,
        (year, left): (FinancialYear, i64),
        cost: Account,
    ) {
        if left > 0 {
            let of = &self.ledger.promises[promise];
            let pot = (of.body, of.stream, year);
            let lines = Lines::Owed(promise);
            let beyond = self.ledger.take_as_fact(&pot, lines, of.project, left);
            for taken in beyond.iter() {
                self.moves.push(kept(taken, cost).of_promise(promise));
            }
        }
    }

    fn look_at_direct_spend(&mut self, spend: &Spend, year: FinancialYear) {
        let (stream, project) = (self.stream(), self.named.project);
        let pot = (self.bears(self.body(), stream), stream, year);
        let lines = Lines::of_vintage(spend.vintage);
        self.take_directly(spend, &pot, lines, 0);
        if let Some(project) = project.filter(|_| !self.is_fact(spend.actual)) {
            self.hold_to_approval(project, year, spend.amount);
        }
    }

    /// Takes a direct cost from what there is, but for so much of it as was had elsewhere.
    pub(crate) fn take_directly(&mut self, spend: &Spend, pot: &PotKey, lines: Lines, had: i64) {
        let (stream, project) = (pot.1, self.named.project);
        let whole = spend.amount.pence();
        let asked = whole - had;
        let needs_release = self.ledger.streams[stream].release == ReleaseRule::Required;
        let takings = if self.is_fact(spend.actual) {
            self.ledger.take_as_fact(pot, lines, project, asked)
        } else {
            let no = |of: Shortfall| Rejection::SpendExceedsAvailable(of.of_the_whole(whole));
            match self.ask(pot, lines, project, asked, no) {
                None => Takings::default(),
                Some(takings) if needs_release && self.advice.is_empty() => {
                    self.released_of(takings, pot, lines, (asked, whole))
                }
                Some(takings) => takings,
            }
        };
        for taken in takings.iter() {
            self.moves
                .push(kept(taken, Account::Invoiced).of_project(project));
        }
    }

    /// Of each line no more than what is released to it; where that is not enough and it is
    /// recorded all the same, what was taken stands.
    fn released_of(
        &mut self,
        takings: Takings,
        pot: &PotKey,
        lines: Lines,
        (asked, whole): (i64, i64),
    ) -> Takings {
        let stream = pot.1;
        if self.only_tracks(stream) {
            return takings;
        }
        let all = self.ledger.take(pot, lines, self.named.project, i64::MAX).0;
        let tolerance = self.control(stream).tolerance;
        let all = self.within(all, pot, lines, i64::MAX, tolerance).0;
        let undrawn = |key: &CellKey| {
            let had = self.moves.iter().filter(|it| it.to == Account::Invoiced);
            let had: i64 = had.filter(|it| it.cell == *key).map(|it| it.amount).sum();
            self.undrawn_of(key) - had
        };
        let (bounded, taken) = Ledger::bounded(&all, asked, &undrawn);
        if taken == asked {
            return bounded;
        }
        let of = self.shortfall(pot.0, asked, taken).of_the_whole(whole);
        self.goes_beyond(stream, Rejection::SpendExceedsReleased(of));
        takings
    }

    /// What is spent of each line is held to what was released to it.
    fn hold_to_release(&mut self, stream: At<Stream>, asked: i64) {
        let required = self.ledger.streams[stream].release == ReleaseRule::Required;
        if !required || self.only_tracks(stream) {
            return;
        }
        let mut covered = 0;
        let costs = self
            .moves
            .iter()
            .filter(|moved| moved.to == Account::Invoiced);
        let costs: Vec<(CellKey, i64)> = costs.map(|moved| (moved.cell, moved.amount)).collect();
        for (place, (cell, amount)) in costs.iter().enumerate() {
            let before = costs[..place].iter().filter(|(at, _)| at == cell);
            let used: i64 = before.map(|(_, amount)| amount).sum();
            covered += (self.undrawn_of(cell) - used).clamp(0, *amount);
        }
        if covered < asked {
            let of = self.shortfall(self.body(), asked, covered);
            self.goes_beyond(stream, Rejection::SpendExceedsReleased(of));
        }
    }

    /// What is released of a line and not drawn, once the cost that leaves it has left.
    fn undrawn_of(&self, key: &CellKey) -> i64 {
        let left = |moved: &&Move| moved.from == Account::Invoiced && moved.cell == *key;
        let gone: i64 = self.moves.iter().filter(left).map(|it| it.amount).sum();
        self.ledger.cells.find(key).map_or(0, |at| {
            let cell = &self.ledger.cells[at];
            (cell.released() - (cell.spent() - gone).max(0)).max(0)
        })
    }
}

/// What is given back returns to where it came from: the earmark, or what is free.
pub(crate) fn given_back((cell, part): (CellKey, Part), amount: i64, promise: At<Promise>) -> Move {
    let to = if part.origin.is_some() {
        Account::Earmarked
    } else {
        Account::Available
    };
    Move::between(cell, Account::Committed, to, amount)
        .of_project(part.origin)
        .of_promise(promise)
        .seen(part.cell)
}
