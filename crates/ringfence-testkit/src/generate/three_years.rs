//! Drafts that state plans for three years.

use ringfence::journal::act::{AddPlan, AddPlanLine, Correct, PublishPlan};
use ringfence::journal::{Act, Draft};
use ringfence::noun::PlanId;
use ringfence::word::Money;

use super::country::id;
use super::legal::Speaker;

impl Speaker<'_> {
    /// A plan, a line of one or its publication; now and then what was said is taken back.
    pub(super) fn three_years(&self) -> Draft {
        let plans: Vec<PlanId> = self.model.plans().into_iter().map(|it| it.id).collect();
        // Mostly the last one, which is most often not published yet.
        let place = match self.choice.which % 4 {
            0 => self.choice.other,
            _ => plans.len().saturating_sub(1) as u8,
        };
        let act = match (self.one_of(&plans, place), self.choice.kind % 8) {
            (Some(plan), 1..5) => self.plan_line(plan),
            (Some(plan), 5 | 6) => Act::PublishPlan(PublishPlan { id: plan }),
            (Some(_), 7) if self.choice.sum.is_multiple_of(2) => self.take_back_what_is_planned(),
            (last, _) => self.plan_of(last),
        };
        Draft::of(act).effective(self.day)
    }

    /// A plan of one of two bodies, for this year or the next; most often it replaces another.
    fn plan_of(&self, last: Option<PlanId>) -> Act {
        let whose = ["north", "moor"];
        let body = self
            .one_of(&whose, self.choice.twist / 64)
            .unwrap_or("north");
        let first_year = match self.choice.sum % 4 {
            0 => self.year,
            1 => self.year.previous(),
            _ => self.year.next(),
        };
        Act::AddPlan(AddPlan {
            id: id(&format!("plan-{}", self.model.next)),
            body: id(body),
            first_year,
            replaces: last.filter(|_| !self.choice.other.is_multiple_of(3)),
        })
    }

    fn plan_line(&self, plan: PlanId) -> Act {
        let year = match self.choice.sum % 4 {
            0 => self.year,
            1 => self.year.next().next(),
            _ => self.year.next(),
        };
        let project = self
            .project()
            .filter(|_| self.choice.other.is_multiple_of(2));
        Act::AddPlanLine(AddPlanLine {
            plan,
            year,
            stream: self.stream(),
            project: project.map(|(id, _)| id),
            cost: (self.choice.days % 2 == 1).then(|| id("pay")),
            amount: Money::new(i32::from(self.choice.sum) * 30_001 + 1),
            recurrence: self.recurrence(),
        })
    }

    fn take_back_what_is_planned(&self) -> Act {
        let said = self.model.said_of_plans();
        Act::Correct(Correct {
            entry: self.one_of(&said, self.choice.other),
            posted_as: None,
        })
    }
}
