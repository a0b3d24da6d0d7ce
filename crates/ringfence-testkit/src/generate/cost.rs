//! Drafts that mostly hold: cost before its invoice, and invoices that meet it.

use ringfence::journal::Act;
use ringfence::journal::act::{Accrue, Spend};
use ringfence::noun::{AccrualId, PromiseKind};

use super::country::id;
use super::legal::Speaker;

impl Speaker<'_> {
    /// What was received, or the invoice for it.
    pub(super) fn cost(&self) -> Act {
        match self.choice.kind {
            ..236 => self.accrue(),
            _ => self.invoice(),
        }
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
        let stream = self.stream();
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
