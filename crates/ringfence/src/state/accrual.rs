//! Accruals: what was received and not invoiced, and what invoices have settled of it.

use serde::{Deserialize, Serialize};

use super::Ledger;
use super::along::Along;
use super::cell::CellKey;
use super::cost::CostPart;
use super::event::Event;
use super::index::{At, Named};
use super::record::{Body, Project, Promise, Stream};
use crate::journal::ActKind;
use crate::journal::act::Accrue;
use crate::noun::{Account, AccrualId, OfAccrual};
use crate::word::FinancialYear;

/// A cost that was received and not invoiced.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Accrual {
    pub(crate) id: AccrualId,
    pub(crate) promise: Option<At<Promise>>,
    pub(crate) body: At<Body>,
    pub(crate) stream: At<Stream>,
    pub(crate) project: Option<At<Project>>,
    pub(crate) entry: u64,
    /// In the order taken.
    pub(crate) parts: Vec<CostPart>,
    /// What was settled, oldest first; what was reversed is not there any more.
    pub(crate) settled: Vec<Settled>,
    /// The one before it of the same commitment.
    before: Option<At<Accrual>>,
}

/// How much of which part an entry settled.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Settled {
    pub(crate) entry: u64,
    part: usize,
    pub(crate) amount: i64,
}

impl Named for Accrual {
    type Of = OfAccrual;

    fn id(&self) -> &AccrualId {
        &self.id
    }
}

impl Accrual {
    /// What is left of each part, in the order taken.
    pub(crate) fn left(&self) -> impl Iterator<Item = CostPart> {
        self.parts.iter().enumerate().map(|(place, part)| {
            let of_part = self.settled.iter().filter(|it| it.part == place);
            let settled: i64 = of_part.map(|it| it.amount).sum();
            let amount = part.amount - settled;
            CostPart { amount, ..*part }
        })
    }

    /// A part of it stands on the money that was kept for its order.
    pub(crate) fn go_along(&mut self, along: Along) {
        self.parts[along.part].amount -= along.amount;
        self.parts.push(along.as_part());
    }

    /// The last part that went along stands where it was again.
    pub(crate) fn come_back(&mut self, along: Along) {
        self.parts.pop();
        if let Some(part) = self.parts.get_mut(along.part) {
            part.amount += along.amount;
        }
    }

    /// What was settled of the parts from one on: by which entry first, and how much.
    pub(crate) fn settled_beyond(&self, part: usize) -> Option<(u64, i64)> {
        let its = self.settled.iter().filter(|it| it.part >= part);
        let first = its.clone().map(|it| it.entry).min()?;
        Some((first, its.map(|it| it.amount).sum()))
    }

    /// The year of the cost; none once it is reversed.
    pub(crate) fn year(&self) -> Option<FinancialYear> {
        self.parts.first().map(|part| part.cell.year)
    }

    /// How much is left to settle.
    pub(crate) fn open(&self) -> i64 {
        self.left().map(|part| part.amount).sum()
    }
}

impl Ledger {
    /// The accrual of a commitment that was received first, of those of a year or an
    /// earlier one that are not settled.
    pub(crate) fn oldest_accrual(
        &self,
        promise: At<Promise>,
        year: FinancialYear,
    ) -> Option<At<Accrual>> {
        let all = std::iter::successors(self.latest_accrual_of(promise), |at| {
            self.accruals[*at].before
        });
        let open = all.filter(|at| {
            let of = &self.accruals[*at];
            of.year().is_some_and(|its| its <= year) && of.open() > 0
        });
        open.min_by_key(|at| {
            let entry = self.accruals[*at].entry;
            (self.effective_of(entry), entry)
        })
    }

    fn latest_accrual_of(&self, promise: At<Promise>) -> Option<At<Accrual>> {
        if !self.promises[promise].accrued {
            return None;
        }
        self.latest_accruals.get(&promise).copied()
    }

    /// Remembers an accrual, whose movements say what it took.
    pub(crate) fn settle_accrual(&mut self, accrue: &Accrue, event: &Event<'_>, number: u64) {
        // On whose line it stands: in suspense, on that of the body that answers.
        let Some(CellKey { body, stream, .. }) = event.moves.iter().next().map(|it| it.cell) else {
            return;
        };
        let promise = event.named.promise;
        let parts = event.moves.iter().map(|moved| CostPart {
            cell: moved.cell,
            origin: moved.project.filter(|_| moved.from != Account::Available),
            amount: moved.amount,
        });
        let record = Accrual {
            id: accrue.id.clone(),
            promise,
            body,
            stream,
            project: event.named.project,
            entry: number,
            parts: parts.collect(),
            settled: Vec::new(),
            before: promise.and_then(|at| self.latest_accrual_of(at)),
        };
        let at = self.accruals.add(record);
        if let Some(promise) = promise {
            self.promises[promise].accrued = true;
            self.latest_accruals.insert(promise, at);
        }
    }

    /// Remembers what an invoice settled: its movements take from the parts in their order.
    pub(crate) fn settle_by_invoice(&mut self, event: &Event<'_>, number: u64) {
        let Some(at) = event.named.accrual else {
            return;
        };
        let of_accrual = event.moves.iter().filter(|it| it.from == Account::Accrued);
        let mut sum: i64 = of_accrual.map(|it| it.amount).sum();
        let mut settled = Vec::new();
        for (part, left) in self.accruals[at].left().enumerate() {
            let amount = left.amount.min(sum);
            if amount > 0 {
                settled.push(Settled {
                    entry: number,
                    part,
                    amount,
                });
                sum -= amount;
            }
        }
        self.accruals[at].settled.extend(settled);
        self.settlements.insert(number, at);
    }

    /// A reversed accrual is none; what a reversed invoice settled is open again.
    pub(crate) fn reopen_accruals(&mut self, entry: u64) {
        if let Some(at) = self.settlements.get(&entry).copied() {
            self.accruals[at].settled.retain(|it| it.entry != entry);
        }
        if let Some(at) = self.accrual_of(entry) {
            self.accruals[at].parts.clear();
        }
    }

    /// The accrual that an entry made.
    pub(crate) fn accrual_of(&self, entry: u64) -> Option<At<Accrual>> {
        if self.entries[entry as usize - 1].kind != ActKind::Accrue {
            return None;
        }
        let mut all = self.accruals.iter();
        all.find(|(_, it)| it.entry == entry).map(|(at, _)| at)
    }
}
