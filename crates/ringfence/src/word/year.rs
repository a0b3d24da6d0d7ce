//! Financial years.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::plain::Plain;

/// A financial year, named by the calendar year of its first day.
///
/// ```
/// use ringfence::word::FinancialYear;
///
/// let year: FinancialYear = "2016-17".parse()?;
/// assert_eq!(year.to_string(), "2016-17");
/// assert_eq!(year.next().to_string(), "2017-18");
/// assert!("2016-18".parse::<FinancialYear>().is_err());
/// # Ok::<(), ringfence::word::YearError>(())
/// ```
///
/// On which day it begins is for the book's [`Calendar`](crate::word::Calendar) to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear(u16);

/// Why something is not a financial year.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum YearError {
    /// Not of the form `2016-17`.
    #[error("{found:?} is not a financial year: write it as 2016-17")]
    Form {
        /// What was written.
        found: String,
    },
    /// The second part is not the year after the first.
    #[error("{found} is not one financial year: did you mean {nearest}?")]
    NotOneYear {
        /// What was written.
        found: String,
        /// The year that begins as it does.
        nearest: String,
    },
}

const FIRST: u16 = 1900;
const LAST: u16 = 2998;

impl FinancialYear {
    pub(crate) const FIRST: FinancialYear = FinancialYear(FIRST);
    pub(crate) const LAST: FinancialYear = FinancialYear(LAST);

    /// The year that begins in this calendar year; years from 1900-01 to 2998-99 exist.
    pub const fn starting(calendar_year: u16) -> Option<FinancialYear> {
        if FIRST <= calendar_year && calendar_year <= LAST {
            Some(FinancialYear(calendar_year))
        } else {
            None
        }
    }

    /// The calendar year of its first day.
    pub const fn first_calendar_year(self) -> u16 {
        self.0
    }

    /// The year after; the last year that exists is followed by itself.
    pub const fn next(self) -> FinancialYear {
        FinancialYear(if self.0 < LAST { self.0 + 1 } else { LAST })
    }

    fn plain(self) -> Plain {
        let second = Plain::new().number(u64::from((self.0 + 1) % 100), 2);
        second.sign(b'-').number(u64::from(self.0), 4)
    }

    /// The year before; the first year that exists is preceded by itself.
    pub const fn previous(self) -> FinancialYear {
        FinancialYear(if self.0 > FIRST { self.0 - 1 } else { FIRST })
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.plain().as_str())
    }
}

impl FromStr for FinancialYear {
    type Err = YearError;

    fn from_str(text: &str) -> Result<FinancialYear, YearError> {
        let form = || YearError::Form {
            found: text.chars().take(20).collect(),
        };
        let (first, second) = text.split_once('-').ok_or_else(form)?;
        let digits = |part: &str, count: usize| {
            part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(first, 4) || !digits(second, 2) {
            return Err(form());
        }
        let starting: u16 = first.parse().map_err(|_| form())?;
        let year = FinancialYear::starting(starting).ok_or_else(form)?;
        if year.to_string() == text {
            return Ok(year);
        }
        Err(YearError::NotOneYear {
            found: text.to_owned(),
            nearest: year.to_string(),
        })
    }
}

impl Serialize for FinancialYear {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.plain().as_str())
    }
}

impl<'de> Deserialize<'de> for FinancialYear {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<FinancialYear, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_one_year_written_one_way() {
        assert_eq!("1999-00".parse(), Ok(FinancialYear(1999)));
        for text in [
            "2016",
            "2016/17",
            "16-17",
            "2016-2017",
            "2016-1x",
            "",
            "1899-00",
        ] {
            assert!(
                matches!(text.parse::<FinancialYear>(), Err(YearError::Form { .. })),
                "{text}"
            );
        }
        assert!(matches!(
            "2016-18".parse::<FinancialYear>(),
            Err(YearError::NotOneYear { nearest, .. }) if nearest == "2016-17"
        ));
    }
}
