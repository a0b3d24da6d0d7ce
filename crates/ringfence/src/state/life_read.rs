//! What the tables of projects read: plain names, days and sums.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Ledger;
use super::check::Allowed;
use super::index::At;
use super::record::Project;
use crate::journal::act::Approval;
use crate::noun::{
    BodyId, EvaluationId, MeasureId, MilestoneId, ProjectId, ProjectState, PromiseKind, PurposeId,
    StreamId, Verdict,
};
use crate::word::{Figure, Money};

/// A project with its names, as it stands.
pub(crate) struct ProjectRead<'l> {
    pub(crate) id: &'l ProjectId,
    pub(crate) name: &'l str,
    pub(crate) body: &'l BodyId,
    pub(crate) purpose: &'l PurposeId,
    pub(crate) proposed_by: Option<&'l BodyId>,
    /// The project that it takes to another body, and what that was found to be.
    pub(crate) scales: Option<(&'l ProjectId, Option<Verdict>)>,
    pub(crate) state: ProjectState,
    pub(crate) since: NaiveDate,
    /// Whose approval it needs, in order.
    pub(crate) chain: Vec<&'l BodyId>,
    /// Whose is next, while it waits for the rest of a round.
    pub(crate) next: Option<&'l BodyId>,
    pub(crate) approved_once: Option<Money>,
    pub(crate) approved_annual: Option<Money>,
    /// Pence.
    pub(crate) committed: i64,
    pub(crate) held: i64,
    pub(crate) earmarked: i64,
    pub(crate) spent: i64,
    pub(crate) delays_open: u64,
    pub(crate) milestones_late: u64,
    pub(crate) verdict: Option<Verdict>,
    pub(crate) entry: u64,
}

/// An approval with its names.
pub(crate) struct ApprovalRead<'l> {
    pub(crate) project: &'l ProjectId,
    /// Its place in a round of the chain, and how many there are.
    pub(crate) step: Option<(usize, usize)>,
    pub(crate) body: Option<&'l BodyId>,
    pub(crate) by: &'l str,
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) sum: Approval,
    pub(crate) stream: Option<&'l StreamId>,
    pub(crate) present: Option<u32>,
    pub(crate) evidence: Option<&'l str>,
    pub(crate) gives_room: bool,
    /// Whether it adds to the approval before.
    pub(crate) adds: bool,
    pub(crate) entry: u64,
    pub(crate) corrected_by: Option<u64>,
}

/// A milestone as it was said last.
pub(crate) struct MilestoneRead<'l> {
    pub(crate) project: &'l ProjectId,
    pub(crate) id: &'l MilestoneId,
    pub(crate) first_due: NaiveDate,
    pub(crate) due: NaiveDate,
    pub(crate) met: Option<NaiveDate>,
    /// By how many days it was met late, or is late by the last day that is known.
    pub(crate) late_days: u64,
    pub(crate) entry: u64,
}

/// A measure as it was said last.
pub(crate) struct MeasureRead<'l> {
    pub(crate) project: &'l ProjectId,
    pub(crate) id: &'l MeasureId,
    pub(crate) unit: &'l PurposeId,
    pub(crate) baseline: Option<Figure>,
    pub(crate) target: Option<Figure>,
    pub(crate) result: Option<Figure>,
    /// The first evaluation after it, and its verdict.
    pub(crate) evaluation: Option<(&'l EvaluationId, Verdict)>,
    pub(crate) entry: u64,
}

impl Ledger {
    /// Every project, in the order of the journal.
    pub(crate) fn projects_read(&self) -> Vec<ProjectRead<'_>> {
        let spent = self.spent_by_project();
        let milestones = self.milestones_read();
        let of = |(at, project): (At<Project>, _)| {
            let late = milestones.iter().filter(|it| {
                let project: &Project = project;
                *it.project == project.id && it.met.is_none() && it.late_days > 0
            });
            let mut read = self.project_read(at, project);
            read.spent = spent.get(project.id.as_str()).copied().unwrap_or(0);
            read.milestones_late = late.count() as u64;
            read
        };
        self.projects.iter().map(of).collect()
    }

    /// What the last evaluation of a project that stands came to.
    fn verdict_on(&self, at: At<Project>) -> Option<Verdict> {
        let last = self.evaluated_by(at, NaiveDate::MAX);
        last.map(|it| it.verdict)
    }

    fn project_read<'l>(&'l self, at: At<Project>, project: &'l Project) -> ProjectRead<'l> {
        let now = self.gone_to_core(at).unwrap_or_else(|| self.state_of(at));
        let today = self.head.recorded;
        let turn = self.turn_of(at).filter(|_| !now.state.is_over());
        let waits = turn.filter(|it| !it.before.is_empty() || now.state == ProjectState::Proposed);
        let allowed = Allowed::on(today, project.approvals.iter());
        let sum = |pence: i128| Money::narrow(pence).filter(|it| !it.is_zero());
        let of_kind = |kind| {
            let its = self.promises_for(at).filter(|(_, it)| it.kind == kind);
            let open = its.flat_map(|(promise, _)| {
                let years = self.years_open();
                years.flat_map(move |year| self.open_parts(promise, year))
            });
            open.map(|(_, part)| part.open).sum()
        };
        let standing = project.delays.iter().filter(|it| !it.withdrawn);
        let open = standing.filter(|it| it.start <= today && it.end.is_none_or(|end| today <= end));
        ProjectRead {
            id: &project.id,
            name: &project.name,
            body: &self.bodies[project.body].id,
            purpose: &project.purpose,
            scales: project
                .scales
                .map(|of| (&self.projects[of].id, self.verdict_on(of))),
            proposed_by: project.proposed_by.map(|by| &self.bodies[by].id),
            state: now.state,
            since: now.on,
            chain: project
                .chain
                .iter()
                .map(|it| &self.bodies[*it].id)
                .collect(),
            next: waits.map(|it| &self.bodies[it.next].id),
            approved_once: sum(allowed.once()),
            approved_annual: sum(allowed.annual),
            committed: of_kind(PromiseKind::Commitment),
            held: of_kind(PromiseKind::Hold),
            earmarked: self.tied_to(project),
            spent: 0,
            delays_open: open.count() as u64,
            milestones_late: 0,
            verdict: self.verdict_on(at),
            entry: project.entry,
        }
    }

    fn tied_to(&self, project: &Project) -> i64 {
        let open: Vec<_> = self.years_open().collect();
        let tied = project.earmarks.iter();
        let tied = tied.filter(|it| open.contains(&self.cells[it.cell].key.year));
        tied.map(|it| it.amount).sum()
    }

    /// What each project has cost, over all years.
    fn spent_by_project(&self) -> BTreeMap<&str, i64> {
        let mut spent = BTreeMap::new();
        for moved in &self.cells.moved {
            let moved = self.cells.as_move(moved);
            let of_promise = moved.promise.map(|at| self.promises[at].project);
            let Some(project) = of_promise.unwrap_or(moved.project) else {
                continue;
            };
            let id = self.projects[project].id.as_str();
            *spent.entry(id).or_insert(0) += moved.cost();
        }
        spent
    }

    /// Every approval, project by project, in the order of the journal.
    pub(crate) fn approvals_read(&self) -> Vec<ApprovalRead<'_>> {
        let mut all = Vec::new();
        for (_, project) in self.projects.iter() {
            let steps = project.chain.len();
            let mut standing: usize = 0;
            for given in &project.approvals {
                let place = standing.checked_rem(steps).map(|place| place + 1);
                standing += usize::from(!given.withdrawn);
                let posted = &self.entries[given.entry as usize - 1];
                all.push(ApprovalRead {
                    project: &project.id,
                    step: place.map(|place| (place, steps)),
                    body: given.body.map(|at| &self.bodies[at].id),
                    by: given.by.name(),
                    effective: given.effective,
                    recorded: posted.recorded,
                    sum: given.sum,
                    stream: given.stream.map(|at| &self.streams[at].id),
                    present: given.present,
                    evidence: given.evidence.as_deref(),
                    gives_room: given.gives_room(),
                    adds: given.adds,
                    entry: given.entry,
                    corrected_by: self.corrected.get(&given.entry).copied(),
                });
            }
        }
        all
    }

    /// What entries use of each project beyond what was approved by their day: the project, the
    /// entry, its day, and how many pence.
    pub(crate) fn unapproved_read(&self) -> Vec<(&ProjectId, u64, NaiveDate, i128)> {
        let beyond = self.beyond_approval().into_iter();
        let read = beyond.map(|(at, entry, pence)| {
            let day = self.effective_of(entry);
            (&self.projects[at].id, entry, day, pence)
        });
        read.collect()
    }

    /// Every milestone, as it was said last.
    pub(crate) fn milestones_read(&self) -> Vec<MilestoneRead<'_>> {
        let mut all: Vec<MilestoneRead<'_>> = Vec::new();
        for (_, project) in self.projects.iter() {
            let first = all.len();
            let said = project.life.milestones.iter();
            for it in said.filter(|it| self.counts_still(it.entry)) {
                let until = it.met.unwrap_or(self.head.recorded);
                let late = until.signed_duration_since(it.due).num_days();
                let known = all[first..].iter().position(|known| *known.id == it.id);
                let known = known.map(|place| first + place);
                let read = MilestoneRead {
                    project: &project.id,
                    id: &it.id,
                    first_due: known.map_or(it.due, |place| all[place].first_due),
                    due: it.due,
                    met: it.met,
                    late_days: u64::try_from(late).unwrap_or(0),
                    entry: it.entry,
                };
                match known {
                    Some(place) => all[place] = read,
                    None => all.push(read),
                }
            }
        }
        all
    }

    /// Every measure, as it was said last; what was left out then, as it was said before.
    pub(crate) fn measures_read(&self) -> Vec<MeasureRead<'_>> {
        let mut all: Vec<MeasureRead<'_>> = Vec::new();
        for (_, project) in self.projects.iter() {
            let first = all.len();
            let evaluations = &project.life.evaluations;
            let said = project.life.measures.iter();
            for it in said.filter(|it| self.counts_still(it.entry)) {
                let mut later = evaluations.iter().filter(|of| it.entry < of.entry);
                let evaluation = later.find(|of| self.counts_still(of.entry));
                let known = all[first..].iter().position(|known| *known.id == it.id);
                let before = known.map(|place| &all[first + place]);
                let read = MeasureRead {
                    project: &project.id,
                    id: &it.id,
                    unit: &it.unit,
                    baseline: it.baseline.or(before.and_then(|it| it.baseline)),
                    target: it.target.or(before.and_then(|it| it.target)),
                    result: it.result.or(before.and_then(|it| it.result)),
                    evaluation: evaluation.map(|of| (&of.id, of.verdict)),
                    entry: it.entry,
                };
                match known {
                    Some(place) => all[first + place] = read,
                    None => all.push(read),
                }
            }
        }
        all
    }
}
