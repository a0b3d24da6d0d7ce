//! Moving a cost: what it leaves gets back what it took, where it belongs it is a spend.

use super::super::cell::PotKey;
use super::super::funds::Lines;
use super::super::moves::{Move, Moves};
use super::Case;
use crate::journal::Rejection;
use crate::journal::act::Recharge;
use crate::noun::Account;
use crate::word::FinancialYear;

impl Case<'_, '_> {
    pub(crate) fn look_at_recharge_alone(&mut self, it: &Recharge) {
        self.one_of_entry_and_key(it.entry.is_some(), it.posted_as.is_some());
        let text = &self.draft.text;
        let mut said = [&text.reason, &text.evidence].into_iter().flatten();
        if said.all(|words| words.trim().is_empty()) {
            self.missing("reason or evidence", "a recharge");
        }
        self.look_at_spend_alone(&it.as_spend());
    }

    pub(crate) fn look_at_what_is_recharged(&mut self, it: &Recharge) {
        self.look_at_what_cost(it.entry, it.posted_as.as_ref());
        let cost = self.named.cost.filter(|_| self.named.other.is_some());
        let left = cost.map(|entry| self.ledger.cost_left(entry));
        self.not_before_the_cost(left.and_then(|left| Some(left.first()?.cell.year)));
        self.look_at_what_is_spent(&it.as_spend());
        if self.stays_where_it_is(it) {
            self.refuse(Rejection::FieldsConflict {
                fields: "the cost and where it belongs",
                works: "a recharge moves a cost to another line, project or commitment",
            });
        }
    }

    fn stays_where_it_is(&self, it: &Recharge) -> bool {
        let named = &self.named;
        let (Some(body), Some(stream)) = (named.body, named.stream) else {
            return false;
        };
        let cost = named.cost.and_then(|entry| self.ledger.cost_at(entry));
        cost.is_some_and(|of| match named.promise {
            Some(promise) => of.promise == Some(promise),
            None => {
                let here = (self.bears(body, stream), stream, named.project);
                let same = here == (of.body, of.stream, of.project);
                same && of.promise.is_none() && it.vintage.is_none()
            }
        })
    }

    /// First it is taken off where it stood, then it is judged as a spend where it belongs.
    pub(crate) fn look_at_recharge(&mut self, it: &Recharge) {
        let Some(year) = self.year else { return };
        self.take_off_cost(it.amount, Account::Invoiced);
        if self.no.is_empty() {
            self.look_at_where_it_belongs(it, year);
        }
        // What is refused where it belongs comes off nowhere.
        if !self.no.is_empty() {
            self.moves = Moves::default();
        }
    }

    fn look_at_where_it_belongs(&mut self, it: &Recharge, year: FinancialYear) {
        let spend = it.as_spend();
        if self.named.promise.is_some() {
            self.look_at_spend(&spend);
            return;
        }
        let (stream, project) = (self.stream(), self.named.project);
        let pot = (self.bears(self.body(), stream), stream, year);
        let lines = Lines::of_vintage(it.vintage);
        let given: Vec<Move> = self.moves.iter().copied().collect();
        let again = self.had_again(&given, &pot, lines, it.amount.pence());
        let had = again.iter().map(|moved| moved.amount).sum();
        for moved in again {
            self.moves.push(moved);
        }
        self.take_directly(&spend, &pot, lines, had);
        // What comes off a project and goes on it again asks for no more approval.
        let cost = self.named.cost.and_then(|entry| self.ledger.cost_at(entry));
        let came_off = cost.filter(|of| of.promise.is_none());
        let came_off = came_off.and_then(|of| of.project);
        let asks = project.filter(|_| !self.is_fact(it.actual) && project != came_off);
        if let Some(project) = asks {
            self.hold_to_approval(project, year, it.amount);
        }
    }

    /// Where a line has not enough, it has what the cost that leaves it gives back.
    fn had_again(&self, given: &[Move], pot: &PotKey, lines: Lines, asked: i64) -> Vec<Move> {
        let project = self.named.project;
        let mut left = asked - self.ledger.take(pot, lines, project, asked).1;
        let mut again = Vec::new();
        for moved in given.iter().filter(|it| it.to == Account::Available) {
            let cell = moved.cell;
            let of_pot = (cell.body, cell.stream, cell.year) == *pot;
            let of_pot = of_pot && self.ledger.may_take(lines, &cell);
            let amount = moved.amount.min(left);
            if of_pot && amount > 0 {
                let cost = Move::between(cell, Account::Available, Account::Invoiced, amount);
                again.push(cost.of_project(project));
                left -= amount;
            }
        }
        again
    }
}
