//! Whose approval a project needs, in order.

use super::super::index::At;
use super::super::record::{Approved, Project};
use super::Case;
use crate::journal::act::{Approval, Approve, Propose};
use crate::journal::{AboveStep, Mismatch, OutOfTurn, Rejection};
use crate::word::Money;

impl Case<'_, '_> {
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
}

/// What is approved: for once or for every year, and how much.
fn sum_of(sum: Approval) -> (&'static str, Money) {
    match sum {
        Approval::Once { amount } => ("amount", amount),
        Approval::Annual { annual, .. } => ("annual", annual),
    }
}
