//! How much of a full-time post.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// How much of a full-time post, in hundredths: a whole-time equivalent.
///
/// ```
/// use ringfence::word::Wte;
///
/// let part: Wte = "0.6".parse()?;
/// assert_eq!((part.hundredths(), part.to_string()), (60, "0.60".to_owned()));
/// assert!("0.625".parse::<Wte>().is_err());
/// assert!("0".parse::<Wte>().is_err());
/// # Ok::<(), ringfence::word::WteError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wte(u32);

/// Why something is no part of a post.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{found:?} is no WTE: write a number above 0 and up to 9999.99 with at most two places, such \
     as 0.60"
)]
pub struct WteError {
    /// What was written.
    pub found: String,
}

impl Wte {
    /// Nobody; never what a commitment pays for.
    pub const NOUGHT: Wte = Wte(0);

    /// Several together, in hundredths of a full-time post.
    pub(crate) const fn of_hundredths(hundredths: u32) -> Wte {
        Wte(hundredths)
    }

    /// In hundredths of a full-time post.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl FromStr for Wte {
    type Err = WteError;

    fn from_str(text: &str) -> Result<Wte, WteError> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let plain = |digits: &str, most| {
            (1..=most).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit())
        };
        let read = || {
            let whole: u32 = whole.parse().ok()?;
            let hundredths: u32 = format!("{part:0<2}").parse().ok()?;
            Some(whole * 100 + hundredths)
        };
        let sum = if plain(whole, 4) && plain(part, 2) {
            read().filter(|sum| *sum > 0)
        } else {
            None
        };
        sum.map(Wte).ok_or_else(|| WteError {
            found: text.chars().take(40).collect(),
        })
    }
}

impl fmt::Display for Wte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

impl Serialize for Wte {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Wte {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Wte, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wte_has_at_most_two_places_and_is_above_nought() {
        let read = |text: &str| text.parse::<Wte>().map(Wte::hundredths).ok();
        assert_eq!(read("1"), Some(100));
        assert_eq!(read("0.01"), Some(1));
        assert_eq!(read("0.6"), Some(60));
        assert_eq!(read("9999.99"), Some(999_999));
        for wrong in [
            "0", "0.00", "0.001", "-1", "+1", "10000", "1.", ".5", "1e2", "", "1,5",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
