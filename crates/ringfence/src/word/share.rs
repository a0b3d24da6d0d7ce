//! A part of a sum, with its rounding said.

use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Money;

/// Which way the odd part of a penny goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the penny nearer nought.
    Down,
    /// To the penny further from nought.
    Up,
    /// To the nearest penny; a half goes away from nought.
    HalfUp,
    /// To the nearest penny; a half goes to the even one.
    HalfEven,
}

/// A fraction that has not been told how to round: it cannot be taken of a sum yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    of: u64,
    r#in: NonZeroU64,
}

/// A part of a sum: a fraction of whole numbers and a named rounding.
///
/// ```
/// use ringfence::word::{Money, Share};
///
/// let seven_percent = Share::of(7, 100)?.round_down();
/// assert_eq!(seven_percent.taken_of(Money::new(199)), Some(Money::new(13)));
/// # Ok::<(), ringfence::word::ShareError>(())
/// ```
///
/// To divide a whole among several without losing a penny use [`Money::split`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    ratio: Ratio,
    rounding: Rounding,
}

/// Why something is not a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ShareError {
    /// A part of nothing.
    #[error("a share of {of} in 0 has no meaning: the second number must be 1 or more")]
    InNothing {
        /// The first number.
        of: u64,
    },
}

impl Share {
    /// So many of so many, not yet told how to round.
    ///
    /// ```
    /// use ringfence::word::{Share, ShareError};
    ///
    /// assert_eq!(Share::of(1, 0), Err(ShareError::InNothing { of: 1 }));
    /// ```
    ///
    /// # Errors
    /// [`ShareError::InNothing`] where the second number is 0.
    pub fn of(of: u64, r#in: u64) -> Result<Ratio, ShareError> {
        NonZeroU64::new(r#in)
            .map(|r#in| Ratio { of, r#in })
            .ok_or(ShareError::InNothing { of })
    }

    /// The part of a sum; nothing where it is out of range.
    pub fn taken_of(self, sum: Money) -> Option<Money> {
        let top = i128::from(sum.pence()).checked_mul(i128::from(self.ratio.of))?;
        Money::narrow(divided(
            top,
            i128::from(self.ratio.r#in.get()),
            self.rounding,
        ))
    }

    /// Its fraction, as first and second number.
    pub fn fraction(self) -> (u64, u64) {
        (self.ratio.of, self.ratio.r#in.get())
    }

    /// Its rounding.
    pub fn rounding(self) -> Rounding {
        self.rounding
    }
}

impl Ratio {
    /// Rounded as named.
    pub fn rounded(self, rounding: Rounding) -> Share {
        Share {
            ratio: self,
            rounding,
        }
    }

    /// Rounded to the penny nearer nought.
    pub fn round_down(self) -> Share {
        self.rounded(Rounding::Down)
    }
}

/// A whole-number division with a named rounding; `bottom` is more than nought.
pub(crate) fn divided(top: i128, bottom: i128, rounding: Rounding) -> i128 {
    let (whole, rest) = (top / bottom, top % bottom);
    let away = if top < 0 { -1 } else { 1 };
    let doubled = rest.unsigned_abs() * 2;
    let half = bottom.unsigned_abs();
    let further = match rounding {
        Rounding::Down => false,
        Rounding::Up => rest != 0,
        Rounding::HalfUp => doubled >= half,
        Rounding::HalfEven => doubled > half || (doubled == half && whole % 2 != 0),
    };
    if further { whole + away } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_penny_goes_where_it_is_told() {
        let half = Share::of(1, 2).expect("a fraction");
        for (rounding, of_three, of_minus_three, of_five) in [
            (Rounding::Down, 1, -1, 2),
            (Rounding::Up, 2, -2, 3),
            (Rounding::HalfUp, 2, -2, 3),
            (Rounding::HalfEven, 2, -2, 2),
        ] {
            let share = half.rounded(rounding);
            for (pence, part) in [(3, of_three), (-3, of_minus_three), (5, of_five), (4, 2)] {
                let taken = share.taken_of(Money::new(pence));
                assert_eq!(taken, Some(Money::new(part)), "{rounding:?} of {pence}");
            }
        }
        assert!(Share::of(1, 0).is_err());
        let vast = Share::of(u64::MAX, 1).expect("a fraction").round_down();
        assert_eq!(vast.taken_of(Money::MAX), None);
    }
}
