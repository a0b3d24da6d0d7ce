//! How sums fall over the months of their year.

use chrono::{Datelike, Days, NaiveDate};
use ringfence::journal::act::{Profile, ProfileOf, Term};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{Account, BodyId, Line, PromiseKind, Recurrence, StreamId};
use ringfence::word::{FinancialYear, Money, MonthShape};

use super::date::{Code, Timing};
use super::month::{FINE, half_even};
use super::pound::{money, pence, pence_in};
use super::reopen::Everything;
use super::{Model, Pence, Place};

impl Model {
    pub(crate) fn profile(
        &mut self,
        draft: &Draft,
        act: &Profile,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let (year, whole) = match &act.of {
            ProfileOf::Line {
                stream,
                body,
                year,
                vintage,
                recurrence,
            } => {
                self.date(*year, day, Timing::Notice)?;
                self.alive(&[body], day)?;
                self.known_stream(stream)?;
                let only = (*vintage, *recurrence);
                (*year, self.falls_on((body, stream), *year, only))
            }
            ProfileOf::Commitment { commitment } => {
                let promise = self.promises.get(commitment).cloned();
                let promise = promise.filter(|it| it.kind == PromiseKind::Commitment);
                match promise.map(|it| it.term) {
                    Some(Some(Term::NonRecurrent { year, amount })) => {
                        self.date(year, day, Timing::Notice)?;
                        (year, pence(amount))
                    }
                    Some(Some(Term::Recurrent { annual, .. })) => {
                        let year = self.calendar.year_of(day);
                        let year = year.ok_or("effective_outside_year")?;
                        self.date(year, day, Timing::Notice)?;
                        if !matches!(act.shape, MonthShape::Weights { .. }) {
                            return Err("does_not_match");
                        }
                        (year, pence(annual))
                    }
                    Some(None) => return Err("does_not_match"),
                    None => return Err("unknown_commitment"),
                }
            }
        };
        let fits = match &act.shape {
            MonthShape::Weights { .. } => true,
            MonthShape::Amounts { amounts } => {
                amounts.iter().map(|it| pence(*it)).sum::<Pence>() == whole
            }
            MonthShape::Term { start, end } => self.days_of(year, 12, (*start, *end)) > 0,
        };
        if !fits {
            return Err("does_not_match");
        }
        self.write(Some(draft), Some(year), Vec::new());
        Ok(())
    }

    /// All that falls on the lines of a body and stream in a year.
    fn falls_on(
        &self,
        (body, stream): (&BodyId, &StreamId),
        year: FinancialYear,
        (vintage, recurrence): (Option<FinancialYear>, Option<Recurrence>),
    ) -> Pence {
        let lines = self.lines(body, stream, year).into_iter().filter(|line| {
            vintage.is_none_or(|it| it == line.vintage)
                && recurrence.is_none_or(|it| it == line.recurrence)
        });
        lines.map(|line| self.all_of(&line, year)).sum()
    }

    /// The money of a line all year, whatever its close took or met.
    fn all_of(&self, line: &Line, year: FinancialYear) -> Pence {
        let positions = self.positions();
        let Some(it) = positions.get(&(year, line.clone())) else {
            return 0;
        };
        let taken = pence(it.rolled_out) + pence(it.lapsed) + pence(it.reverted);
        let again = self.given_up_at_close(line, year);
        pence(it.authority) + taken + again - pence(it.deficit_met)
    }

    /// What the close of a year took of a line for the funder to give again.
    fn given_up_at_close(&self, line: &Line, year: FinancialYear) -> Pence {
        let spot = (year, line.clone());
        let of = |all: &Everything| {
            let pounds = all.get(&spot);
            pounds.map_or(0, |it| pence_in(it, &Place::Outside(Account::ReProvided)))
        };
        let closes = self.turns.iter().filter(|turn| turn.year == year);
        closes.map(|turn| of(&turn.closed) - of(&turn.before)).sum()
    }

    /// What of a line's money was to be spent by the end of the month of a day.
    pub fn profiled(&self, line: &Line, year: FinancialYear, day: NaiveDate) -> Money {
        let begun = |month: &u32| self.first_of(year, *month) <= day;
        let months = (0..12).take_while(begun).count() as u32;
        let sum = self.all_of(line, year);
        let fallen = match self.shape_of(line, year) {
            None => half_even(sum * Pence::from(months), 12),
            Some(shape) => self.part_of_shape(sum, &shape, year, months),
        };
        money(fallen)
    }

    fn part_of_shape(
        &self,
        sum: Pence,
        shape: &MonthShape,
        year: FinancialYear,
        months: u32,
    ) -> Pence {
        let each: Vec<Pence> = match shape {
            MonthShape::Weights { weights } => weights.iter().map(|it| (*it).into()).collect(),
            MonthShape::Amounts { amounts } => amounts.iter().map(|it| pence(*it)).collect(),
            MonthShape::Term { start, end } => {
                let to = |month| self.days_of(year, month, (*start, *end));
                (0..12).map(|month| to(month + 1) - to(month)).collect()
            }
        };
        let fell: Pence = each.iter().take(months as usize).sum();
        half_even(sum * fell, each.iter().sum())
    }

    /// What was said of a line: of all that stands, the last by its day, then by its number.
    fn shape_of(&self, line: &Line, year: FinancialYear) -> Option<MonthShape> {
        let said = self.standing().filter_map(|(number, entry)| {
            let draft = entry.draft.as_ref()?;
            let Act::Profile(Profile { of, shape }) = &draft.act else {
                return None;
            };
            let ProfileOf::Line {
                stream,
                body,
                year: of_year,
                vintage,
                recurrence,
            } = of
            else {
                return None;
            };
            let is_of = (stream, body, *of_year) == (&line.stream, &line.body, year)
                && vintage.is_none_or(|it| it == line.vintage)
                && recurrence.is_none_or(|it| it == line.recurrence);
            is_of.then(|| ((draft.effective, number), shape.clone()))
        });
        said.max_by_key(|(order, _)| *order).map(|(_, shape)| shape)
    }

    fn first_of(&self, year: FinancialYear, month: u32) -> NaiveDate {
        self.calendar.first_day(year) + chrono::Months::new(month)
    }

    /// How much of the first months of a year a term covers, in parts of a month that are fine
    /// enough to be whole.
    fn days_of(
        &self,
        year: FinancialYear,
        months: u32,
        (start, end): (NaiveDate, Option<NaiveDate>),
    ) -> Pence {
        let mut covered = 0;
        let mut day = self.first_of(year, 0);
        while day < self.first_of(year, months) {
            if start <= day && end.is_none_or(|end| day <= end) {
                covered += FINE / Pence::from(day.num_days_in_month());
            }
            day = day + Days::new(1);
        }
        covered
    }
}
