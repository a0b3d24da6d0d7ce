//! What recurrent commitments cost, as their annual sums change.

use chrono::{Datelike, Days, NaiveDate};
use ringfence::journal::act::{ChangeCost, Term};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{Line, PromiseId, Recurrence};
use ringfence::word::FinancialYear;

use super::date::{Code, Timing};
use super::keep::Search;
use super::month::{FINE, half_even};
use super::pound::pence;
use super::range::yearly_in_range;
use super::state::{Entry, own_line};
use super::{Model, Move, Pence, Place, Promise};

/// A change: from when, by which entry, to which annual sum.
type Change = (NaiveDate, u64, Pence);

impl Model {
    /// The changes of a commitment that stand.
    pub(crate) fn changes_of(&self, id: &PromiseId) -> Vec<Change> {
        let its = self.standing().filter_map(|(number, entry)| {
            let draft = entry.draft.as_ref()?;
            match &draft.act {
                Act::ChangeCost(act) if act.id == *id => {
                    Some((draft.effective?, number, pence(act.annual)))
                }
                Act::Mainstream(_) => {
                    let went = self.went_by(number).iter().find(|it| it.id == *id)?;
                    Some((draft.effective?, number, went.left))
                }
                _ => None,
            }
        });
        its.collect()
    }

    /// What a commitment costs in a year; nothing where it is made once.
    pub fn cost_in(&self, id: &PromiseId, year: FinancialYear) -> Pence {
        self.cost_under(id, year, self.changes_of(id))
    }

    pub(crate) fn cost_under(
        &self,
        id: &PromiseId,
        year: FinancialYear,
        changes: Vec<Change>,
    ) -> Pence {
        self.cost_until(id, year, changes, self.calendar.last_day(year))
    }

    /// What a commitment costs in a year up to a day.
    pub(crate) fn cost_to(&self, id: &PromiseId, year: FinancialYear, last: NaiveDate) -> Pence {
        self.cost_until(id, year, self.changes_of(id), last)
    }

    /// Day by day: what was said last of the day, over the days of its month.
    fn cost_until(
        &self,
        id: &PromiseId,
        year: FinancialYear,
        mut changes: Vec<Change>,
        last: NaiveDate,
    ) -> Pence {
        let Some(Term::Recurrent { annual, start, end }) = self.promises[id].term else {
            return 0;
        };
        changes.sort();
        let mut fine = 0;
        let mut day = self.calendar.first_day(year);
        while day <= last {
            if start <= day && end.is_none_or(|end| day <= end) {
                let said = changes.iter().rev().find(|(from, ..)| *from <= day);
                let sum = said.map_or(pence(annual), |(.., sum)| *sum);
                fine += sum * (FINE / Pence::from(day.num_days_in_month()));
            }
            day = day + Days::new(1);
        }
        half_even(fine, FINE * 12)
    }

    /// What a commitment comes to in twelve months by what was said before an entry.
    pub(crate) fn annual_by(&self, id: &PromiseId, before: u64) -> Pence {
        let Some(Term::Recurrent { annual, .. }) = self.promises[id].term else {
            return 0;
        };
        let changes = self.changes_of(id).into_iter();
        let last = changes.filter(|(_, number, _)| *number < before).max();
        last.map_or(pence(annual), |(.., sum)| sum)
    }

    pub(crate) fn change_cost(
        &mut self,
        draft: &Draft,
        act: &ChangeCost,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Ask)?;
        if let Some(promise) = self.promises.get(&act.id) {
            self.alive(&[&promise.body.clone()], day)?;
        }
        let promise = self.commitment(&act.id)?.clone();
        let Some(Term::Recurrent { end, .. }) = promise.term else {
            return Err("does_not_match");
        };
        let gone = self.changes_of(&act.id).into_iter().max();
        let gone = gone.is_some_and(|(from, _, sum)| sum == 0 && from <= day);
        if self.was_ended(&act.id) || gone || end.is_some_and(|end| end < day) {
            return Err("commitment_finished");
        }
        yearly_in_range(act.annual)?;
        let mut changes = self.changes_of(&act.id);
        changes.push((day, self.next, pence(act.annual)));
        let more = |of: FinancialYear| {
            self.cost_under(&act.id, of, changes.clone()) - self.cost_in(&act.id, of)
        };
        let (this, ahead) = (more(year), self.ahead.filter(|ahead| *ahead != year));
        let later = ahead.map(|ahead| (ahead, more(ahead)));
        let raised = changes.iter().max().map_or(0, |(.., sum)| *sum);
        let raised = raised - self.annual_by(&act.id, self.next);
        let line = |of| own_line(&promise.body, &promise.stream, of, Recurrence::Recurrent);
        let taken = self.found_for_a_rise(&promise, (year, day), this.max(0))?;
        let mut moves = self.kept_in_parts(&act.id, year, taken);
        if this < 0 {
            moves.extend(self.backwards(&act.id, year, -this, &[]));
        }
        if let Some((ahead, more)) = later {
            if more > 0 {
                let part = vec![(line(ahead), Place::Free, more)];
                moves.extend(self.kept_in_parts(&act.id, ahead, part));
            }
            if more < 0 {
                moves.extend(self.backwards(&act.id, ahead, -more, &[]));
            }
        }
        self.in_range_after(&moves)?;
        if let Some(project) = promise.project.as_ref().filter(|_| raised > 0) {
            self.approved_yearly(project, year, day, raised)?;
        }
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    /// What the rest of a year costs more, of its own base.
    fn found_for_a_rise(
        &mut self,
        promise: &Promise,
        (year, day): (FinancialYear, NaiveDate),
        more: Pence,
    ) -> Result<Vec<(Line, Place, Pence)>, Code> {
        if more == 0 {
            return Ok(Vec::new());
        }
        let search = Search {
            body: &promise.body,
            stream: &promise.stream,
            year,
            project: promise.project.as_ref(),
            vintage: Some(year),
            day,
            order: None,
        };
        let line = own_line(&promise.body, &promise.stream, year, Recurrence::Recurrent);
        self.found_on(&search, &[line], more, "commitment_exceeds_available")
    }

    /// A commitment, and a change of its cost, stay while a later change stands.
    pub(crate) fn nothing_changed_since(&self, number: u64, entry: &Entry) -> Result<(), Code> {
        let id = match entry.draft.as_ref().map(|it| &it.act) {
            Some(Act::Commit(act)) => &act.id,
            Some(Act::ChangeCost(act)) => &act.id,
            Some(Act::Mainstream(_)) => return self.nothing_changed_since_it_went(number),
            _ => return Ok(()),
        };
        let changes = self.changes_of(id);
        let later = changes.iter().any(|(_, its, _)| *its > number);
        if later {
            Err("correction_rests_on")
        } else {
            Ok(())
        }
    }

    /// What the opening of the year ahead posted by a change that is reversed.
    pub(crate) fn change_ahead_reversed(&self, number: u64, entry: &Entry) -> Option<Move> {
        let ahead = self.ahead.filter(|ahead| entry.year != Some(*ahead))?;
        let Some(Act::ChangeCost(act)) = entry.draft.as_ref().map(|it| &it.act) else {
            return None;
        };
        if entry.moves.iter().any(|it| it.year == ahead) {
            return None;
        }
        // A close, which nobody drafts, opens the next year, too.
        let opens = |it: &Entry| {
            let act = it.draft.as_ref().map(|it| &it.act);
            matches!(act, None | Some(Act::OpenYear(_)))
        };
        let mut since = self.entries.range(number + 1..);
        since.find(|(_, it)| opens(it))?;
        let mut others = self.changes_of(&act.id);
        others.retain(|(_, its, _)| *its != number);
        let pence = self.cost_under(&act.id, ahead, others) - self.cost_in(&act.id, ahead);
        let (part, to, _) = self.parts_of(&act.id, ahead).into_iter().next()?;
        (pence != 0).then_some(Move {
            line: part.line,
            year: ahead,
            from: Place::Free,
            to,
            pence,
        })
    }
}
