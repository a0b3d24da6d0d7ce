//! What was known at an earlier time: of each line the movements that were posted by then.

use chrono::NaiveDate;

use super::cell::{Balances, Cell};
use super::index::At;
use super::{Ledger, Selection};
use crate::journal::{Entry, JournalError};
use crate::noun::Account;
use crate::word::FinancialYear;

/// A time in the life of a journal: after an entry, or at the end of a day.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::state::{Known, Selection};
///
/// let ledger = aberwen();
/// let known = Some(Known::ByEntry(3)); // before the ward's order
/// let then = Selection { as_known: known, ..Selection::default() };
/// assert!(ledger.position(&then)?.committed.is_zero());
/// assert!(!ledger.position(&Selection::default())?.committed.is_zero());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not when things count: that is `as_at`, and the two go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// After the entry of this number.
    ByEntry(u64),
    /// At the end of this day, by the day on which each entry was recorded.
    ByDay(NaiveDate),
}

impl Ledger {
    /// The number of the last entry that was known then; nothing where all are asked about.
    pub(crate) fn last_known(&self, of: &Selection) -> Option<u64> {
        of.as_known.map(|known| self.last_by(known))
    }

    fn last_by(&self, known: Known) -> u64 {
        match known {
            Known::ByEntry(entry) => entry.min(self.head.entry),
            Known::ByDay(day) => {
                let by_then = self.entries.partition_point(|it| it.recorded <= day);
                by_then as u64
            }
        }
    }

    /// The ledger as it was known then: its journal, followed as far as it went. Whatever is
    /// asked of it, findings too, has the answer that it had.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::journal::JournalError;
    /// use ringfence::state::{Known, Selection};
    ///
    /// let (ledger, entries) = (aberwen(), entries());
    /// let before_the_order = ledger.as_known(&entries, Known::ByEntry(4))?;
    /// let then = before_the_order.position(&Selection::default())?;
    /// assert_eq!(then.available.to_string(), "250000.00");
    ///
    /// let no = ledger.as_known(&entries[..4], Known::ByEntry(4)).expect_err("one is missing");
    /// assert_eq!(no, JournalError::OutOfOrder { entry: 5 });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the entries are not this ledger's, or one of them was changed.
    pub fn as_known(&self, entries: &[Entry], known: Known) -> Result<Ledger, JournalError> {
        self.is_its_journal(entries)?;
        let last = self.last_by(known) as usize;
        Ledger::replay(self.header.clone(), &entries[..last])
    }

    /// The ledger as it was known just before a year was closed, as its close stands; nothing
    /// where it is not closed. So a plan of that year can be made again, under any book.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::state::Ledger;
    ///
    /// let year = "2025-26".parse()?;
    /// assert!(aberwen().before_close(&entries(), year)?.is_none()); // nobody has closed it
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the entries are not this ledger's, or one of them was changed.
    pub fn before_close(
        &self,
        entries: &[Entry],
        year: FinancialYear,
    ) -> Result<Option<Ledger>, JournalError> {
        let close = self.closes.iter().find(|it| it.year == year);
        let before = close.map(|close| self.as_known(entries, Known::ByEntry(close.entry - 1)));
        before.transpose()
    }

    /// Whether entries are all that this ledger followed.
    pub(crate) fn is_its_journal(&self, entries: &[Entry]) -> Result<(), JournalError> {
        let is_last = |entry: &Entry| entry.hash == self.head.hash;
        let whole = entries.len() == self.entries.len();
        if whole && entries.last().is_none_or(is_last) {
            return Ok(());
        }
        let entry = self.head.entry;
        Err(JournalError::OutOfOrder { entry })
    }

    /// The balances of a line as they stood on a day, as far as they were known; nothing where
    /// one would be out of range.
    pub(crate) fn balances_known(
        &self,
        at: At<Cell>,
        of: &Selection,
        last_known: Option<u64>,
    ) -> Option<Balances> {
        let Some(last) = last_known else {
            return self.balances(at, of.as_at);
        };
        let mut balances: Balances = [0; Account::COUNT];
        for moved in self.cells.history(at) {
            let entry = u64::from(moved.entry);
            if entry > last {
                break;
            }
            let moved = self.cells.as_move(moved);
            if of.as_at.is_some_and(|day| day < self.effective_of(entry)) {
                continue;
            }
            let (from, to) = (moved.from.place(), moved.to.place());
            balances[from] = balances[from].checked_sub(moved.amount)?;
            balances[to] = balances[to].checked_add(moved.amount)?;
        }
        Some(balances)
    }

    /// Whether an entry was known and counted by a day, and no correction of it did.
    pub(crate) fn counted(
        &self,
        entry: u64,
        as_at: Option<NaiveDate>,
        last_known: Option<u64>,
    ) -> bool {
        let counts = |entry: &u64| {
            let is_known = last_known.is_none_or(|last| *entry <= last);
            is_known && as_at.is_none_or(|day| self.effective_of(*entry) <= day)
        };
        counts(&entry) && !self.corrected.get(&entry).is_some_and(counts)
    }

    /// The same by a day, as all is known now.
    pub(crate) fn counts_on(&self, entry: u64, day: Option<NaiveDate>) -> bool {
        self.counted(entry, day, None)
    }

    /// The same as known after an entry, whatever its day.
    pub(crate) fn stood(&self, entry: u64, last_known: Option<u64>) -> bool {
        self.counted(entry, None, last_known)
    }

    /// Whether anything of a line was known then.
    pub(crate) fn is_known(&self, at: At<Cell>, last_known: Option<u64>) -> bool {
        let Some(last) = last_known else { return true };
        let first = self.cells.history(at).first().map(|moved| moved.entry);
        first.is_some_and(|entry| u64::from(entry) <= last)
    }
}
