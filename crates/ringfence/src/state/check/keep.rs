//! Funds of what keeps money: earmark, hold, commit.

use super::super::funds::{Lines, Taken, Takings};
use super::super::index::At;
use super::super::moves::Move;
use super::super::record::Promise;
use super::Case;
use crate::journal::act::{Commit, Earmark, Hold, Term};
use crate::journal::{Mismatch, Rejection, Shortfall};
use crate::noun::Account;
use crate::word::{FinancialYear, Money, Profile};

impl Case<'_, '_> {
    pub(crate) fn look_at_earmark(&mut self, earmark: &Earmark) {
        let pot = (self.body(), self.stream(), earmark.year);
        let lines = Lines::of_vintage(earmark.vintage);
        let asked = earmark.amount.pence();
        let project = self.named.project;
        let no = Rejection::EarmarkExceedsAvailable;
        let takings = self.ask(&pot, lines, None, asked, no).unwrap_or_default();
        for taken in takings.iter() {
            let kept = kept(taken, Account::Earmarked);
            self.moves.push(kept.of_project(project));
        }
    }

    pub(crate) fn look_at_hold(&mut self, hold: &Hold) {
        let pot = (self.body(), self.stream(), hold.year);
        let lines = Lines::of_vintage(hold.vintage);
        let new = self.next_promise();
        let (project, asked) = (self.named.project, hold.amount.pence());
        let no = Rejection::HoldExceedsAvailable;
        if let Some(takings) = self.ask(&pot, lines, project, asked, no) {
            self.keep_for(new, &takings, Account::Held);
        }
    }

    pub(crate) fn look_at_commitment(&mut self, commit: &Commit) {
        let Some(year) = self.year else { return };
        let (asked, lines) = match commit.term {
            Term::NonRecurrent { amount, .. } => {
                (amount.pence(), Lines::of_vintage(commit.vintage))
            }
            Term::Recurrent { annual, start, end } => {
                let profile = Profile::covering(start, end);
                (
                    profile
                        .year_sum(annual, year, self.ledger.calendar())
                        .pence(),
                    Lines::Base,
                )
            }
        };
        if asked == 0 {
            let amount = Money::ZERO;
            self.refuse(Rejection::AmountNotPositive {
                field: "the year's part",
                amount,
            });
            return;
        }
        let new = self.next_promise();
        let from_hold = self.firm_up(new, asked, year, lines);
        let pot = (self.body(), self.stream(), year);
        let no = |of: Shortfall| Rejection::CommitmentExceedsAvailable(of.of_the_whole(asked));
        if let Some(takings) = self.ask(&pot, lines, self.named.project, asked - from_hold, no) {
            self.keep_for(new, &takings, Account::Committed);
            self.commit_ahead(commit, new, year);
        }
        self.look_at_the_approval(commit, year);
    }

    fn look_at_the_approval(&mut self, commit: &Commit, year: FinancialYear) {
        let Some(project) = self.named.project else {
            return;
        };
        match commit.term {
            Term::NonRecurrent { amount, .. } => self.hold_to_approval(project, year, amount),
            Term::Recurrent { annual, .. } => self.hold_annual_to_approval(project, annual),
        }
    }

    /// Makes a hold firm, up to what it holds; gives how much of the commitment that covers.
    fn firm_up(&mut self, new: At<Promise>, asked: i64, year: FinancialYear, lines: Lines) -> i64 {
        let Some(hold) = self.named.hold else {
            return 0;
        };
        let ledger = self.ledger;
        let mut left = asked;
        if !self.is_fact(false) {
            self.look_whether_it_holds(hold, year);
        }
        for (cell, part) in ledger.open_parts(hold, year) {
            let amount = part.open.min(left);
            // A recurrent commitment stands on nothing but the base.
            let stands = lines != Lines::Base || lines.hold(&cell);
            if amount > 0 && stands {
                let firm = Move::between(cell, Account::Held, Account::Committed, amount);
                let firm = firm.seen(part.cell);
                self.moves
                    .push(firm.of_project(part.origin).of_promise(new).of_hold(hold));
                left -= amount;
            }
        }
        asked - left
    }

    /// A hold is made firm in the year in which it holds: what the close keeps of it is in the
    /// next one.
    fn look_whether_it_holds(&mut self, hold: At<Promise>, year: FinancialYear) {
        let of = &self.ledger.promises[hold];
        if of.open() == 0 {
            let id = of.id.to_string();
            self.refuse(Rejection::HoldFinished { id });
            return;
        }
        let parts = || of.parts.iter().filter(|part| part.open > 0);
        let mut cells = parts().map(|part| &self.ledger.cells[part.cell].key);
        if cells.any(|key| key.year == year && self.ledger.is_for_old(key)) {
            let id = of.id.to_string();
            self.refuse(Rejection::HoldForOld { id });
            return;
        }
        let mut years = parts().map(|part| self.ledger.cells[part.cell].key.year);
        let first = years.next().filter(|first| *first != year);
        if let Some(its) = first.filter(|_| years.all(|its| its != year)) {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "year",
                found: year.to_string(),
                expected: its.to_string(),
                of: format!("hold {}", of.id),
            }));
        }
    }

    pub(crate) fn keep_for(&mut self, promise: At<Promise>, takings: &Takings, state: Account) {
        for taken in takings.iter() {
            self.moves.push(kept(taken, state).of_promise(promise));
        }
    }

    fn next_promise(&self) -> At<Promise> {
        At::of_place(self.ledger.promises.len())
    }
}

/// Money taken, moved to where it is kept.
pub(crate) fn kept(taken: &Taken, state: Account) -> Move {
    let from = if taken.origin.is_some() {
        Account::Earmarked
    } else {
        Account::Available
    };
    let seen = taken.seen;
    let kept = Move::between(taken.cell, from, state, taken.amount).of_project(taken.origin);
    Move { seen, ..kept }
}
