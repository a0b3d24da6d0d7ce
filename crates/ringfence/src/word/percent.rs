//! So many in a hundred.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{Rounding, Share};

/// A percentage of more than nought and no more than a hundred, with up to four places.
///
/// ```
/// use ringfence::word::{Money, Percent, Rounding};
///
/// let percent: Percent = "2.5%".parse()?;
/// let share = percent.rounded(Rounding::Down);
/// assert_eq!(share.taken_of(Money::new(199)), Some(Money::new(4)));
/// assert_eq!(percent.to_string(), "2.5%");
/// assert!("0%".parse::<Percent>().is_err());
/// # Ok::<(), ringfence::word::PercentError>(())
/// ```
///
/// It is no share of a sum until its rounding is named: see [`Share`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    /// Ten thousandths of a hundredth: a million are the whole.
    millionths: u32,
}

/// Why something is not a percentage.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{found:?} is no percentage: write it such as 5% or 2.5%, above 0% and up to 100%")]
pub struct PercentError {
    /// What was written.
    pub found: String,
}

const PLACES: usize = 4;
const WHOLE: u32 = 1_000_000;

impl Percent {
    /// Rounded as named.
    pub fn rounded(self, rounding: Rounding) -> Share {
        let ratio = Share::of(self.millionths.into(), WHOLE.into());
        ratio.expect("a million is not nought").rounded(rounding)
    }

    /// How many ten thousandths of a hundredth.
    pub(crate) fn millionths(self) -> u64 {
        self.millionths.into()
    }

    /// What several leave of a hundred; nothing where they take it all, or more.
    pub(crate) fn left_by(several: impl IntoIterator<Item = Percent>) -> Option<Percent> {
        let taken = several.into_iter().map(|it| u64::from(it.millionths)).sum();
        let left = u64::from(WHOLE)
            .checked_sub(taken)
            .filter(|left| *left > 0)?;
        let millionths = u32::try_from(left).ok()?;
        Some(Percent { millionths })
    }

    fn read(text: &str) -> Option<Percent> {
        let number = text.strip_suffix('%')?;
        let (whole, places) = number.split_once('.').unwrap_or((number, ""));
        let is_plain = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
        let dotted = number.contains('.');
        let fits = !whole.is_empty() && whole.len() <= 3 && places.len() <= PLACES;
        if !fits || !is_plain(whole) || !is_plain(places) || dotted == places.is_empty() {
            return None;
        }
        let millionths: u32 = format!("{whole}{places:0<PLACES$}").parse().ok()?;
        (1..=WHOLE)
            .contains(&millionths)
            .then_some(Percent { millionths })
    }
}

impl FromStr for Percent {
    type Err = PercentError;

    fn from_str(text: &str) -> Result<Percent, PercentError> {
        Percent::read(text).ok_or_else(|| PercentError {
            found: text.to_owned(),
        })
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, places) = (self.millionths / 10_000, self.millionths % 10_000);
        let places = format!("{places:0PLACES$}");
        let places = places.trim_end_matches('0');
        let dot = if places.is_empty() { "" } else { "." };
        write!(f, "{whole}{dot}{places}%")
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Percent, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_written_in_one_way() {
        for text in ["5%", "2.5%", "0.0001%", "100%", "99.9999%"] {
            assert_eq!(text.parse::<Percent>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_percentage_is_refused() {
        for text in [
            "",
            "%",
            "5",
            "0%",
            "100.0001%",
            "101%",
            "-5%",
            "5.%",
            ".5%",
            "1.00001%",
            "1e1%",
            "１%",
            "+5%",
        ] {
            assert!(text.parse::<Percent>().is_err(), "{text}");
        }
    }
}
