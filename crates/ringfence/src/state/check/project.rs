//! Delegation: what is done for a project is held to its approval.

use chrono::NaiveDate;

use super::super::index::At;
use super::super::record::{Approved, Project};
use super::Case;
use crate::journal::act::Approval;
use crate::journal::{BeyondApproval, Rejection, Shortfall};
use crate::word::{FinancialYear, Money};

/// What a project may cost: every year, and once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Allowed {
    pub(crate) annual: i128,
    once: i128,
    any: bool,
}

impl Allowed {
    /// How much was approved once, in pence.
    pub(crate) fn once(&self) -> i128 {
        self.once
    }

    /// Whether anything was approved by then.
    pub(crate) fn is_any(&self) -> bool {
        self.any
    }

    /// The approvals in force on a day: the last that replaces, and those that add to it.
    pub(crate) fn on<'a>(day: NaiveDate, approvals: impl Iterator<Item = &'a Approved>) -> Allowed {
        let mut allowed = Allowed::default();
        for approved in approvals.filter(|it| it.gives_room() && it.effective <= day) {
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

    /// What is left for one-off sums of a year: of the year's own, and of what was approved once.
    pub(crate) fn room_once(
        &self,
        annual_promised: i128,
        all_used: &[(FinancialYear, i64)],
        year: FinancialYear,
    ) -> i128 {
        let each_year = (self.annual - annual_promised).max(0);
        let (mut once_used, mut used) = (0, 0);
        for (of, sum) in all_used {
            if *of == year {
                used += i128::from(*sum);
            } else {
                once_used += (i128::from(*sum) - each_year).max(0);
            }
        }
        (self.once - once_used).max(0) + each_year - used
    }
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
        let annual = self.annual_promised(project);
        let room = allowed.room_once(annual, &self.ledger.projects[project].used, year);
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
                for_old: Money::ZERO,
            };
            let approved = money(allowed.annual + allowed.once);
            self.refuse(Rejection::ApprovalExceeded(BeyondApproval {
                project: id,
                approved,
                of,
            }));
        }
    }

    fn allowed(&self, project: At<Project>) -> Allowed {
        let approvals = self.ledger.projects[project].approvals.iter();
        Allowed::on(self.effective, approvals)
    }

    /// The annual sums of the live recurrent commitments of a project.
    fn annual_promised(&self, project: At<Project>) -> i128 {
        let (recurrent, year) = (self.ledger.projects[project].recurrent.iter(), self.year);
        let over = |at| year.is_some_and(|year| self.ledger.has_ended(at, year));
        let live = recurrent.filter(|at| !over(**at));
        live.map(|at| i128::from(self.ledger.annual_now(*at).pence()))
            .sum()
    }
}
