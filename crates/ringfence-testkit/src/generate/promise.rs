//! Drafts that mostly hold: promises, cost, and what is put right.

use chrono::{Datelike, NaiveDate};
use ringfence::journal::act::{
    Commit, Correct, Decommit, GiveUp, MarkNotRecorded, PublishTotal, Spend, Term, Unrecorded, Vire,
};
use ringfence::journal::{Act, ActKind};
use ringfence::noun::{Line, PromiseId, PromiseKind, Recurrence};

use super::country::{Country, id, opening_drafts};
use super::legal::Speaker;
use crate::model::{Model, Pence, Promise};

impl Speaker<'_> {
    /// One of the promises that are still open; one time in eight any.
    pub(super) fn promise(&self, kind: PromiseKind) -> Option<(PromiseId, Promise)> {
        let closed_too = self.choice.other.is_multiple_of(8);
        let all: Vec<(PromiseId, Promise)> = self
            .model
            .promises
            .iter()
            .filter(|(id, it)| it.kind == kind && (closed_too || self.open_sum(id) > 0))
            .map(|(id, it)| (id.clone(), it.clone()))
            .collect();
        self.one_of(&all, self.choice.which)
    }

    pub(super) fn commit_once(&self) -> Act {
        let from_hold = self
            .promise(PromiseKind::Hold)
            .filter(|_| self.choice.days > 7);
        let name = id(&format!("order-{}", self.model.next));
        if let Some((hold, its)) = from_hold {
            let held = self.model.open_of(&hold, self.year);
            let term = Term::NonRecurrent {
                year: self.year,
                amount: self.part_of(held * 4),
            };
            return Act::Commit(Commit {
                id: name,
                stream: its.stream,
                body: its.body,
                project: its.project,
                purpose: its.purpose,
                term,
                hold: Some(hold),
                vintage: None,
                cost: None,
                post: None,
                tolerance: None,
            });
        }
        let stream = self.stream();
        let (body, project, purpose) = self.for_whom();
        let term = Term::NonRecurrent {
            year: self.year,
            amount: self.part_of(self.free(&body, &stream)),
        };
        Act::Commit(Commit {
            id: name,
            stream,
            body,
            project,
            purpose,
            term,
            hold: None,
            vintage: None,
            cost: self.choice.sum.is_multiple_of(7).then(|| id("exit")),
            post: None,
            tolerance: self.tolerance_of_its_own(),
        })
    }

    pub(super) fn commit_every_year(&self) -> Act {
        let stream = id(Country::STREAMS[usize::from(self.choice.other % 5) / 4]);
        let (body, project, purpose) = self.for_whom();
        let line = Line {
            body: body.clone(),
            stream: stream.clone(),
            vintage: self.year,
            recurrence: Recurrence::Recurrent,
        };
        let start = match self.choice.other % 4 {
            0 => self.day,
            _ => self.day.with_day(1).unwrap_or(self.day),
        };
        let start = start.max(self.model.calendar.first_day(self.year));
        let end = (self.choice.twist % 8 == 3).then(|| later(start));
        Act::Commit(Commit {
            id: id(&format!("post-{}", self.model.next)),
            stream,
            body,
            project,
            purpose,
            term: Term::Recurrent {
                annual: self.part_of(self.free_on(&[line])),
                start,
                end,
            },
            hold: None,
            vintage: None,
            cost: None,
            post: None,
            tolerance: self.tolerance_of_its_own(),
        })
    }

    pub(super) fn spend_on(&self) -> Act {
        let Some((commitment, _)) = self.promise(PromiseKind::Commitment) else {
            return self.commit_once();
        };
        let open = self.open_sum(&commitment);
        let factor = 1 + i128::from(self.choice.days) % 4;
        Act::Spend(Spend {
            commitment: Some(commitment),
            accrual: None,
            part: false,
            stream: None,
            body: None,
            project: None,
            purpose: None,
            year: Some(self.year),
            amount: self.part_of(open * factor),
            is_final: self.choice.twist % 8 == 1,
            actual: self.choice.twist % 8 == 2,
            vintage: None,
            cost: None,
        })
    }

    pub(super) fn spend_direct(&self) -> Act {
        if let Some(act) = (self.choice.days == 10).then(|| self.recharge()).flatten() {
            return act;
        }
        let stream = match self.choice.days {
            11 => id(Country::SUSPENSE),
            _ => self.stream(),
        };
        let (body, project, purpose) = self.for_whom();
        let actual = self.choice.twist % 4 == 2;
        let factor = if actual { 4 } else { 1 };
        let amount = self.part_of(self.free(&body, &stream) * factor);
        Act::Spend(Spend {
            commitment: None,
            accrual: None,
            part: false,
            stream: Some(stream),
            body: Some(body),
            project,
            purpose: Some(purpose),
            year: None,
            amount,
            is_final: false,
            actual,
            vintage: None,
            cost: None,
        })
    }

    /// What a cost may still take of a promise, or a draft give back of it.
    fn open_sum(&self, id: &PromiseId) -> Pence {
        let parts = self.model.payable(id, self.year);
        parts.iter().map(|(_, _, pence)| *pence).sum()
    }

    pub(super) fn decommit(&self) -> Act {
        let Some((id, _)) = self.promise(PromiseKind::Commitment) else {
            return self.commit_once();
        };
        let open = self.open_sum(&id);
        let part = (self.choice.days.is_multiple_of(2)).then(|| self.part_of(open));
        Act::Decommit(Decommit { id, amount: part })
    }

    pub(super) fn give_up(&self) -> Act {
        let Some((id, _)) = self.promise(PromiseKind::Hold) else {
            return self.hold();
        };
        let held = self.model.open_of(&id, self.year);
        let part = (self.choice.days.is_multiple_of(2)).then(|| self.part_of(held));
        Act::GiveUp(GiveUp { id, amount: part })
    }

    pub(super) fn vire(&self) -> Act {
        let from = self.body();
        let others: Vec<&str> = Country::BODIES
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| *name != from.as_str())
            .collect();
        let to = self.one_of(&others, self.choice.other).unwrap_or("upland");
        let (stream, recurrence) = (self.stream(), self.recurrence());
        let to_stream = (self.choice.twist % 16 == 3).then(|| id("learning"));
        let own = Line {
            body: from.clone(),
            stream: stream.clone(),
            vintage: self.year,
            recurrence,
        };
        let free = match recurrence {
            Recurrence::Recurrent => self.free_on(&[own]),
            Recurrence::NonRecurrent => self.free(&from, &stream),
        };
        Act::Vire(Vire {
            stream,
            from,
            to: id(to),
            to_stream,
            year: self.year,
            amount: self.part_of(free),
            recurrence,
            vintage: None,
        })
    }

    /// Reverses one of the last entries; one time in four any.
    pub(super) fn correct(&self) -> Act {
        let back = match self.choice.other % 4 {
            0 => u64::from(self.choice.which),
            _ => u64::from(self.choice.which % 8),
        };
        let entry = self.model.next.saturating_sub(1 + back).max(1);
        Act::Correct(Correct {
            entry: Some(entry),
            posted_as: None,
        })
    }

    pub(super) fn record(&self) -> Act {
        let after_all = Country::first_year().next().next().next();
        if self.choice.which.is_multiple_of(2) {
            return Act::PublishTotal(PublishTotal {
                id: id(&format!("total-{}", self.model.next)),
                stream: self.stream(),
                year: self.year,
                amount: self.part_of(1_000_000),
                stated: None,
                difference: None,
            });
        }
        let what = match self.choice.other % 2 {
            0 => Unrecorded::Allocation,
            _ => Unrecorded::Spend,
        };
        Act::MarkNotRecorded(MarkNotRecorded {
            stream: self.stream(),
            body: self.body(),
            year: after_all,
            what,
        })
    }

    /// Says again what was said at the outset, which changes nothing; or how asks are held.
    pub(super) fn set_up(&self) -> Act {
        if !self.choice.sum.is_multiple_of(4) {
            return self.change_control();
        }
        if self.choice.days > 8 {
            return self.part_of_a_stream();
        }
        let said: Vec<Act> = opening_drafts().into_iter().map(|it| it.act).collect();
        let setting = said
            .into_iter()
            .filter(|act| matches!(act.kind(), ActKind::AddBody | ActKind::AddStream));
        let setting: Vec<Act> = setting.collect();
        self.one_of(&setting, self.choice.which)
            .unwrap_or_else(|| self.notice())
    }
}

/// A day some fifteen months later.
fn later(start: NaiveDate) -> NaiveDate {
    start + chrono::Months::new(15)
}

/// Names a promise or a project that is not ready for it.
pub(super) fn unheld(act: &mut Act, model: &Model) {
    let finished = model.promises.iter().find(|(id, _)| {
        let year = model.open.unwrap_or(Country::first_year());
        model.open_of(id, year) == 0
    });
    let finished = finished.map(|(id, _)| id.clone());
    match act {
        Act::Commit(it) if it.project.is_none() => {
            let first = model.projects.iter().next();
            if let Some((project, its)) = first {
                it.project = Some(project.clone());
                it.body = its.body.clone();
                it.purpose = its.purpose.clone();
            }
        }
        Act::Spend(it) if it.commitment.is_some() => {
            it.commitment = finished.or(it.commitment.clone());
        }
        Act::ChangeCost(it) => it.id = finished.unwrap_or(it.id.clone()),
        Act::Mainstream(it) => it.commitments = Vec::from_iter(finished),
        Act::Decommit(it) => it.id = finished.unwrap_or(it.id.clone()),
        Act::GiveUp(it) => it.id = finished.unwrap_or(it.id.clone()),
        _ => {}
    }
}
