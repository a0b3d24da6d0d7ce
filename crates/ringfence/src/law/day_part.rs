//! The month and the financial year in which a day lies.

use chrono::Datelike;

use super::FactName;
use super::condition::{Case, Scope};
use super::expression::Expression;
use super::spread::Spread;
use super::worth::Worth;
use crate::word::Calendar;

impl<'f> Case<'f> {
    /// The month of a day; of one that is not known it may be any of the twelve.
    pub(super) fn month_of(self, day: &'f Expression, scope: Scope<'f>) -> Worth<'f> {
        match self.worth(day, scope) {
            Worth::Date(day) => Worth::Number(Spread::of(day.month().into())),
            Worth::Absent => Worth::Absent,
            Worth::Perhaps(_) => Worth::Perhaps(Spread { low: 0, high: 12 }),
            _ => Worth::Number(Spread { low: 1, high: 12 }),
        }
    }

    /// The year of a day, of those that begin as the year asked does; before and after all years
    /// there is none.
    pub(super) fn year_of(self, day: &'f Expression, scope: Scope<'f>) -> Worth<'f> {
        let first = self.facts.date(FactName::YearFirstDay);
        let month = first.and_then(|day| u8::try_from(day.month()).ok());
        let Some(calendar) = month.and_then(Calendar::beginning_in_month) else {
            return Worth::Absent;
        };
        match self.worth(day, scope) {
            Worth::Date(day) => calendar.year_of(day).map_or(Worth::Absent, Worth::Year),
            Worth::Absent => Worth::Absent,
            _ => Worth::Perhaps(Spread::ANY),
        }
    }
}
