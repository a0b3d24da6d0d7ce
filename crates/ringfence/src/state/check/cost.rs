//! What a cost says, alone: what it is of, or who says that for it.

use super::Case;
use crate::journal::act::{Accrue, Spend};
use crate::journal::{Key, Rejection};
use crate::word::Money;

impl Case<'_, '_> {
    pub(crate) fn look_at_accrual_alone(&mut self, accrue: &Accrue) {
        self.more_than_nought("amount", Some(accrue.amount));
        let states = [
            accrue.stream.is_some(),
            accrue.body.is_some(),
            accrue.purpose.is_some(),
            accrue.project.is_some(),
            accrue.vintage.is_some(),
        ];
        if accrue.commitment.is_some() {
            self.says_it_already(states);
        } else {
            self.says_what_it_is_of(states, "an accrual that names no commitment");
        }
    }

    pub(crate) fn look_at_spend_alone(&mut self, spend: &Spend) {
        self.more_than_nought("amount", Some(spend.amount));
        let states = [
            spend.stream.is_some(),
            spend.body.is_some(),
            spend.purpose.is_some(),
            spend.project.is_some(),
            spend.vintage.is_some(),
        ];
        if spend.accrual.is_some() && spend.commitment.is_some() {
            self.refuse(Rejection::FieldsConflict {
                fields: "commitment and accrual",
                works: "an accrual says itself of which commitment it is: leave that out",
            });
        }
        if spend.part && spend.accrual.is_none() {
            self.refuse(Rejection::FieldsConflict {
                fields: "part without an accrual",
                works: "name the accrual that it settles in part",
            });
        }
        if spend.commitment.is_some() || spend.accrual.is_some() {
            self.says_it_already(states);
            return;
        }
        self.says_what_it_is_of(states, "a direct spend, which names no commitment,");
        if spend.is_final {
            self.final_needs_a_commitment();
        }
    }

    pub(crate) fn look_at_what_is_taken_off(
        &mut self,
        amount: Money,
        entry: Option<u64>,
        key: Option<&Key>,
    ) {
        self.more_than_nought("amount", Some(amount));
        self.one_of_entry_and_key(entry.is_some(), key.is_some());
    }

    pub(crate) fn one_of_entry_and_key(&mut self, entry: bool, key: bool) {
        if entry == key {
            self.refuse(Rejection::FieldsConflict {
                fields: "entry and posted_as",
                works: "name the entry by its number or by its key",
            });
        }
    }

    pub(crate) fn final_needs_a_commitment(&mut self) {
        self.refuse(Rejection::FieldsConflict {
            fields: "final without a commitment",
            works: "only a commitment has a rest to give back",
        });
    }

    /// What is named says of what it is.
    fn says_it_already(&mut self, states: [bool; 5]) {
        if states.contains(&true) {
            self.refuse(Rejection::FieldsConflict {
                fields: "commitment or accrual with stream, body, project, purpose or vintage",
                works: "a commitment and an accrual say these themselves: leave them out",
            });
        }
    }

    fn says_what_it_is_of(&mut self, states: [bool; 5], what: &'static str) {
        for (field, stated) in ["stream", "body", "purpose"].into_iter().zip(states) {
            if !stated {
                self.missing(field, what);
            }
        }
    }
}
