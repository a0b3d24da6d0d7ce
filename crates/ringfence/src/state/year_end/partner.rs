//! What goes back to partners.

use super::working::Working;
use crate::journal::act::PartnerLine;
use crate::noun::{Account, Recurrence};
use crate::state::Ledger;
use crate::state::cell::Cell;
use crate::state::contribution::Contribution;
use crate::state::moves::Move;
use crate::word::{Money, Weights};

impl Ledger {
    /// Gives partners their shares of what is free on a line at the year end, and says what is
    /// left: each part is as its contribution is to the line's whole authority. Odd pence go as
    /// [`Money::split`] says, partners in the order of their ids before the line's own body.
    pub(crate) fn give_back(&self, cell: &Cell, free: i64, working: &mut Working) -> i64 {
        let partners = self.partners_of(cell);
        if free <= 0 || partners.is_empty() {
            return free;
        }
        let counted = partners.iter().map(|it| self.counted_of(it));
        let mut shares: Vec<i64> = counted.collect();
        shares.push(authority_of(cell) - shares.iter().sum::<i64>());
        let weights: Vec<u64> = shares
            .iter()
            .map(|it| (*it).max(0).unsigned_abs())
            .collect();
        let whole = Money::from_pence(free).expect("a balance is within range");
        let weights = Weights::new(&weights).expect("a partner's share is more than nought");
        let mut left = free;
        for (of, part) in partners.iter().zip(whole.split(&weights)) {
            if part.is_zero() {
                continue;
            }
            left -= part.pence();
            let (from, to) = (Account::Available, Account::Reverted);
            let back = Move::between(cell.key, from, to, part.pence());
            working.moves.push(back);
            working.gone_back.push(PartnerLine {
                id: of.id.clone(),
                partner: self.bodies[of.partner].id.clone(),
                line: self.line_of(&cell.key),
                amount: part,
            });
        }
        left
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
