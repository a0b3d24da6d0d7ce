//! Cost of an earlier year that a later one takes back.

use serde::{Deserialize, Serialize};

use super::Ledger;
use super::cost::{CostOf, CostPart};
use super::event::Event;
use super::moves::Move;
use crate::journal::{Act, ActKind};
use crate::noun::{Account, Recurrence};
use crate::word::FinancialYear;

/// The year of the cost that an entry of a later year takes back, or puts on again, and where
/// that cost stood.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Late {
    year: FinancialYear,
    #[serde(with = "super::kept_form::as_word")]
    account: Account,
    side: Side,
}

/// Whether a cost leaves its account or comes to it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Side {
    From,
    To,
}

impl Ledger {
    /// The year of an entry whose cost is corrected in an open year: it is closed, and the entry
    /// posted a cost and nothing else.
    pub(crate) fn corrected_late(&self, entry: u64) -> Option<FinancialYear> {
        self.cost_alone(entry)?;
        // Of one that was corrected nothing is left, and it is of its year all the same.
        let year = self.moves_of(entry).first()?.cell.year;
        let closed = self.last_closed.is_some_and(|last| year <= last);
        closed.then_some(year)
    }

    /// What the cost of an entry is of, where it stands, and what is left of it, where the entry
    /// is an accrual or an invoice that settles none, and posted nothing else.
    pub(crate) fn cost_alone(&self, entry: u64) -> Option<(CostOf, Account, Vec<CostPart>)> {
        let moves = self.moves_of(entry);
        let is_cost = |account| matches!(account, Account::Invoiced | Account::Accrued);
        if moves.is_empty() || !moves.iter().all(|moved| is_cost(moved.to)) {
            return None;
        }
        if let Some(at) = self.accrual_of(entry) {
            let of = &self.accruals[at];
            let whose = CostOf {
                body: of.body,
                stream: of.stream,
                project: of.project,
                promise: of.promise,
            };
            return Some((whose, Account::Accrued, of.left().collect()));
        }
        let is_spend = self.entries[entry as usize - 1].kind == ActKind::Spend;
        let recurs = |at: super::index::At<super::record::Promise>| {
            self.promises[at].recurrence == Recurrence::Recurrent
        };
        let ended = self
            .promises_ended_by(entry)
            .iter()
            .any(|(_, at)| recurs(*at));
        if !is_spend || ended || self.settlements.contains_key(&entry) {
            return None;
        }
        Some((
            self.cost_at(entry)?,
            Account::Invoiced,
            self.cost_left(entry),
        ))
    }

    /// Remembers of which year the cost is that an entry of a later one takes back, or puts on
    /// again: it counts to an approval in its own year.
    pub(crate) fn register_late(&mut self, event: &Event<'_>, number: u64) {
        let Some(moved) = event.moves.iter().next() else {
            return;
        };
        let late = match event.act() {
            Act::Credit(_) | Act::Recharge(_) => self.late_cost(event.named.cost),
            Act::Spend(_) => event.named.accrual.and_then(|at| {
                let (year, account) = (self.accruals[at].year()?, Account::Accrued);
                let side = Side::From;
                Some(Late {
                    year,
                    account,
                    side,
                })
            }),
            Act::Correct(correct) => self.entry_named(correct).and_then(|entry| {
                let side = Side::To;
                let again = self.late.get(&entry).map(|late| Late { side, ..*late });
                again.or_else(|| self.late_correction(entry))
            }),
            _ => None,
        };
        if let Some(late) = late.filter(|late| late.year < moved.cell.year) {
            self.late.insert(number, late);
        }
    }

    fn late_cost(&self, cost: Option<u64>) -> Option<Late> {
        let year = self.cost_left(cost?).first()?.cell.year;
        let (account, side) = (Account::Invoiced, Side::From);
        Some(Late {
            year,
            account,
            side,
        })
    }

    fn late_correction(&self, entry: u64) -> Option<Late> {
        let year = self.corrected_late(entry)?;
        let (_, account, _) = self.cost_alone(entry)?;
        let side = Side::From;
        Some(Late {
            year,
            account,
            side,
        })
    }

    /// The year in which a movement of cost counts to an approval.
    pub(crate) fn year_it_counts(&self, number: u64, moved: &Move) -> FinancialYear {
        let late = self.late.get(&number).filter(|late| {
            let account = match late.side {
                Side::From => moved.from,
                Side::To => moved.to,
            };
            account == late.account
        });
        late.map_or(moved.cell.year, |late| late.year)
    }
}
