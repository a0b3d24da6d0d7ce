//! What is taken off a cost: for a later period, or because the supplier gives money back.

use chrono::NaiveDate;
use ringfence::journal::act::{Credit, Prepay, Spend, UsePrepayment};
use ringfence::journal::{Act, Draft, Key};
use ringfence::noun::{BodyId, Line, PrepaymentId, ProjectId, PromiseId, StreamId};
use ringfence::word::FinancialYear;
use std::collections::BTreeMap;

use super::date::{Code, Timing};
use super::pound::{money, pence, pence_in};
use super::{Model, Move, Origin, Pence, Place};

/// So much of an invoice that is for a later period.
#[derive(Clone, Debug)]
pub struct Prepayment {
    /// The entry of the spend.
    pub cost: u64,
    /// The number of its own entry.
    pub entry: u64,
    parts: Vec<(CostPart, Pence)>,
}

/// A part of a cost: in which place of its entry, on which line, and where it goes back to.
#[derive(Clone, Debug)]
struct CostPart {
    number: usize,
    line: Line,
    year: FinancialYear,
    origin: Origin,
}

impl Model {
    /// The stream of a prepayment.
    pub fn stream_of_prepayment(&self, id: &PrepaymentId) -> Option<StreamId> {
        let parts = &self.prepayments.get(id)?.parts;
        parts.first().map(|(part, _)| part.line.stream.clone())
    }

    pub(crate) fn entry_said(&self, number: Option<u64>, key: Option<&Key>) -> Option<u64> {
        let keyed = key.and_then(|key| self.keys.get(key)).map(|(at, _)| *at);
        number.or(keyed).filter(|at| self.entries.contains_key(at))
    }

    /// The spend of an entry, the recharge that moved it, or what was taken on of it.
    fn cost_at(&self, number: u64) -> Option<&Act> {
        let act = &self.entries.get(&number)?.draft.as_ref()?.act;
        let costs = match act {
            Act::Spend(_) | Act::Recharge(_) => true,
            Act::TakeOn(it) => !it.invoiced.is_zero(),
            _ => false,
        };
        costs.then_some(act)
    }

    fn cost_parts(&self, number: u64) -> Vec<(CostPart, Pence)> {
        let Some(entry) = self.entries.get(&number) else {
            return Vec::new();
        };
        let costs = entry.moves.iter().filter(|it| it.to == Place::Spent);
        let part = |(number, it): (usize, &Move)| {
            let (line, year, origin) = (it.line.clone(), it.year, self.origin_of_cost(it));
            let part = CostPart {
                number,
                line,
                year,
                origin,
            };
            (part, it.pence)
        };
        let mut parts: Vec<(CostPart, Pence)> = costs.enumerate().map(part).collect();
        for it in self.along.iter().filter(|it| it.entry == number) {
            parts[it.part].1 -= it.pence;
            let part = CostPart {
                number: parts.len(),
                line: it.line.clone(),
                year: it.year,
                origin: it.origin.clone(),
            };
            parts.push((part, it.pence));
        }
        parts
    }

    /// The same as sums.
    pub(crate) fn cost_parts_left(&self, number: u64) -> Vec<Pence> {
        let parts = self.cost_left(number).into_iter();
        parts.map(|(_, left)| left).collect()
    }

    /// What is left of each part of the cost of a spend.
    fn cost_left(&self, number: u64) -> Vec<(CostPart, Pence)> {
        let mut parts = self.cost_parts(number);
        for (part, left) in &mut parts {
            let place = Place::Credited(number, part.number);
            let credited = self.pounds.values().map(|pounds| pence_in(pounds, &place));
            *left += credited.sum::<Pence>();
            let standing = self
                .prepayments
                .values()
                .filter(|it| it.cost == number && !self.corrected.contains_key(&it.entry));
            let prepaid = standing.flat_map(|it| &it.parts);
            let of_it = prepaid.filter(|(its, _)| its.number == part.number);
            *left -= of_it.map(|(_, pence)| *pence).sum::<Pence>();
        }
        parts
    }

    /// How much of the cost of a spend is left.
    pub fn cost_of_spend(&self, number: u64) -> Pence {
        let parts = self.cost_left(number);
        parts.iter().map(|(_, left)| *left).sum()
    }

    /// What is taken off each part of a cost, and of how much there is no cost left.
    fn take_off(&self, number: u64, sum: Pence) -> (Vec<(CostPart, Pence)>, Pence) {
        let (mut left, mut taken) = (sum, Vec::new());
        for (part, there) in self.cost_left(number).into_iter().rev() {
            let gone = there.min(left);
            left -= gone;
            if gone > 0 {
                taken.push((part, gone));
            }
        }
        (taken, left)
    }

    /// Where there is too little cost left, range is said first, of what there is to take off.
    fn may_be_taken_off(&self, moves: &[Move], short: Pence) -> Result<(), Code> {
        if short == 0 {
            return Ok(());
        }
        self.in_range_after(moves)?;
        Err("exceeds_cost_left")
    }

    /// The cost that is named, from which something comes off in a year.
    pub(crate) fn cost_named(
        &self,
        number: Option<u64>,
        prepayment: Option<&PrepaymentId>,
        year: Option<FinancialYear>,
    ) -> Result<u64, Code> {
        let number = number.ok_or("unknown_entry")?;
        if prepayment.is_some_and(|id| self.prepayments.contains_key(id)) {
            return Err("id_taken");
        }
        let early = year.is_some_and(|year| self.entries[&number].year > Some(year));
        if self.cost_at(number).is_none() || early {
            return Err("does_not_match");
        }
        Ok(number)
    }

    /// Whether it was not reversed.
    pub(crate) fn may_take_off(&self, cost: u64) -> Result<(), Code> {
        match self.corrected.contains_key(&cost) {
            true => Err("entry_already_corrected"),
            false => Ok(()),
        }
    }

    pub(crate) fn body_of_cost(&self, number: Option<u64>) -> Option<BodyId> {
        self.cost_at(number?)?;
        let (part, _) = self.cost_parts(number?).into_iter().next()?;
        Some(part.line.body)
    }

    pub(crate) fn prepay(
        &mut self,
        draft: &Draft,
        act: &Prepay,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let number = self.entry_said(act.entry, act.posted_as.as_ref());
        if let Some(body) = self.body_of_cost(number) {
            let year = self.entries[&number.unwrap_or_default()].year;
            self.date(year.ok_or("unknown_entry")?, day, Timing::Fact)?;
            self.may_leave_behind(&body, day)?;
        }
        let cost = self.cost_named(number, Some(&act.id), None)?;
        self.may_take_off(cost)?;
        let (parts, short) = self.take_off(cost, pence(act.amount));
        let mut moves = Vec::new();
        for (place, (part, gone)) in parts.iter().enumerate() {
            moves.push(Move {
                line: part.line.clone(),
                year: part.year,
                from: Place::Prepaid(act.id.clone(), place),
                to: part.origin.place(),
                pence: *gone,
            });
        }
        self.may_be_taken_off(&moves, short)?;
        let prepayment = Prepayment {
            cost,
            entry: self.next,
            parts,
        };
        self.prepayments.insert(act.id.clone(), prepayment);
        let year = self.entries[&cost].year;
        self.write(Some(draft), year, moves);
        Ok(())
    }

    pub(crate) fn credit(
        &mut self,
        draft: &Draft,
        act: &Credit,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Fact)?;
        let number = self.entry_said(act.entry, act.posted_as.as_ref());
        if let Some(body) = self.body_of_cost(number) {
            self.may_leave_behind(&body, day)?;
        }
        let cost = self.cost_named(number, None, Some(year))?;
        self.may_take_off(cost)?;
        let moves = self.taken_off(cost, year, pence(act.amount))?;
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    /// What comes off a cost in a year goes back to where the cost came from.
    pub(crate) fn taken_off(
        &self,
        cost: u64,
        year: FinancialYear,
        sum: Pence,
    ) -> Result<Vec<Move>, Code> {
        let mut moves = Vec::new();
        let (taken, short) = self.take_off(cost, sum);
        for (part, gone) in taken {
            let (line, to) = self.meets_on(&part.line, part.year, &part.origin, year);
            moves.push(Move {
                line,
                year,
                from: Place::Credited(cost, part.number),
                to,
                pence: gone,
            });
        }
        self.may_be_taken_off(&moves, short)?;
        Ok(moves)
    }

    /// Whether a prepayment is no more, or was used.
    pub fn is_used(&self, id: &PrepaymentId) -> bool {
        let its_entry = self.prepayments.get(id).map(|it| it.entry);
        let gone = its_entry.is_some_and(|it| self.corrected.contains_key(&it));
        let uses = |act: &Act| matches!(act, Act::UsePrepayment(act) if act.id == *id);
        gone || self.acts().any(|(_, _, act)| uses(act))
    }

    pub(crate) fn use_prepayment(
        &mut self,
        draft: &Draft,
        act: &UsePrepayment,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Fact)?;
        let its = self.prepayments.get(&act.id).cloned();
        if let Some(body) = self.body_of_cost(its.as_ref().map(|it| it.cost)) {
            self.may_leave_behind(&body, day)?;
        }
        let its = its.ok_or("unknown_prepayment")?;
        let stands = !self.corrected.contains_key(&its.entry);
        if stands && its.parts.iter().any(|(part, _)| part.year > year) {
            return Err("does_not_match");
        }
        if self.is_used(&act.id) {
            return Err("prepayment_used");
        }
        let mut used: BTreeMap<(Line, Place), Pence> = BTreeMap::new();
        let mut moves = Vec::new();
        for (number, (part, sum)) in its.parts.iter().enumerate() {
            let (line, from) = self.meets_on(&part.line, part.year, &part.origin, year);
            let gone = used.entry((line.clone(), from.clone())).or_default();
            let there = match from {
                Place::Free => *sum,
                _ => (self.pence(&line, year, &from) - *gone).min(*sum),
            };
            *gone += there;
            for (from, pence) in [(from, there), (Place::Free, sum - there)] {
                if pence != 0 {
                    moves.push(Move {
                        line: line.clone(),
                        year,
                        from,
                        to: Place::Prepaid(act.id.clone(), number),
                        pence,
                    });
                }
            }
        }
        self.write(Some(draft), Some(year), moves);
        Ok(())
    }

    /// Whether something that stands was taken off the cost of an entry, or uses what it prepaid.
    pub(crate) fn is_rested_on(&self, number: u64) -> bool {
        let mut later = self.acts().map(|(_, _, act)| act);
        later.any(|act| match act {
            Act::Prepay(it) => self.entry_said(it.entry, it.posted_as.as_ref()) == Some(number),
            Act::Credit(it) => self.entry_said(it.entry, it.posted_as.as_ref()) == Some(number),
            Act::Recharge(it) => self.entry_said(it.entry, it.posted_as.as_ref()) == Some(number),
            Act::UsePrepayment(it) => {
                let its = self.prepayments.get(&it.id).map(|it| it.entry);
                its == Some(number)
            }
            _ => false,
        })
    }

    /// The commitment or the project of a cost that something is taken off or put on again.
    pub(crate) fn project_taken_off(&self, act: &Act) -> Option<ProjectId> {
        let cost = match act {
            Act::Prepay(it) => self.entry_said(it.entry, it.posted_as.as_ref())?,
            Act::Credit(it) => self.entry_said(it.entry, it.posted_as.as_ref())?,
            Act::UsePrepayment(it) => self.prepayments.get(&it.id)?.cost,
            _ => return None,
        };
        self.project_of_direct(self.cost_at(cost)?)
    }

    /// How much was given back on a line in a year of earlier years' cost.
    pub fn credited_of_earlier_years(
        &self,
        line: &Line,
        year: FinancialYear,
    ) -> ringfence::word::Money {
        let earlier = |entry: &u64| self.entries[entry].year != Some(year);
        let pounds = self.pounds.get(&(year, line.clone()));
        let credited = pounds
            .into_iter()
            .flatten()
            .filter(|(place, _)| matches!(place, Place::Credited(entry, _) if earlier(entry)));
        money(credited.map(|(_, pence)| -pence).sum())
    }

    /// The commitment that a spend was on, by itself or by its accrual.
    pub fn commitment_of(&self, spend: &Spend) -> Option<PromiseId> {
        let met = spend.accrual.as_ref().and_then(|id| self.accruals.get(id));
        let of = spend.commitment.clone();
        of.or_else(|| met.and_then(|it| it.commitment.clone()))
    }
}
