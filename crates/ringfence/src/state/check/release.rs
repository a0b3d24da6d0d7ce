//! Release: the means to spend, and their recall.

use super::super::cell::CellKey;
use super::super::funds::Lines;
use super::super::moves::Move;
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
        match last.filter(|_| !self.is_blocked(stream)) {
            Some(key) => self.moves.push(released(key, left)),
            None => {
                let of = self.shortfall(body, asked, asked - left);
                self.refuse(Rejection::ReleaseExceedsAuthority(of));
            }
        }
    }

    /// Recalls what the movements so far would leave released above authority, never below
    /// what is drawn.
    pub(crate) fn recall_release(&mut self, keys: &[CellKey]) {
        for key in keys {
            let required = self.ledger.streams[key.stream].release == ReleaseRule::Required;
            let Some(at) = self.ledger.cells.find(key).filter(|_| required) else {
                continue;
            };
            let cell = &self.ledger.cells[at];
            let moved: i64 = self
                .moves
                .iter()
                .filter(|it| it.cell == *key)
                .map(gained)
                .sum();
            let above = cell.released() - (cell.authority() + moved);
            let recall = above.min(cell.undrawn());
            if recall > 0 {
                self.moves.push(released(*key, recall).reversed());
            }
        }
    }
}

fn released(key: CellKey, amount: i64) -> Move {
    Move::between(key, Account::ReleaseGiven, Account::Released, amount)
}

/// What a movement adds to authority.
fn gained(moved: &Move) -> i64 {
    let is_source = |account: Account| account.place() < Account::Available.place();
    match (is_source(moved.from), is_source(moved.to)) {
        (true, false) => moved.amount,
        (false, true) => -moved.amount,
        _ => 0,
    }
}
