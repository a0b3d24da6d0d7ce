//! What of a cost was prepaid or credited, and what of a prepayment was used.

use serde::{Deserialize, Serialize};

use super::Ledger;
use super::cell::CellKey;
use super::event::Event;
use super::index::{At, Named};
use super::moves::Move;
use super::record::{Body, Project, Promise, Stream};
use crate::journal::act::Prepay;
use crate::journal::{Act, ActKind, Key};
use crate::noun::{Account, OfPrepayment, PrepaymentId};

/// Cost of one line.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct CostPart {
    pub(crate) cell: CellKey,
    /// The project whose earmark it was taken from; else it was free.
    pub(crate) origin: Option<At<Project>>,
    pub(crate) amount: i64,
}

/// How much of which part of a cost an entry takes off.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct TakenOff {
    pub(crate) entry: u64,
    part: usize,
    pub(crate) amount: i64,
}

/// What an invoice asked for a later period.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Prepayment {
    pub(crate) id: PrepaymentId,
    pub(crate) of: CostOf,
    pub(crate) entry: u64,
    pub(crate) parts: Vec<CostPart>,
    /// The entry that used it.
    pub(crate) used: Option<u64>,
}

/// What a cost is of.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct CostOf {
    pub(crate) body: At<Body>,
    pub(crate) stream: At<Stream>,
    pub(crate) project: Option<At<Project>>,
    pub(crate) promise: Option<At<Promise>>,
}

impl Named for Prepayment {
    type Of = OfPrepayment;

    fn id(&self) -> &PrepaymentId {
        &self.id
    }
}

impl Ledger {
    /// The entry of a number or of a key.
    pub(crate) fn entry_at(&self, number: Option<u64>, key: Option<&Key>) -> Option<u64> {
        let keyed = key.and_then(|key| self.worded.keys.find(key));
        let entry = number.or_else(|| keyed.map(|it| it.receipt.entry));
        entry.filter(|number| (1..=self.head.entry).contains(number))
    }

    /// What the cost of a spend, of a recharge or of a line taken on is of; nothing where an entry
    /// is none of these.
    pub(crate) fn cost_at(&self, entry: u64) -> Option<CostOf> {
        let kind = self.entries[entry as usize - 1].kind;
        if !matches!(kind, ActKind::Spend | ActKind::Recharge | ActKind::TakeOn) {
            return None;
        }
        if let Some(accrual) = self.settlements.get(&entry).map(|at| &self.accruals[*at]) {
            return Some(CostOf {
                body: accrual.body,
                stream: accrual.stream,
                project: accrual.project,
                promise: accrual.promise,
            });
        }
        let mut moves = self.moves_of(entry).into_iter();
        let first = moves.find(|moved| moved.to == Account::Invoiced)?;
        Some(CostOf {
            body: first.cell.body,
            stream: first.cell.stream,
            project: first.project,
            promise: first.promise,
        })
    }

    /// What is left of the cost of a spend or a recharge, part by part in the order taken; what
    /// went along with kept money is a part of its own, after these.
    pub(crate) fn cost_left(&self, entry: u64) -> Vec<CostPart> {
        let moves = self.moves_of(entry).into_iter();
        let costs = moves.filter(|moved| moved.to == Account::Invoiced);
        let costs = costs.map(|moved| CostPart {
            cell: moved.cell,
            origin: moved.project.filter(|_| moved.from != Account::Available),
            amount: moved.amount,
        });
        let mut parts: Vec<CostPart> = costs.collect();
        for along in self.along.get(&entry).into_iter().flatten() {
            parts[along.part].amount -= along.amount;
            parts.push(along.as_part());
        }
        for off in self.taken_off.get(&entry).into_iter().flatten() {
            parts[off.part].amount -= off.amount;
        }
        parts
    }

    /// What was taken off the parts of a cost from one on: by which entry first, and how much.
    pub(crate) fn taken_off_beyond(&self, entry: u64, part: usize) -> Option<(u64, i64)> {
        let off = self.taken_off.get(&entry)?.iter();
        let off = off.filter(|it| it.part >= part && it.amount > 0);
        let first = off.clone().map(|it| it.entry).min()?;
        Some((first, off.map(|it| it.amount).sum()))
    }

    /// Remembers what a prepayment, a credit or a recharge takes off a cost: the last part first,
    /// as its movements do.
    fn take_off(&mut self, cost: u64, event: &Event<'_>, number: u64) {
        let off = |moved: &&Move| matches!(moved.from, Account::Invoiced | Account::Prepaid);
        let mut sum: i64 = event.moves.iter().filter(off).map(|it| it.amount).sum();
        let parts = self.cost_left(cost).into_iter().enumerate().rev();
        let mut off = Vec::new();
        for (part, left) in parts {
            let amount = left.amount.min(sum);
            sum -= amount;
            off.push(TakenOff {
                entry: number,
                part,
                amount,
            });
        }
        self.taken_off.entry(cost).or_default().extend(off);
    }

    /// Remembers a cost that no invoice states, and what is taken off one.
    pub(crate) fn settle_cost(&mut self, event: &Event<'_>, number: u64) {
        match event.act() {
            Act::Accrue(accrue) => self.settle_accrual(accrue, event, number),
            Act::Prepay(prepay) => self.settle_prepayment(prepay, event, number),
            Act::UsePrepayment(used) => {
                if let Some(at) = self.prepayments.find(&used.id) {
                    self.prepayments[at].used = Some(number);
                }
            }
            _ => {
                if let Some(cost) = event.named.cost {
                    self.take_off(cost, event, number);
                }
            }
        }
        if matches!(event.act(), Act::Recharge(_)) {
            self.note_what_moves(event, number);
        }
        if matches!(event.act(), Act::Accrue(_) | Act::Recharge(_)) {
            self.charge(event.moves.as_slice(), 1);
        }
    }

    fn settle_prepayment(&mut self, prepay: &Prepay, event: &Event<'_>, number: u64) {
        let Some(cost) = event.named.cost else { return };
        self.take_off(cost, event, number);
        let Some(of) = self.cost_at(cost) else { return };
        let parts = event.moves.iter().map(|moved| CostPart {
            cell: moved.cell,
            origin: moved.project.filter(|_| moved.to != Account::Available),
            amount: moved.amount,
        });
        let record = Prepayment {
            id: prepay.id.clone(),
            of,
            entry: number,
            parts: parts.collect(),
            used: None,
        };
        self.prepayments.add(record);
    }

    /// What a reversed prepayment, credit or recharge took off stands again; a reversed prepayment
    /// is none, a reversed use none either.
    pub(crate) fn put_on_again(&mut self, entry: u64, kind: ActKind) {
        if matches!(kind, ActKind::Prepay | ActKind::Credit | ActKind::Recharge) {
            for off in self.taken_off.values_mut() {
                off.retain(|it| it.entry != entry);
            }
        }
        if matches!(kind, ActKind::Prepay | ActKind::UsePrepayment) {
            for prepayment in self.prepayments.iter_mut() {
                if prepayment.entry == entry {
                    prepayment.parts.clear();
                }
                prepayment.used = prepayment.used.filter(|used| *used != entry);
            }
        }
    }

    /// What rests on the cost or the prepayment that an entry made: the first entry, and how much.
    pub(crate) fn rests_on_cost(&self, entry: u64) -> Option<(u64, i64)> {
        if let Some(off) = self.taken_off.get(&entry).filter(|off| !off.is_empty()) {
            return Some((off[0].entry, off.iter().map(|it| it.amount).sum()));
        }
        if self.entries[entry as usize - 1].kind != ActKind::Prepay {
            return None;
        }
        let mut all = self.prepayments.iter();
        let (_, prepayment) = all.find(|(_, it)| it.entry == entry)?;
        let sum = prepayment.parts.iter().map(|part| part.amount).sum();
        prepayment.used.map(|used| (used, sum))
    }
}
