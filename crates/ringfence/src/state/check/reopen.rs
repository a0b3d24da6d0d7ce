//! Opening a closed year again, and signing it.

use std::collections::BTreeMap;

use super::super::Ledger;
use super::super::cell::{Cell, CellKey};
use super::super::index::At;
use super::super::moves::Move;
use super::super::record::{Project, Promise};
use super::super::year_end::Closed;
use super::{Case, Changes};
use crate::journal::{OutsideYear, Rejection, YearBefore, YearNotClosed, YearRestedOn, YearSigned};
use crate::noun::{Account, Wording};
use crate::word::{FinancialYear, Money};

/// What is kept of a line: for which project, for which promise.
type KeptKey = (CellKey, Account, Option<At<Project>>, Option<At<Promise>>);

/// What a reversal changes.
#[derive(Default)]
struct Reversal {
    of_cells: Changes,
    of_kept: BTreeMap<KeptKey, i64>,
}

impl<'l> Case<'l, '_> {
    /// Only the last closed year is opened again, once, and not once it is signed.
    pub(crate) fn look_at_the_year_to_reopen(&mut self, year: FinancialYear) {
        let ledger = self.ledger;
        let Some(closed) = self.look_whether_it_is_closed(year) else {
            return;
        };
        let later = ledger.last_closed.filter(|last| *last > year);
        if let Some(later) = later.or(ledger.ahead) {
            let before = YearBefore { year, later };
            self.refuse(Rejection::YearsReopenInOrder(before));
        }
        let first = ledger.calendar().first_day(year.next());
        self.not_before(first.max(ledger.effective_of(closed.entry)), year);
    }

    pub(crate) fn look_at_the_year_to_sign(&mut self, year: FinancialYear) {
        if let Some(closed) = self.look_whether_it_is_closed(year) {
            self.not_before(self.ledger.effective_of(closed.entry), year);
        }
    }

    fn look_whether_it_is_closed(&mut self, year: FinancialYear) -> Option<&'l Closed> {
        let ledger = self.ledger;
        let found = ledger.close_of(year);
        match found.map(|closed| closed.signed) {
            None => {
                let closed = ledger.last_closed;
                self.refuse(Rejection::YearNotClosed(YearNotClosed { year, closed }));
            }
            Some(Some(entry)) => {
                self.refuse(Rejection::YearAlreadySigned(YearSigned { year, entry }));
            }
            Some(None) => {}
        }
        found
    }

    fn not_before(&mut self, first: chrono::NaiveDate, year: FinancialYear) {
        let effective = self.effective;
        if effective < first {
            let last = self.ledger.calendar().last_day(year.next());
            self.refuse(Rejection::EffectiveOutsideYear(OutsideYear {
                effective,
                year,
                first,
                last,
            }));
        }
    }

    /// What the close posted is reversed, unless something that came since rests on it.
    pub(crate) fn look_at_reopening(&mut self, year: FinancialYear) {
        let ledger = self.ledger;
        let Some(closed) = ledger.close_of(year) else {
            return;
        };
        for moved in ledger.moved_by_close(closed) {
            self.moves.push(ledger.cells.as_move(moved).reversed());
        }
        let reversal = Reversal::of(self.moves.as_slice());
        let rests = self.moves.iter().find_map(|moved| {
            let mut accounts = [moved.from, moved.to].into_iter();
            accounts.find_map(|account| reversal.rests(ledger, closed, moved, account))
        });
        let rests = rests.or_else(|| ledger.rests_on_moved_cost(year));
        if let Some(rests) = rests.filter(|_| !self.is_fact(false)) {
            self.refuse(Rejection::ReopeningRestsOn(rests));
            return;
        }
        // A year that stays open stands ahead from now on: its base is what the notices now bring.
        if ledger.stays_open(closed) {
            let (notices, ends) = (&ledger.notices, &ledger.endings(None, None));
            for moved in ledger.base_restated_in(
                year.next(),
                crate::state::succession::Grounds { notices, ends },
            ) {
                self.moves.push(moved);
            }
        }
        // What was released of the money kept is recalled with it.
        let released = ledger.released_since(closed);
        self.recall_release_of(|key| released.get(key).is_some_and(|sum| *sum > 0));
    }
}

impl Reversal {
    fn of(moves: &[Move]) -> Reversal {
        let mut all = Reversal::default();
        for moved in moves {
            for account in [moved.from, moved.to] {
                let change = moved.change_of(account);
                *all.of_cells.entry((moved.cell, account)).or_default() += change;
                *all.of_kept.entry(kept_by(moved, account)).or_default() += change;
            }
        }
        all
    }

    fn change(&self, key: CellKey, account: Account) -> i64 {
        self.of_cells.get(&(key, account)).copied().unwrap_or(0)
    }

    /// What rests on the close, if what came since leaves too little on an account.
    fn rests(
        &self,
        ledger: &Ledger,
        closed: &Closed,
        moved: &Move,
        account: Account,
    ) -> Option<YearRestedOn> {
        let key = moved.cell;
        if key.year != closed.year.next() || self.change(key, account) >= 0 {
            return None;
        }
        let cell = &ledger.cells[ledger.cells.find(&key)?];
        let stands = cell.balance(account) + self.change(key, account);
        let kept = kept_by(moved, account);
        let left = match account {
            Account::Available => stands,
            Account::Released => self.beyond_cost(cell),
            Account::Earmarked | Account::Held | Account::Committed => {
                let change = self.of_kept.get(&kept).copied().unwrap_or(0);
                stands.min(ledger.kept_for(&kept) + change)
            }
            _ => return None,
        };
        if left >= 0 {
            return None;
        }
        let first = ledger.first_to_take(closed, &kept)?;
        Some(YearRestedOn {
            year: closed.year,
            state: account.word(),
            place: ledger.place(key.body, key.stream, Some(key.year)),
            first,
            short: Money::from_pence(-left).unwrap_or(Money::MAX),
        })
    }

    /// What would be released beyond what is spent.
    fn beyond_cost(&self, cell: &Cell) -> i64 {
        let cost = [Account::Invoiced, Account::Accrued, Account::Prepaid];
        let change: i64 = cost.iter().map(|it| self.change(cell.key, *it)).sum();
        let spent = (cell.spent() + change).max(0);
        cell.released() + self.change(cell.key, Account::Released) - spent
    }
}

impl Ledger {
    /// What met a cost that the close moved, or took something off it.
    fn rests_on_moved_cost(&self, year: FinancialYear) -> Option<YearRestedOn> {
        let rests = self.rests_on_along(year.next())?;
        let key = rests.cell;
        Some(YearRestedOn {
            year,
            state: rests.account.word(),
            place: self.place(key.body, key.stream, Some(key.year)),
            first: Some(rests.first),
            short: Money::from_pence(rests.sum).unwrap_or(Money::MAX),
        })
    }

    /// What was released to each line after a close.
    fn released_since(&self, closed: &Closed) -> BTreeMap<CellKey, i64> {
        let mut sums = BTreeMap::new();
        for moved in self.moved_since(closed) {
            let moved = self.cells.as_move(moved);
            *sums.entry(moved.cell).or_default() += moved.change_of(Account::Released);
        }
        sums
    }

    /// What stands kept on a line for a project or a promise.
    fn kept_for(&self, (key, account, project, promise): &KeptKey) -> i64 {
        let Some(cell) = self.cells.find(key) else {
            return 0;
        };
        match (account, promise) {
            (Account::Earmarked, _) => project.map_or(0, |at| self.earmarked_for(at, cell)),
            (_, Some(promise)) => {
                let parts = self.promises[*promise].parts.iter();
                let same = parts.filter(|part| part.cell == cell && part.origin == *project);
                same.map(|part| part.open).sum()
            }
            _ => 0,
        }
    }

    /// Whether less stands on an account by what came after a close, or more is spent of what is
    /// released; with the first entry that took of it.
    fn first_to_take(&self, closed: &Closed, kept: &KeptKey) -> Option<Option<u64>> {
        let (key, account, ..) = *kept;
        let (mut sum, mut cost, mut first) = (0, 0, None);
        for moved in self.moved_since(closed) {
            let entry = u64::from(moved.entry);
            let moved = self.cells.as_move(moved);
            if moved.cell != key || kept_by(&moved, account) != *kept {
                continue;
            }
            let change = moved.change_of(account);
            let spends = account == Account::Released && moved.cost() > 0;
            let takes = change < 0 || spends;
            let stands = !self.corrected.contains_key(&entry);
            first = first.or(Some(entry).filter(|_| takes && stands));
            sum += change;
            cost += moved.cost();
        }
        let spent = account == Account::Released && cost > 0;
        (sum < 0 || spent).then_some(first)
    }
}

/// What an account of a line is kept for.
fn kept_by(moved: &Move, account: Account) -> KeptKey {
    let (project, promise) = match account {
        Account::Earmarked => (moved.project, None),
        Account::Held => (moved.project, moved.hold.or(moved.promise)),
        Account::Committed => (moved.project, moved.promise),
        _ => (None, None),
    };
    (moved.cell, account, project, promise)
}
