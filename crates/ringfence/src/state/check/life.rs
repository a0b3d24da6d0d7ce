//! The steps of a project: its chain of approval, and what comes after it.

use super::super::index::At;
use super::super::life::is_exit;
use super::super::moves::Move;
use super::super::record::{Approved, Project, Promise};
use super::Case;
use super::case::Stance;
use super::project::Allowed;
use super::spend::given_back;
use crate::journal::act::{Approval, Approve, Propose, RecordMilestone, StopProject};
use crate::journal::{
    AboveStep, Act, ActKind, LaterStep, Mismatch, NotReady, OutOfTurn, ProjectOver, Rejection,
    StillOpen,
};
use crate::noun::{Account, ProjectState, PromiseKind, Recurrence, Wording};
use crate::word::{FinancialYear, Money};

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

    pub(crate) fn look_at_who_proposes(&mut self, project: &Propose) {
        if let Some(by) = &project.proposed_by {
            self.needs_body(self.named.other, by.as_str());
        }
        for body in &project.chain {
            self.needs_body(self.ledger.bodies.find(body), body.as_str());
        }
    }

    pub(crate) fn look_at_who_approves(&mut self, approve: &Approve) {
        if let Some(body) = &approve.body {
            self.needs_body(self.named.body, body.as_str());
        }
        if let Some(stream) = &approve.stream {
            self.needs_stream(stream.as_str());
        }
        self.needs_project(Some(approve.project.as_str()));
        if let Some(project) = self.named.project {
            self.look_at_the_turn(project, approve);
        }
    }

    /// The approval of a chain is of the body whose turn it is, and goes no further than those
    /// before it.
    fn look_at_the_turn(&mut self, project: At<Project>, approve: &Approve) {
        let ledger = self.ledger;
        let over = ledger.state_of(project).state.is_over();
        let Some(turn) = ledger.turn_of(project).filter(|_| !over) else {
            return;
        };
        let since = turn.before.last().map(|it| it.effective);
        let in_time = since.is_none_or(|day| day <= self.effective);
        if self.named.body != Some(turn.next) || !in_time {
            let on = self.effective;
            self.refuse(Rejection::ApprovalOutOfTurn(OutOfTurn {
                project: approve.project.to_string(),
                next: ledger.bodies[turn.next].id.to_string(),
                since,
                given: approve.body.as_ref().map(ToString::to_string),
                on,
            }));
            return;
        }
        for earlier in turn.before {
            if self.goes_further(project, approve, earlier) {
                return;
            }
        }
    }

    /// Whether an approval gives more than an earlier step of its round, or something else.
    fn goes_further(
        &mut self,
        project: At<Project>,
        approve: &Approve,
        earlier: &Approved,
    ) -> bool {
        let unlike = |field, found: &str, expected: &str| {
            Rejection::DoesNotMatch(Mismatch {
                field,
                found: found.to_owned(),
                expected: expected.to_owned(),
                of: format!("entry {}", earlier.entry),
            })
        };
        let (asked, agreed) = (sum_of(approve.sum), sum_of(earlier.sum));
        let said = |adds: bool| if adds { "yes" } else { "no" };
        let no = if asked.0 != agreed.0 {
            Some(unlike("amount or annual", asked.0, agreed.0))
        } else if approve.adds != earlier.adds {
            Some(unlike("adds", said(approve.adds), said(earlier.adds)))
        } else {
            let body = earlier.body.map(|at| self.ledger.bodies[at].id.to_string());
            let short = asked.1.checked_sub(agreed.1);
            let short = short.filter(|short| short.is_positive());
            short.map(|short| {
                Rejection::ApprovalAboveStep(AboveStep {
                    project: self.ledger.projects[project].id.to_string(),
                    asked: asked.1,
                    agreed: agreed.1,
                    short,
                    body: body.unwrap_or_default(),
                    entry: earlier.entry,
                })
            })
        };
        let no = no.or_else(|| self.lasts_longer(approve, earlier));
        let further = no.is_some();
        self.no.extend(no);
        further
    }

    /// An annual sum begins no earlier, and ends no later, than an earlier step agreed.
    fn lasts_longer(&self, approve: &Approve, earlier: &Approved) -> Option<Rejection> {
        let (
            Approval::Annual { from, until, .. },
            Approval::Annual {
                from: f, until: u, ..
            },
        ) = (approve.sum, earlier.sum)
        else {
            return None;
        };
        let start = from.unwrap_or(self.effective);
        let unlike = |field, found: String, expected: String| {
            Rejection::DoesNotMatch(Mismatch {
                field,
                found,
                expected,
                of: format!("entry {}", earlier.entry),
            })
        };
        if let Some(first) = f.filter(|first| start < *first) {
            return Some(unlike("start", start.to_string(), first.to_string()));
        }
        let last = u.filter(|last| until.is_none_or(|until| *last < until))?;
        let found = until.map_or_else(|| "nothing".to_owned(), |day| day.to_string());
        Some(unlike("end", found, last.to_string()))
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
            _ => steps().next().map(|it| it.entry),
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

/// What is approved: for once or for every year, and how much.
fn sum_of(sum: Approval) -> (&'static str, Money) {
    match sum {
        Approval::Once { amount } => ("amount", amount),
        Approval::Annual { annual, .. } => ("annual", annual),
    }
}
