//! What a stream takes where costs wait until theirs is known.

use super::super::index::At;
use super::super::record::{Body, Stream};
use super::Case;
use crate::journal::{Act, Rejection};

impl Case<'_, '_> {
    /// Facts are recorded, whatever asks is refused.
    pub(crate) fn keep_to_facts(&mut self, suspense: At<Stream>) {
        let asks = match &self.draft.act {
            Act::Vire(_)
            | Act::Release(_)
            | Act::Earmark(_)
            | Act::Hold(_)
            | Act::Commit(_)
            | Act::Mainstream(_) => true,
            Act::Allocate(given) => self.named.other.is_some() && !given.actual,
            // An invoice settles what was received: a fact.
            Act::Spend(spend) => !spend.actual && self.named.accrual.is_none(),
            Act::Recharge(it) => !it.actual,
            _ => false,
        };
        if asks {
            let stream = self.ledger.streams[suspense].id.to_string();
            self.refuse(Rejection::SuspenseTakesFactsOnly { stream });
        }
    }

    /// On whose line a direct cost stands: in suspense, on that of the body that answers for it.
    pub(crate) fn bears(&self, body: At<Body>, stream: At<Stream>) -> At<Body> {
        if self.ledger.streams[stream].suspense {
            self.ledger.accountable_on(body, self.effective)
        } else {
            body
        }
    }
}
