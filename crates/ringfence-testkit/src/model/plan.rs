//! What roles think of a year, and months that are frozen.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::act::{Forecast, Freeze};
use ringfence::journal::{Act, Draft};
use ringfence::law::{FactName, Value};
use ringfence::noun::Line;
use ringfence::word::{FinancialYear, Money};

use super::Model;
use super::date::{Code, Timing};
use super::known::Cells;

impl Model {
    pub(crate) fn forecast(
        &mut self,
        draft: &Draft,
        act: &Forecast,
        day: NaiveDate,
    ) -> Result<(), Code> {
        self.date(act.year, day, Timing::Notice)?;
        self.alive(&[&act.body], day)?;
        self.known_stream(&act.stream)?;
        self.write(Some(draft), Some(act.year), Vec::new());
        Ok(())
    }

    /// A month may be frozen at any time, once under each name.
    pub(crate) fn freeze(&mut self, draft: &Draft, act: &Freeze) -> Result<(), Code> {
        let ever = self.entries.values().filter_map(|it| it.draft.as_ref());
        let mut named = ever.filter(|it| matches!(&it.act, Act::Freeze(it) if it.id == act.id));
        if named.next().is_some() {
            return Err("id_taken");
        }
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    /// What was forecast of the body and stream of a line by the last day of a year, in the order
    /// of the days: each with the day of the next of its role, if there was one.
    pub(super) fn forecasts_about(&self, line: &Line, year: FinancialYear) -> Vec<Cells> {
        let last = self.calendar.last_day(year);
        let drafts = self.standing().filter_map(|(number, entry)| {
            let draft = entry.draft.as_ref()?;
            let day = draft.effective.filter(|day| *day <= last)?;
            match &draft.act {
                Act::Forecast(it) if it.year == year => Some((day, number, it)),
                _ => None,
            }
        });
        let its = drafts.filter(|(_, _, it)| (&it.body, &it.stream) == (&line.body, &line.stream));
        let mut its = Vec::from_iter(its);
        its.sort_by_key(|(day, number, _)| (*day, *number));
        let told = its.iter().map(|(day, number, it)| {
            let mut cells = Cells::from([
                (FactName::ForecastOn, Some(Value::Date(*day))),
                (
                    FactName::ForecastRole,
                    Some(Value::Text(it.role.as_str().into())),
                ),
                (FactName::ForecastAmount, Some(Value::Money(it.amount))),
            ]);
            let later = its
                .iter()
                .filter(|(other, nth, of)| of.role == it.role && (other, nth) > (day, number));
            if let Some(next) = later.map(|(other, ..)| *other).min() {
                cells.insert(FactName::ForecastSupersededOn, Some(Value::Date(next)));
            }
            cells
        });
        told.collect()
    }

    /// What each role thinks now of a body, stream and year: what it said last.
    pub fn forecasts(&self, year: FinancialYear) -> BTreeMap<[String; 3], Money> {
        let mut said = Vec::new();
        for (number, entry) in self.standing() {
            let Some(draft) = &entry.draft else { continue };
            if let Act::Forecast(it) = &draft.act
                && it.year == year
            {
                let who = [
                    it.body.to_string(),
                    it.stream.to_string(),
                    it.role.to_string(),
                ];
                said.push((draft.effective, number, who, it.amount));
            }
        }
        said.sort();
        said.into_iter()
            .map(|(_, _, who, sum)| (who, sum))
            .collect()
    }
}
