//! What goes back to partners.

use super::working::{LineEnd, Working};
use crate::journal::act::PartnerLine;
use crate::noun::{Account, Position};
use crate::state::Ledger;
use crate::state::cell::{Cell, CellKey};
use crate::state::contribution::Contribution;
use crate::state::moves::Move;
use crate::word::{Money, Percent, Weights};

impl Ledger {
    /// Gives partners their shares of what a body has left of a stream's own money of the year,
    /// recurrent or not: their money was spent together with that. Odd pence go as
    /// [`Money::split`] says, partners in the order of their ids before the body itself.
    pub(super) fn give_back(&self, pool: &mut [LineEnd<'_>], working: &mut Working) {
        let Some(key) = pool.first().map(|line| line.cell.key) else {
            return;
        };
        let free = pool.iter().map(|line| line.free).sum();
        let partners = self.partners_of(&key);
        if free <= 0 || partners.is_empty() {
            return;
        }
        let authority = pool.iter().map(|line| authority_of(line.cell)).sum();
        for (of, part) in partners
            .iter()
            .zip(self.shares_of(&partners, authority, free))
        {
            let mut left = part;
            for line in &mut *pool {
                let taken = line.free.max(0).min(left);
                if taken == 0 {
                    continue;
                }
                line.free -= taken;
                left -= taken;
                let (from, to) = (Account::Available, Account::Reverted);
                let back = Move::between(line.cell.key, from, to, taken);
                working.moves.push(back);
                working.gone_back.push(PartnerLine {
                    id: of.id.clone(),
                    partner: self.bodies[of.partner].id.clone(),
                    line: self.line_of(&line.cell.key),
                    amount: within(taken),
                });
            }
        }
    }

    /// A partner's part of what the year's own money of its body and stream has cost so far, shared
    /// as what is left is; nothing where a sum is out of range.
    pub(crate) fn spent_of(&self, of: &Contribution) -> Option<i64> {
        let own = |cell: &&Cell| cell.key.vintage == of.year;
        let pot = self.cells.pot(&(of.body, of.stream, of.year)).iter();
        let cells: Vec<&Cell> = pot.map(|at| &self.cells[*at]).filter(own).collect();
        let spent = cells.iter().map(|cell| cell.spent()).sum::<i64>();
        let key = cells.first().filter(|_| spent > 0).map(|cell| cell.key);
        let partners = key.map_or_else(Vec::new, |key| self.partners_of(&key));
        let all = cells.iter().map(|cell| {
            let position = Position::of(&cell.balances)?;
            self.before_its_close(&cell.key, &position, None, None)
        });
        let authority = Money::total(all.collect::<Option<Vec<_>>>()?)?.pence();
        let parts = self.shares_of(&partners, authority, spent);
        let mut its = partners.iter().zip(parts);
        Some(
            its.find(|(it, _)| it.id == of.id)
                .map_or(0, |(_, part)| part),
        )
    }

    /// Who has said a share has that of it, no more than the money that it added; of the rest
    /// each has what its money is of the authority without theirs.
    fn shares_of(&self, partners: &[&Contribution], authority: i64, free: i64) -> Vec<i64> {
        let counted: Vec<i64> = partners.iter().map(|it| self.counted_of(it)).collect();
        let said: Vec<Option<Percent>> = partners.iter().map(|it| self.share_of(it)).collect();
        let mut parts = said_parts(&said, free);
        for (part, most) in parts.iter_mut().zip(&counted) {
            *part = (*part).min(*most);
        }
        let rest = free - parts.iter().sum::<i64>();
        let own = authority - counted.iter().sum::<i64>();
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

    /// The contributions that are authority beside a line of a year's own money, by id.
    fn partners_of(&self, key: &CellKey) -> Vec<&Contribution> {
        if key.vintage != key.year {
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
