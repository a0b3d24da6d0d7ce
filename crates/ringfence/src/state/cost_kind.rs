//! What kind of cost each entry records, where it says so.

use serde::{Deserialize, Serialize};

use super::Ledger;
use super::index::{At, Named};
use super::names;
use crate::journal::Act;
use crate::noun::{CostKind, OfCost};

/// A kind of cost that an entry named.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KindNamed {
    id: CostKind,
}

impl Named for KindNamed {
    type Of = OfCost;

    fn id(&self) -> &CostKind {
        &self.id
    }
}

impl Ledger {
    /// What kind of cost an act says it is, as its entry remembers it; a cost of a commitment
    /// leaves that to the commitment.
    pub(crate) fn cost_kind_of(
        &mut self,
        act: &Act,
        named: &names::Named,
    ) -> Option<At<KindNamed>> {
        let said = match act {
            Act::Spend(spend) => spend.cost.as_ref(),
            Act::Accrue(accrue) => accrue.cost.as_ref(),
            _ => None,
        };
        match said {
            Some(id) => Some(self.cost_kind_named(id)),
            None => {
                let behind = self.entry_behind(act, named)?;
                self.cost_kind_at(behind)
            }
        }
    }

    /// The entry that says what the cost of another is.
    fn entry_behind(&self, act: &Act, named: &names::Named) -> Option<u64> {
        match act {
            Act::Spend(_) => named.accrual.map(|at| self.accruals[at].entry),
            Act::Prepay(_) | Act::Credit(_) | Act::Recharge(_) => named.cost,
            Act::UsePrepayment(used) => {
                let found = self.prepayments.find(&used.id);
                found.map(|at| self.prepayments[at].entry)
            }
            Act::Correct(correct) => self.entry_named(correct),
            _ => None,
        }
    }

    fn cost_kind_at(&mut self, entry: u64) -> Option<At<KindNamed>> {
        let said = self.entries.get(entry as usize - 1)?.cost;
        said.or_else(|| {
            let promise = self.moves_of(entry).iter().find_map(|it| it.promise)?;
            let kind = self.costs.get(&promise)?.clone();
            Some(self.cost_kind_named(&kind))
        })
    }

    fn cost_kind_named(&mut self, id: &CostKind) -> At<KindNamed> {
        let found = self.cost_kinds.find(id);
        found.unwrap_or_else(|| self.cost_kinds.add(KindNamed { id: id.clone() }))
    }

    /// What kind of cost an entry says it is; where a cost moved off, that of the cost.
    pub(crate) fn cost_kind_said(&self, entry: u64) -> Option<&CostKind> {
        let said = self.entries.get(entry as usize - 1)?.cost?;
        Some(&self.cost_kinds[said].id)
    }
}
