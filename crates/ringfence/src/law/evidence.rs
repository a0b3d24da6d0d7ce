//! What is missing before it is decided what becomes of an item.

use std::collections::BTreeSet;

use super::Disposal;
use super::condition::Scope;
use super::decide::{Open, Settled, Trial};
use super::weigh::UNKNOWNS_WEIGHED;

impl Trial<'_> {
    /// Of what is open, what matters is asked, and what names the lines that may receive.
    pub(super) fn evidence(
        &self,
        open: &[Open],
        mattering: impl IntoIterator<Item = Open>,
    ) -> Disposal {
        let mut missing = self.awaited(open);
        missing.extend(self.names_of(mattering));
        Disposal::NeedsEvidence {
            missing: missing.into_iter().collect(),
        }
    }

    /// What names the lines that may receive, where that is not known.
    fn awaited(&self, open: &[Open]) -> BTreeSet<String> {
        let ways = 1_usize << open.len().min(UNKNOWNS_WEIGHED);
        let each = (0..ways).filter_map(|way| match self.settle(open, way) {
            Settled::Taken(taken) if self.is_unnamed(&taken) => Some(self.becomes(&taken)),
            _ => None,
        });
        let each = each.filter_map(|disposal| match disposal {
            Disposal::NeedsEvidence { missing } => Some(missing),
            _ => None,
        });
        each.flatten().collect()
    }

    /// The facts that would settle what is open.
    pub(super) fn names_of(&self, open: impl IntoIterator<Item = Open>) -> Vec<String> {
        let mut names = BTreeSet::new();
        for unknown in open {
            match unknown {
                Open::Amount(place) => {
                    let amount = &self.standing[place].exception.clause.amount;
                    self.case.missing_of(amount, Scope::default(), &mut names);
                }
                Open::Condition(place) => {
                    let when = &self.standing[place].exception.when;
                    self.case.missing(when, Scope::default(), &mut names);
                }
            }
        }
        names.into_iter().map(str::to_owned).collect()
    }
}
