//! Plans for three years: a published one does not change.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::act::{AddPlan, AddPlanLine, PublishPlan};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, PlanId};
use ringfence::word::{FinancialYear, Money};

use super::Model;
use super::date::Code;
use super::pound::{money, pence};

impl Model {
    pub(crate) fn about_a_plan(&mut self, draft: &Draft, day: NaiveDate) -> Result<(), Code> {
        match &draft.act {
            Act::AddPlan(act) => self.add_plan(draft, act, day),
            Act::AddPlanLine(act) => self.add_plan_line(draft, act),
            Act::PublishPlan(act) => self.publish_plan(draft, act, day),
            _ => Ok(()),
        }
    }

    fn add_plan(&mut self, draft: &Draft, act: &AddPlan, day: NaiveDate) -> Result<(), Code> {
        self.alive(&[&act.body], day)?;
        let before = match &act.replaces {
            Some(id) => Some(self.published(id).ok_or("unknown_plan")?.0),
            None => None,
        };
        let ever = self.entries.values().filter_map(|it| it.draft.as_ref());
        let mut named = ever.filter(|it| matches!(&it.act, Act::AddPlan(it) if it.id == act.id));
        if named.next().is_some() {
            return Err("id_taken");
        }
        let fits = before.is_none_or(|it| it.body == act.body && it.first_year <= act.first_year);
        if !fits {
            return Err("does_not_match");
        }
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    fn add_plan_line(&mut self, draft: &Draft, act: &AddPlanLine) -> Result<(), Code> {
        self.known_stream(&act.stream)?;
        if let Some(project) = &act.project
            && !self.projects.contains_key(project)
        {
            return Err("unknown_project");
        }
        let plan = self.plan_to_publish(&act.plan)?;
        if !covers(&plan, act.year) {
            return Err("does_not_match");
        }
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    fn publish_plan(
        &mut self,
        draft: &Draft,
        act: &PublishPlan,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let plan = self.plan_to_publish(&act.id)?;
        let before = plan.replaces.and_then(|id| self.published(&id));
        if before.is_some_and(|(_, on, _)| day < on) {
            return Err("does_not_match");
        }
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    /// A plan that was added, and not published.
    fn plan_to_publish(&self, id: &PlanId) -> Result<AddPlan, Code> {
        let plan = self.plan_called(id).ok_or("unknown_plan")?;
        match self.published(id) {
            Some(_) => Err("plan_already_published"),
            None => Ok(plan),
        }
    }

    fn plan_called(&self, id: &PlanId) -> Option<AddPlan> {
        let mut plans = self.plans().into_iter();
        plans.find(|it| it.id == *id)
    }

    /// A plan that is published, since when, and by which entry.
    fn published(&self, id: &PlanId) -> Option<(AddPlan, NaiveDate, u64)> {
        let entry = self.standing().find_map(|(number, entry)| {
            let draft = entry.draft.as_ref()?;
            let is_it = matches!(&draft.act, Act::PublishPlan(it) if it.id == *id);
            is_it.then_some((draft.effective?, number))
        });
        let (on, number) = entry?;
        Some((self.plan_called(id)?, on, number))
    }

    /// Every plan that was added, in the order of the journal.
    pub(crate) fn plans(&self) -> Vec<AddPlan> {
        let plans = self.acts().filter_map(|(_, _, act)| match act {
            Act::AddPlan(it) => Some(it.clone()),
            _ => None,
        });
        plans.collect()
    }

    /// The entries that say something of plans, in the order of the journal.
    pub(crate) fn said_of_plans(&self) -> Vec<u64> {
        let said = self.acts().filter(|(_, _, act)| {
            matches!(
                act,
                Act::AddPlan(_) | Act::AddPlanLine(_) | Act::PublishPlan(_)
            )
        });
        said.map(|(number, ..)| number).collect()
    }

    fn planned_in(&self, id: &PlanId) -> Vec<AddPlanLine> {
        let lines = self.acts().filter_map(|(_, _, act)| match act {
            Act::AddPlanLine(it) if it.plan == *id => Some(it.clone()),
            _ => None,
        });
        lines.collect()
    }

    /// Whether nothing stands on what an entry says of plans.
    pub(crate) fn nothing_is_planned_on(&self, number: u64) -> Result<(), Code> {
        let entry = self.entries.get(&number).and_then(|it| it.draft.as_ref());
        let replaced = |id: &PlanId| {
            self.plans()
                .iter()
                .any(|it| it.replaces.as_ref() == Some(id))
        };
        let free = match entry.map(|it| &it.act) {
            Some(Act::AddPlan(it)) => {
                let bare = self.planned_in(&it.id).is_empty() && self.published(&it.id).is_none();
                bare && !replaced(&it.id)
            }
            Some(Act::AddPlanLine(it)) => self.published(&it.plan).is_none(),
            Some(Act::PublishPlan(it)) => !replaced(&it.id),
            _ => true,
        };
        free.then_some(()).ok_or("correction_rests_on")
    }

    /// The plan of a body that is in force for a year at the end of a day.
    pub fn plan_in_force(
        &self,
        body: &BodyId,
        year: FinancialYear,
        day: NaiveDate,
    ) -> Option<PlanId> {
        let plans = self.plans().into_iter();
        let of_body = plans.filter(|it| it.body == *body && covers(it, year));
        let published = of_body.filter_map(|it| self.published(&it.id));
        let mut by_then: Vec<_> = published.filter(|(_, on, _)| *on <= day).collect();
        by_then.sort_by_key(|(_, on, number)| (*on, *number));
        by_then.pop().map(|(plan, ..)| plan.id)
    }

    /// What a plan says of a year, by stream and project.
    pub fn planned(
        &self,
        plan: &PlanId,
        year: FinancialYear,
    ) -> BTreeMap<(String, Option<String>), Money> {
        let mut sums = BTreeMap::new();
        for line in self.planned_in(plan) {
            if line.year == year {
                let project = line.project.map(|it| it.to_string());
                let sum = sums.entry((line.stream.to_string(), project)).or_insert(0);
                *sum += pence(line.amount);
            }
        }
        sums.into_iter().map(|(of, sum)| (of, money(sum))).collect()
    }
}

fn covers(plan: &AddPlan, year: FinancialYear) -> bool {
    let first = plan.first_year;
    [first, first.next(), first.next().next()].contains(&year)
}
