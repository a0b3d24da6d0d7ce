//! The life of a project once it is approved.

use chrono::NaiveDate;
use ringfence::journal::act::{Commit, Evaluate, StopProject};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{EvaluationId, ProjectId, PromiseId, PromiseKind};
use ringfence::word::FinancialYear;

use super::date::{Code, Timing};
use super::{Model, Move, Pence, Place};

/// How far a project has come, as far as a next step looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Waiting,
    Started,
    Evaluated,
    GoesOn,
    Over,
}

impl Model {
    /// How far a project has come.
    pub(crate) fn stage_of(&self, project: &ProjectId) -> Stage {
        self.now(project).0
    }

    /// What a project is, since when and by which entry.
    fn now(&self, project: &ProjectId) -> (Stage, Option<(NaiveDate, u64)>) {
        let mut now = (Stage::Waiting, None);
        for (number, entry) in self.standing() {
            let Some(draft) = &entry.draft else { continue };
            let (of, is) = match &draft.act {
                Act::StartProject(it) => (&it.project, Stage::Started),
                Act::Evaluate(it) => (&it.project, Stage::Evaluated),
                Act::ContinueProject(it) => (&it.project, Stage::GoesOn),
                Act::StopProject(it) => (&it.project, Stage::Over),
                Act::CompleteProject(it) => (&it.project, Stage::Over),
                _ => continue,
            };
            if of == project {
                let day = draft.effective.unwrap_or(self.first_day);
                now = (is, Some((day, number)));
            }
        }
        now
    }

    /// Whether something new may be asked for a project.
    pub(crate) fn not_over(&self, project: Option<&ProjectId>) -> Result<(), Code> {
        let over = project.is_some_and(|id| self.now(id).0 == Stage::Over);
        if over { Err("project_ended") } else { Ok(()) }
    }

    /// The same of an order; what ending a post costs may come after all.
    pub(crate) fn not_over_but_for_an_exit(&self, act: &Commit) -> Result<(), Code> {
        let is_exit = act.cost.as_ref().is_some_and(|it| it.as_str() == "exit");
        match is_exit {
            true => Ok(()),
            false => self.not_over(act.project.as_ref()),
        }
    }

    fn follows(&self, project: &ProjectId, day: NaiveDate, allowed: &[Stage]) -> Result<(), Code> {
        self.known_project(Some(project))?;
        self.not_over(Some(project))?;
        let (now, since) = self.now(project);
        let in_time = since.is_none_or(|(since, _)| since <= day);
        let fits = allowed.contains(&now) && in_time;
        fits.then_some(()).ok_or("project_not_ready")
    }

    pub(crate) fn live_on(&mut self, draft: &Draft, day: NaiveDate) -> Result<(), Code> {
        const UNDER_WAY: &[Stage] = &[Stage::Started, Stage::Evaluated, Stage::GoesOn];
        let mut moves = Vec::new();
        match &draft.act {
            Act::StartProject(it) => {
                self.known_project(Some(&it.project))?;
                self.not_over(Some(&it.project))?;
                let waits = self.now(&it.project).0 == Stage::Waiting;
                if waits && !self.approved_by(&it.project, day, None) {
                    return Err("project_not_approved");
                }
                self.follows(&it.project, day, &[Stage::Waiting])?;
            }
            Act::RecordMilestone(it) => self.known_project(Some(&it.project))?,
            Act::RecordMeasure(it) => self.known_project(Some(&it.project))?,
            Act::Evaluate(it) => self.evaluate(it, day, UNDER_WAY)?,
            Act::ContinueProject(it) => self.follows(&it.project, day, &[Stage::Evaluated])?,
            Act::StopProject(it) => {
                self.may_move(day)?;
                self.known_project(Some(&it.project))?;
                self.keeps_its_own(it)?;
                let any = [UNDER_WAY, &[Stage::Waiting]].concat();
                self.follows(&it.project, day, &any)?;
                moves = self.given_back_by_a_stop(it, day);
            }
            Act::CompleteProject(it) => {
                self.may_move(day)?;
                self.follows(&it.project, day, UNDER_WAY)?;
                self.nothing_is_open(&it.project)?;
                moves = self.untied(&it.project);
            }
            _ => unreachable!("refused for its form"),
        }
        let ends = matches!(draft.act, Act::StopProject(_) | Act::CompleteProject(_));
        let year = self.calendar.year_of(day).filter(|_| ends);
        self.write(Some(draft), year, moves);
        Ok(())
    }

    fn evaluate(&self, it: &Evaluate, day: NaiveDate, of: &[Stage]) -> Result<(), Code> {
        self.known_project(Some(&it.project))?;
        if self.evaluations().contains(&it.id) {
            return Err("id_taken");
        }
        self.follows(&it.project, day, of)
    }

    /// Every id of an evaluation that was ever used.
    pub(crate) fn evaluations(&self) -> Vec<EvaluationId> {
        let drafts = self.entries.values().filter_map(|it| it.draft.as_ref());
        let ids = drafts.filter_map(|draft| match &draft.act {
            Act::Evaluate(it) => Some(it.id.clone()),
            _ => None,
        });
        ids.collect()
    }

    /// What moves money does so in an open year.
    fn may_move(&mut self, day: NaiveDate) -> Result<(), Code> {
        if self.open.is_none() {
            return Ok(());
        }
        let year = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Fact)
    }

    fn keeps_its_own(&self, stop: &StopProject) -> Result<(), Code> {
        for id in &stop.keeps {
            self.commitment(id)?;
        }
        let own = |id: &PromiseId| self.promises[id].project.as_ref() == Some(&stop.project);
        match stop.keeps.iter().all(own) {
            true => Ok(()),
            false => Err("does_not_match"),
        }
    }

    /// Whether a promise stays once its project is stopped: it is kept, or is what ending costs.
    fn stays(&self, id: &PromiseId, stop: &StopProject) -> bool {
        let made = self.entries.get(&self.promises[id].entry);
        let act = made.and_then(|it| it.draft.as_ref()).map(|it| &it.act);
        let is_exit = match act {
            Some(Act::Commit(act)) => act.cost.as_ref().is_some_and(|it| it.as_str() == "exit"),
            _ => false,
        };
        is_exit || stop.keeps.contains(id)
    }

    /// What recurred for a project when it was stopped, and does no more.
    pub(crate) fn ended_by_stop(&self, stop: &StopProject, number: u64) -> Vec<PromiseId> {
        let its = self.promises.iter().filter(|(id, it)| {
            let of_it = it.project.as_ref() == Some(&stop.project) && it.entry < number;
            of_it && it.is_recurrent() && !self.stays(id, stop)
        });
        its.map(|(id, _)| id.clone()).collect()
    }

    pub(crate) fn years_open(&self) -> Vec<FinancialYear> {
        self.open.into_iter().chain(self.ahead).collect()
    }

    fn given_back_by_a_stop(&self, stop: &StopProject, day: NaiveDate) -> Vec<Move> {
        let mut moves = Vec::new();
        for (id, promise) in &self.promises {
            if promise.project.as_ref() != Some(&stop.project) || self.stays(id, stop) {
                continue;
            }
            for year in self.years_open() {
                let first = self.calendar.first_day(year);
                let most = match promise.is_recurrent() {
                    false => Pence::MAX,
                    true if day <= first => Pence::MAX,
                    true if day > self.calendar.last_day(year) => 0,
                    true => {
                        let eve = day.pred_opt().unwrap_or(day);
                        self.cost_in(id, year) - self.cost_to(id, year, eve)
                    }
                };
                moves.extend(self.backwards(id, year, most, &[]));
            }
        }
        // What would be tied to the project again is free.
        for it in &mut moves {
            if it.to == Place::Earmarked(stop.project.clone()) {
                it.to = Place::Free;
            }
        }
        moves.extend(self.untied(&stop.project));
        moves
    }

    /// What is tied to a project and will be free.
    fn untied(&self, project: &ProjectId) -> Vec<Move> {
        let tied = Place::Earmarked(project.clone());
        let years = self.years_open();
        let spots = self.pounds.keys().filter(|(year, _)| years.contains(year));
        let freed = spots.map(|(year, line)| Move {
            line: line.clone(),
            year: *year,
            from: tied.clone(),
            to: Place::Free,
            pence: self.pence(line, *year, &tied),
        });
        freed.filter(|it| it.pence > 0).collect()
    }

    fn nothing_is_open(&self, project: &ProjectId) -> Result<(), Code> {
        let its = self.promises.iter();
        let mut its = its.filter(|(_, it)| it.project.as_ref() == Some(project));
        let open = its.any(|(id, it)| {
            self.years_open().into_iter().any(|year| match it.kind {
                PromiseKind::Hold => self.open_of(id, year) > 0,
                PromiseKind::Commitment => {
                    let recurs = it.is_recurrent() && !self.has_ended(id, year);
                    recurs || self.left_of(id, year) > 0
                }
            })
        });
        if open {
            Err("project_has_open")
        } else {
            Ok(())
        }
    }

    /// Whether no step of a project stands that comes after an entry and rests on it.
    pub(crate) fn no_later_step(&self, number: u64) -> Result<(), Code> {
        let entry = self.entries.get(&number).and_then(|it| it.draft.as_ref());
        let Some(act) = entry.map(|it| &it.act) else {
            return Ok(());
        };
        let later = |project: &ProjectId, evaluations_only: fn(&Act) -> bool| {
            let mut acts = self.acts().filter(|(its, ..)| *its > number);
            acts.any(|(_, _, act)| step_of(act) == Some(project) && evaluations_only(act))
        };
        let followed = match act {
            Act::Approve(it) => self.needed_as_approval(number, &it.project),
            Act::RecordMeasure(it) => later(&it.project, |act| matches!(act, Act::Evaluate(_))),
            act => step_of(act).is_some_and(|project| later(project, |_| true)),
        };
        let named = |act: &Act| match (entry.map(|it| &it.act), act) {
            (Some(Act::Evaluate(it)), Act::Mainstream(by)) => {
                by.evaluation.as_ref() == Some(&it.id)
            }
            _ => false,
        };
        if followed || self.acts().any(|(.., its)| named(its)) {
            Err("later_step_stands")
        } else {
            Ok(())
        }
    }

    fn needed_as_approval(&self, number: u64, project: &ProjectId) -> bool {
        let chain = !self.projects[project].chain.is_empty();
        let mut acts = self.acts();
        let later = acts.any(|(its, _, act)| {
            its > number && matches!(act, Act::Approve(act) if act.project == *project)
        });
        if chain && later {
            return true;
        }
        let started = self.standing().find_map(|(_, entry)| {
            let draft = entry.draft.as_ref()?;
            match &draft.act {
                Act::StartProject(it) if it.project == *project => draft.effective,
                _ => None,
            }
        });
        started.is_some_and(|day| !self.approved_by(project, day, Some(number)))
    }
}

/// The project of which an act is a step.
fn step_of(act: &Act) -> Option<&ProjectId> {
    match act {
        Act::StartProject(it) => Some(&it.project),
        Act::Evaluate(it) => Some(&it.project),
        Act::ContinueProject(it) => Some(&it.project),
        Act::StopProject(it) => Some(&it.project),
        Act::CompleteProject(it) => Some(&it.project),
        _ => None,
    }
}
