//! What the tables read of three-year plans: plain names, days and sums.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::index::At;
use super::planned::Planned;
use super::record::{Body, Project, Stream};
use super::{Ledger, Selection};
use crate::noun::{Account, BodyId, CostKind, PlanId, ProjectId, Recurrence, StreamId};
use crate::word::{FinancialYear, Money};

/// A version of a plan, with its names.
pub(crate) struct PlanRead<'l> {
    pub(crate) id: &'l PlanId,
    pub(crate) name: &'l str,
    pub(crate) body: &'l BodyId,
    /// How many versions lead to it, itself among them.
    pub(crate) version: u64,
    pub(crate) years: [FinancialYear; 3],
    pub(crate) replaces: Option<&'l PlanId>,
    /// The day by which it is to be published.
    pub(crate) due: NaiveDate,
    /// When it was published, as known then.
    pub(crate) published: Option<NaiveDate>,
    pub(crate) standing: PlanStanding,
    pub(crate) source: Option<&'l str>,
    pub(crate) entry: u64,
    pub(crate) lines: Vec<PlanLineRead<'l>>,
}

/// How a plan stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlanStanding {
    /// It was taken back before it was published.
    Corrected,
    /// It is not published by then.
    NotPublished,
    /// It is the version in force for one of its years, or for several.
    InForce,
    /// Of each of its years another version is in force.
    Replaced,
}

impl PlanStanding {
    pub(crate) fn word(self) -> &'static str {
        match self {
            PlanStanding::Corrected => "corrected",
            PlanStanding::NotPublished => "not published",
            PlanStanding::InForce => "in force",
            PlanStanding::Replaced => "replaced",
        }
    }
}

/// A line of a plan, with its names.
#[derive(Clone, Debug)]
pub(crate) struct PlanLineRead<'l> {
    pub(crate) year: FinancialYear,
    pub(crate) stream: &'l StreamId,
    pub(crate) project: Option<&'l ProjectId>,
    pub(crate) cost: Option<&'l CostKind>,
    pub(crate) amount: Money,
    pub(crate) recurrence: Recurrence,
    pub(crate) entry: u64,
}

/// What is committed and what was spent, in pence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Used {
    pub(crate) committed: i128,
    pub(crate) spent: i128,
}

impl Ledger {
    /// Every version that was added by then, by body and then by the journal.
    pub(crate) fn plans_read(&self, of: &Selection) -> Vec<PlanRead<'_>> {
        let last_known = self.last_known(of);
        let by_then = |it: &Planned| {
            let is_known = last_known.is_none_or(|last| it.entry <= last);
            is_known
                && of
                    .as_at
                    .is_none_or(|day| self.effective_of(it.entry) <= day)
        };
        let all = self.plans.iter().filter(|(_, it)| by_then(it));
        let read = all.map(|(at, _)| self.plan_read(at, of));
        let mut all: Vec<PlanRead<'_>> = read.collect();
        all.retain(|it| of.body.as_ref().is_none_or(|body| body == it.body));
        all.sort_by_key(|it| (it.body, it.entry));
        all
    }

    /// The version in force for a year, with its lines of all its years.
    pub(crate) fn plan_in_force_read(
        &self,
        body: &BodyId,
        year: FinancialYear,
        of: &Selection,
    ) -> Option<PlanRead<'_>> {
        let at = self.bodies.find(body)?;
        let plan = self.plan_in_force(at, year, of)?;
        Some(self.plan_read(plan, of))
    }

    fn plan_read(&self, at: At<Planned>, of: &Selection) -> PlanRead<'_> {
        let (it, last_known) = (&self.plans[at], self.last_known(of));
        let published = self.published_by(it, last_known);
        let published = published.map(|entry| self.effective_of(entry));
        let published = published.filter(|on| of.as_at.is_none_or(|day| *on <= day));
        let is_in_force = |year| self.plan_in_force(it.body, year, of) == Some(at);
        let standing = match published {
            _ if !self.stood(it.entry, last_known) => PlanStanding::Corrected,
            None => PlanStanding::NotPublished,
            Some(_) if it.years().into_iter().any(is_in_force) => PlanStanding::InForce,
            Some(_) => PlanStanding::Replaced,
        };
        let lines = self.lines_planned(it, last_known).map(|line| PlanLineRead {
            year: line.year,
            stream: &self.streams[line.stream].id,
            project: line.project.map(|at| &self.projects[at].id),
            cost: line.cost.as_ref(),
            amount: line.amount,
            recurrence: line.recurrence,
            entry: line.entry,
        });
        PlanRead {
            id: &it.id,
            name: &it.name,
            body: &self.bodies[it.body].id,
            version: self.version_of(it),
            years: it.years(),
            replaces: it.replaces.map(|at| &self.plans[at].id),
            due: self.plan_due(it),
            published,
            standing,
            source: it.source.as_deref(),
            entry: it.entry,
            lines: lines.collect(),
        }
    }

    /// What of a body's money is committed in a year and what was spent, by stream and project:
    /// that of a commitment is its project's, any other cost that of the project that it names.
    pub(crate) fn used_by_project(
        &self,
        body: &BodyId,
        year: FinancialYear,
        of: &Selection,
    ) -> BTreeMap<(&StreamId, Option<&ProjectId>), Used> {
        let mut sums: BTreeMap<(At<Stream>, Option<At<Project>>), Used> = BTreeMap::new();
        let last_known = self.last_known(of).unwrap_or(u64::MAX);
        let body: Option<At<Body>> = self.bodies.find(body);
        let cells = self.cells.iter().map(|(at, cell)| (at, cell.key));
        for (at, key) in cells.filter(|(_, key)| Some(key.body) == body && key.year == year) {
            for moved in self.cells.latest_first(at) {
                let entry = u64::from(moved.entry);
                let late = of.as_at.is_some_and(|day| day < self.effective_of(entry));
                let moved = self.cells.as_move(moved);
                let (committed, spent) = (moved.change_of(Account::Committed), moved.cost());
                if entry > last_known || late || committed == 0 && spent == 0 {
                    continue;
                }
                let project = match moved.promise {
                    Some(promise) => self.promises[promise].project,
                    None => moved.project,
                };
                let used = sums.entry((key.stream, project)).or_default();
                used.committed += i128::from(committed);
                used.spent += i128::from(spent);
            }
        }
        let name = |(stream, project): (At<Stream>, Option<At<Project>>)| {
            let project = project.map(|at| &self.projects[at].id);
            (&self.streams[stream].id, project)
        };
        sums.into_iter()
            .map(|(of, used)| (name(of), used))
            .collect()
    }
}
