//! Drafts in the life of a project.

use chrono::Days;
use ringfence::journal::act::{
    Approval, Approve, CompleteProject, ContinueProject, Evaluate, Propose, RecordMeasure,
    RecordMilestone, StartProject, StopProject,
};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, ProjectId, PromiseId, Verdict};
use ringfence::word::Money;

use super::country::{Country, id};
use super::legal::Speaker;
use crate::model::Stage;

impl Speaker<'_> {
    /// A project; one in four needs the approval of a body, of the one above it and of the
    /// government.
    pub(super) fn propose(&self) -> Act {
        let body = self.body();
        let mut chain: Vec<BodyId> = vec![body.clone()];
        chain.extend(self.model.above(&body));
        let chained = self.choice.sum.is_multiple_of(4);
        Act::Propose(Propose {
            id: id(&format!("project-{}", self.model.next)),
            proposed_by: (self.choice.sum.is_multiple_of(3)).then(|| body.clone()),
            body,
            purpose: self.purpose(),
            chain: chain.into_iter().filter(|_| chained).collect(),
            scales: self
                .project()
                .map(|it| it.0)
                .filter(|_| self.choice.sum % 5 == 1),
        })
    }

    /// Mostly of the body whose turn it is, for as much as the one before it agreed to.
    pub(super) fn approve(&self) -> Act {
        let Some((project, _)) = self.project() else {
            return self.propose();
        };
        let amount = Money::new(i32::from(self.choice.sum) * 60_000 + 1);
        let sum = match self.choice.other % 3 {
            0 => Approval::Annual {
                annual: amount,
                from: None,
                until: None,
            },
            _ => Approval::Once { amount },
        };
        let mut act = Approve {
            project,
            sum,
            adds: self.choice.twist % 2 == 1,
            body: None,
            stream: (self.choice.days == 3).then(|| self.stream()),
            present: (self.choice.days == 4).then_some(5),
        };
        let another = self.choice.days == 5;
        act.body = self
            .model
            .next_of_chain(&act.project)
            .or(another.then(|| self.body()));
        if another {
            act.body = Some(self.body());
        }
        if let Some(before) = self.model.step_before(&act.project)
            && self.choice.days > 6
        {
            (act.sum, act.adds) = (before.sum, before.adds);
        }
        Act::Approve(act)
    }

    /// What comes next in the life of a project, and now and then what does not.
    pub(super) fn life(&self) -> Draft {
        let Some((project, _)) = self.project() else {
            return Draft::of(self.propose()).effective(self.day);
        };
        let stage = self.model.stage_of(&project);
        let act = match (self.choice.sum % 16, stage) {
            (0, _) => self.milestone(project),
            (1, _) => self.measure(project),
            (2, _) => self.approve(),
            (3, _) | (4, Stage::Evaluated | Stage::GoesOn) => self.stop(project),
            (5, _) | (6, Stage::GoesOn) => Act::CompleteProject(CompleteProject { project }),
            (7, _) => Act::StartProject(StartProject { project }),
            (8, _) => Act::ContinueProject(ContinueProject { project }),
            (_, Stage::Waiting) if self.model.next_of_chain(&project).is_some() => self.approve(),
            (_, Stage::Waiting | Stage::Over) => Act::StartProject(StartProject { project }),
            (_, Stage::Evaluated) => Act::ContinueProject(ContinueProject { project }),
            _ => self.evaluate(project),
        };
        let mut draft = Draft::of(act).effective(self.day);
        match &draft.act {
            Act::Evaluate(_) => draft.text.evidence = Some("report of the board".into()),
            Act::StopProject(_) => draft.text.reason = Some("nobody came".into()),
            _ => {}
        }
        draft
    }

    fn milestone(&self, project: ProjectId) -> Act {
        let days = u64::from(self.choice.other % 64);
        Act::RecordMilestone(RecordMilestone {
            id: id(&format!("stage-{}", self.choice.days % 3)),
            project,
            due: self.day + Days::new(days),
            met: match self.choice.other % 4 {
                0 => Some(self.day),
                1 => Some(self.day + Days::new(days / 32)),
                _ => None,
            },
        })
    }

    fn measure(&self, project: ProjectId) -> Act {
        let figure = |number: u8| number.to_string().parse().ok();
        Act::RecordMeasure(RecordMeasure {
            id: id(&format!("measure-{}", self.choice.days % 3)),
            project,
            unit: id("appointments"),
            baseline: figure(self.choice.other),
            target: figure(self.choice.which),
            result: figure(self.choice.sum).filter(|_| self.choice.other.is_multiple_of(2)),
        })
    }

    fn evaluate(&self, project: ProjectId) -> Act {
        let used = self.model.evaluations();
        let again = self.one_of(&used, self.choice.other);
        let new = id(&format!("evaluation-{}", self.model.next));
        let verdict = match self.choice.other % 4 {
            0 => Verdict::Successful,
            1 => Verdict::PartlySuccessful,
            2 => Verdict::Unsuccessful,
            _ => Verdict::Inconclusive,
        };
        Act::Evaluate(Evaluate {
            id: again.filter(|_| self.choice.days == 9).unwrap_or(new),
            project,
            verdict,
        })
    }

    /// One time in three it keeps a commitment, mostly its own.
    fn stop(&self, project: ProjectId) -> Act {
        let any = self.choice.other.is_multiple_of(8);
        let promises = self.model.promises().iter();
        let its = promises.filter(|(_, it)| any || it.project.as_ref() == Some(&project));
        let its: Vec<PromiseId> = its.map(|(id, _)| id.clone()).collect();
        let kept = self.one_of(&its, self.choice.which);
        let keeps = kept.filter(|_| self.choice.days.is_multiple_of(3));
        Act::StopProject(StopProject {
            project,
            keeps: Vec::from_iter(keeps),
        })
    }
}

/// The same step of a project that is not there.
pub(super) fn of_nothing(act: &mut Act) {
    let nothing: ProjectId = id("nothing");
    match act {
        Act::StartProject(it) => it.project = nothing,
        Act::RecordMilestone(it) => it.project = nothing,
        Act::RecordMeasure(it) => it.project = nothing,
        Act::Evaluate(it) => it.project = nothing,
        Act::ContinueProject(it) => it.project = nothing,
        Act::StopProject(it) => it.keeps = vec![id("nothing")],
        Act::CompleteProject(it) => it.project = nothing,
        _ => {}
    }
}

/// A chain that a body stands in which is not there.
pub(super) fn of_nobody(act: &mut Propose) {
    act.body = id(Country::BODIES[0].0);
    act.chain = vec![id("nowhere")];
}
