//! Money in whole pence.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::plain::Plain;

/// A sum of money in whole pence.
///
/// It lies within ±(10^18 − 1) pence and never wraps: there is no `+`, only
/// [`checked_add`](Money::checked_add). On every wire it is a string of pounds, `"12.34"`.
///
/// ```
/// use ringfence::word::Money;
///
/// let letter: Money = "453000".parse()?;
/// assert_eq!(letter.to_string(), "453000.00");
/// assert_eq!(letter.in_words(), "£453,000.00");
/// assert!("0.001".parse::<Money>().is_err());
/// # Ok::<(), ringfence::word::MoneyError>(())
/// ```
///
/// It is not a price or a rate; for a part of a sum see [`Share`](crate::word::Share).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// Why something is not a sum of money.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Not a plain decimal number of pounds.
    #[error("{found:?} is not a sum of money: write pounds such as 1234.50")]
    NotANumber {
        /// What was written.
        found: String,
    },
    /// More than two decimal places.
    #[error("{found} has more places than the two that pounds have: round it first, and say how")]
    TooManyPlaces {
        /// What was written.
        found: String,
    },
    /// Beyond ±(10^18 − 1) pence.
    #[error("{found} is out of range: a sum lies within ±9,999,999,999,999,999.99 pounds")]
    OutOfRange {
        /// What was written.
        found: String,
    },
}

const LIMIT: i64 = 999_999_999_999_999_999;

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);
    /// The largest sum.
    pub const MAX: Money = Money(LIMIT);
    /// The least sum, the mirror of the largest.
    pub const MIN: Money = Money(-LIMIT);

    /// A small sum written out in pence; any number of this type is in range.
    pub const fn new(pence: i32) -> Money {
        Money(pence as i64)
    }

    /// A sum from pence.
    ///
    /// ```
    /// use ringfence::word::{Money, MoneyError};
    ///
    /// assert_eq!(Money::from_pence(25_000_000)?.to_string(), "250000.00");
    /// let no = Money::from_pence(1_000_000_000_000_000_000).expect_err("a penny too much");
    /// assert!(matches!(no, MoneyError::OutOfRange { .. }));
    /// # Ok::<(), MoneyError>(())
    /// ```
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond ±(10^18 − 1).
    pub fn from_pence(pence: i64) -> Result<Money, MoneyError> {
        Money::narrow(i128::from(pence)).ok_or_else(|| MoneyError::OutOfRange {
            found: format!("{pence} pence"),
        })
    }

    /// A sum from pounds, exactly.
    ///
    /// ```
    /// use ringfence::word::{Money, MoneyError};
    /// use rust_decimal::Decimal;
    ///
    /// assert_eq!(Money::from_decimal(Decimal::new(12_50, 2))?, Money::new(1_250));
    /// let no = Money::from_decimal(Decimal::new(12_505, 3)).expect_err("half a penny");
    /// assert_eq!(no, MoneyError::TooManyPlaces { found: "12.505".to_owned() });
    /// # Ok::<(), MoneyError>(())
    /// ```
    ///
    /// # Errors
    /// More than two places, or out of range.
    pub fn from_decimal(pounds: Decimal) -> Result<Money, MoneyError> {
        let exact = pounds.normalize();
        if exact.scale() > 2 {
            return Err(MoneyError::TooManyPlaces {
                found: pounds.to_string(),
            });
        }
        let pence = exact.mantissa() * 10_i128.pow(2 - exact.scale());
        Money::narrow(pence).ok_or_else(|| MoneyError::OutOfRange {
            found: pounds.to_string(),
        })
    }

    /// The sum in whole pence.
    pub const fn pence(self) -> i64 {
        self.0
    }

    /// The sum in pounds, with two places.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// The sum of both, or nothing where that is out of range.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        Money::narrow(i128::from(self.0) + i128::from(other.0))
    }

    /// The difference, or nothing where that is out of range.
    pub fn checked_sub(self, other: Money) -> Option<Money> {
        Money::narrow(i128::from(self.0) - i128::from(other.0))
    }

    /// The same sum with the other sign; always in range.
    pub const fn negated(self) -> Money {
        Money(-self.0)
    }

    /// The sum without its sign; always in range.
    pub const fn size(self) -> Money {
        Money(self.0.abs())
    }

    /// Whether it is more than nothing.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether it is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum of many, or nothing where that is out of range.
    pub fn total(sums: impl IntoIterator<Item = Money>) -> Option<Money> {
        Money::narrow(sums.into_iter().map(|sum| i128::from(sum.0)).sum())
    }

    /// As people read it: `£1,234.50`, `−£3.00`.
    pub fn in_words(self) -> String {
        let pence = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "−" } else { "" };
        format!("{sign}£{}.{:02}", grouped(pence / 100), pence % 100)
    }

    /// A 32nd of it, towards nought.
    pub(crate) const fn part_of_32(self) -> Money {
        Money(self.0 / 32)
    }

    pub(crate) fn narrow(pence: i128) -> Option<Money> {
        i64::try_from(pence)
            .ok()
            .filter(|whole| (-LIMIT..=LIMIT).contains(whole))
            .map(Money)
    }
}

fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl Money {
    /// Plain pounds with two places.
    fn plain(self) -> Plain {
        let pence = self.0.unsigned_abs();
        let plain = Plain::new().number(pence % 100, 2).sign(b'.');
        let plain = plain.number(pence / 100, 1);
        match self.0 < 0 {
            true => plain.sign(b'-'),
            false => plain,
        }
    }
}

impl fmt::Display for Money {
    /// Plain pounds with two places: `-1234.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.plain().as_str())
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads plain pounds: digits, one point, a leading minus. No separators, no exponent.
    fn from_str(text: &str) -> Result<Money, MoneyError> {
        let found = || shortened(text);
        let body = text.strip_prefix('-').unwrap_or(text);
        let (whole, places) = body.split_once('.').unwrap_or((body, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let pointed_to_nothing = body.ends_with('.');
        if whole.is_empty() || !digits(whole) || !digits(places) || pointed_to_nothing {
            return Err(MoneyError::NotANumber { found: found() });
        }
        let places = places.trim_end_matches('0');
        if places.len() > 2 {
            return Err(MoneyError::TooManyPlaces { found: found() });
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 16 {
            return Err(MoneyError::OutOfRange { found: found() });
        }
        let size: i64 = format!("{whole}{places:0<2}")
            .parse()
            .map_err(|_| MoneyError::OutOfRange { found: found() })?;
        Ok(Money(if text.starts_with('-') { -size } else { size }))
    }
}

/// What was written, cut so that a message stays a sentence.
fn shortened(text: &str) -> String {
    if text.chars().count() <= 40 {
        return text.to_owned();
    }
    text.chars().take(39).chain(['…']).collect()
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.plain().as_str())
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Money, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_are_read_exactly_or_refused() {
        for (text, pence) in [
            ("0", 0),
            ("0.01", 1),
            ("-12.30", -1230),
            ("453000", 45_300_000),
            ("1.500", 150),
            ("007", 700),
            ("9999999999999999.99", LIMIT),
            ("-9999999999999999.99", -LIMIT),
        ] {
            assert_eq!(text.parse::<Money>().map(Money::pence), Ok(pence), "{text}");
        }
        for text in [
            "", "-", ".", ".5", "5.", "1,000", "£1", "1e3", "NaN", "+1", " 1", "١",
        ] {
            assert!(
                matches!(text.parse::<Money>(), Err(MoneyError::NotANumber { .. })),
                "{text}"
            );
        }
        assert!(matches!(
            "0.001".parse::<Money>(),
            Err(MoneyError::TooManyPlaces { .. })
        ));
        assert!(matches!(
            "10000000000000000".parse::<Money>(),
            Err(MoneyError::OutOfRange { .. })
        ));
    }

    #[test]
    fn the_edges_are_held_from_both_sides() {
        assert_eq!(Money::MAX.checked_add(Money::new(1)), None);
        assert_eq!(Money::MIN.checked_sub(Money::new(1)), None);
        assert_eq!(
            Money::MAX.checked_sub(Money::new(1)).map(Money::pence),
            Some(LIMIT - 1)
        );
        assert!(Money::from_pence(i64::MIN).is_err());
        assert!(Money::from_pence(LIMIT).is_ok());
    }

    #[test]
    fn a_decimal_is_taken_exactly_or_refused() {
        assert_eq!(
            Money::from_decimal(Decimal::new(1_500, 3)),
            Ok(Money::new(150))
        );
        assert_eq!(
            Money::from_decimal(Decimal::new(15, 0)),
            Ok(Money::new(1_500))
        );
        assert!(Money::from_decimal(Decimal::new(1, 3)).is_err());
        assert!(Money::from_decimal(Decimal::MAX).is_err());
    }

    #[test]
    fn people_read_separators() {
        assert_eq!(Money::new(123_456_789).in_words(), "£1,234,567.89");
        assert_eq!(Money::new(-300).in_words(), "−£3.00");
        assert_eq!(Money::new(99_999).in_words(), "£999.99");
    }
}
