//! Drafts that take cost to core money, and what they need before.

use ringfence::journal::act::{Approval, Approve, Commit, Mainstream, Term};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{EvaluationId, Line, ProjectId, Recurrence, StreamId};
use ringfence::word::Money;

use super::country::{Country, id};
use super::legal::Speaker;

impl Speaker<'_> {
    /// Mostly takes what a project costs every year to another stream; now and then makes, or
    /// approves, what costs every year.
    pub(super) fn about_core_money(&self) -> Draft {
        let act = match self.choice.kind % 8 {
            0 => self.approve_every_year(),
            1 | 2 => self.commit_for_a_project(),
            _ => self.mainstream(),
        };
        Draft::of(act).effective(self.day)
    }

    fn core_stream(&self) -> StreamId {
        let core = [
            Country::STREAMS[0],
            Country::STREAMS[2],
            Country::STREAMS[0],
            Country::STREAMS[1],
        ];
        id(core[usize::from(self.choice.other % 4)])
    }

    fn mainstream(&self) -> Act {
        let stream = match self.choice.twist % 64 {
            1 => id(Country::SUSPENSE),
            _ => self.core_stream(),
        };
        let running = |project: &ProjectId| self.model.running_for(project, &stream, self.day);
        let projects = self.model.projects.keys();
        let all: Vec<_> = projects.map(|it| (it.clone(), running(it))).collect();
        let idle = self.choice.twist % 16 == 3;
        let fits: Vec<_> = all
            .into_iter()
            .filter(|it| idle || !it.1.is_empty())
            .collect();
        let Some((its, running)) = self.one_of(&fits, self.choice.which) else {
            return self.commit_for_a_project();
        };
        let first = self.one_of(&running, self.choice.days.wrapping_add(self.choice.which));
        let mut commitments = match self.choice.twist / 16 % 4 {
            0 => Vec::new(),
            1 => running.clone(),
            _ => Vec::from_iter(first.clone()),
        };
        if self.choice.twist % 32 == 5 {
            // One that may be of another project, or made once.
            let any = Vec::from_iter(self.model.promises.keys().cloned());
            commitments = Vec::from_iter(self.one_of(&any, self.choice.sum));
        }
        let part = commitments.len() == 1 && self.choice.sum % 4 == 1;
        let annual = commitments.first().filter(|_| part).map(|it| {
            let whole = self.model.annual_on(it, self.day);
            self.part_of(whole * 3)
        });
        let named = |place: usize| id(&format!("core-{}-{place}", self.model.next));
        let new_ids = match self.choice.kind % 3 {
            0 => Vec::new(),
            _ => (0..commitments.len()).map(named).collect(),
        };
        Act::Mainstream(Mainstream {
            project: its.clone(),
            stream,
            body: (self.choice.sum % 5 == 2).then(|| self.body()),
            commitments,
            annual,
            new_ids,
            evaluation: self.evaluation_of(&its),
        })
    }

    /// An evaluation, mostly of the project.
    fn evaluation_of(&self, project: &ProjectId) -> Option<EvaluationId> {
        let any = self.choice.sum % 8 == 7;
        let all = self.model.acts().filter_map(|(_, _, act)| match act {
            Act::Evaluate(it) if any || it.project == *project => Some(it.id.clone()),
            _ => None,
        });
        all.last().filter(|_| self.choice.sum % 2 == 1)
    }

    fn approve_every_year(&self) -> Act {
        let Some((project, _)) = self.project() else {
            return self.propose();
        };
        Act::Approve(Approve {
            project,
            sum: Approval::Annual {
                annual: Money::new(i32::from(self.choice.sum) * 60_000 + 1),
                from: None,
                until: None,
            },
            adds: true,
            body: None,
            present: None,
            stream: None,
        })
    }

    /// A commitment for every year of a project that is approved for every year.
    fn commit_for_a_project(&self) -> Act {
        let approved = self.model.acts().filter_map(|(_, _, act)| match act {
            Act::Approve(it) if matches!(it.sum, Approval::Annual { .. }) => {
                Some(it.project.clone())
            }
            _ => None,
        });
        let approved: Vec<ProjectId> = approved.collect();
        let Some(project) = self.one_of(&approved, self.choice.which) else {
            return self.approve_every_year();
        };
        let its = &self.model.projects[&project];
        let stream: StreamId = id(Country::STREAMS[usize::from(self.choice.sum % 3)]);
        let line = Line {
            body: its.body.clone(),
            stream: stream.clone(),
            vintage: self.year,
            recurrence: Recurrence::Recurrent,
        };
        let free = self.free_on(&[line]).max(600);
        Act::Commit(Commit {
            id: id(&format!("post-{}", self.model.next)),
            stream,
            body: its.body.clone(),
            project: Some(project),
            purpose: its.purpose.clone(),
            term: Term::Recurrent {
                annual: self.part_of(free),
                start: self.day,
                end: None,
            },
            hold: None,
            vintage: None,
            cost: None,
            post: None,
            tolerance: None,
        })
    }
}
