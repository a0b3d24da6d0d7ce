//! A period of a general ledger, however people write it.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use ringfence::word::{Calendar, FinancialYear, nearest};
use thiserror::Error;

/// A period of a general ledger: a month of a financial year, counted from 1, or 13, the period
/// that closes it.
///
/// It is read from what people write: `2016-17 M06`, `2016/17 P6`, `M06` or `period 6` beside a
/// year, `Sep-16`, `September 2016`, `Sep` beside a year. What may mean two things is refused: `6`
/// is the sixth month or June, `09/16` a month or a day.
///
/// ```
/// use ringfence::word::Calendar;
/// use ringfence_formats::LedgerPeriod;
///
/// let april = Calendar::default();
/// let sixth = LedgerPeriod::read("2016-17 M06", None, april)?;
/// assert_eq!(LedgerPeriod::read("Sep-16", None, april)?, sixth);
/// assert_eq!(LedgerPeriod::read("P6", Some(sixth.year), april)?, sixth);
/// assert_eq!((sixth.number(), sixth.to_string().as_str()), (6, "2016-17 M06"));
/// assert_eq!(sixth.last_day(april).to_string(), "2016-09-30");
/// assert!(LedgerPeriod::read("6", Some(sixth.year), april).is_err());
/// # Ok::<(), ringfence_formats::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LedgerPeriod {
    /// Of which year.
    pub year: FinancialYear,
    number: u8,
}

/// Why something is not a period.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("period: found {found:?}, {why}; expected {EXPECTED}")]
pub struct PeriodError {
    /// What was written.
    pub found: String,
    /// Why it does not read.
    pub why: String,
}

const EXPECTED: &str = "2016-17 M06, M06 beside a year, or Sep-16; the closing period is M13";

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of the closing period.
const CLOSING: u8 = 13;

impl LedgerPeriod {
    /// Reads a period, beside the year that is said apart, if any.
    ///
    /// # Errors
    /// What is no period, what may mean two things, a period without a year, and one that says
    /// another year than the one beside it.
    ///
    /// ```
    /// use ringfence::word::Calendar;
    /// use ringfence_formats::LedgerPeriod;
    ///
    /// let no = LedgerPeriod::read("M06", None, Calendar::default()).unwrap_err();
    /// assert_eq!(no.found, "M06");
    /// ```
    pub fn read(
        text: &str,
        year: Option<FinancialYear>,
        calendar: Calendar,
    ) -> Result<LedgerPeriod, PeriodError> {
        let no = |why: &str| PeriodError {
            found: text.chars().take(40).collect(),
            why: why.to_owned(),
        };
        let plain = text
            .trim()
            .to_ascii_lowercase()
            .replace(['–', '—', '−'], "-");
        let (said, rest) = year_before(&plain);
        let read = match numbered(rest) {
            Some(number) => {
                let year = said.or(year).ok_or_else(|| no("which says no year"))?;
                Some(LedgerPeriod { year, number })
            }
            None if said.is_some() => None,
            None => named(rest, year, calendar).map_err(|why| no(&why))?,
        };
        let read = read.ok_or_else(|| no(&why_not(&plain)))?;
        if !(1..=CLOSING).contains(&read.number) {
            return Err(no("and a year has 12 months and a closing period"));
        }
        match year.filter(|it| *it != read.year) {
            Some(other) => Err(no(&format!("which is of {}, beside {other}", read.year))),
            None => Ok(read),
        }
    }

    /// Its number: 1 to 12, and 13 for the period that closes the year.
    pub fn number(self) -> u8 {
        self.number
    }

    /// The last day of its month; of the closing period, the year's last.
    pub fn last_day(self, calendar: Calendar) -> NaiveDate {
        let months = Months::new(u32::from(self.number.min(12)));
        let after = calendar.first_day(self.year).checked_add_months(months);
        let last = after.and_then(|day| day.checked_sub_days(Days::new(1)));
        last.unwrap_or(NaiveDate::MAX)
    }

    /// The day on which its costs count: its last; those of the closing period the day after the
    /// year, and to the year all the same.
    pub fn cost_day(self, calendar: Calendar) -> NaiveDate {
        let last = self.last_day(calendar);
        let after = last.checked_add_days(Days::new(1));
        after.filter(|_| self.number == CLOSING).unwrap_or(last)
    }
}

/// A year at the beginning, and what follows it.
fn year_before(text: &str) -> (Option<FinancialYear>, &str) {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    match first.replace('/', "-").parse() {
        Ok(year) => (Some(year), rest.trim()),
        Err(_) => (None, text),
    }
}

/// `m06`, `p6`, `period 6`.
fn numbered(text: &str) -> Option<u8> {
    let words = ["period", "month", "m", "p"];
    let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
    let digits = rest.trim();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && digits.len() <= 2)
        .then(|| digits.parse().ok())
        .flatten()
}

/// `sep-16`, `september 2016`, `sep`.
fn named(
    text: &str,
    beside: Option<FinancialYear>,
    calendar: Calendar,
) -> Result<Option<LedgerPeriod>, String> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic());
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    let full = |name: &&str| *name == word || (word.len() == 3 && name.starts_with(word));
    let place = MONTHS
        .iter()
        .position(|name| full(name) || (word == "sept" && *name == MONTHS[8]));
    let Some(place) = place else { return Ok(None) };
    let month = u32::try_from(place + 1).unwrap_or(1);
    let digits = rest.trim_start_matches([' ', '-', '/', '\'', '’']);
    let of_day = |calendar_year: i32| {
        let day = NaiveDate::from_ymd_opt(calendar_year, month, 1)?;
        let year = calendar.year_of(day)?;
        let number = calendar.period_of(year, day).number();
        Some(LedgerPeriod { year, number })
    };
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    match (digits.len(), beside) {
        (0, None) => Err("which says no year".to_owned()),
        (0, Some(year)) => {
            let first = calendar.first_day(year);
            let earlier = i32::from(month < first.month());
            Ok(of_day(first.year() + earlier))
        }
        (2, _) if plain => Ok(digits.parse::<i32>().ok().and_then(|it| of_day(2000 + it))),
        (4, _) if plain => Ok(digits.parse().ok().and_then(of_day)),
        _ => Ok(None),
    }
}

fn why_not(text: &str) -> String {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    if digits(text) && text.len() <= 2 {
        return "which may be counted from the first month of the year or from January".to_owned();
    }
    let halves = text.split_once(['/', '-']);
    if halves.is_some_and(|(one, other)| digits(one) && digits(other)) {
        return "which may be a year, a month of one, or a day".to_owned();
    }
    let word: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    match nearest(&word, MONTHS).filter(|_| word.len() > 3) {
        Some(month) => format!("which is no period ({month}?)"),
        None => "which is no period".to_owned(),
    }
}

impl fmt::Display for LedgerPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} M{:02}", self.year, self.number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, year: Option<&str>) -> Result<String, String> {
        let year = year.map(|it| it.parse().expect("a year of the test"));
        let read = LedgerPeriod::read(text, year, Calendar::default());
        read.map(|it| it.to_string()).map_err(|no| no.why)
    }

    #[test]
    fn a_period_is_written_in_many_ways_and_is_one() {
        for text in [
            "2016-17 M06",
            "2016/17 M6",
            "2016–17 P06",
            "2016-17 period 6",
            "2016-17 month 6",
            "Sep-16",
            "sep 16",
            "Sept-2016",
            "September 2016",
            "SEP'16",
            "  Sep/16 ",
        ] {
            assert_eq!(read(text, None).as_deref(), Ok("2016-17 M06"), "{text}");
            assert_eq!(
                read(text, Some("2016-17")).as_deref(),
                Ok("2016-17 M06"),
                "{text}"
            );
        }
        for text in ["M06", "p6", "Period 6", "Sep", "september"] {
            assert_eq!(
                read(text, Some("2016-17")).as_deref(),
                Ok("2016-17 M06"),
                "{text}"
            );
            assert_eq!(
                read(text, None),
                Err("which says no year".to_owned()),
                "{text}"
            );
        }
        // January to March are of the year that began before them.
        assert_eq!(read("Mar-17", None).as_deref(), Ok("2016-17 M12"));
        assert_eq!(read("Jan", Some("2016-17")).as_deref(), Ok("2016-17 M10"));
        assert_eq!(read("Apr", Some("2016-17")).as_deref(), Ok("2016-17 M01"));
        assert_eq!(read("2016-17 M13", None).as_deref(), Ok("2016-17 M13"));
    }

    #[test]
    fn what_may_mean_two_things_is_refused() {
        for text in [
            "6",
            "06",
            "09/16",
            "2016-09",
            "16-17",
            "1617",
            "2016-17",
            "M14",
            "M0",
            "M006",
            "M",
            "Sep-1",
            "Sep-16-17",
            "Smarch-16",
            "",
            "2016-17 6",
            "2016-17 Sep",
            "Ma-16",
        ] {
            assert!(read(text, None).is_err(), "{text}");
            assert!(read(text, Some("2016-17")).is_err(), "{text}");
        }
        let other = read("Sep-16", Some("2017-18")).expect_err("another year");
        assert_eq!(other, "which is of 2016-17, beside 2017-18");
        assert!(read("2016-17 M06", Some("2017-18")).is_err());
    }

    #[test]
    fn costs_count_on_the_last_day_and_those_that_close_the_year_after_it() {
        let days = |text: &str| {
            let april = Calendar::default();
            let read = LedgerPeriod::read(text, None, april).expect("a period of the test");
            [read.last_day(april), read.cost_day(april)].map(|it| it.to_string())
        };
        assert_eq!(days("Sep-16"), ["2016-09-30", "2016-09-30"]);
        assert_eq!(days("Feb-16"), ["2016-02-29", "2016-02-29"]);
        assert_eq!(days("Mar-17"), ["2017-03-31", "2017-03-31"]);
        assert_eq!(days("2016-17 M13"), ["2017-03-31", "2017-04-01"]);
    }
}
