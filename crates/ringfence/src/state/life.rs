//! What becomes of a project once it is approved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::event::Event;
use super::index::At;
use super::joint::Joint;
use super::record::{Approved, Body, Project, Promise};
use crate::journal::act::{Evaluate, RecordMeasure, RecordMilestone, StopProject, Term};
use crate::journal::{Act, ActKind};
use crate::noun::{
    EvaluationId, MeasureId, MilestoneId, ProjectState, PurposeId, Recurrence, Verdict,
};
use crate::word::{Figure, FinancialYear, Profile};

/// What came after the approval of a project, in the order of the journal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Life {
    pub(crate) steps: Vec<Step>,
    pub(crate) milestones: Vec<Milestone>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) evaluations: Vec<Evaluation>,
    /// Its shares, as they were stated.
    pub(crate) shares: Vec<Joint>,
}

/// A step by which a project came to be something else.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Step {
    pub(crate) entry: u64,
    pub(crate) on: NaiveDate,
    #[serde(with = "super::kept_form::as_word")]
    pub(crate) state: ProjectState,
}

/// What was said of a milestone at one time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Milestone {
    pub(crate) entry: u64,
    pub(crate) id: MilestoneId,
    pub(crate) due: NaiveDate,
    pub(crate) met: Option<NaiveDate>,
}

/// What was said of a measure at one time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Measure {
    pub(crate) entry: u64,
    pub(crate) id: MeasureId,
    pub(crate) unit: PurposeId,
    pub(crate) baseline: Option<Figure>,
    pub(crate) target: Option<Figure>,
    pub(crate) result: Option<Figure>,
}

/// An evaluation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Evaluation {
    pub(crate) entry: u64,
    pub(crate) id: EvaluationId,
    pub(crate) verdict: Verdict,
}

/// Whose approval is the next of a chain.
pub(crate) struct Turn<'l> {
    pub(crate) next: At<Body>,
    /// The steps before it that stand, of the same round.
    pub(crate) before: Vec<&'l Approved>,
    steps: usize,
}

impl Turn<'_> {
    /// Whether the project is approved with it.
    pub(crate) fn is_last(&self) -> bool {
        self.before.len() + 1 == self.steps
    }
}

impl Ledger {
    /// Whose approval a project needs next; nothing where it has no chain.
    pub(crate) fn turn_of(&self, project: At<Project>) -> Option<Turn<'_>> {
        let of = &self.projects[project];
        let steps = of.chain.len();
        let standing = of.approvals.iter().filter(|it| !it.withdrawn);
        let standing: Vec<&Approved> = standing.collect();
        let place = standing.len().checked_rem(steps)?;
        let before = standing[standing.len() - place..].to_vec();
        let next = of.chain[place];
        Some(Turn {
            next,
            before,
            steps,
        })
    }

    /// What a project is, since which day and by which entry.
    pub(crate) fn state_of(&self, project: At<Project>) -> Step {
        self.state_by(project, NaiveDate::MAX)
    }

    /// What a project was at the end of a day, by what stands.
    pub(crate) fn state_by(&self, project: At<Project>, day: NaiveDate) -> Step {
        let of = &self.projects[project];
        let mut steps = of.life.steps.iter().rev();
        if let Some(step) = steps.find(|it| it.on <= day && self.counts_still(it.entry)) {
            return *step;
        }
        let mut approvals = of.approvals.iter();
        let approved = approvals.find(|it| it.gives_room() && it.effective <= day);
        let (state, entry) = match approved {
            Some(approved) => (ProjectState::Approved, approved.entry),
            None => (ProjectState::Proposed, of.entry),
        };
        let on = self.effective_of(entry);
        Step { entry, on, state }
    }

    /// The last evaluation of a project at the end of a day, by what stands.
    pub(crate) fn evaluated_by(&self, project: At<Project>, day: NaiveDate) -> Option<&Evaluation> {
        let mut all = self.projects[project].life.evaluations.iter().rev();
        all.find(|it| self.effective_of(it.entry) <= day && self.counts_still(it.entry))
    }

    /// Remembers a step of a project, and what was said of it.
    pub(crate) fn settle_life(&mut self, event: &Event<'_>, entry: u64) {
        let Some(project) = event.named.project else {
            return;
        };
        let state = match event.act() {
            Act::StartProject(_) => Some(ProjectState::InDelivery),
            Act::Evaluate(_) => Some(ProjectState::Evaluated),
            Act::ContinueProject(_) => Some(ProjectState::Continued),
            Act::StopProject(_) => Some(ProjectState::Stopped),
            Act::CompleteProject(_) => Some(ProjectState::Completed),
            _ => None,
        };
        if let Act::StopProject(stop) = event.act() {
            self.end_for_a_stop(project, stop, entry);
        }
        let (on, life) = (event.effective, &mut self.projects[project].life);
        life.steps
            .extend(state.map(|state| Step { entry, on, state }));
        match event.act() {
            Act::RecordMilestone(it) => life.milestones.push(Milestone::said(it, entry)),
            Act::RecordMeasure(it) => life.measures.push(Measure::said(it, entry)),
            Act::Evaluate(it) => life.evaluations.push(Evaluation::said(it, entry)),
            _ => {}
        }
    }

    /// What recurs for a project that is stopped recurs no more.
    fn end_for_a_stop(&mut self, project: At<Project>, stop: &StopProject, entry: u64) {
        let recurrent = self.projects[project].recurrent.clone();
        let first = self.open_year.map(|year| self.calendar().first_day(year));
        for at in recurrent {
            let made = self.agreed_of(at);
            let last = match made.term {
                Term::Recurrent { end, .. } => end,
                Term::NonRecurrent { .. } => None,
            };
            let is_over = last.zip(first).is_some_and(|(last, first)| last < first);
            if self.counts_still(made.entry) && !is_over && !self.stays(at, stop) {
                self.promises[at].ended = true;
                self.ends.push((entry, at));
            }
        }
    }

    /// Whether a commitment stays once its project is stopped.
    pub(crate) fn stays(&self, promise: At<Promise>, stop: &StopProject) -> bool {
        let is_exit = self.costs.get(&promise).is_some_and(is_exit);
        is_exit || stop.keeps.contains(&self.promises[promise].id)
    }

    /// The commitments and holds for a project, in the order of the journal.
    pub(crate) fn promises_for(
        &self,
        project: At<Project>,
    ) -> impl Iterator<Item = (At<Promise>, &Promise)> {
        let of_it = move |it: &(At<Promise>, &Promise)| it.1.project == Some(project);
        self.promises.iter().filter(of_it)
    }

    /// The years that take entries.
    pub(crate) fn years_open(&self) -> impl DoubleEndedIterator<Item = FinancialYear> + use<> {
        self.open_year.into_iter().chain(self.ahead)
    }

    /// What a recurrent commitment costs in a year from a day on.
    pub(crate) fn year_cost_from(
        &self,
        promise: At<Promise>,
        year: FinancialYear,
        day: NaiveDate,
    ) -> i64 {
        let term = self.agreed_of(promise).term;
        let all = self.stretches(promise, term, |entry| self.counts_still(entry));
        let eve = day.pred_opt().unwrap_or(day);
        let before = all.iter();
        let before = before.filter_map(|(of, annual)| Some((of.part(of.start(), eve)?, *annual)));
        let before: Vec<_> = before.collect();
        let sum = |of: &[_]| Profile::year_sum_of(of, year, self.calendar()).pence();
        sum(&all) - sum(&before)
    }

    /// The year in which a project was stopped or done by an entry.
    pub(crate) fn year_of_an_end_of_a_project(&self, entry: u64) -> Option<FinancialYear> {
        let posted = &self.entries[entry as usize - 1];
        let ends = matches!(posted.kind, ActKind::StopProject | ActKind::CompleteProject);
        ends.then(|| self.year_of_cost(None, posted.effective))
    }

    /// The project in whose life an entry is a step, a milestone or a measure.
    pub(crate) fn project_lived_by(&self, entry: u64) -> Option<At<Project>> {
        let of_it = |project: &Project| {
            let life = &project.life;
            let steps = life.steps.iter().map(|it| it.entry);
            let measures = life.measures.iter().map(|it| it.entry);
            let approvals = project.approvals.iter().map(|it| it.entry);
            let mut all = steps.chain(measures).chain(approvals);
            all.any(|it| it == entry)
        };
        let found = self.projects.iter().find(|(_, it)| of_it(it));
        found.map(|(at, _)| at)
    }

    /// Whether something is open of a commitment or a hold, or will be.
    pub(crate) fn is_open_still(&self, at: At<Promise>) -> bool {
        let recurs = self.promises[at].recurrence == Recurrence::Recurrent;
        let open = |year| self.open_parts(at, year).next().is_some();
        let goes_on = |year| recurs && !self.has_ended(at, year);
        self.years_open().any(|year| open(year) || goes_on(year))
    }
}

/// Whether a kind of cost is what ending costs.
pub(crate) fn is_exit(cost: &crate::noun::CostKind) -> bool {
    cost.as_str() == "exit"
}

impl Milestone {
    fn said(it: &RecordMilestone, entry: u64) -> Milestone {
        Milestone {
            entry,
            id: it.id.clone(),
            due: it.due,
            met: it.met,
        }
    }
}

impl Measure {
    fn said(it: &RecordMeasure, entry: u64) -> Measure {
        Measure {
            entry,
            id: it.id.clone(),
            unit: it.unit.clone(),
            baseline: it.baseline,
            target: it.target,
            result: it.result,
        }
    }
}

impl Evaluation {
    fn said(it: &Evaluate, entry: u64) -> Evaluation {
        Evaluation {
            entry,
            id: it.id.clone(),
            verdict: it.verdict,
        }
    }
}
