//! Drafts that mostly hold: cost before its invoice, and invoices that meet it.

use ringfence::journal::Act;
use ringfence::journal::act::{Accrue, Credit, Prepay, Recharge, Spend, UsePrepayment};
use ringfence::noun::{AccrualId, PrepaymentId, PromiseKind};

use super::country::{Country, id};
use super::legal::Speaker;

impl Speaker<'_> {
    /// What was received, or the invoice for it.
    pub(super) fn cost(&self) -> Act {
        match self.choice.kind {
            ..233 => self.accrue(),
            233..241 => self.invoice(),
            241..246 => self.prepay(),
            246..250 => self.use_prepayment(),
            _ if self.choice.twist % 4 == 3 => self.recharge().unwrap_or_else(|| self.credit()),
            _ => self.credit(),
        }
    }

    /// One of the spends, moved or not, of which something is left; one time in eight any entry.
    fn spent(&self) -> Option<u64> {
        if self.choice.other.is_multiple_of(8) {
            return Some(1 + u64::from(self.choice.which) % self.model.next);
        }
        let is_spend = |act: &Act| {
            let taken_on = matches!(act, Act::TakeOn(_));
            taken_on || matches!(act, Act::Spend(_) | Act::Recharge(_))
        };
        let spends = self.model.acts().filter(|(_, _, act)| is_spend(act));
        let left = spends.filter(|(entry, ..)| self.model.cost_of_spend(*entry) > 0);
        let left: Vec<u64> = left.map(|(entry, ..)| entry).collect();
        self.one_of(&left, self.choice.which)
    }

    fn prepay(&self) -> Act {
        let Some(cost) = self.spent() else {
            return self.spend_direct();
        };
        Act::Prepay(Prepay {
            id: id(&format!("prepayment-{}", self.model.next)),
            entry: Some(cost),
            posted_as: None,
            amount: self.part_of(self.model.cost_of_spend(cost) * 3),
        })
    }

    fn use_prepayment(&self) -> Act {
        let used_too = self.choice.other.is_multiple_of(8);
        let all = self.model.prepayments.keys();
        let waiting = all.filter(|id| used_too || !self.model.is_used(id));
        let waiting: Vec<PrepaymentId> = waiting.cloned().collect();
        match self.one_of(&waiting, self.choice.which) {
            Some(id) => Act::UsePrepayment(UsePrepayment { id }),
            None => self.prepay(),
        }
    }

    fn credit(&self) -> Act {
        let Some(cost) = self.spent() else {
            return self.spend_direct();
        };
        Act::Credit(Credit {
            entry: Some(cost),
            posted_as: None,
            amount: self.part_of(self.model.cost_of_spend(cost) * 3),
        })
    }

    /// A cost goes to another line, one time in three to a commitment; where there is a cost.
    pub(super) fn recharge(&self) -> Option<Act> {
        let cost = self.spent()?;
        let on = self.promise(PromiseKind::Commitment);
        let on = on.filter(|_| self.choice.sum.is_multiple_of(3));
        let commitment = on.map(|(id, _)| id);
        let direct = commitment.is_none();
        let stream = match self.choice.twist % 32 {
            11 => id(Country::SUSPENSE),
            _ => self.stream(),
        };
        let (body, project, purpose) = self.for_whom();
        Some(Act::Recharge(Recharge {
            entry: Some(cost),
            posted_as: None,
            commitment,
            stream: direct.then_some(stream),
            body: direct.then_some(body),
            project: project.filter(|_| direct),
            purpose: direct.then_some(purpose),
            year: Some(self.year).filter(|_| self.choice.other.is_multiple_of(2)),
            amount: self.part_of(self.model.cost_of_spend(cost) * 3),
            actual: self.choice.twist % 8 == 3,
            vintage: None,
        }))
    }

    /// On a commitment; one time in three on none.
    fn accrue(&self) -> Act {
        let name = id(&format!("accrual-{}", self.model.next));
        let on = self.promise(PromiseKind::Commitment);
        let on = on.filter(|_| !self.choice.days.is_multiple_of(3));
        if let Some((commitment, _)) = on {
            let open = self.model.open_of(&commitment, self.year);
            return Act::Accrue(Accrue {
                id: name,
                commitment: Some(commitment),
                stream: None,
                body: None,
                project: None,
                purpose: None,
                year: Some(self.year),
                amount: self.part_of(open * 4),
                vintage: None,
                cost: None,
            });
        }
        let stream = match self.choice.twist % 16 {
            11 => id(Country::SUSPENSE),
            _ => self.stream(),
        };
        let (body, project, purpose) = self.for_whom();
        let amount = self.part_of(self.free(&body, &stream) * 2);
        Act::Accrue(Accrue {
            id: name,
            commitment: None,
            stream: Some(stream),
            body: Some(body),
            project,
            purpose: Some(purpose),
            year: None,
            amount,
            vintage: None,
            cost: None,
        })
    }

    /// One of the accruals that no invoice has met; one time in eight any.
    fn accrual(&self) -> Option<AccrualId> {
        let met_too = self.choice.other.is_multiple_of(8);
        let all = self.model.accruals.keys();
        let waiting = all.filter(|id| met_too || self.model.accrued_left(id) > 0);
        let waiting: Vec<AccrualId> = waiting.cloned().collect();
        self.one_of(&waiting, self.choice.which)
    }

    /// An invoice for so much more or less than was accrued; now and then for a part.
    fn invoice(&self) -> Act {
        let Some(accrual) = self.accrual() else {
            return self.accrue();
        };
        let waiting = self.model.accrued_left(&accrual);
        let of_commitment = self.model.accruals[&accrual].commitment.is_some();
        Act::Spend(Spend {
            commitment: None,
            accrual: Some(accrual),
            part: self.choice.twist % 4 == 1,
            stream: None,
            body: None,
            project: None,
            purpose: None,
            year: Some(self.year),
            amount: self.part_of(waiting * 6),
            is_final: of_commitment && self.choice.twist % 8 == 2,
            actual: false,
            vintage: None,
            cost: None,
        })
    }
}
