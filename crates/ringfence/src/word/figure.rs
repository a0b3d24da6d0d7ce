//! A number that is measured, and is no money.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A number that is measured, in thousandths: appointments, days of waiting, parts of a hundred.
/// Its unit stands beside it, and it is never money.
///
/// ```
/// use ringfence::word::Figure;
///
/// let days: Figure = "12.5".parse()?;
/// assert_eq!((days.thousandths(), days.to_string()), (12_500, "12.5".to_owned()));
/// assert_eq!("-3".parse::<Figure>()?.to_string(), "-3");
/// assert!("0.0625".parse::<Figure>().is_err());
/// # Ok::<(), ringfence::word::FigureError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure(i64);

/// Why something is no figure.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{found:?} is no figure: write a number within ±999999999999 with at most three places, such \
     as 12.5"
)]
pub struct FigureError {
    /// What was written.
    pub found: String,
}

impl Figure {
    /// In thousandths of its unit.
    pub const fn thousandths(self) -> i64 {
        self.0
    }
}

impl FromStr for Figure {
    type Err = FigureError;

    fn from_str(text: &str) -> Result<Figure, FigureError> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |digits: &str, most| {
            (1..=most).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit())
        };
        let read = || {
            let whole: i64 = whole.parse().ok()?;
            let thousandths: i64 = format!("{part:0<3}").parse().ok()?;
            Some(sign * (whole * 1000 + thousandths))
        };
        let read = if plain(whole, 12) && plain(part, 3) {
            read()
        } else {
            None
        };
        read.map(Figure).ok_or_else(|| FigureError {
            found: text.to_owned(),
        })
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let (whole, part) = (size / 1000, size % 1000);
        let part = format!("{part:03}");
        let part = part.trim_end_matches('0');
        match part {
            "" => write!(f, "{sign}{whole}"),
            part => write!(f, "{sign}{whole}.{part}"),
        }
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Figure, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_at_most_three_places() {
        for (text, written) in [
            ("0.125", "0.125"),
            ("-0.5", "-0.5"),
            ("40", "40"),
            ("1.50", "1.5"),
        ] {
            let read: Figure = text.parse().expect("a figure");
            assert_eq!(read.to_string(), written);
        }
        for no in [
            "",
            "-",
            "1.",
            ".5",
            "1e3",
            "1.2345",
            "+4",
            "1234567890123",
            "1,000",
        ] {
            assert!(no.parse::<Figure>().is_err(), "{no}");
        }
    }
}
