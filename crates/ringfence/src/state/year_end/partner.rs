//! What goes back to partners.

use super::working::Working;
use crate::journal::act::PartnerLine;
use crate::noun::{Account, Recurrence};
use crate::state::Ledger;
use crate::state::cell::Cell;
use crate::state::contribution::Contribution;
use crate::state::moves::Move;
use crate::word::{Money, Percent, Weights};

impl Ledger {
    /// Gives partners their shares of what is free on a line at the year end, and says what is
    /// left. Odd pence go as [`Money::split`] says, partners in the order of their ids before the
    /// line's own body.
    pub(crate) fn give_back(&self, cell: &Cell, free: i64, working: &mut Working) -> i64 {
        let partners = self.partners_of(cell);
        if free <= 0 || partners.is_empty() {
            return free;
        }
        let mut left = free;
        for (of, part) in partners.iter().zip(self.shares_of(&partners, cell, free)) {
            if part == 0 {
                continue;
            }
            left -= part;
            let (from, to) = (Account::Available, Account::Reverted);
            working.moves.push(Move::between(cell.key, from, to, part));
            working.gone_back.push(PartnerLine {
                id: of.id.clone(),
                partner: self.bodies[of.partner].id.clone(),
                line: self.line_of(&cell.key),
                amount: within(part),
            });
        }
        left
    }

    /// Who has said a share has that of it, no more than the money that it added; of the rest
    /// each has what its money is of the line without theirs.
    fn shares_of(&self, partners: &[&Contribution], cell: &Cell, free: i64) -> Vec<i64> {
        let counted: Vec<i64> = partners.iter().map(|it| self.counted_of(it)).collect();
        let said: Vec<Option<Percent>> = partners.iter().map(|it| self.share_of(it)).collect();
        let mut parts = said_parts(&said, free);
        for (part, most) in parts.iter_mut().zip(&counted) {
            *part = (*part).min(*most);
        }
        let rest = free - parts.iter().sum::<i64>();
        let own = authority_of(cell) - counted.iter().sum::<i64>();
        let weighed = counted.iter().zip(&said);
        let weighed = weighed.map(|(sum, said)| if said.is_some() { 0 } else { *sum });
        let weights: Vec<u64> = weighed
            .chain([own])
            .map(|it| it.max(0).unsigned_abs())
            .collect();
        if let Ok(weights) = Weights::new(&weights) {
            let by_money = within(rest).split(&weights);
            for (part, more) in parts.iter_mut().zip(by_money) {
                *part += more.pence();
            }
        }
        parts
    }

    /// The contributions that are authority on a line of a year, by id.
    fn partners_of(&self, cell: &Cell) -> Vec<&Contribution> {
        let key = &cell.key;
        if (key.vintage, key.recurrence) != (key.year, Recurrence::NonRecurrent) {
            return Vec::new();
        }
        let all = self.contributions.iter().map(|(_, it)| it);
        let here =
            all.filter(|it| (it.body, it.stream, it.year) == (key.body, key.stream, key.year));
        let mut here: Vec<&Contribution> = here.filter(|it| self.counted_of(it) > 0).collect();
        here.sort_by(|a, b| a.id.cmp(&b.id));
        here
    }
}

fn authority_of(cell: &Cell) -> i64 {
    let sources = &cell.balances[..Account::Available.place()];
    -sources.iter().sum::<i64>()
}

/// What those who have said a share have of a sum; nought where none was said. Where they come to
/// more than the whole, the first by id have theirs.
fn said_parts(said: &[Option<Percent>], sum: i64) -> Vec<i64> {
    let mut whole = Percent::left_by([]);
    let mut weights = Vec::with_capacity(said.len() + 1);
    let mut taken = Vec::with_capacity(said.len());
    for share in said {
        let share = share.and_then(|share| whole.map(|left| share.min(left)));
        taken.extend(share);
        whole = Percent::left_by(taken.iter().copied());
        weights.push(share.map_or(0, Percent::millionths));
    }
    weights.push(whole.map_or(0, Percent::millionths));
    let weights = Weights::new(&weights).expect("shares and what they leave are a whole");
    let parts = within(sum).split(&weights);
    parts
        .iter()
        .map(|part| part.pence())
        .take(said.len())
        .collect()
}

fn within(pence: i64) -> Money {
    Money::from_pence(pence).expect("a balance is within range")
}
