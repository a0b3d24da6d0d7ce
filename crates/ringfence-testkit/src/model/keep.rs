//! Projects, and keeping money for something.

use chrono::NaiveDate;
use ringfence::journal::Draft;
use ringfence::journal::act::{Commit, Earmark, Hold, Term};
use ringfence::noun::{
    BodyId, ControlMode, Line, ProjectId, PromiseId, PromiseKind, PurposeId, Recurrence, StreamId,
};
use ringfence::word::FinancialYear;

use super::control::added;
use super::date::{Code, Timing};
use super::give::{first_of, of_vintage};
use super::month::part_year;
use super::pound::pence;
use super::range::yearly_in_range;
use super::state::own_line;
use super::{Model, Move, Pence, Place, Promise};

/// Where a draft looks for money.
pub(crate) struct Search<'a> {
    pub(crate) body: &'a BodyId,
    pub(crate) stream: &'a StreamId,
    pub(crate) year: FinancialYear,
    pub(crate) project: Option<&'a ProjectId>,
    pub(crate) vintage: Option<FinancialYear>,
    pub(crate) day: NaiveDate,
    /// The order whose cost it is.
    pub(crate) order: Option<&'a PromiseId>,
}

impl Model {
    pub(crate) fn known_stream(&self, stream: &StreamId) -> Result<(), Code> {
        let known = self.streams.contains_key(stream);
        known.then_some(()).ok_or("unknown_stream")
    }

    pub(crate) fn known_project(&self, project: Option<&ProjectId>) -> Result<(), Code> {
        let known = project.is_none_or(|id| self.projects.contains_key(id));
        known.then_some(()).ok_or("unknown_project")
    }

    pub(crate) fn inside(&self, purpose: &PurposeId, stream: &StreamId) -> Result<(), Code> {
        let found = self.streams.get(stream);
        let inside = found.is_some_and(|it| it.purposes.contains(purpose));
        inside.then_some(()).ok_or("purpose_outside_ring_fence")
    }

    pub(crate) fn about_project(&mut self, draft: &Draft, project: &ProjectId) -> Result<(), Code> {
        self.known_project(Some(project))?;
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    pub(crate) fn earmark(
        &mut self,
        draft: &Draft,
        act: &Earmark,
        day: NaiveDate,
    ) -> Result<(), Code> {
        self.date(act.year, day, Timing::Ask)?;
        self.alive(&[&act.body], day)?;
        self.known_stream(&act.stream)?;
        self.known_project(Some(&act.project))?;
        self.not_over(Some(&act.project))?;
        let purpose = &self.projects[&act.project].purpose;
        self.inside(purpose, &act.stream)?;
        self.may_be_asked(&act.stream)?;
        let search = Search {
            body: &act.body,
            stream: &act.stream,
            year: act.year,
            project: None,
            vintage: act.vintage,
            day,
            order: None,
        };
        let taken = self.found(&search, pence(act.amount), "earmark_exceeds_available")?;
        let to = Place::Earmarked(act.project.clone());
        let moves = all_to(&to, taken, act.year);
        self.write(Some(draft), Some(act.year), moves);
        Ok(())
    }

    pub(crate) fn hold(&mut self, draft: &Draft, act: &Hold, day: NaiveDate) -> Result<(), Code> {
        self.date(act.year, day, Timing::Ask)?;
        self.alive(&[&act.body], day)?;
        self.known_stream(&act.stream)?;
        self.known_project(act.project.as_ref())?;
        self.id_free(&act.id)?;
        self.not_over(act.project.as_ref())?;
        self.inside(&act.purpose, &act.stream)?;
        self.may_be_asked(&act.stream)?;
        let search = Search {
            body: &act.body,
            stream: &act.stream,
            year: act.year,
            project: act.project.as_ref(),
            vintage: act.vintage,
            day,
            order: None,
        };
        let taken = self.found(&search, pence(act.amount), "hold_exceeds_available")?;
        let promise = Promise {
            kind: PromiseKind::Hold,
            body: act.body.clone(),
            stream: act.stream.clone(),
            project: act.project.clone(),
            purpose: act.purpose.clone(),
            term: None,
            year: act.year,
            entry: self.next,
            parts: Vec::new(),
        };
        self.promises.insert(act.id.clone(), promise);
        let moves = self.kept_in_parts(&act.id, act.year, taken);
        self.write(Some(draft), Some(act.year), moves);
        Ok(())
    }

    pub(crate) fn commit(
        &mut self,
        draft: &Draft,
        act: &Commit,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = match act.term {
            Term::NonRecurrent { year, .. } => year,
            Term::Recurrent { start, .. } => {
                let first = self.calendar.year_of(start).ok_or("year_not_open")?;
                self.open.map_or(first, |open| open.max(first))
            }
        };
        self.date(year, day, Timing::Ask)?;
        self.alive(&self.who_is_named(act), day)?;
        self.known_stream(&act.stream)?;
        self.known_project(act.project.as_ref())?;
        self.known_hold(act.hold.as_ref())?;
        self.id_free(&act.id)?;
        self.fits_its_post(act)?;
        self.fits_its_hold(act)?;
        self.not_over_but_for_an_exit(act)?;
        self.usable_hold(act, year)?;
        self.inside(&act.purpose, &act.stream)?;
        self.may_be_asked(&act.stream)?;
        self.yearly_sum_in_range(act)?;
        let taken = self.found_for_commitment(act, year, day)?;
        let later = Vec::from_iter(self.part_ahead(act, year));
        let kept = all_to(&Place::Committed(act.id.clone(), 0), taken.clone(), year);
        self.in_range_after(&[kept, later.clone()].concat())?;
        if let Some(project) = &act.project {
            match act.term {
                Term::NonRecurrent { amount, .. } => {
                    self.approved_once(project, year, day, pence(amount))?;
                }
                Term::Recurrent { annual, .. } => {
                    self.approved_yearly(project, year, day, pence(annual))?;
                }
            }
        }
        let promise = Promise {
            kind: PromiseKind::Commitment,
            body: act.body.clone(),
            stream: act.stream.clone(),
            project: act.project.clone(),
            purpose: act.purpose.clone(),
            term: Some(act.term),
            year,
            entry: self.next,
            parts: Vec::new(),
        };
        self.promises.insert(act.id.clone(), promise);
        let mut moves = self.kept_in_parts(&act.id, year, taken);
        for it in later {
            let part = vec![(it.line, it.from, it.pence)];
            moves.extend(self.kept_in_parts(&act.id, it.year, part));
        }
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    fn yearly_sum_in_range(&self, act: &Commit) -> Result<(), Code> {
        match act.term {
            Term::Recurrent { annual, .. } => yearly_in_range(annual),
            Term::NonRecurrent { .. } => Ok(()),
        }
    }

    fn costs_something(&self, act: &Commit, year: FinancialYear) -> Result<(), Code> {
        let Term::Recurrent { annual, start, end } = act.term else {
            return Ok(());
        };
        let cost = part_year(pence(annual), (start, end), year, self.calendar);
        (cost != 0).then_some(()).ok_or("amount_not_positive")
    }

    pub(crate) fn known_hold(&self, id: Option<&PromiseId>) -> Result<(), Code> {
        let Some(id) = id else { return Ok(()) };
        let hold = self.promises.get(id);
        let hold = hold.filter(|it| it.kind == PromiseKind::Hold);
        hold.map(|_| ()).ok_or("unknown_hold")
    }

    /// Whether a hold is of the body, stream and project of the commitment that makes it firm.
    fn fits_its_hold(&self, act: &Commit) -> Result<(), Code> {
        let Some(id) = &act.hold else { return Ok(()) };
        let hold = &self.promises[id];
        let of_project = hold.project.is_none() || hold.project == act.project;
        let same = hold.body == act.body && hold.stream == act.stream && of_project;
        same.then_some(()).ok_or("does_not_match")
    }

    /// Whether it costs anything in its year, and its hold has what it needs.
    fn usable_hold(&self, act: &Commit, year: FinancialYear) -> Result<(), Code> {
        self.costs_something(act, year)?;
        let Some(id) = &act.hold else { return Ok(()) };
        let held = [self.open, self.ahead].into_iter().flatten();
        let held: Pence = held.map(|year| self.open_of(id, year)).sum();
        if held == 0 {
            return Err("hold_finished");
        }
        let parts = self.parts_of(id, year);
        let mut open = parts.iter().filter(|(.., there)| *there > 0);
        if open.any(|(part, ..)| self.is_for_old(&part.line, year)) {
            return Err("hold_for_old");
        }
        // What the close has not kept yet is of the year before.
        let is_there = self.open_of(id, year) != 0;
        is_there.then_some(()).ok_or("does_not_match")
    }

    fn id_free(&self, id: &PromiseId) -> Result<(), Code> {
        let free = !self.promises.contains_key(id);
        free.then_some(()).ok_or("id_taken")
    }

    /// What a commitment takes: its hold first, up to its amount; then as any other.
    fn found_for_commitment(
        &mut self,
        act: &Commit,
        year: FinancialYear,
        day: NaiveDate,
    ) -> Result<Vec<(Line, Place, Pence)>, Code> {
        const CODE: Code = "commitment_exceeds_available";
        let mut search = Search {
            body: &act.body,
            stream: &act.stream,
            year,
            project: act.project.as_ref(),
            vintage: act.vintage,
            day,
            order: None,
        };
        let held = act.hold.as_ref().map(|id| self.parts_of(id, year));
        let held = held.unwrap_or_default().into_iter();
        let held = held.map(|(part, place, pence)| (part.line, place, pence));
        match act.term {
            Term::NonRecurrent { amount, .. } => {
                let (mut taken, left) = first_of(held.collect(), pence(amount));
                if left > 0 {
                    taken.extend(self.found(&search, left, CODE)?);
                }
                Ok(taken)
            }
            Term::Recurrent { annual, start, end } => {
                // It stands on nothing but the year's own base, and so does what was held for it.
                let cost = part_year(pence(annual), (start, end), year, self.calendar);
                search.vintage = Some(year);
                let line = own_line(&act.body, &act.stream, year, Recurrence::Recurrent);
                let held = held.filter(|(its, ..)| *its == line);
                let (mut taken, left) = first_of(held.collect(), cost);
                if left > 0 {
                    let base = std::slice::from_ref(&line);
                    taken.extend(self.found_on(&search, base, left, CODE)?);
                }
                Ok(taken)
            }
        }
    }

    /// What an ask takes, in order, as far as tolerances go; beyond that it is as the stream says.
    pub(crate) fn found(
        &mut self,
        search: &Search<'_>,
        sum: Pence,
        code: Code,
    ) -> Result<Vec<(Line, Place, Pence)>, Code> {
        let lines = self.searched(search);
        self.found_on(search, &of_vintage(lines, search.vintage), sum, code)
    }

    pub(crate) fn found_on(
        &mut self,
        search: &Search<'_>,
        lines: &[Line],
        sum: Pence,
        code: Code,
    ) -> Result<Vec<(Line, Place, Pence)>, Code> {
        let (mut taken, short) = first_of(self.usable(search, lines), sum);
        if short == 0 {
            return Ok(taken);
        }
        if self.mode(search.stream, search.day) != ControlMode::Track {
            let leeways = self.leeways(lines, search.year, search.day);
            let (within, lacking) = first_of(leeways, short);
            if lacking == 0 {
                return Ok(added(taken, within));
            }
        }
        self.beyond(search.stream, search.day, code)?;
        taken.push((self.last_line(search, lines), Place::Free, short));
        Ok(taken)
    }

    /// The lines that are looked at; those for old obligations only where the order stands on
    /// them.
    pub(crate) fn searched(&self, search: &Search<'_>) -> Vec<Line> {
        let year = search.year;
        let parts = search.order.map(|id| &self.promises[id].parts);
        let stands = |line: &Line| {
            let mut parts = parts.into_iter().flatten();
            parts.any(|part| part.year == year && part.line == *line)
        };
        let mut lines = self.lines(search.body, search.stream, year);
        lines.retain(|line| !self.is_for_old(line, year) || stands(line));
        lines
    }

    /// The project's earmarks oldest first, then what is free.
    pub(crate) fn usable(&self, search: &Search<'_>, lines: &[Line]) -> Vec<(Line, Place, Pence)> {
        let mut places = Vec::new();
        if let Some(project) = search.project {
            let place = Place::Earmarked(project.clone());
            for line in lines {
                let there = self.pence(line, search.year, &place);
                places.push((line.clone(), place.clone(), there));
            }
        }
        places.extend(self.free_of(lines, search.year));
        places
    }

    /// Where what is lacking falls: the last line, or a new one.
    pub(crate) fn last_line(&self, search: &Search<'_>, lines: &[Line]) -> Line {
        let vintage = search.vintage.unwrap_or(search.year);
        let new = own_line(
            search.body,
            search.stream,
            vintage,
            Recurrence::NonRecurrent,
        );
        lines.last().cloned().unwrap_or(new)
    }
}

/// Moves what was taken to one place.
pub(crate) fn all_to(
    to: &Place,
    taken: Vec<(Line, Place, Pence)>,
    year: FinancialYear,
) -> Vec<Move> {
    let each = taken.into_iter().map(|(line, from, pence)| Move {
        line,
        year,
        from,
        to: to.clone(),
        pence,
    });
    each.collect()
}
