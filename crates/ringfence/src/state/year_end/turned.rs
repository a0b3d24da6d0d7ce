//! A year that was closed: what its close settled, and what opening it again reverses.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::journal::act::{CloseYear, DecisionLine, PartnerLine, Term};
use crate::noun::Account;
use crate::state::Ledger;
use crate::state::apply::is_year_end;
use crate::state::index::At;
use crate::state::moved::Moved;
use crate::state::moves::Move;
use crate::state::record::{Part, Promise};
use crate::word::{FinancialYear, Hash};

/// A year that was closed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Closed {
    pub(crate) year: FinancialYear,
    /// The entry of the close; the opening that it brought is the one after.
    pub(crate) entry: u64,
    pub(crate) book: Hash,
    #[serde(with = "crate::state::kept_form::as_json")]
    pub(crate) decisions: Vec<DecisionLine>,
    pub(crate) gone_back: Vec<PartnerLine>,
    /// The entry that signed the year.
    pub(crate) signed: Option<u64>,
    /// Whether somebody had opened the next year before.
    opened_before: bool,
    /// The recurrent commitments whose last day had come with it.
    over: Vec<At<Promise>>,
}

/// A year that was opened again.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Reopened {
    pub(crate) year: FinancialYear,
    /// The entry of the close that was reversed.
    pub(crate) close: u64,
    pub(crate) entry: u64,
}

impl Ledger {
    pub(crate) fn settle_close(&mut self, close: &CloseYear, number: u64) {
        self.last_closed = Some(close.year);
        self.open_year = self.ahead.take();
        let over = self.end_terms(close.year.next());
        let for_old = close.for_old.iter();
        let for_old = for_old.filter_map(|it| self.key_of(it, close.year.next()));
        let for_old: Vec<_> = for_old.collect();
        self.for_old.extend(for_old);
        let (year, entry, book) = (close.year, number, self.book_hash());
        self.closes.push(Closed {
            year,
            entry,
            book,
            decisions: close.decisions.clone(),
            gone_back: close.gone_back.clone(),
            signed: None,
            opened_before: self.open_year.is_some(),
            over,
        });
    }

    /// A recurrent commitment whose last day has passed is over.
    fn end_terms(&mut self, year: FinancialYear) -> Vec<At<Promise>> {
        let first = self.calendar().first_day(year);
        let is_over = |at: At<Promise>| match self.agreed_of(at).term {
            Term::Recurrent { end: Some(end), .. } => end < first,
            _ => false,
        };
        let goes_on = self.promises.iter().filter(|(_, promise)| !promise.ended);
        let over = goes_on.filter(|(at, _)| is_over(*at));
        let over: Vec<_> = over.map(|(at, _)| at).collect();
        for at in &over {
            self.promises[*at].ended = true;
        }
        over
    }

    /// Everything is as it was before the close, but for what came since.
    pub(crate) fn settle_reopening(&mut self, year: FinancialYear, moves: &[Move], number: u64) {
        let stays = self.close_of(year).is_some_and(|it| self.stays_open(it));
        let Some(closed) = self.closes.pop() else {
            return;
        };
        let (close, entry) = (closed.entry, number);
        self.reopened.push(Reopened { year, close, entry });
        let next = year.next();
        self.last_closed = self.closes.last().map(|it| it.year);
        self.for_old.retain(|it| it.year != next);
        (self.open_year, self.ahead) = (Some(year), Some(next).filter(|_| stays));
        if stays {
            self.carry_to(next);
        } else {
            self.carried.retain(|it| it.year != next);
        }
        for at in closed.over {
            let stands =
                |(end, of): &(u64, At<Promise>)| *of == at && !self.corrected.contains_key(end);
            self.promises[at].ended = self.ends.iter().any(stands);
        }
        self.forget_parts(year, stays);
        self.take_back_along(next);
        self.charge(moves, 1);
    }

    /// The parts of promises that the opening made are none; nothing of them is open.
    fn forget_parts(&mut self, year: FinancialYear, stays: bool) {
        let next = year.next();
        for (promise, agreed) in self.promises.iter_mut().zip(&self.agreed) {
            let made_by_it = match agreed.term {
                Term::NonRecurrent { year: of, .. } => of <= year,
                Term::Recurrent { .. } => !stays,
            };
            let is_earlier = |part: &Part| self.cells[part.cell].key.year != next;
            let last = promise.parts.as_slice().iter().rposition(is_earlier);
            let stay = last.map_or(0, |last| last + 1);
            if made_by_it && stay < promise.parts.as_slice().len() {
                promise.parts.truncate(stay);
            }
        }
    }

    pub(crate) fn settle_signature(&mut self, year: FinancialYear, number: u64) {
        for closed in self.closes.iter_mut().filter(|it| it.year == year) {
            closed.signed = Some(number);
        }
    }

    /// The close of a year that stands closed.
    pub(crate) fn close_of(&self, year: FinancialYear) -> Option<&Closed> {
        self.closes.iter().find(|closed| closed.year == year)
    }

    /// The first day on which a close or a reopening of a year may count: what moved stays moved
    /// on the days between.
    pub(crate) fn first_day_to_close(&self, year: FinancialYear) -> NaiveDate {
        let last = self.calendar().last_day(year);
        let of_year = self.reopened.iter().filter(|it| it.year == year);
        let days = of_year.map(|it| self.effective_of(it.entry));
        days.fold(last, NaiveDate::max)
    }

    /// What the entries after a close moved.
    pub(crate) fn moved_since(&self, closed: &Closed) -> impl Iterator<Item = &Moved> {
        let after = self.entries.get(closed.entry as usize + 1);
        let first = after.map_or(self.cells.moved.len(), |it| it.first_move as usize);
        let moved = self.cells.moved[first..].iter();
        moved.filter(|it| u64::from(it.entry) <= self.head.entry)
    }

    /// Whether the year after a close stays open once that is reversed: somebody opened it
    /// before, or posted to it since.
    pub(crate) fn stays_open(&self, closed: &Closed) -> bool {
        let next = closed.year.next();
        let posts = |moved: &Moved| {
            let kind = self.entries[moved.entry as usize - 1].kind;
            let moved = self.cells.as_move(moved);
            moved.cell.year == next && moved.amount != 0 && !is_year_end(kind)
        };
        closed.opened_before || self.moved_since(closed).any(posts)
    }

    /// What opening a closed year again reverses, the last first: what its close and its opening
    /// posted; where the next year stays open, not what opened that.
    pub(crate) fn moved_by_close(&self, closed: &Closed) -> Vec<&Moved> {
        let stays = self.stays_open(closed);
        let opening = self.moved_by(closed.entry + 1).iter().rev();
        let opening = opening.filter(|it| !stays || !opens(&self.cells.as_move(it)));
        let closing = self.moved_by(closed.entry).iter().rev();
        opening.chain(closing).collect()
    }
}

/// Whether a movement of an opening is of the year itself: its base, and what its recurrent
/// commitments cost.
fn opens(moved: &Move) -> bool {
    match (moved.from, moved.to) {
        (Account::Allocated | Account::ViredIn, _) => true,
        (_, Account::PassedDown | Account::ViredOut) => true,
        (Account::Available, Account::Committed) => !moved.unfunded,
        _ => false,
    }
}
