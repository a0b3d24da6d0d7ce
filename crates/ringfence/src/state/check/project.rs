//! Delegation: what is done for a project is held to its approval.

use super::super::index::At;
use super::super::record::Project;
use super::Case;
use crate::journal::act::{Approval, Term};
use crate::journal::{Rejection, Shortfall};
use crate::noun::Recurrence;
use crate::word::{FinancialYear, Money};

/// What a project may cost: every year, and once.
#[derive(Clone, Copy, Debug, Default)]
struct Allowed {
    annual: i128,
    once: i128,
    any: bool,
}

impl Case<'_, '_> {
    /// A one-off sum for a project: within what is left of the year and of what was approved
    /// once.
    pub(crate) fn hold_to_approval(
        &mut self,
        project: At<Project>,
        year: FinancialYear,
        amount: Money,
    ) {
        let allowed = self.allowed(project);
        let of = &self.ledger.projects[project];
        let each_year = allowed.annual - self.annual_promised(project);
        let beyond_its_year = |used: i64| (i128::from(used) - each_year.max(0)).max(0);
        let others = of.used.iter().filter(|(other, _)| *other != year);
        let once_used: i128 = others.map(|(_, used)| beyond_its_year(*used)).sum();
        let used = of
            .used
            .iter()
            .find(|(other, _)| *other == year)
            .map_or(0, |(_, used)| i128::from(*used));
        let room = (allowed.once - once_used).max(0) + each_year.max(0) - used;
        self.say_approval(project, allowed, amount.pence().into(), room);
    }

    /// A yearly sum for a project: within what was approved every year.
    pub(crate) fn hold_annual_to_approval(&mut self, project: At<Project>, annual: Money) {
        let allowed = self.allowed(project);
        let room = allowed.annual - self.annual_promised(project);
        self.say_approval(project, allowed, annual.pence().into(), room);
    }

    fn say_approval(&mut self, project: At<Project>, allowed: Allowed, asked: i128, room: i128) {
        if self.is_fact(false) {
            return;
        }
        let id = self.ledger.projects[project].id.to_string();
        if !allowed.any {
            self.refuse(Rejection::ProjectNotApproved { project: id });
        } else if asked > room {
            let money = |pence: i128| Money::narrow(pence).unwrap_or(Money::MAX);
            let room = room.max(0);
            let of = Shortfall {
                place: id.clone(),
                asked: money(asked),
                available: money(room),
                short: money(asked - room),
            };
            let approved = money(allowed.annual + allowed.once);
            self.refuse(Rejection::ApprovalExceeded {
                project: id,
                approved,
                of,
            });
        }
    }

    /// The approvals in force on the day: the last that replaces, and those that add to it.
    fn allowed(&self, project: At<Project>) -> Allowed {
        let mut allowed = Allowed::default();
        let approvals = &self.ledger.projects[project].approvals;
        let day = self.effective;
        for approved in approvals
            .iter()
            .filter(|it| !it.withdrawn && it.effective <= day)
        {
            if !approved.adds {
                allowed = Allowed::default();
            }
            allowed.any = true;
            match approved.sum {
                Approval::Once { amount } => allowed.once += i128::from(amount.pence()),
                Approval::Annual {
                    annual,
                    from,
                    until,
                } => {
                    let begun = from.is_none_or(|from| from <= day);
                    if begun && until.is_none_or(|until| day <= until) {
                        allowed.annual += i128::from(annual.pence());
                    }
                }
            }
        }
        allowed
    }

    /// The annual sums of the live recurrent commitments of a project.
    fn annual_promised(&self, project: At<Project>) -> i128 {
        let promises = self.ledger.projects[project].promises.iter();
        let live = promises
            .map(|at| &self.ledger.promises[*at])
            .filter(|promise| promise.recurrence() == Recurrence::Recurrent && !promise.ended);
        live.map(|promise| match promise.term {
            Term::Recurrent { annual, .. } => i128::from(annual.pence()),
            Term::NonRecurrent { .. } => 0,
        })
        .sum()
    }
}
