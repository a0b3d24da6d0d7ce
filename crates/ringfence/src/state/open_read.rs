//! What is kept for each project on each line, and the delays that stand against it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cell::PotKey;
use super::index::At;
use super::record::Project;
use super::{Ledger, Selection};
use crate::noun::{
    Account, BaseRule, BodyId, Party, ProjectId, ProjectState, Recurrence, StreamId, Verdict,
};
use crate::word::FinancialYear;

/// What is kept for a project on the lines of a body and stream in a year, in pence.
pub(crate) struct KeptRead<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) project: &'l ProjectId,
    pub(crate) earmarked: i64,
    pub(crate) held: i64,
    /// Committed once, and not yet a cost.
    pub(crate) ordered: i64,
    /// What is open of the year's part of recurrent commitments.
    pub(crate) recurrent: i64,
    /// The delays of the project that lie in the year.
    pub(crate) delays: Vec<KeptDelay<'l>>,
}

/// A delay of a project.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeptDelay<'l> {
    pub(crate) entry: u64,
    pub(crate) cause: &'l str,
    pub(crate) attributable_to: Option<&'l Party>,
    pub(crate) start: NaiveDate,
}

/// What a stop of a project gave back to a line.
pub(crate) struct StoppedRead<'l> {
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) project: &'l ProjectId,
    pub(crate) pence: i64,
    pub(crate) on: NaiveDate,
    pub(crate) entry: u64,
}

impl KeptRead<'_> {
    /// All that is kept.
    pub(crate) fn sum(&self) -> i64 {
        self.earmarked + self.held + self.ordered + self.recurrent
    }
}

impl Ledger {
    /// What is kept for each project in a year by a day, in the order of body, stream and project.
    pub(crate) fn kept_read(&self, of: &Selection, year: FinancialYear) -> Vec<KeptRead<'_>> {
        let last_known = self.last_known(of).unwrap_or(self.head.entry);
        let mut sums: BTreeMap<(PotKey, At<Project>), [i64; 4]> = BTreeMap::new();
        for moved in &self.cells.moved {
            let promise = moved.promise.map(|at| &self.promises[at]);
            let project = promise.and_then(|it| it.project);
            if moved.project.is_none() && project.is_none() {
                continue;
            }
            let entry = u64::from(moved.entry);
            let key = &self.cells[moved.cell].key;
            let counts = of.as_at.is_none_or(|day| self.effective_of(entry) <= day);
            if key.year != year || !counts || entry > last_known {
                continue;
            }
            let recurs = promise.is_some_and(|it| it.recurrence == Recurrence::Recurrent);
            let committed = if recurs { 3 } else { 2 };
            let parts = [
                (moved.project, 0, Account::Earmarked),
                (project, 1, Account::Held),
                (project, committed, Account::Committed),
            ];
            for (project, place, account) in parts {
                let change = moved.change_of(account);
                if let Some(project) = project.filter(|_| change != 0) {
                    sums.entry((key.pot(), project)).or_default()[place] += change;
                }
            }
        }
        let kept = sums.into_iter();
        let kept = kept.filter(|(_, sums)| sums.iter().any(|pence| *pence > 0));
        let mut all: Vec<KeptRead<'_>> = kept
            .map(|(((body, stream, _), project), sums)| KeptRead {
                body: &self.bodies[body].id,
                stream: &self.streams[stream].id,
                project: &self.projects[project].id,
                earmarked: sums[0],
                held: sums[1],
                ordered: sums[2],
                recurrent: sums[3],
                delays: self.delays_known(project, of, year),
            })
            .collect();
        all.sort_by_key(|it| (it.body, it.stream, it.project));
        all
    }

    /// How far a project had come by then, and what its last evaluation came to.
    pub(crate) fn come_read(
        &self,
        project: &ProjectId,
        of: &Selection,
    ) -> Option<(ProjectState, Option<Verdict>)> {
        let at = self.projects.find(project)?;
        let (it, last_known) = (&self.projects[at], self.last_known(of));
        let stands = |entry: u64| self.counted(entry, of.as_at, last_known);
        let mut steps = it.life.steps.iter().rev();
        let step = steps.find(|it| stands(it.entry)).map(|it| it.state);
        let mut approvals = it.approvals.iter();
        let approved = approvals.any(|it| !it.is_step && stands(it.entry));
        let before = match approved {
            true => ProjectState::Approved,
            false => ProjectState::Proposed,
        };
        let mut evaluations = it.life.evaluations.iter().rev();
        let last = evaluations.find(|it| stands(it.entry));
        Some((step.unwrap_or(before), last.map(|it| it.verdict)))
    }

    /// The projects that were stopped in a year, by then: whose line had how much back, since which
    /// day and by which entry.
    pub(crate) fn stopped_read(&self, of: &Selection, year: FinancialYear) -> Vec<StoppedRead<'_>> {
        let last_known = self.last_known(of);
        let mut all = Vec::new();
        for (_, project) in self.projects.iter() {
            let steps = project.life.steps.iter();
            let stops = steps.filter(|it| it.state == ProjectState::Stopped);
            for step in stops.filter(|it| self.counted(it.entry, of.as_at, last_known)) {
                let mut back: BTreeMap<PotKey, i64> = BTreeMap::new();
                let moves = self.moves_of(step.entry);
                for moved in moves.iter().filter(|it| it.cell.year == year) {
                    *back.entry(moved.cell.pot()).or_default() +=
                        moved.change_of(Account::Available);
                }
                all.extend(
                    back.into_iter()
                        .map(|((body, stream, _), pence)| StoppedRead {
                            body: &self.bodies[body].id,
                            stream: &self.streams[stream].id,
                            project: &project.id,
                            pence,
                            on: step.on,
                            entry: step.entry,
                        }),
                );
            }
        }
        all
    }

    /// The streams that carry a base and may pay for a project's purpose, suspense apart.
    pub(crate) fn streams_for_read(&self, project: &ProjectId) -> Vec<&StreamId> {
        let Some(at) = self.projects.find(project) else {
            return Vec::new();
        };
        let purpose = &self.projects[at].purpose;
        let streams = self.streams.iter().map(|(_, it)| it);
        let may = streams.filter(|it| {
            let carries = it.base == BaseRule::Continues && !it.suspense;
            carries && it.purposes.contains(purpose)
        });
        may.map(|it| &it.id).collect()
    }

    fn delays_known(
        &self,
        project: At<Project>,
        of: &Selection,
        year: FinancialYear,
    ) -> Vec<KeptDelay<'_>> {
        let calendar = self.calendar();
        let (first, last) = (calendar.first_day(year), calendar.last_day(year));
        let last_known = self.last_known(of);
        let delays = self.projects[project].delays.iter();
        let lies = delays.filter(|it| {
            let within = it.start <= last && it.end.is_none_or(|end| first <= end);
            within && self.counted(it.entry, of.as_at, last_known)
        });
        lies.map(|it| KeptDelay {
            entry: it.entry,
            cause: it.cause.as_str(),
            attributable_to: it.attributable_to.as_ref(),
            start: it.start,
        })
        .collect()
    }
}
