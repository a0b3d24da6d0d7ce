//! Moving a cost: it comes off where it stood, and is a spend where it belongs.

use chrono::NaiveDate;
use ringfence::journal::act::Recharge;
use ringfence::journal::{Act, Draft};
use ringfence::noun::{ControlMode, Line, ProjectId, PromiseId};
use ringfence::word::FinancialYear;

use super::cost::cost_taken;
use super::date::{Code, Timing};
use super::give::{first_of, of_vintage};
use super::keep::{Search, all_to};
use super::pound::{Pounds, carry_out, pence, undrawn};
use super::state::Entry;
use super::{Model, Move, Pence, Place};

/// What was taken: from which place of which line how many pence.
type Taken = Vec<(Line, Place, Pence)>;

impl Model {
    pub(crate) fn recharge(
        &mut self,
        draft: &Draft,
        act: &Recharge,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = act.year.or_else(|| self.calendar.year_of(day));
        let year = year.ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Fact)?;
        let number = self.entry_said(act.entry, act.posted_as.as_ref());
        if let Some(body) = self.body_of_cost(number) {
            self.may_leave_behind(&body, day)?;
        }
        let own = (act.body.as_ref(), act.stream.as_ref());
        let whose = self.whose(act.commitment.as_ref(), own, act.project.as_ref());
        let (body, stream, project) = whose?;
        if act.actual {
            self.may_leave_behind(&body, day)?;
        } else {
            self.alive(&[&body], day)?;
        }
        self.known_stream(&stream)?;
        self.known_project(project.as_ref())?;
        if let Some(id) = &act.commitment {
            self.commitment(id)?;
        }
        let cost = self.cost_named(number, None, Some(year))?;
        if !act.actual && act.commitment.is_none() {
            self.not_over(project.as_ref())?;
        }
        self.may_take_off(cost)?;
        if let Some(purpose) = &act.purpose {
            self.inside(purpose, &stream)?;
        }
        if !act.actual {
            self.may_be_asked(&stream)?;
        }
        let off = self.taken_off(cost, year, pence(act.amount))?;
        let body = self.bearer(&body, &stream, day);
        let search = Search {
            body: &body,
            stream: &stream,
            year,
            project: project.as_ref(),
            vintage: act.vintage,
            day,
            order: act.commitment.as_ref(),
        };
        let taken = match &act.commitment {
            Some(id) => self.cost_put_on(act, id, &search, &off)?,
            None => self.cost_put_direct(act, cost, &search, &off)?,
        };
        let moves = [off, all_to(&Place::Spent, taken, year)].concat();
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    /// What an order still keeps; beyond that as far as its own tolerance, or as a fact.
    fn cost_put_on(
        &mut self,
        act: &Recharge,
        id: &PromiseId,
        search: &Search<'_>,
        off: &[Move],
    ) -> Result<Taken, Code> {
        let year = search.year;
        if self.is_finished(id, year) && !act.actual {
            return Err("commitment_finished");
        }
        let (mut taken, short) = first_of(self.payable(id, year), pence(act.amount));
        if short > 0 && act.actual {
            taken.extend(self.taken_as_fact(search, short));
        } else if short > 0 {
            if short > self.tolerated_on(id, year) {
                return Err("spend_exceeds_commitment");
            }
            taken.extend(self.found(search, short, "spend_exceeds_available")?);
        }
        let mut drawn: Vec<(&Line, Pence)> = Vec::new();
        for (line, _, pence) in &taken {
            match drawn.iter_mut().find(|(its, _)| *its == line) {
                Some((_, sum)) => *sum += pence,
                None => drawn.push((line, *pence)),
            }
        }
        let mut each = drawn.iter();
        let released = each.all(|(line, sum)| *sum <= self.undrawn_after(line, year, off));
        if self.needs_release(search.stream) && !released && !act.actual {
            self.beyond(search.stream, search.day, "spend_exceeds_released")?;
        }
        Ok(taken)
    }

    /// What there is; where that is not enough, what just came back to the same lines; then as
    /// any direct spend.
    fn cost_put_direct(
        &mut self,
        act: &Recharge,
        cost: u64,
        search: &Search<'_>,
        off: &[Move],
    ) -> Result<Taken, Code> {
        let (year, asked) = (search.year, pence(act.amount));
        let its_lines = self.searched(search);
        let (_, short) = first_of(
            self.usable(search, &of_vintage(its_lines, search.vintage)),
            asked,
        );
        let back = off.iter().filter(|it| {
            let its = (&it.line.body, &it.line.stream) == (search.body, search.stream);
            let fits = search.vintage.is_none_or(|its| its == it.line.vintage);
            its && fits && it.to == Place::Free && !self.is_for_old(&it.line, year)
        });
        let back = back.map(|it| (it.line.clone(), Place::Free, it.pence));
        let (mut taken, left) = first_of(back.collect(), short);
        let rest = asked - (short - left);
        let may_lack = act.actual || self.mode(search.stream, search.day) == ControlMode::Track;
        taken.extend(if may_lack {
            self.taken_as_fact(search, rest)
        } else {
            self.taken_as_ask(
                search,
                rest,
                &[off, &all_to(&Place::Spent, taken.clone(), year)].concat(),
            )?
        });
        let project = act.project.as_ref().filter(|_| !act.actual);
        if let Some(project) =
            project.filter(|its| self.direct_project_at(cost).as_ref() != Some(its))
        {
            // What is refused where it belongs comes off nowhere, and leaves no range.
            self.approved_once(project, year, search.day, asked)?;
        }
        Ok(taken)
    }

    /// What is released of a line and not drawn once some moves were made.
    pub(crate) fn undrawn_after(&self, line: &Line, year: FinancialYear, moves: &[Move]) -> Pence {
        let stood = self.pounds.get(&(year, line.clone())).cloned();
        let mut pounds: Pounds = stood.unwrap_or_default();
        for it in moves
            .iter()
            .filter(|it| (&it.line, it.year) == (line, year))
        {
            carry_out(it, &mut pounds);
        }
        undrawn(&pounds).max(0)
    }

    /// The project of a direct cost that something is taken off.
    fn direct_project_at(&self, cost: u64) -> Option<ProjectId> {
        let act = &self.entries.get(&cost)?.draft.as_ref()?.act;
        self.project_of_direct(act)
    }

    /// Whether a recharge would leave a cost where it is.
    pub(crate) fn moves_nothing(&self, draft: &Draft) -> bool {
        let Act::Recharge(act) = &draft.act else {
            return false;
        };
        let day = draft.effective.unwrap_or(self.first_day);
        let number = self.entry_said(act.entry, act.posted_as.as_ref());
        let entry = number.and_then(|number| self.entries.get(&number));
        let said = entry.and_then(|it| it.draft.as_ref()).map(|it| &it.act);
        let (commitment, project) = match said {
            Some(Act::Spend(it)) => (
                self.commitment_of(it),
                self.project_of_direct(&Act::Spend(it.clone())),
            ),
            Some(Act::Recharge(it)) => (it.commitment.clone(), it.project.clone()),
            Some(Act::TakeOn(_)) => (None, None),
            _ => return false,
        };
        if let Some(id) = &act.commitment {
            return self.promises.contains_key(id) && commitment.as_ref() == Some(id);
        }
        let line = entry.and_then(|it| it.moves.iter().find(|it| it.to == Place::Spent));
        let here = act.body.as_ref().zip(act.stream.as_ref()).zip(line);
        here.is_some_and(|((body, stream), it)| {
            let known = self.bodies.contains_key(body) && self.streams.contains_key(stream);
            let same = it.line.body == self.bearer(body, stream, day) && it.line.stream == *stream;
            let alone = commitment.is_none() && act.vintage.is_none();
            known && same && alone && project == act.project
        })
    }

    /// What an entry took of a project's approval as direct cost, less what came back.
    pub(crate) fn direct_cost_for(&self, project: &ProjectId, entry: &Entry) -> Pence {
        let Some(act) = entry.draft.as_ref().map(|it| &it.act) else {
            return 0;
        };
        let Act::Recharge(it) = act else {
            let its = self.project_of_direct(act).as_ref() == Some(project);
            return if its { cost_taken(entry) } else { 0 };
        };
        let cost = self.entry_said(it.entry, it.posted_as.as_ref());
        let gave = cost.and_then(|cost| self.direct_project_at(cost)).as_ref() == Some(project);
        let takes = it.commitment.is_none() && it.project.as_ref() == Some(project);
        let each = entry.moves.iter().map(|it| match it.to {
            Place::Spent if takes => it.pence,
            Place::Free | Place::Earmarked(_) if gave => -it.pence,
            _ => 0,
        });
        each.sum()
    }
}
