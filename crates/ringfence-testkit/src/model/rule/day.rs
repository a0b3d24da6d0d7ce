//! Days and years where every fact is known: moved, within a year, and how many records cover.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate};
use ringfence::law::{FactName, FactType, Value};
use ringfence::word::FinancialYear;

use super::value::{Hearing, Worth};
use crate::tree::Tree;

impl<'t> Hearing<'t> {
    /// A day of a month in the year asked, or in another.
    pub(super) fn day_within(&self, of: &'t Tree) -> Option<Worth> {
        let number = |key: &str| u32::try_from(of.get(key)?.as_integer()?).ok();
        let (month, day) = (number("month")?, number("day")?);
        let Some(Value::Date(first)) = self.fact(FactName::YearFirstDay) else {
            return None;
        };
        let later = match of.get("in_year") {
            None => 0,
            Some(year) => {
                let (Some(Worth::Year(year)), Some(Value::Year(own))) = (
                    self.worth(year, FactType::Year),
                    self.fact(FactName::YearItself),
                ) else {
                    return None;
                };
                i32::from(year.first_calendar_year()) - i32::from(own.first_calendar_year())
            }
        };
        // The first such day on or after the first day of the year; in February the last there is.
        let in_calendar_year = |year: i32| {
            let fitting = (1..=day).rev();
            let mut fitting = fitting.filter_map(|it| NaiveDate::from_ymd_opt(year, month, it));
            fitting.next()
        };
        let before = (month, day) < (first.month(), first.day());
        in_calendar_year(first.year() + later + i32::from(before)).map(Worth::Date)
    }

    pub(super) fn moved(&self, of: &'t Tree, head: &str, kind: FactType) -> Option<Worth> {
        let from = self.worth(of.get(head)?, kind)?;
        let (sign, by) = match of.get("plus") {
            Some(by) => (1, by),
            None => (-1, of.get("minus")?),
        };
        let (unit, count) = by.as_table()?.iter().next()?;
        let count = i64::try_from(sign * self.number(count, FactType::Whole)).ok()?;
        match from {
            Worth::Year(year) => {
                let first = i64::from(year.first_calendar_year()).checked_add(count)?;
                FinancialYear::starting(u16::try_from(first).ok()?).map(Worth::Year)
            }
            Worth::Date(day) => {
                let size = count.unsigned_abs();
                let moved = match unit.as_str() {
                    "days" if count < 0 => day.checked_sub_days(Days::new(size)),
                    "days" => day.checked_add_days(Days::new(size)),
                    unit => {
                        let each = if unit == "years" { 12 } else { 1 };
                        let months = u32::try_from(size.checked_mul(each)?).ok()?;
                        match count < 0 {
                            true => day.checked_sub_months(Months::new(months)),
                            false => day.checked_add_months(Months::new(months)),
                        }
                    }
                };
                moved.map(Worth::Date)
            }
            _ => None,
        }
    }

    /// The days between any two ends next to each other that lie in one record or more.
    pub(super) fn days_over(&self, of: &'t Tree) -> Option<Worth> {
        let each = self.counted(of, "days_over")?.into_iter();
        let ends = each.filter_map(|it| Some([it.day(of.get("from")?)?, it.day(of.get("to")?)?]));
        let stretches: Vec<[NaiveDate; 2]> = ends.collect();
        let all: BTreeSet<NaiveDate> = stretches.iter().flatten().copied().collect();
        let (mut days, mut most) = (0, 0);
        for (from, to) in all.iter().zip(all.iter().skip(1)) {
            let over = |[first, last]: &&[NaiveDate; 2]| first <= from && to <= last;
            let count = stretches.iter().filter(over).count();
            most = most.max(count);
            if count > 0 {
                days += (*to - *from).num_days();
            }
        }
        if most > 1 {
            self.reach("days covered twice");
        }
        Some(Worth::Number(days.into()))
    }

    /// The one of all years that has begun on the day, and whose next has not.
    pub(super) fn year_of(&self, day: &'t Tree) -> Option<Worth> {
        let Some(Value::Date(first)) = self.fact(FactName::YearFirstDay) else {
            return None;
        };
        let day = self.day(day)?;
        let begun = |year: i32| {
            let first = NaiveDate::from_ymd_opt(year, first.month(), 1);
            first.is_some_and(|first| first <= day)
        };
        let year = (1900..=2998).find(|year| begun(*year) && !begun(year + 1))?;
        let year = FinancialYear::starting(u16::try_from(year).ok()?);
        year.map(Worth::Year)
    }
}
