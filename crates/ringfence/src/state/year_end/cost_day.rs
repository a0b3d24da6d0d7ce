//! The day of the last cost of a line.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::journal::ActKind;
use crate::noun::Account;
use crate::state::Ledger;
use crate::state::cell::CellKey;

/// The last day of those costs that a close moved to kept money, line by line, and their entry.
/// They are costs of their own day, not of the day on which the close moved them.
pub(super) struct MovedCosts(BTreeMap<CellKey, (NaiveDate, u64)>);

impl MovedCosts {
    pub(super) fn of(ledger: &Ledger) -> MovedCosts {
        let mut last = BTreeMap::new();
        let standing = ledger.along.iter();
        let standing = standing.filter(|(entry, _)| !ledger.corrected.contains_key(entry));
        for (entry, parts) in standing {
            let on = (ledger.effective_of(*entry), *entry);
            for part in parts {
                let its = last.entry(part.cell).or_insert(on);
                *its = on.max(*its);
            }
        }
        MovedCosts(last)
    }

    /// The day of the last cost of a line in its year that stands, and its entry. What a
    /// correction, an opening or a reopening puts on it is no cost of that day.
    pub(super) fn last_of(&self, ledger: &Ledger, cell: &CellKey) -> Option<(NaiveDate, u64)> {
        let here = ledger.cells.find(cell).and_then(|at| {
            let costs = ledger.cells.latest_first(at).filter(|moved| {
                let what = ledger.cells.as_move(moved);
                what.amount > 0 && matches!(what.to, Account::Invoiced | Account::Accrued)
            });
            let entries = costs.map(|moved| u64::from(moved.entry));
            let standing = entries.filter(|entry| !ledger.corrected.contains_key(entry));
            let own = standing.filter(|entry| {
                let kind = ledger.entries[*entry as usize - 1].kind;
                !matches!(kind, ActKind::Correct | ActKind::OpenYear | ActKind::Reopen)
            });
            own.map(|entry| (ledger.effective_of(entry), entry)).max()
        });
        here.max(self.0.get(cell).copied())
    }
}
