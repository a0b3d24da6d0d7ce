//! Shares of a joint project: whole, and of those who are there.

use super::Case;
use crate::journal::act::{PartyShare, Propose, Share};
use crate::journal::{Mismatch, Rejection};

impl Case<'_, '_> {
    /// Each party is named once, and who has what is left bears of the cost.
    pub(crate) fn look_at_shares_alone(&mut self, it: &Share) {
        let once = |all: &[PartyShare]| {
            let mut places = 1..all.len();
            places.all(|at| all[..at].iter().all(|before| before.body != all[at].body))
        };
        let bears = |of: &PartyShare| it.cost.iter().any(|party| party.body == of.body);
        if it.cost.is_empty() || !once(&it.cost) || !once(&it.left) {
            self.refuse(Rejection::FieldsConflict {
                fields: "parties and left_parties",
                works: "at least one party, and each named once",
            });
        } else if !it.left.iter().all(bears) {
            self.refuse(Rejection::FieldsConflict {
                fields: "parties and left_parties",
                works: "who has a part of what is left bears a part of the cost",
            });
        }
    }

    /// A project that goes to another body is one that was proposed.
    pub(crate) fn look_at_what_it_scales(&mut self, project: &Propose) {
        if let Some(scales) = &project.scales
            && self.ledger.projects.find(scales).is_none()
        {
            self.unknown_project(scales.as_str());
        }
    }

    /// All parties are there on the day.
    pub(crate) fn look_whether_parties_live(&mut self, it: &Share) {
        for party in &it.cost {
            if let Some(body) = self.ledger.bodies.find(&party.body) {
                self.look_whether_alive(body);
            }
        }
    }

    /// The project, the parties and the contributions are known; what a contribution brings is
    /// from a party.
    pub(crate) fn look_at_who_shares(&mut self, it: &Share) {
        self.needs_project(Some(it.project.as_str()));
        let ledger = self.ledger;
        for party in &it.cost {
            self.needs_body(ledger.bodies.find(&party.body), party.body.as_str());
        }
        for id in &it.contributions {
            let found = ledger.contributions.find(id);
            let partner = found.map(|at| ledger.contributions[at].partner);
            let partner = partner.map(|at| &ledger.bodies[at].id);
            if !it.cost.iter().any(|party| Some(&party.body) == partner) {
                self.refuse(Rejection::DoesNotMatch(Mismatch {
                    field: "contributions",
                    found: id.to_string(),
                    expected: "a contribution of one of the parties".to_owned(),
                    of: format!("project {}", it.project),
                }));
            }
        }
    }
}
