//! Three-year plans: a published one does not change.

use super::super::index::At;
use super::super::planned::Planned;
use super::super::query::misnamed;
use super::Case;
use crate::journal::act::{AddPlan, AddPlanLine, PublishPlan};
use crate::journal::{Act, Mismatch, Published, Rejection, Resting};
use crate::noun::PlanId;
use crate::word::Money;

impl Case<'_, '_> {
    pub(crate) fn look_at_three_years_alone(&mut self) {
        if let Act::AddPlanLine(line) = &self.draft.act {
            self.more_than_nought("amount", Some(line.amount));
        }
    }

    pub(crate) fn look_at_what_a_plan_names(&mut self) {
        match &self.draft.act {
            Act::AddPlan(plan) => self.look_at_the_plan(plan),
            Act::AddPlanLine(line) => self.look_at_the_line(line),
            Act::PublishPlan(it) => self.look_at_the_publication(it),
            _ => {}
        }
    }

    fn look_at_the_plan(&mut self, plan: &AddPlan) {
        self.needs_body(self.named.body, plan.body.as_str());
        let known = self.ledger.plans.find(&plan.id);
        if let Some(known) = known.map(|at| &self.ledger.plans[at]) {
            self.taken(plan.id.to_string(), "a plan", known.entry);
        }
        if let Some(id) = &plan.replaces {
            self.look_at_the_plan_before(plan, id);
        }
    }

    /// A plan replaces a published one of the same body, for the same three years or later ones.
    fn look_at_the_plan_before(&mut self, plan: &AddPlan, id: &PlanId) {
        let ledger = self.ledger;
        let found = ledger.plans.find(id).map(|at| &ledger.plans[at]);
        let Some(before) = found.filter(|it| ledger.published_by(it, None).is_some()) else {
            let all = ledger.plans.iter().map(|(_, it)| it);
            let published = all.filter(|it| ledger.published_by(it, None).is_some());
            let named = misnamed(id.as_str(), published.map(|it| it.id.as_str()));
            self.refuse(Rejection::UnknownPlan(named));
            return;
        };
        let body = &ledger.bodies[before.body].id;
        if *body != plan.body {
            self.does_not_match("body", &plan.body, body, id);
        }
        if plan.first_year < before.first_year {
            let expected = format!("{} or later", before.first_year);
            self.does_not_match("first_year", plan.first_year, expected, id);
        }
    }

    fn look_at_the_line(&mut self, line: &AddPlanLine) {
        self.needs_stream(line.stream.as_str());
        self.needs_project(line.project.as_ref().map(|id| id.as_str()));
        let Some(at) = self.open_plan(&line.plan) else {
            return;
        };
        let years = self.ledger.plans[at].years();
        if !years.contains(&line.year) {
            let expected = format!("one of {}, {}, {}", years[0], years[1], years[2]);
            self.does_not_match("year", line.year, expected, &line.plan);
        }
    }

    /// A version is published no earlier than the one that it replaces.
    fn look_at_the_publication(&mut self, it: &PublishPlan) {
        let ledger = self.ledger;
        let Some(at) = self.open_plan(&it.id) else {
            return;
        };
        let before = ledger.plans[at].replaces.map(|at| &ledger.plans[at]);
        let Some(before) = before else { return };
        let entry = ledger.published_by(before, None);
        let day = entry.map(|entry| ledger.effective_of(entry));
        if let Some(day) = day.filter(|day| self.effective < *day) {
            let expected = format!("{day} or later");
            self.does_not_match("effective", self.effective, expected, &before.id);
        }
    }

    /// A plan that is there and not published yet.
    fn open_plan(&mut self, id: &PlanId) -> Option<At<Planned>> {
        let ledger = self.ledger;
        let stands = |it: &Planned| ledger.corrected_by(it.entry).is_none();
        let found = ledger.plans.find(id);
        let Some(at) = found.filter(|at| stands(&ledger.plans[*at])) else {
            let all = ledger.plans.iter().filter(|(_, it)| stands(it));
            let named = misnamed(id.as_str(), all.map(|(_, it)| it.id.as_str()));
            self.refuse(Rejection::UnknownPlan(named));
            return None;
        };
        if let Some(entry) = ledger.published_by(&ledger.plans[at], None) {
            let plan = id.to_string();
            self.refuse(Rejection::PlanAlreadyPublished(Published { plan, entry }));
            return None;
        }
        Some(at)
    }

    fn does_not_match(
        &mut self,
        field: &'static str,
        found: impl ToString,
        expected: impl ToString,
        plan: &PlanId,
    ) {
        self.refuse(Rejection::DoesNotMatch(Mismatch {
            field,
            found: found.to_string(),
            expected: expected.to_string(),
            of: format!("plan {plan}"),
        }));
    }

    /// A plan stays while it has lines, is published or replaced, a line while its plan is
    /// published, a publication while another version replaces it.
    pub(crate) fn look_at_what_a_plan_holds(&mut self, entry: u64) {
        let ledger = self.ledger;
        let mut all = ledger.plans.iter();
        let found = all.find_map(|(at, it)| {
            let is_line = it.lines.iter().any(|line| line.entry == entry);
            let first = if it.entry == entry {
                ledger.first_on(at, it)
            } else if is_line {
                ledger.published_by(it, None)
            } else if it.published.contains(&entry) {
                ledger.replaced_by(at)
            } else {
                return None;
            };
            Some((it, first?))
        });
        let Some((plan, first)) = found else { return };
        let sums = ledger.lines_planned(plan, None).map(|line| line.amount);
        self.refuse(Rejection::CorrectionRestsOn(Resting {
            entry,
            state: "planned",
            place: plan.id.to_string(),
            first: Some(first),
            short: Money::total(sums).unwrap_or(Money::MAX),
        }));
    }
}

impl super::super::Ledger {
    /// The first entry that stands on a plan: a line, its publication, a plan that replaces it.
    fn first_on(&self, at: At<Planned>, plan: &Planned) -> Option<u64> {
        let line = self.lines_planned(plan, None).map(|line| line.entry).next();
        let on = [line, self.published_by(plan, None), self.replaced_by(at)];
        on.into_iter().flatten().min()
    }

    /// The first entry that added a plan to replace this one, and stands.
    fn replaced_by(&self, at: At<Planned>) -> Option<u64> {
        let mut all = self.plans.iter().map(|(_, it)| it);
        let found = all.find(|it| it.replaces == Some(at) && self.corrected_by(it.entry).is_none());
        found.map(|it| it.entry)
    }
}
