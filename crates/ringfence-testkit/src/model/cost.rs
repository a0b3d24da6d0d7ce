//! Cost before its invoice, and the invoice that meets it.

use chrono::NaiveDate;
use ringfence::journal::act::{Accrue, Spend};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{AccrualId, BodyId, Line, ProjectId, PromiseId, StreamId};
use ringfence::word::{FinancialYear, Money};

use super::date::{Code, Timing};
use super::give::{first_of, of_vintage};
use super::keep::Search;
use super::pound::{is_cost, money, pence, pence_in};
use super::state::{Entry, own_line};
use super::{Model, Move, Origin, Pence, Place};

/// What was received and not invoiced.
#[derive(Clone, Debug)]
pub struct Accrual {
    /// On which commitment, if on any.
    pub commitment: Option<PromiseId>,
    /// Whose.
    pub body: BodyId,
    /// Of which stream.
    pub stream: StreamId,
    /// For which project.
    pub project: Option<ProjectId>,
    /// The day of receipt.
    pub day: NaiveDate,
    /// The number of its entry.
    pub entry: u64,
    /// On which lines of which year, and where the money would go back to.
    pub parts: Vec<(Line, FinancialYear, Origin)>,
}

impl Model {
    /// How much of an accrual no invoice has met: what stands in its places over all years.
    pub fn accrued_left(&self, id: &AccrualId) -> Pence {
        let parts = self.accruals.get(id).map_or(0, |it| it.parts.len());
        (0..parts).map(|part| self.part_left(id, part)).sum()
    }

    pub(crate) fn part_left(&self, id: &AccrualId, part: usize) -> Pence {
        let place = Place::Accrued(id.clone(), part);
        let all = self.pounds.values();
        all.map(|pounds| pence_in(pounds, &place)).sum()
    }

    /// How much of earlier years' cost was met on a line in a year.
    pub fn met_of_earlier_years(&self, line: &Line, year: FinancialYear) -> Money {
        let its_own = |id: &AccrualId| self.accruals[id].parts.iter().any(|(_, of, _)| *of == year);
        let pounds = self.pounds.get(&(year, line.clone()));
        let met = pounds
            .into_iter()
            .flatten()
            .filter(|(place, _)| matches!(place, Place::Accrued(id, _) if !its_own(id)));
        money(met.map(|(_, pence)| -pence).sum())
    }

    /// The year of an accrual that stands.
    fn year_of_accrual(&self, id: &AccrualId) -> Option<FinancialYear> {
        let accrual = self.accruals.get(id)?;
        let stands = !self.corrected.contains_key(&accrual.entry);
        let (_, year, _) = accrual.parts.first().filter(|_| stands)?;
        Some(*year)
    }

    /// Whether more was met of an accrual than there is.
    pub(crate) fn is_met_too_often(&self) -> bool {
        let mut each = self.accruals.iter();
        each.any(|(id, it)| (0..it.parts.len()).any(|part| self.part_left(id, part) < 0))
    }

    /// The accrual that a spend meets: the one it names, else its commitment's oldest.
    pub fn met_by(&self, act: &Spend, year: FinancialYear) -> Option<AccrualId> {
        if act.accrual.is_some() {
            return act.accrual.clone();
        }
        let commitment = act.commitment.as_ref()?;
        let its = |it: &&(&AccrualId, &Accrual)| it.1.commitment.as_ref() == Some(commitment);
        let open = |it: &&(&AccrualId, &Accrual)| {
            let its = self.year_of_accrual(it.0);
            its.is_some_and(|its| its <= year) && self.accrued_left(it.0) > 0
        };
        let waiting = self.accruals.iter();
        let waiting: Vec<(&AccrualId, &Accrual)> = waiting.collect();
        let waiting = waiting.iter().filter(its).filter(open);
        let oldest = waiting.min_by_key(|(_, it)| (it.day, it.entry));
        oldest.map(|(id, _)| (*id).clone())
    }

    pub(crate) fn accrue(
        &mut self,
        draft: &Draft,
        act: &Accrue,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = act.year.or_else(|| self.calendar.year_of(day));
        let year = year.ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Ask)?;
        let own = (act.body.as_ref(), act.stream.as_ref());
        let whose = self.whose(act.commitment.as_ref(), own, act.project.as_ref());
        let (body, stream, project) = whose?;
        self.may_leave_behind(&body, day)?;
        self.known_stream(&stream)?;
        self.known_project(project.as_ref())?;
        self.known_commitment(act.commitment.as_ref())?;
        if self.accruals.contains_key(&act.id) {
            return Err("id_taken");
        }
        if let Some(purpose) = &act.purpose {
            self.inside(purpose, &stream)?;
        }
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
        let taken = self.taken_for_cost(act.commitment.as_ref(), &search, pence(act.amount));
        let mut parts = Vec::new();
        let mut moves = Vec::new();
        for (line, from, pence) in taken {
            let to = Place::Accrued(act.id.clone(), parts.len());
            let moved = Move {
                line,
                year,
                from,
                to,
                pence,
            };
            parts.push((moved.line.clone(), year, self.origin_of_cost(&moved)));
            moves.push(moved);
        }
        let accrual = Accrual {
            commitment: act.commitment.clone(),
            body,
            stream,
            project,
            day,
            entry: self.next,
            parts,
        };
        self.accruals.insert(act.id.clone(), accrual);
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    fn known_commitment(&self, id: Option<&PromiseId>) -> Result<(), Code> {
        id.map_or(Ok(()), |id| self.commitment(id).map(drop))
    }

    /// The body, stream and project of a cost: its own, or its commitment's.
    pub(crate) fn whose(
        &self,
        commitment: Option<&PromiseId>,
        (body, stream): (Option<&BodyId>, Option<&StreamId>),
        project: Option<&ProjectId>,
    ) -> Result<(BodyId, StreamId, Option<ProjectId>), Code> {
        if let Some(id) = commitment {
            let its = self.promises.get(id).ok_or("unknown_commitment")?;
            return Ok((its.body.clone(), its.stream.clone(), its.project.clone()));
        }
        let (body, stream) = body.zip(stream).ok_or("field_missing")?;
        Ok((body.clone(), stream.clone(), project.cloned()))
    }

    /// What has happened may come after a body's end, not before its beginning.
    pub(crate) fn may_leave_behind(&self, body: &BodyId, day: NaiveDate) -> Result<(), Code> {
        self.begun(&[body], day)?;
        self.known_body(body)
    }

    /// What a cost that has happened takes: what its commitment keeps, then what there is.
    fn taken_for_cost(
        &self,
        commitment: Option<&PromiseId>,
        search: &Search<'_>,
        sum: Pence,
    ) -> Vec<(Line, Place, Pence)> {
        let kept = commitment.map(|id| self.payable(id, search.year));
        let (mut taken, left) = first_of(kept.unwrap_or_default(), sum);
        if left > 0 {
            let lines = self.searched(search);
            let lines = of_vintage(lines, search.vintage);
            let (more, short) = first_of(self.usable(search, &lines), left);
            taken.extend(more);
            if short > 0 {
                taken.push((self.last_line(search, &lines), Place::Free, short));
            }
        }
        taken
    }

    /// Where a cost goes back to: what was kept for a promise goes back past the promise. A part
    /// that a reopening took away kept nothing any more: the costs of it had been corrected.
    pub(crate) fn origin_of_cost(&self, it: &Move) -> Origin {
        match &it.from {
            Place::Earmarked(project) => Origin::Earmark(project.clone()),
            Place::Committed(id, number) => {
                let part = self.promises[id].parts.get(*number);
                part.map_or(Origin::Free, |part| part.origin.clone())
            }
            Place::Accrued(id, number) => {
                let part = self.accruals[id].parts.get(*number);
                let here = part.filter(|(_, its_year, _)| *its_year == it.year);
                here.map_or(Origin::Free, |(.., origin)| origin.clone())
            }
            _ => Origin::Free,
        }
    }

    /// An invoice takes the place of what was accrued. What it asks beyond that is a cost of its
    /// year; what it asks less goes back to where the cost came from.
    pub(crate) fn settle_accrual(
        &mut self,
        draft: &Draft,
        act: &Spend,
        id: &AccrualId,
        (year, day): (FinancialYear, NaiveDate),
    ) -> Result<(), Code> {
        if let Some(accrual) = self.accruals.get(id) {
            self.may_leave_behind(&accrual.body, day)?;
        }
        let accrual = self.accruals.get(id).cloned().ok_or("unknown_accrual")?;
        if self.year_of_accrual(id).is_some_and(|its| year < its) {
            return Err("does_not_match");
        }
        let there = self.accrued_left(id);
        if there == 0 {
            return Err("accrual_settled");
        }
        let asked = pence(act.amount);
        let met = if act.part { asked.min(there) } else { there };
        let mut moves = self.met_in_order(id, &accrual, year, (met, asked));
        let search = Search {
            body: &accrual.body,
            stream: &accrual.stream,
            year,
            project: accrual.project.as_ref(),
            vintage: None,
            day,
            order: accrual.commitment.as_ref(),
        };
        if asked > met {
            let more = self.taken_for_cost(accrual.commitment.as_ref(), &search, asked - met);
            moves.extend(super::keep::all_to(&Place::Spent, more, year));
        }
        if let Some(commitment) = accrual.commitment.as_ref().filter(|_| act.is_final) {
            moves.extend(self.rest_given_back(commitment, year, &moves));
            moves.extend(self.rest_of_the_year_before(commitment, year, asked - met.min(asked)));
            moves.extend(self.part_ahead_given_back(commitment, year));
        }
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    fn met_in_order(
        &self,
        id: &AccrualId,
        accrual: &Accrual,
        year: FinancialYear,
        (mut met, mut asked): (Pence, Pence),
    ) -> Vec<Move> {
        let mut moves = Vec::new();
        for (number, (line, its_year, origin)) in accrual.parts.iter().enumerate() {
            let gone = self.part_left(id, number).min(met);
            let billed = gone.min(asked);
            met -= gone;
            asked -= billed;
            let (line, back) = self.meets_on(line, *its_year, origin, year);
            for (to, pence) in [(Place::Spent, billed), (back, gone - billed)] {
                if pence != 0 {
                    moves.push(Move {
                        line: line.clone(),
                        year,
                        from: Place::Accrued(id.clone(), number),
                        to,
                        pence,
                    });
                }
            }
        }
        moves
    }

    /// Where a cost is met in a year: where it stands; in a later year on that year's own money.
    pub(crate) fn meets_on(
        &self,
        line: &Line,
        its_year: FinancialYear,
        origin: &Origin,
        year: FinancialYear,
    ) -> (Line, Place) {
        if year == its_year {
            return (line.clone(), origin.place());
        }
        let own = own_line(&line.body, &line.stream, year, line.recurrence);
        (own, Place::Free)
    }

    /// The project of a cost for which no commitment was made.
    pub(crate) fn project_of_direct(&self, act: &Act) -> Option<ProjectId> {
        match act {
            Act::Accrue(it) if it.commitment.is_none() => it.project.clone(),
            Act::Spend(it) if it.accrual.is_some() => {
                let met = self.accruals.get(it.accrual.as_ref()?)?;
                met.project.clone().filter(|_| met.commitment.is_none())
            }
            Act::Spend(it) if it.commitment.is_none() => it.project.clone(),
            Act::Recharge(it) if it.commitment.is_none() => it.project.clone(),
            Act::Prepay(_) | Act::UsePrepayment(_) | Act::Credit(_) => self.project_taken_off(act),
            _ => None,
        }
    }
}

/// What an entry took as cost from what was free or earmarked, less what came back.
pub(crate) fn cost_taken(entry: &Entry) -> Pence {
    let free = |place: &Place| matches!(place, Place::Free | Place::Earmarked(_));
    let each = entry.moves.iter().map(|it| {
        if free(&it.from) && is_cost(&it.to) {
            it.pence
        } else if is_cost(&it.from) && free(&it.to) {
            -it.pence
        } else {
            0
        }
    });
    each.sum()
}
