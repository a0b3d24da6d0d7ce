//! The steps of a project once it is approved.

use super::super::index::At;
use super::super::life::is_exit;
use super::super::moves::Move;
use super::super::record::{Project, Promise};
use super::Case;
use super::case::Stance;
use super::project::Allowed;
use super::spend::given_back;
use crate::journal::act::{RecordMilestone, StopProject};
use crate::journal::{
    Act, ActKind, LaterStep, Mismatch, NotReady, ProjectOver, Rejection, StillOpen,
};
use crate::noun::{Account, ProjectState, PromiseKind, Recurrence, Wording};
use crate::word::FinancialYear;

impl Case<'_, '_> {
    /// Nothing was met on a day that has not come.
    pub(crate) fn look_at_milestone_alone(&mut self, it: &RecordMilestone) {
        if it.met.is_some_and(|met| met > self.effective) {
            self.refuse(Rejection::FieldsConflict {
                fields: "met and effective",
                works: "a milestone is met on the day of its record, or before",
            });
        }
    }

    /// Some words are part of what is said.
    pub(crate) fn needs_words(&mut self, field: &'static str, needed_for: &'static str) {
        let text = &self.draft.text;
        let said = if field == "reason" {
            &text.reason
        } else {
            &text.evidence
        };
        if said.as_deref().unwrap_or_default().trim().is_empty() {
            self.missing(field, needed_for);
        }
    }

    /// What is over takes nothing new, what ending it costs apart.
    pub(crate) fn look_whether_its_project_is_over(&mut self) {
        let Some(project) = self.named.project.filter(|_| self.asks_of_its_project()) else {
            return;
        };
        let now = self.ledger.state_of(project);
        if now.state.is_over() {
            self.refuse(Rejection::ProjectEnded(ProjectOver {
                project: self.ledger.projects[project].id.to_string(),
                state: now.state.word(),
                since: now.on,
                entry: now.entry,
            }));
        }
    }

    fn asks_of_its_project(&self) -> bool {
        let asks = match &self.draft.act {
            Act::Earmark(_) | Act::Hold(_) | Act::Approve(_) => true,
            Act::Commit(commit) => !commit.cost.as_ref().is_some_and(is_exit),
            Act::Spend(spend) => {
                !spend.actual && spend.commitment.is_none() && spend.accrual.is_none()
            }
            Act::Recharge(it) => !it.actual && it.commitment.is_none(),
            Act::RecordMilestone(_) | Act::RecordMeasure(_) => false,
            act => act.project_lived().is_some(),
        };
        asks && self.stance == Stance::Held
    }

    /// A step follows what the project is; what is only recorded may come at any time.
    pub(crate) fn look_at_a_life(&mut self) {
        let id = self.draft.act.project_lived().map(|id| id.as_str());
        self.needs_project(id);
        let Some(project) = self.named.project else {
            return;
        };
        if let Act::Evaluate(it) = &self.draft.act {
            let mut all = self.ledger.projects.iter();
            let taken = all.find_map(|(_, its)| {
                let mut evaluations = its.life.evaluations.iter();
                evaluations.find(|known| known.id == it.id)
            });
            if let Some(taken) = taken {
                self.refuse(Rejection::IdTaken {
                    id: it.id.to_string(),
                    what: "an evaluation",
                    entry: taken.entry,
                });
            }
        }
        if let Act::StopProject(stop) = &self.draft.act {
            self.look_at_what_it_keeps(project, stop);
        }
        self.look_whether_ready(project);
    }

    fn look_at_what_it_keeps(&mut self, project: At<Project>, stop: &StopProject) {
        let ledger = self.ledger;
        for id in &stop.keeps {
            self.named.promise = ledger.promises.find(id);
            self.needs_commitment(id.as_str());
            let found = self.named.promise.take();
            let of = found.and_then(|at| ledger.promises[at].project);
            if found.is_some() && of != Some(project) {
                let name = |at: At<Project>| ledger.projects[at].id.to_string();
                self.refuse(Rejection::DoesNotMatch(Mismatch {
                    field: "project",
                    found: name(project),
                    expected: of.map_or_else(|| "none".to_owned(), name),
                    of: format!("commitment {id}"),
                }));
            }
        }
    }

    fn look_whether_ready(&mut self, project: At<Project>) {
        use ProjectState::{Approved, Continued, Evaluated, InDelivery, Proposed};
        let ledger = self.ledger;
        let now = ledger.state_of(project);
        let needs: &[ProjectState] = match &self.draft.act {
            Act::StartProject(_) => &[Approved],
            Act::Evaluate(_) | Act::CompleteProject(_) => &[InDelivery, Evaluated, Continued],
            Act::ContinueProject(_) => &[Evaluated],
            Act::StopProject(_) => &[Proposed, Approved, InDelivery, Evaluated, Continued],
            _ => return,
        };
        if now.state.is_over() || self.stance == Stance::AsFact {
            return;
        }
        let id = &ledger.projects[project].id;
        let approvals = ledger.projects[project].approvals.iter();
        let starts = needs == [Approved] && matches!(now.state, Proposed | Approved);
        if starts && !Allowed::on(self.effective, approvals).is_any() {
            self.refuse(Rejection::ProjectNotApproved {
                project: id.to_string(),
            });
            return;
        }
        let began = !matches!(now.state, Proposed | Approved);
        let since = Some(now.on).filter(|_| began);
        let in_time = since.is_none_or(|day| day <= self.effective);
        if !needs.contains(&now.state) || !in_time {
            let on = self.effective;
            self.refuse(Rejection::ProjectNotReady(NotReady {
                project: id.to_string(),
                state: now.state.word(),
                since,
                needs: needs.iter().map(|it| it.word().to_owned()).collect(),
                on,
            }));
        }
    }

    /// What is open for it from the day goes back to its line: of what recurs what the days from
    /// then on cost, of what is promised once and of what is held all; and what is earmarked.
    pub(crate) fn look_at_stopping(&mut self, stop: &StopProject) {
        let (Some(project), Some(year)) = (self.named.project, self.year) else {
            return;
        };
        let ledger = self.ledger;
        for (at, of) in ledger.promises_for(project) {
            if ledger.stays(at, stop) {
                continue;
            }
            let recurs = of.recurrence == Recurrence::Recurrent;
            for open in ledger.years_open() {
                let most = match recurs {
                    true if open < year => 0,
                    true if open == year => ledger.year_cost_from(at, year, self.effective),
                    _ => i64::MAX,
                };
                self.free(project, at, (open, most));
            }
        }
        self.free_earmarks(project);
    }

    /// Gives back up to a sum of a promise in a year, the last part first, to what is free.
    fn free(
        &mut self,
        project: At<Project>,
        promise: At<Promise>,
        (year, most): (FinancialYear, i64),
    ) {
        let ledger = self.ledger;
        let state = match ledger.promises[promise].kind {
            PromiseKind::Commitment => Account::Committed,
            PromiseKind::Hold => Account::Held,
        };
        let mut left = most;
        for (cell, part) in ledger.open_parts(promise, year).rev() {
            let amount = part.open.min(left);
            if amount > 0 {
                let back = given_back((cell, part), amount, promise);
                let its_own = part.origin == Some(project);
                let to = if its_own { Account::Available } else { back.to };
                let from = state;
                self.moves.push(Move { from, to, ..back });
                left -= amount;
            }
        }
    }

    /// What is tied to a project that is over is free.
    fn free_earmarks(&mut self, project: At<Project>) {
        let ledger = self.ledger;
        for year in ledger.years_open() {
            for tied in &ledger.projects[project].earmarks {
                let key = ledger.cells[tied.cell].key;
                if key.year == year && tied.amount > 0 {
                    let (from, to) = (Account::Earmarked, Account::Available);
                    let freed = Move::between(key, from, to, tied.amount);
                    self.moves.push(freed.of_project(Some(project)));
                }
            }
        }
    }

    /// Nothing is open for a project that is done; what was earmarked for it is free.
    pub(crate) fn look_at_completing(&mut self) {
        let Some(project) = self.named.project else {
            return;
        };
        let ledger = self.ledger;
        let all = ledger.promises_for(project);
        let open = all.filter(|(at, _)| ledger.is_open_still(*at));
        let open: Vec<String> = open
            .map(|(_, of)| format!("{} {}", of.kind.word(), of.id))
            .collect();
        if !open.is_empty() {
            let project = ledger.projects[project].id.to_string();
            self.refuse(Rejection::ProjectHasOpen(StillOpen { project, open }));
            return;
        }
        self.free_earmarks(project);
    }

    /// Whether a step of a project stands after the entry, so that this is not reversed yet.
    pub(crate) fn is_followed(&mut self, entry: u64) -> bool {
        let ledger = self.ledger;
        let Some(at) = ledger.project_lived_by(entry) else {
            return false;
        };
        let project = &ledger.projects[at];
        let steps = || {
            let steps = project.life.steps.iter();
            steps.filter(|it| it.entry > entry && ledger.counts_still(it.entry))
        };
        let later = match ledger.entries[entry as usize - 1].kind {
            ActKind::Approve => self.step_after_approval(project, entry),
            ActKind::RecordMeasure => {
                let mut evaluated = steps().filter(|it| it.state == ProjectState::Evaluated);
                evaluated.next().map(|it| it.entry)
            }
            _ => {
                let step = steps().next().map(|it| it.entry);
                step.into_iter().chain(ledger.mainstreamed_on(entry)).min()
            }
        };
        let Some(later) = later else { return false };
        self.refuse(Rejection::LaterStepStands(LaterStep {
            entry,
            project: project.id.to_string(),
            later,
            kind: ledger.entries[later as usize - 1].kind.event_word(),
        }));
        true
    }

    /// The later approval of its chain; else the start of the project, where nothing else
    /// approved it by then.
    fn step_after_approval(&self, project: &Project, entry: u64) -> Option<u64> {
        let mut standing = project.approvals.iter().filter(|it| !it.withdrawn);
        if !project.chain.is_empty()
            && let Some(later) = standing.find(|it| it.entry > entry)
        {
            return Some(later.entry);
        }
        let mut steps = project.life.steps.iter();
        let start = steps.find(|it| {
            it.state == ProjectState::InDelivery && self.ledger.counts_still(it.entry)
        })?;
        let others = project.approvals.iter().filter(|it| it.entry != entry);
        let approved = Allowed::on(start.on, others).is_any();
        (!approved).then_some(start.entry)
    }
}
