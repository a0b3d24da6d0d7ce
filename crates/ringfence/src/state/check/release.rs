//! Release: the means to spend, and their recall.

use std::collections::BTreeMap;

use super::super::Ledger;
use super::super::cell::CellKey;
use super::super::funds::Lines;
use super::super::moves::{Move, Moves};
use super::Case;
use crate::journal::Rejection;
use crate::journal::act::Release;
use crate::noun::{Account, ReleaseRule};

impl Case<'_, '_> {
    pub(crate) fn look_at_release(&mut self, release: &Release) {
        let (stream, body) = (self.stream(), self.body());
        let pot = (body, stream, release.year);
        let lines = Lines::of_vintage(release.vintage);
        let asked = release.amount.pence();
        let mut left = asked;
        let mut last = None;
        for at in self.ledger.cells.pot(&pot) {
            let cell = &self.ledger.cells[*at];
            if !lines.hold(&cell.key) {
                continue;
            }
            last = Some(cell.key);
            let room = (cell.authority() - cell.released()).clamp(0, left);
            if room > 0 {
                self.moves.push(released(cell.key, room));
                left -= room;
            }
        }
        if left == 0 {
            return;
        }
        let of = self.shortfall(body, asked, asked - left);
        let beyond = Rejection::ReleaseExceedsAuthority(of);
        match last {
            Some(key) if self.goes_beyond(stream, beyond.clone()) => {
                self.moves.push(released(key, left));
            }
            Some(_) => {}
            None => self.refuse(beyond),
        }
    }

    /// Recalls what the movements so far would leave released above authority, on each line
    /// that they cut, never below what is drawn.
    pub(crate) fn recall_release(&mut self) {
        self.recall_release_of(|_| true);
    }

    /// The same on lines of which something holds.
    pub(crate) fn recall_release_of(&mut self, holds: impl Fn(&CellKey) -> bool) {
        for recalled in self.ledger.recalled_by(&self.moves, holds) {
            self.moves.push(recalled);
        }
    }
}

impl Ledger {
    /// What movements recall, on each line that they cut and of which something holds.
    pub(crate) fn recalled_by(&self, moves: &Moves, holds: impl Fn(&CellKey) -> bool) -> Vec<Move> {
        let required =
            |key: &CellKey| self.streams[key.stream].release == ReleaseRule::Required && holds(key);
        let cuts = moves.iter().filter(|moved| gained(moved) < 0);
        let keys: Vec<CellKey> = cuts.map(|moved| moved.cell).filter(required).collect();
        let mut recalled: Vec<Move> = Vec::new();
        if keys.is_empty() {
            return recalled;
        }
        let mut of_lines: BTreeMap<CellKey, [i64; 3]> = BTreeMap::new();
        for moved in moves.iter() {
            let sums = of_lines.entry(moved.cell).or_default();
            let changes = [given(moved), moved.cost(), gained(moved)];
            sums.iter_mut()
                .zip(changes)
                .for_each(|(sum, change)| *sum += change);
        }
        for key in keys {
            // Each line is looked at once, however often it is cut.
            let (Some(at), Some(of_line)) = (self.cells.find(&key), of_lines.remove(&key)) else {
                continue;
            };
            let (cell, [given, cost, gained]) = (&self.cells[at], of_line);
            let released_now = cell.released() + given;
            let spent = (cell.spent() + cost).max(0);
            let above = released_now - (cell.authority() + gained);
            let recall = above.min(released_now - spent);
            if recall > 0 {
                recalled.push(released(key, recall).reversed());
            }
        }
        recalled
    }
}

fn released(key: CellKey, amount: i64) -> Move {
    Move::between(key, Account::ReleaseGiven, Account::Released, amount)
}

/// What a movement adds to authority.
fn gained(moved: &Move) -> i64 {
    into(moved, |account| {
        account.place() >= Account::Available.place()
    })
}

/// What a movement adds to release.
fn given(moved: &Move) -> i64 {
    into(moved, |account| account == Account::Released)
}

fn into(moved: &Move, within: impl Fn(Account) -> bool) -> i64 {
    match (within(moved.to), within(moved.from)) {
        (true, false) => moved.amount,
        (false, true) => -moved.amount,
        _ => 0,
    }
}
