//! Closing a year and opening the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use ringfence::noun::{Line, PromiseId, Recurrence};
use ringfence::word::{FinancialYear, Money};

use super::decided::Decision;
use super::give::released;
use super::pound::{Pounds, money, pence_where, undrawn};
use super::reopen::Turn;
use super::state::{Part, own_line};
use super::{Item, Model, Move, Origin, Pence, Place};

impl Model {
    /// Whether a year can be planned: the open one; before any is, the first that was named.
    ///
    /// ```
    /// use ringfence::word::Calendar;
    /// use ringfence_testkit::model::Model;
    ///
    /// let model = Model::new(Calendar::default(), "1900-01-01".parse()?);
    /// // No draft has named the year.
    /// assert_eq!(model.may_plan("2025-26".parse()?), Err("year_not_open"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The first code that the rules give.
    pub fn may_plan(&self, year: FinancialYear) -> Result<(), &'static str> {
        if self.is_closed(year) {
            return Err("year_already_closed");
        }
        if let Some(open) = self.open {
            return match year {
                _ if open == year => Ok(()),
                _ if self.ahead == Some(year) => Err("years_close_in_order"),
                _ => Err("year_not_open"),
            };
        }
        match self.pounds.keys().map(|(named, _)| *named).min() {
            None => Err("year_not_open"),
            Some(first) if first < year => Err("years_close_in_order"),
            Some(_) => Ok(()),
        }
    }

    /// Whether a plan of a year may close it: nothing was posted after the entry that it was
    /// made on. What it still asks, and its book, are left to others.
    ///
    /// ```
    /// use ringfence::word::Calendar;
    /// use ringfence_testkit::model::Model;
    ///
    /// let mut model = Model::new(Calendar::default(), "1900-01-01".parse()?);
    /// let (year, made_on) = ("2025-26".parse()?, 11);
    /// model.number_next(12);
    /// assert_eq!(model.may_close_by(year, made_on), Ok(()));
    /// model.number_next(13); // somebody has posted since
    /// assert_eq!(model.may_close_by(year, made_on), Err("plan_stale"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The first code that the rules give.
    pub fn may_close_by(&self, year: FinancialYear, made_on: u64) -> Result<(), &'static str> {
        if self.is_closed(year) {
            return Err("year_already_closed");
        }
        let last = self.next - 1;
        (made_on == last).then_some(()).ok_or("plan_stale")
    }

    /// Closes the open year as somebody decides, and opens the next; or nothing has changed.
    ///
    /// ```
    /// use ringfence::word::Calendar;
    /// use ringfence_testkit::model::Model;
    ///
    /// let mut model = Model::new(Calendar::default(), "1900-01-01".parse()?);
    /// let year = "2025-26".parse()?;
    /// model.close(year, &|item| panic!("nothing was given, so {item:?} is not there"))?;
    /// assert_eq!(model.may_plan(year), Err("year_already_closed"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `money_out_of_range`, where a sum of the closed or of the opened year is.
    pub fn close(
        &mut self,
        year: FinancialYear,
        decide: &dyn Fn(&Item) -> Decision,
    ) -> Result<(), &'static str> {
        let mut after = self.clone();
        after.turn(year, decide);
        after.in_range()?;
        *self = after;
        Ok(())
    }

    fn turn(&mut self, year: FinancialYear, decide: &dyn Fn(&Item) -> Decision) {
        let (items, before) = (self.items(year), self.everything());
        let number = self.next;
        let parts = self.promises.iter();
        let parts = parts.map(|(id, it)| (id.clone(), it.parts.len()));
        let parts = Arc::new(parts.collect());
        let accruals = self.accruals.iter();
        let accruals = accruals.map(|(id, it)| (id.clone(), it.parts.len()));
        let accruals = Arc::new(accruals.collect());
        let along = Arc::new(self.along.clone());
        let costs = self.all_borne();
        let mut lacking = self.settle(year);
        let mut rolled: BTreeMap<Line, (Pence, Pence)> = BTreeMap::new();
        for item in &items {
            let decision = decide(item);
            for (line, (undrawn, whole)) in decision.released_on(&item.line) {
                let of_line = rolled.entry(line).or_default();
                of_line.0 += undrawn;
                of_line.1 += whole;
            }
            self.settle_item(item, year, &decision, &mut lacking);
        }
        self.keep_release(year, &before, &rolled);
        self.stand_unfunded(year, self.still_lacking(lacking, &costs));
        self.move_costs(costs, year.next());
        self.recall_for_first_calls(&items, year.next());
        let closed = self.everything();
        self.closed.insert(year);
        let day = self.first_day_to_close(year);
        self.recorded = self.recorded.max(day);
        self.open = Some(year.next());
        let opened_before = self.ahead.take().is_some();
        if !opened_before {
            let base = self.opening_base(year.next());
            self.shift(&base);
            self.continue_recurrent(year.next());
        }
        self.write(None, None, Vec::new());
        self.turns.push(Turn {
            year,
            day,
            number,
            opened_before,
            before,
            closed,
            opened: self.everything(),
            parts,
            accruals,
            along,
        });
    }

    /// What is undrawn stays with what was rolled over, up to that; the rest is recalled. What a
    /// rule releases whole is released beside it.
    fn keep_release(
        &mut self,
        year: FinancialYear,
        before: &BTreeMap<(FinancialYear, Line), Pounds>,
        rolled: &BTreeMap<Line, (Pence, Pence)>,
    ) {
        let unused_on = |line: &Line| before.get(&(year, line.clone())).map_or(0, undrawn);
        for (_, line) in before.keys().filter(|(its, _)| *its == year) {
            let unused = unused_on(line);
            if self.needs_release(&line.stream) && unused != 0 {
                self.shift(&[released(line, year, -unused)]);
            }
        }
        for (line, (sum, whole)) in rolled {
            let kept = unused_on(line).min(*sum) + whole;
            if self.needs_release(&line.stream) && kept != 0 {
                self.shift(&[released(line, year.next(), kept)]);
            }
        }
    }

    /// What is owed and not funded stands on the next year's own money.
    fn stand_unfunded(
        &mut self,
        year: FinancialYear,
        lacking: BTreeMap<(PromiseId, usize), Pence>,
    ) {
        let next = year.next();
        let mut in_turn: Vec<_> = lacking.into_iter().collect();
        in_turn
            .sort_by_key(|((id, number), _)| (id.clone(), self.promises[id].parts[*number].turn));
        for ((id, number), pence) in in_turn {
            let promise = &self.promises[&id];
            let recurrence = promise.parts[number].line.recurrence;
            let line = own_line(&promise.body, &promise.stream, next, recurrence);
            self.stand_as_fact(&id, line, next, pence);
        }
    }

    /// Recurrent commitments cost in the next year what they cost, on its own base: one that goes
    /// to core money in that year, up to the day on which it does.
    pub(super) fn continue_recurrent(&mut self, year: FinancialYear) {
        let all: Vec<PromiseId> = self.promises.keys().cloned().collect();
        for id in all {
            let promise = &self.promises[&id];
            let cost = self.cost_in(&id, year);
            if cost != 0 && !self.was_ended(&id) {
                let recurrence = Recurrence::Recurrent;
                let line = own_line(&promise.body, &promise.stream, year, recurrence);
                self.stand_as_fact(&id, line, year, cost);
            }
        }
    }

    pub(super) fn stand_as_fact(
        &mut self,
        id: &PromiseId,
        line: Line,
        year: FinancialYear,
        pence: Pence,
    ) {
        let promise = self.promises.get_mut(id).expect("a promise that goes on");
        promise.parts.push(Part {
            line: line.clone(),
            year,
            origin: Origin::Free,
            turn: promise.parts.len(),
        });
        let to = Place::Committed(id.clone(), promise.parts.len() - 1);
        self.shift(&[Move {
            line,
            year,
            from: Place::Free,
            to,
            pence,
        }]);
    }

    /// What is owed on one-off commitments at the end of a year, funded or not.
    pub fn owed(&self, year: FinancialYear) -> BTreeMap<PromiseId, Money> {
        let mut owed: BTreeMap<PromiseId, Pence> = BTreeMap::new();
        for ((its, _), pounds) in &self.pounds {
            for place in pounds.keys().filter(|_| *its == year) {
                if let Place::Committed(id, _) = place
                    && !self.promises[id].is_recurrent()
                {
                    let sum = pence_where(pounds, |it| it == place);
                    *owed.entry(id.clone()).or_default() += sum;
                }
            }
        }
        let open = owed.into_iter().filter(|(_, sum)| *sum != 0);
        open.map(|(id, sum)| (id, money(sum))).collect()
    }
}
