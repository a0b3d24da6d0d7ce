//! Three-year plans: what is to be paid in each of three years, and which version is in force.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::Event;
use super::index::{At, Named};
use super::record::{Body, Project, Stream};
use super::{Ledger, Selection};
use crate::journal::Act;
use crate::journal::act::{AddPlan, AddPlanLine};
use crate::noun::{CostKind, OfPlan, PlanId, Recurrence};
use crate::word::{FinancialYear, Money};

/// A version of a body's plan for three years.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Planned {
    pub(crate) id: PlanId,
    pub(crate) name: Arc<str>,
    pub(crate) body: At<Body>,
    pub(crate) first_year: FinancialYear,
    pub(crate) replaces: Option<At<Planned>>,
    pub(crate) lines: Vec<PlannedLine>,
    /// The entries that published it; of several all but one were reversed.
    pub(crate) published: Vec<u64>,
    pub(crate) source: Option<Arc<str>>,
    pub(crate) entry: u64,
}

/// What a stream is to pay in a year.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PlannedLine {
    pub(crate) entry: u64,
    pub(crate) year: FinancialYear,
    pub(crate) stream: At<Stream>,
    pub(crate) project: Option<At<Project>>,
    pub(crate) cost: Option<CostKind>,
    pub(crate) amount: Money,
    pub(crate) recurrence: Recurrence,
}

impl Named for Planned {
    type Of = OfPlan;

    fn id(&self) -> &PlanId {
        &self.id
    }
}

impl Planned {
    /// Its three years, in order.
    pub(crate) fn years(&self) -> [FinancialYear; 3] {
        let second = self.first_year.next();
        [self.first_year, second, second.next()]
    }
}

impl Ledger {
    /// Remembers a plan, a line of one, or that it is published.
    pub(crate) fn settle_three_years(&mut self, event: &Event<'_>, number: u64) {
        match event.act() {
            Act::AddPlan(plan) => self.settle_added_plan(plan, event, number),
            Act::AddPlanLine(line) => self.settle_plan_line(line, event, number),
            Act::PublishPlan(it) => {
                if let Some(at) = self.plans.find(&it.id) {
                    self.plans[at].published.push(number);
                }
            }
            _ => {}
        }
    }

    fn settle_added_plan(&mut self, plan: &AddPlan, event: &Event<'_>, entry: u64) {
        let Some(body) = event.named.body else { return };
        let replaces = plan.replaces.as_ref().and_then(|id| self.plans.find(id));
        let text = event.text();
        let name = text.name.clone();
        self.plans.add(Planned {
            id: plan.id.clone(),
            name: name.unwrap_or_else(|| Arc::from(plan.id.as_str())),
            body,
            first_year: plan.first_year,
            replaces,
            lines: Vec::new(),
            published: Vec::new(),
            source: text.source.clone().or_else(|| text.evidence.clone()),
            entry,
        });
    }

    fn settle_plan_line(&mut self, line: &AddPlanLine, event: &Event<'_>, entry: u64) {
        let (Some(at), Some(stream)) = (self.plans.find(&line.plan), event.named.stream) else {
            return;
        };
        self.plans[at].lines.push(PlannedLine {
            entry,
            year: line.year,
            stream,
            project: event.named.project,
            cost: line.cost.clone(),
            amount: line.amount,
            recurrence: line.recurrence,
        });
    }

    /// The entry that published a plan and stands, as it was known then.
    pub(crate) fn published_by(&self, of: &Planned, last_known: Option<u64>) -> Option<u64> {
        let mut all = of.published.iter().copied();
        all.find(|entry| self.stood(*entry, last_known))
    }

    /// The lines of a plan that stand, as they were known then, in the order of the journal.
    pub(crate) fn lines_planned<'l>(
        &'l self,
        of: &'l Planned,
        last_known: Option<u64>,
    ) -> impl Iterator<Item = &'l PlannedLine> {
        let all = of.lines.iter();
        all.filter(move |line| self.stood(line.entry, last_known))
    }

    /// The version of a body's plan in force for a year at the end of a day: of those published
    /// by then that cover the year the last, by its day and then by the journal.
    pub(crate) fn plan_in_force(
        &self,
        body: At<Body>,
        year: FinancialYear,
        of: &Selection,
    ) -> Option<At<Planned>> {
        let last_known = self.last_known(of);
        let covers = |it: &Planned| it.body == body && it.years().contains(&year);
        let all = self.plans.iter().filter(|(_, it)| covers(it));
        let published = all.filter_map(|(at, it)| {
            let entry = self.published_by(it, last_known)?;
            let on = self.effective_of(entry);
            let by_then = of.as_at.is_none_or(|day| on <= day);
            by_then.then_some((on, entry, at))
        });
        let last = published.max_by_key(|(on, entry, _)| (*on, *entry));
        last.map(|(.., at)| at)
    }

    /// The day by which a plan is to be published: the first of its first year.
    pub(crate) fn plan_due(&self, of: &Planned) -> NaiveDate {
        self.calendar().first_day(of.first_year)
    }

    /// How many versions lead to a plan, itself among them.
    pub(crate) fn version_of(&self, of: &Planned) -> u64 {
        let before = |it: &At<Planned>| self.plans[*it].replaces;
        1 + std::iter::successors(of.replaces, before).count() as u64
    }
}
