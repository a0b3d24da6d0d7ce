//! The calendar of a book: when its years begin, and which period a day falls in.

use std::cmp::Ordering;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::FinancialYear;

/// When a book's financial years begin: 1 April unless another month is stated.
///
/// ```
/// use chrono::NaiveDate;
/// use ringfence::word::Calendar;
///
/// let calendar = Calendar::default();
/// let day = NaiveDate::from_ymd_opt(2017, 3, 31).unwrap();
/// assert_eq!(calendar.year_of(day).unwrap().to_string(), "2016-17");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Calendar {
    first_month: u8,
}

/// A period of a financial year: months 1 to 12, and 13 to close it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(u8);

impl Period {
    /// The closing period, after the twelve months.
    pub const CLOSING: Period = Period(13);

    /// Its number, 1 to 13.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl Default for Calendar {
    fn default() -> Calendar {
        Calendar { first_month: 4 }
    }
}

impl Calendar {
    /// Years that begin on the first day of this month, 1 to 12.
    pub const fn beginning_in_month(month: u8) -> Option<Calendar> {
        if 1 <= month && month <= 12 {
            Some(Calendar { first_month: month })
        } else {
            None
        }
    }

    /// The first day of a year.
    pub fn first_day(self, year: FinancialYear) -> NaiveDate {
        NaiveDate::from_ymd_opt(
            i32::from(year.first_calendar_year()),
            u32::from(self.first_month),
            1,
        )
        .unwrap_or(NaiveDate::MIN)
    }

    /// The last day of a year.
    pub fn last_day(self, year: FinancialYear) -> NaiveDate {
        let after = NaiveDate::from_ymd_opt(
            i32::from(year.first_calendar_year()) + 1,
            u32::from(self.first_month),
            1,
        );
        after
            .and_then(|day| day.checked_sub_days(Days::new(1)))
            .unwrap_or(NaiveDate::MAX)
    }

    /// The year in which a day falls; nothing where no such year exists.
    pub fn year_of(self, day: NaiveDate) -> Option<FinancialYear> {
        FinancialYear::starting(u16::try_from(self.starting(day)).ok()?)
    }

    /// The calendar year in which the financial year of a day begins.
    fn starting(self, day: NaiveDate) -> i32 {
        day.year() - i32::from(day.month() < u32::from(self.first_month))
    }

    /// Whether a day lies before a year, in it or after it.
    pub(crate) fn side_of(self, year: FinancialYear, day: NaiveDate) -> Ordering {
        self.starting(day)
            .cmp(&i32::from(year.first_calendar_year()))
    }

    /// The year in which a day falls, or the nearest that exists.
    pub(crate) fn nearest_year(self, day: NaiveDate) -> FinancialYear {
        let edge = || match self.side_of(FinancialYear::FIRST, day) {
            Ordering::Less => FinancialYear::FIRST,
            _ => FinancialYear::LAST,
        };
        self.year_of(day).unwrap_or_else(edge)
    }

    /// The period of a year in which a day counts: before the year the first, after it the
    /// closing one.
    pub fn period_of(self, year: FinancialYear, day: NaiveDate) -> Period {
        if day > self.last_day(year) {
            return Period::CLOSING;
        }
        if day < self.first_day(year) {
            return Period(1);
        }
        let months = day.month() + 12 - u32::from(self.first_month);
        Period(u8::try_from(months % 12 + 1).unwrap_or(1))
    }

    /// The last day of a month of a year, counted from nought.
    pub(crate) fn month_end(self, year: FinancialYear, month: u32) -> NaiveDate {
        let next = self.month_start(year, month + 1);
        next.checked_sub_days(Days::new(1)).unwrap_or(next)
    }

    /// The first day of a month of a year, counted from nought.
    pub(crate) fn month_start(self, year: FinancialYear, month: u32) -> NaiveDate {
        let from_january = u32::from(self.first_month) - 1 + month;
        let calendar_year = u32::from(year.first_calendar_year()) + from_january / 12;
        NaiveDate::from_ymd_opt(calendar_year as i32, from_january % 12 + 1, 1)
            .unwrap_or(NaiveDate::MAX)
    }
}

impl TryFrom<u8> for Calendar {
    type Error = &'static str;

    fn try_from(month: u8) -> Result<Calendar, &'static str> {
        Calendar::beginning_in_month(month).ok_or("a year begins in a month from 1 to 12")
    }
}

impl From<Calendar> for u8 {
    fn from(calendar: Calendar) -> u8 {
        calendar.first_month
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of the test")
    }

    #[test]
    fn the_year_turns_on_the_first_of_april() {
        let calendar = Calendar::default();
        assert_eq!(
            calendar.year_of(day("2017-03-31")),
            FinancialYear::starting(2016)
        );
        assert_eq!(
            calendar.year_of(day("2017-04-01")),
            FinancialYear::starting(2017)
        );
        let year = FinancialYear::starting(2015).expect("a year of the test");
        assert_eq!(calendar.last_day(year), day("2016-03-31"));
        for (text, period) in [
            ("2015-03-31", 1),
            ("2015-04-01", 1),
            ("2016-03-31", 12),
            ("2016-04-01", 13),
        ] {
            assert_eq!(
                calendar.period_of(year, day(text)).number(),
                period,
                "{text}"
            );
        }
    }

    #[test]
    fn a_year_may_begin_in_january() {
        let calendar = Calendar::beginning_in_month(1).expect("a month");
        let year = FinancialYear::starting(2016).expect("a year");
        assert_eq!(calendar.last_day(year), day("2016-12-31"));
        assert_eq!(calendar.month_start(year, 11), day("2016-12-01"));
    }
}
