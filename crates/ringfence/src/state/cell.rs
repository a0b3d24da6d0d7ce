//! Balances: one cell for each line in each year, kept flat, with its history by month.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::index::{At, Index};
use super::moved::Moved;
use super::moves::{Move, Seen};
use super::record::{Body, Stream};
use super::sums::{Accounts, Sums};
use crate::noun::{Account, Recurrence};
use crate::word::{FinancialYear, Money};

/// Which line in which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct CellKey {
    pub(crate) body: At<Body>,
    pub(crate) stream: At<Stream>,
    #[serde(with = "super::kept_form::as_first_year")]
    pub(crate) year: FinancialYear,
    #[serde(with = "super::kept_form::as_first_year")]
    pub(crate) vintage: FinancialYear,
    pub(crate) recurrence: Recurrence,
}

impl Default for CellKey {
    fn default() -> CellKey {
        let year = const { FinancialYear::starting(2000).expect("a year") };
        let (body, stream) = (At::default(), At::default());
        CellKey {
            body,
            stream,
            year,
            vintage: year,
            recurrence: Recurrence::NonRecurrent,
        }
    }
}

impl CellKey {
    /// The same line in the year before.
    pub(crate) fn year_before(self) -> CellKey {
        CellKey {
            year: self.year.previous(),
            ..self
        }
    }

    /// How often its money was rolled over: at each year end between its vintage and its year,
    /// in this book or another, on this line or one that it was vired from.
    pub(crate) fn hops(&self) -> u16 {
        let [first, last] = [self.vintage, self.year].map(FinancialYear::first_calendar_year);
        last.saturating_sub(first)
    }

    /// The pot it belongs to: all lines of a body and stream in a year.
    pub(crate) fn pot(self) -> PotKey {
        (self.body, self.stream, self.year)
    }
}

pub(crate) type PotKey = (At<Body>, At<Stream>, FinancialYear);
pub(crate) type Balances = [i64; Account::COUNT];

/// A line in a year.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Cell {
    pub(crate) key: CellKey,
    pub(crate) balances: Balances,
    last: u32,
    /// The day of the latest movement, and how the line stood before the movements of that day
    /// that came one after the other: what they moved is not yet in the sums of days.
    day: NaiveDate,
    stood: Balances,
    /// Which accounts moved on that day.
    moved: Accounts,
    /// The same of that day's month, and of the sums of months.
    stood_before_the_month: Balances,
    moved_in_the_month: Accounts,
    /// What moved in each month and on each day, account by account: a past day is a sum of
    /// these, however many entries there are.
    months: Sums,
    days: Sums,
}

pub(crate) const NONE: u32 = u32::MAX;

/// All cells, the pots they are found by, and every movement.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Cells {
    all: Vec<Cell>,
    #[serde(skip)]
    by_key: Index<CellKey, At<Cell>>,
    #[serde(skip)]
    pots: Index<PotKey, Vec<At<Cell>>>,
    #[serde(with = "super::kept_row::as_rows")]
    pub(crate) moved: Vec<Moved>,
}

impl Cell {
    pub(crate) fn balance(&self, account: Account) -> i64 {
        self.balances[account.place()]
    }

    pub(crate) fn available(&self) -> i64 {
        self.balance(Account::Available)
    }

    pub(crate) fn spent(&self) -> i64 {
        let spent = [Account::Invoiced, Account::Accrued, Account::Prepaid];
        spent.into_iter().map(|account| self.balance(account)).sum()
    }

    pub(crate) fn authority(&self) -> i64 {
        let states = [
            Account::Available,
            Account::Earmarked,
            Account::Held,
            Account::Committed,
        ];
        states
            .into_iter()
            .map(|account| self.balance(account))
            .sum::<i64>()
            + self.spent()
    }

    pub(crate) fn released(&self) -> i64 {
        self.balance(Account::Released)
    }

    /// The place of its last movement; [`NONE`] before any.
    pub(crate) fn last_move(&self) -> u32 {
        self.last
    }

    /// Released and not yet spent; never below nought.
    pub(crate) fn undrawn(&self) -> i64 {
        (self.released() - self.spent().max(0)).max(0)
    }
}

impl Cells {
    pub(crate) fn find(&self, key: &CellKey) -> Option<At<Cell>> {
        self.by_key.get(key).copied()
    }

    /// The cell of a movement: where it was seen, if that is the one.
    pub(crate) fn find_of(&self, moved: &Move) -> Option<At<Cell>> {
        let is_it = |at: &At<Cell>| {
            self.all
                .get(at.place())
                .is_some_and(|cell| cell.key == moved.cell)
        };
        moved
            .seen
            .0
            .filter(is_it)
            .or_else(|| self.find(&moved.cell))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (At<Cell>, &Cell)> {
        self.all
            .iter()
            .enumerate()
            .map(|(place, cell)| (At::of_place(place), cell))
    }

    /// The lines of a body and stream in a year: oldest vintage first, non-recurrent before
    /// recurrent.
    pub(crate) fn pot(&self, key: &PotKey) -> &[At<Cell>] {
        self.pots.get(key).map_or(&[], Vec::as_slice)
    }

    /// Makes the cell of a key that has none.
    fn add(&mut self, key: CellKey) -> At<Cell> {
        let at = At::of_place(self.all.len());
        let balances = [0; Account::COUNT];
        self.all.push(Cell {
            key,
            balances,
            last: NONE,
            day: NaiveDate::MIN,
            stood: balances,
            moved: Accounts::default(),
            stood_before_the_month: balances,
            moved_in_the_month: Accounts::default(),
            months: Sums::default(),
            days: Sums::default(),
        });
        self.place(at);
        at
    }

    /// Gives a cell its places: by its key, and in its pot.
    fn place(&mut self, at: At<Cell>) {
        let all = &self.all;
        let key = all[at.place()].key;
        self.by_key.insert(key, at);
        let pot = self.pots.entry(key.pot()).or_default();
        let order = |cell: &At<Cell>| {
            let key = &all[cell.place()].key;
            (key.vintage, key.recurrence)
        };
        let place = pot.partition_point(|cell| order(cell) < (key.vintage, key.recurrence));
        pot.insert(place, at);
    }

    /// Gives each cell its places: what is kept of them is the cells alone.
    pub(crate) fn place_all(&mut self) {
        for place in 0..self.all.len() {
            self.place(At::of_place(place));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// Moves an amount, and remembers it. Nothing where a balance would not be money.
    pub(crate) fn shift(
        &mut self,
        moved: &Move,
        entry: u64,
        effective: NaiveDate,
    ) -> Option<At<Cell>> {
        let found = self.find_of(moved);
        let at = found.unwrap_or_else(|| self.add(moved.cell));
        let before = self.all[at.place()].remember(moved, effective, self.moved.len() as u32)?;
        self.moved.push(Moved {
            entry: entry as u32,
            before,
            cell: at,
            promise: moved.promise,
            project: moved.project,
            hold: moved.hold,
            from: moved.from,
            to: moved.to,
            unfunded: moved.unfunded,
            parts: [0; 2],
            amount: moved.amount,
        });
        Some(at)
    }

    /// Remembers of the last movement which parts of its promise and its hold it touched.
    pub(crate) fn note_parts(&mut self, parts: [u16; 2]) {
        if let Some(moved) = self.moved.last_mut() {
            moved.parts = parts;
        }
    }

    /// A movement as it was posted.
    pub(crate) fn as_move(&self, moved: &Moved) -> Move {
        Move {
            cell: self[moved.cell].key,
            seen: Seen(Some(moved.cell)),
            from: moved.from,
            to: moved.to,
            amount: moved.amount,
            project: moved.project,
            promise: moved.promise,
            hold: moved.hold,
            unfunded: moved.unfunded,
        }
    }

    /// The balances of a cell as they stood at the end of a day, by effective date; nothing where
    /// one would be out of range.
    pub(crate) fn balances_at(&self, at: At<Cell>, day: NaiveDate) -> Option<Balances> {
        let mut totals = [0; Account::COUNT];
        let (month, number) = (month_of(day), day.num_days_from_ce());
        self[at].months.add_up(i32::MIN, month, &mut totals);
        self[at]
            .days
            .add_up(number - day.day0() as i32, number + 1, &mut totals);
        let cell = &self[at];
        if month_of(cell.day) < month {
            add_changes(&cell.stood_before_the_month, &cell.balances, &mut totals);
        } else if cell.day <= day {
            add_changes(&cell.stood, &cell.balances, &mut totals);
        }
        let mut balances: Balances = [0; Account::COUNT];
        for (balance, total) in balances.iter_mut().zip(totals) {
            *balance = i64::try_from(total).ok()?;
        }
        Some(balances)
    }

    /// Every movement of a cell, in the order of the journal.
    pub(crate) fn history(&self, at: At<Cell>) -> Vec<&Moved> {
        let mut all: Vec<&Moved> = self.latest_first(at).collect();
        all.reverse();
        all
    }

    /// The same from the latest back.
    pub(crate) fn latest_first(&self, at: At<Cell>) -> impl Iterator<Item = &Moved> {
        let next = |place: u32| (place != NONE).then(|| &self.moved[place as usize]);
        std::iter::successors(next(self[at].last), move |moved| next(moved.before))
    }
}

impl Cell {
    /// Books a movement into the balances and its day; gives the cell's movement before it.
    fn remember(&mut self, moved: &Move, effective: NaiveDate, number: u32) -> Option<u32> {
        let (from, to) = (moved.from.place(), moved.to.place());
        let money = |sum: i64| Money::from_pence(sum).ok().map(Money::pence);
        let less = money(self.balances[from].checked_sub(moved.amount)?)?;
        let more = money(self.balances[to].checked_add(moved.amount)?)?;
        if self.day != effective {
            self.sum_up_until(effective);
        }
        self.balances[from] = less;
        self.balances[to] = more;
        self.moved.note(from);
        self.moved.note(to);
        Some(std::mem::replace(&mut self.last, number))
    }

    /// What moved on the day of the latest movement goes into the sums of days; and what moved in
    /// its month into those of months, once another month comes.
    fn sum_up_until(&mut self, next: NaiveDate) {
        let day = self.day.num_days_from_ce();
        let moved = std::mem::take(&mut self.moved);
        self.days
            .add_changes(day, moved, &mut self.stood, &self.balances);
        self.moved_in_the_month.note_all(moved);
        let month = month_of(self.day);
        if month != month_of(next) {
            let moved = std::mem::take(&mut self.moved_in_the_month);
            let before = &mut self.stood_before_the_month;
            self.months
                .add_changes(month, moved, before, &self.balances);
        }
        self.day = next;
    }
}

/// What moved between two states of a line, added to what moved before.
fn add_changes(before: &Balances, now: &Balances, totals: &mut [i128; Account::COUNT]) {
    for ((total, before), now) in totals.iter_mut().zip(before).zip(now) {
        *total += i128::from(now - before);
    }
}

fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

impl std::ops::Index<At<Cell>> for Cells {
    type Output = Cell;

    fn index(&self, at: At<Cell>) -> &Cell {
        &self.all[at.place()]
    }
}
