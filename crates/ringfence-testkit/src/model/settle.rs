//! Spending, and giving back.

use chrono::NaiveDate;
use ringfence::journal::act::{Decommit, GiveUp, Spend, Term};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, ControlMode, Line, PromiseId, PromiseKind, PurposeId, StreamId};
use ringfence::word::FinancialYear;
use std::collections::BTreeMap;

use super::control::added;
use super::date::{Code, Timing};
use super::give::{first_of, of_vintage};
use super::keep::{Search, all_to};
use super::pound::{pence, undrawn};
use super::{Model, Move, Pence, Place, Promise};

impl Model {
    pub(crate) fn spend(&mut self, draft: &Draft, act: &Spend, day: NaiveDate) -> Result<(), Code> {
        let year = act.year.or_else(|| self.calendar.year_of(day));
        let year = year.ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Fact)?;
        match (self.met_by(act, year), &act.commitment) {
            (Some(met), _) => self.settle_accrual(draft, act, &met, (year, day)),
            (None, Some(id)) => self.spend_on(draft, act, id, (year, day)),
            (None, None) => self.spend_direct(draft, act, year, day),
        }
    }

    fn spend_on(
        &mut self,
        draft: &Draft,
        act: &Spend,
        id: &PromiseId,
        (year, day): (FinancialYear, NaiveDate),
    ) -> Result<(), Code> {
        if let Some(promise) = self.promises.get(id) {
            self.may_cost(&promise.body, act, day)?;
        }
        let promise = self.commitment(id)?.clone();
        if self.is_finished(id, year) && !act.actual {
            return Err("commitment_finished");
        }
        let (mut taken, short) = first_of(self.payable(id, year), pence(act.amount));
        let search = Search {
            body: &promise.body,
            stream: &promise.stream,
            year,
            project: promise.project.as_ref(),
            vintage: act.vintage,
            day,
            order: Some(id),
        };
        if short > 0 && act.actual {
            taken.extend(self.taken_as_fact(&search, short));
        } else if short > 0 {
            self.in_range_after(&all_to(&Place::Spent, taken.clone(), year))?;
            if short > self.tolerated_on(id, year) {
                return Err("spend_exceeds_commitment");
            }
            taken.extend(self.found(&search, short, "spend_exceeds_available")?);
        }
        let mut moves = all_to(&Place::Spent, taken.clone(), year);
        if act.is_final {
            moves.extend(self.rest_given_back(id, year, &moves));
            moves.extend(self.rest_of_the_year_before(id, year, pence(act.amount)));
            moves.extend(self.part_ahead_given_back(id, year));
        }
        self.in_range_after(&moves)?;
        if !act.actual && !self.released_enough(&taken, &promise.stream, year) {
            self.beyond(&promise.stream, day, "spend_exceeds_released")?;
        }
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    fn spend_direct(
        &mut self,
        draft: &Draft,
        act: &Spend,
        year: FinancialYear,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let (body, stream, purpose) = direct(act)?;
        self.may_cost(body, act, day)?;
        self.known_stream(stream)?;
        self.known_project(act.project.as_ref())?;
        if !act.actual {
            self.not_over(act.project.as_ref())?;
        }
        self.inside(purpose, stream)?;
        if !act.actual {
            self.may_be_asked(stream)?;
        }
        let body = self.bearer(body, stream, day);
        let search = Search {
            body: &body,
            stream,
            year,
            project: act.project.as_ref(),
            vintage: act.vintage,
            day,
            order: None,
        };
        let asked = pence(act.amount);
        let may_lack = act.actual || self.mode(stream, day) == ControlMode::Track;
        let taken = if may_lack {
            self.taken_as_fact(&search, asked)
        } else {
            self.taken_as_ask(&search, asked, &[])?
        };
        let moves = all_to(&Place::Spent, taken, year);
        self.in_range_after(&moves)?;
        if let Some(project) = &act.project
            && !act.actual
        {
            self.approved_once(project, year, day, asked)?;
        }
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    /// What a direct spend may take: of each line no more than what is released and not drawn
    /// once some moves were made.
    pub(crate) fn taken_as_ask(
        &mut self,
        search: &Search<'_>,
        asked: Pence,
        moves: &[Move],
    ) -> Result<Vec<(Line, Place, Pence)>, Code> {
        let lines = self.searched(search);
        let lines = of_vintage(lines, search.vintage);
        let leeways = self.leeways(&lines, search.year, search.day);
        let (found, short) = first_of(self.usable(search, &lines), asked);
        let (within, lacking) = first_of(leeways.clone(), short);
        if lacking > 0 {
            self.beyond(search.stream, search.day, "spend_exceeds_available")?;
            return Ok(self.taken_as_fact(search, asked));
        }
        let found = added(found, within);
        if !self.needs_release(search.stream) {
            return Ok(found);
        }
        let mut places = added(self.usable(search, &lines), leeways);
        let mut left: BTreeMap<Line, Pence> = BTreeMap::new();
        for (line, _, there) in &mut places {
            let released = self.undrawn_after(line, search.year, moves);
            let left = left.entry(line.clone()).or_insert(released);
            *there = (*there).min(*left);
            *left -= *there;
        }
        let (taken, short) = first_of(places, asked);
        if short > 0 {
            self.beyond(search.stream, search.day, "spend_exceeds_released")?;
            return Ok(found);
        }
        Ok(taken)
    }

    /// What a fact takes: what there is, in order; what is lacking falls on the last line.
    pub(crate) fn taken_as_fact(
        &self,
        search: &Search<'_>,
        asked: Pence,
    ) -> Vec<(Line, Place, Pence)> {
        let lines = self.searched(search);
        let lines = of_vintage(lines, search.vintage);
        let (mut taken, short) = first_of(self.usable(search, &lines), asked);
        if short > 0 {
            taken.push((self.last_line(search, &lines), Place::Free, short));
        }
        taken
    }

    fn released_enough(
        &self,
        taken: &[(Line, Place, Pence)],
        stream: &StreamId,
        year: FinancialYear,
    ) -> bool {
        if !self.needs_release(stream) {
            return true;
        }
        let mut by_line: BTreeMap<&Line, Pence> = BTreeMap::new();
        for (line, _, pence) in taken {
            *by_line.entry(line).or_default() += pence;
        }
        by_line.into_iter().all(|(line, sum)| {
            let pounds = self.pounds.get(&(year, line.clone()));
            sum <= pounds.map_or(0, undrawn).max(0)
        })
    }

    pub(crate) fn decommit(
        &mut self,
        draft: &Draft,
        act: &Decommit,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = self.date_of_giving_back(&act.id, day)?;
        self.commitment(&act.id)?;
        if self.is_finished(&act.id, year) {
            return Err("commitment_finished");
        }
        let open = self.left_of(&act.id, year);
        let back = act.amount.map_or(open, pence);
        if back > open {
            return Err("decommit_exceeds_open");
        }
        let mut moves = self.backwards(&act.id, year, back, &[]);
        if act.amount.is_none() {
            moves.extend(self.part_ahead_given_back(&act.id, year));
        }
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    pub(crate) fn give_up(
        &mut self,
        draft: &Draft,
        act: &GiveUp,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = self.date_of_giving_back(&act.id, day)?;
        let found = self.promises.get(&act.id);
        if found.is_none_or(|it| it.kind != PromiseKind::Hold) {
            return Err("unknown_hold");
        }
        let held = self.open_of(&act.id, year);
        if held == 0 {
            return Err("hold_finished");
        }
        let back = act.amount.map_or(held, pence);
        if back > held {
            return Err("giving_up_exceeds_held");
        }
        let moves = self.backwards(&act.id, year, back, &[]);
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    pub(crate) fn commitment(&self, id: &PromiseId) -> Result<&Promise, Code> {
        let found = self.promises.get(id);
        let found = found.filter(|it| it.kind == PromiseKind::Commitment);
        found.ok_or("unknown_commitment")
    }

    pub(crate) fn rest_given_back(
        &self,
        id: &PromiseId,
        year: FinancialYear,
        spent: &[Move],
    ) -> Vec<Move> {
        self.backwards(id, year, Pence::MAX, spent)
    }

    /// Gives a sum back, the last part first, each to where it came from.
    pub(super) fn backwards(
        &self,
        id: &PromiseId,
        year: FinancialYear,
        sum: Pence,
        already: &[Move],
    ) -> Vec<Move> {
        let (mut moves, mut left) = (Vec::new(), sum);
        let borne = self.borne(id);
        for (part, place, there) in self.parts_of(id, year).into_iter().rev() {
            let gone = already.iter().filter(|it| it.from == place);
            let there = there - gone.map(|it| it.pence).sum::<Pence>();
            let there = there - borne.get(&place).copied().unwrap_or(0);
            let pence = there.min(left);
            if pence > 0 {
                left -= pence;
                moves.push(Move {
                    line: part.line,
                    year,
                    from: place,
                    to: part.origin.place(),
                    pence,
                });
            }
        }
        moves
    }

    /// Whether a recurrent commitment was ended or went to core money, or its last day lies before
    /// a year.
    pub(crate) fn has_ended(&self, id: &PromiseId, year: FinancialYear) -> bool {
        let term = self.promises.get(id).and_then(|it| it.term);
        let last = match term {
            Some(Term::Recurrent { end, .. }) => end,
            _ => None,
        };
        let over = last.is_some_and(|last| last < self.calendar.first_day(year));
        self.was_ended(id) || over || self.has_gone(id)
    }

    /// Whether a draft gave the rest of a commitment back, or reversed it.
    pub(crate) fn was_ended(&self, id: &PromiseId) -> bool {
        let by_draft = self.acts().any(|(number, _, act)| match act {
            Act::Decommit(act) => act.id == *id && act.amount.is_none(),
            Act::Spend(act) => act.is_final && self.commitment_of(act).as_ref() == Some(id),
            Act::StopProject(act) => self.ended_by_stop(act, number).contains(id),
            _ => false,
        });
        let reversed = self.promises.get(id).map(|it| it.entry);
        let reversed = reversed.is_some_and(|it| self.corrected.contains_key(&it));
        by_draft || reversed
    }

    /// Whether nothing of a commitment is open, and nothing will be.
    pub(crate) fn is_finished(&self, id: &PromiseId, year: FinancialYear) -> bool {
        let promise = &self.promises[id];
        let payable = self.payable(id, year);
        let nothing_open = payable.iter().all(|(_, _, pence)| *pence == 0);
        nothing_open && (!promise.is_recurrent() || self.has_ended(id, year))
    }

    /// What drafts have given back of a one-off commitment.
    pub(crate) fn given_back(&self, id: &PromiseId) -> Pence {
        let moves = self
            .standing()
            .filter(|(_, it)| it.draft.as_ref().is_some_and(|it| !is_correction(it)))
            .flat_map(|(_, it)| &it.moves);
        let back = moves.filter(|it| {
            let from = matches!(&it.from, Place::Committed(its, _) if its == id);
            from && matches!(it.to, Place::Free | Place::Earmarked(_))
        });
        back.map(|it| it.pence).sum()
    }
}

/// The fields of a direct spend.
fn direct(act: &Spend) -> Result<(&BodyId, &StreamId, &PurposeId), Code> {
    let (body, stream) = (act.body.as_ref(), act.stream.as_ref());
    let both = body.zip(stream).zip(act.purpose.as_ref());
    both.map(|((body, stream), purpose)| (body, stream, purpose))
        .ok_or("field_missing")
}

/// A reversal takes its entry away: neither of the two stands.
fn is_correction(draft: &Draft) -> bool {
    matches!(draft.act, Act::Correct(_))
}
