//! How asks of a stream are held, day by day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::event::Event;
use super::index::At;
use super::moves::Move;
use super::record::{Promise, Stream};
use crate::journal::act::ChangeControl;
use crate::journal::{ActKind, Advice};
use crate::noun::{Account, ControlMode, Line, Tolerance};
use crate::word::FinancialYear;

/// How asks are held: refused, advised against or only recorded, and how far they may go.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Control {
    pub(crate) mode: ControlMode,
    pub(crate) tolerance: Tolerance,
}

/// A change of control, in force from a day.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct ControlChange {
    pub(crate) from: NaiveDate,
    pub(crate) control: Control,
    pub(crate) entry: u64,
    pub(crate) withdrawn: bool,
}

/// What was advised against an entry, and on which line it stands first.
#[derive(Clone, Debug)]
pub(crate) struct AdviceRead<'l> {
    pub(crate) entry: u64,
    pub(crate) effective: NaiveDate,
    pub(crate) line: Line,
    pub(crate) year: FinancialYear,
    pub(crate) advice: &'l Advice,
}

impl Stream {
    /// What is in force on a day: of the changes by then the latest, else as it was named.
    pub(crate) fn control_on(&self, day: NaiveDate) -> Control {
        let stands = |it: &&ControlChange| !it.withdrawn && it.from <= day;
        let changes = self.changes.iter().filter(stands);
        let latest = changes.max_by_key(|it| (it.from, it.entry));
        latest.map_or(self.control, |it| it.control)
    }
}

impl Ledger {
    pub(crate) fn settle_control(&mut self, to: &ChangeControl, event: &Event<'_>, entry: u64) {
        let Some(stream) = event.named.stream else {
            return;
        };
        self.streams[stream].changes.push(ControlChange {
            from: event.effective,
            control: Control {
                mode: to.control,
                tolerance: to.tolerance,
            },
            entry,
            withdrawn: false,
        });
    }

    /// What a commitment's own tolerance leaves of a year: what its invoices took beyond what was
    /// kept for it is used, as far as they stand.
    pub(crate) fn tolerated_on(&self, promise: At<Promise>, year: FinancialYear) -> i64 {
        let Some(tolerance) = self.tolerances.get(&promise) else {
            return 0;
        };
        let of = &self.promises[promise];
        let stands = |entry: u64| {
            let kind = self.entries[entry as usize - 1].kind;
            matches!(kind, ActKind::Spend | ActKind::Recharge)
                && !self.corrected.contains_key(&entry)
        };
        let is_beyond = |moved: &Move| {
            let free = matches!(moved.from, Account::Available | Account::Earmarked);
            moved.promise == Some(promise) && free && moved.to == Account::Invoiced
        };
        let lines = self.cells.pot(&(of.body, of.stream, year)).iter();
        let all = lines.flat_map(|at| self.cells.history(*at));
        let invoiced = all.filter(|moved| stands(u64::from(moved.entry)));
        let moves = invoiced.map(|moved| self.cells.as_move(moved));
        let used: i64 = moves.filter(is_beyond).map(|moved| moved.amount).sum();
        (tolerance.pence() - used).max(0)
    }

    /// What was advised against entries that were not reversed since, in their order.
    pub(crate) fn advice_read(&self) -> Vec<AdviceRead<'_>> {
        let stands = |entry: &&u64| !self.corrected.contains_key(entry);
        let mut entries: Vec<u64> = self.advised.keys().filter(stands).copied().collect();
        entries.sort_unstable();
        let mut all = Vec::new();
        for entry in entries {
            let moves = self.moves_of(entry);
            let of_core = self.mainstreamed.get(&entry).into_iter();
            let of_core: Vec<_> = of_core.flat_map(|it| &it.gone).map(|it| it.core).collect();
            let asked = |moved: &&Move| moved.promise.is_some_and(|at| of_core.contains(&at));
            let asked = moves.iter().find(asked).or(moves.first());
            let Some(cell) = asked.map(|moved| moved.cell) else {
                continue;
            };
            for advice in self.advice_of(entry) {
                all.push(AdviceRead {
                    entry,
                    effective: self.effective_of(entry),
                    line: self.line_of(&cell),
                    year: cell.year,
                    advice,
                });
            }
        }
        all
    }

    /// What was advised against an entry that is recorded all the same; mostly nothing.
    pub fn advice_of(&self, entry: u64) -> &[Advice] {
        self.advised.get(&entry).map_or(&[], Vec::as_slice)
    }
}
