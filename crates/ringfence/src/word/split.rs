//! Dividing a sum so that no penny appears or disappears.

use thiserror::Error;

use super::Money;

/// The weights of a division: at least one, not all of them nought.
///
/// ```
/// use ringfence::word::{Money, Weights};
///
/// // £1.00 between three clusters: the first one takes the odd penny.
/// let three_equal = Weights::new(&[1, 1, 1])?;
/// let parts = Money::new(100).split(&three_equal);
/// assert_eq!(parts, [Money::new(34), Money::new(33), Money::new(33)]);
/// # Ok::<(), ringfence::word::WeightsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    each: Vec<u64>,
    total: u128,
}

/// Why something cannot weigh a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeightsError {
    /// No weights at all.
    #[error("a sum cannot be divided among nobody: give at least one weight")]
    Empty,
    /// Only noughts.
    #[error("a sum cannot be divided by weights that are all 0: give one of 1 or more")]
    AllZero,
    /// More weights than a division can hold.
    #[error("a sum cannot be divided among {count}: at most 1,000,000 weights")]
    TooMany {
        /// How many were given.
        count: usize,
    },
}

impl Weights {
    /// Weights in the order of those who receive.
    ///
    /// ```
    /// use ringfence::word::{Weights, WeightsError};
    ///
    /// let no = Weights::new(&[0, 0]).expect_err("nobody weighs anything");
    /// assert_eq!(no, WeightsError::AllZero);
    /// ```
    ///
    /// # Errors
    /// Where there are none, or none above nought, or more than a million.
    pub fn new(each: &[u64]) -> Result<Weights, WeightsError> {
        if each.is_empty() {
            return Err(WeightsError::Empty);
        }
        if each.len() > 1_000_000 {
            return Err(WeightsError::TooMany { count: each.len() });
        }
        let total: u128 = each.iter().map(|weight| u128::from(*weight)).sum();
        if total == 0 {
            return Err(WeightsError::AllZero);
        }
        Ok(Weights {
            each: each.to_vec(),
            total,
        })
    }
}

impl Money {
    /// Divides a sum by weights. The parts add up to it; odd pence go to the largest
    /// remainders, ties to the earlier. A negative sum is the mirror of the positive one.
    pub fn split(self, weights: &Weights) -> Vec<Money> {
        let size = u128::from(self.pence().unsigned_abs());
        let exact = |weight: &u64| parts_of(size, u128::from(*weight), weights.total);
        let (mut parts, remainders): (Vec<u128>, Vec<u128>) =
            weights.each.iter().map(exact).unzip();
        let odd = size - parts.iter().sum::<u128>();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by(|a, b| remainders[*b].cmp(&remainders[*a]).then(a.cmp(b)));
        for place in order.into_iter().take(odd as usize) {
            parts[place] += 1;
        }
        let sign = if self.is_negative() { -1 } else { 1 };
        let signed = |part: u128| Money::narrow(sign * part as i128).expect("a part of the sum");
        parts.into_iter().map(signed).collect()
    }
}

/// `size × weight ÷ total` as whole part and remainder. Size is under 2^60 and weight under
/// 2^64, so that the product fits.
fn parts_of(size: u128, weight: u128, total: u128) -> (u128, u128) {
    let product = size * weight;
    (product / total, product % total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(pence: i32, weights: &[u64]) -> Vec<i64> {
        let weights = Weights::new(weights).expect("weights of the test");
        Money::new(pence)
            .split(&weights)
            .into_iter()
            .map(Money::pence)
            .collect()
    }

    #[test]
    fn odd_pence_go_to_the_largest_remainder_then_to_the_earlier() {
        assert_eq!(split(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(split(-100, &[1, 1, 1]), [-34, -33, -33]);
        assert_eq!(split(101, &[1, 1, 1]), [34, 34, 33]);
        assert_eq!(split(1, &[1, 3]), [0, 1]);
        assert_eq!(split(1, &[0, 0, 1]), [0, 0, 1]);
        assert_eq!(split(0, &[5, 7]), [0, 0]);
        assert_eq!(split(10, &[0, 1, 0]), [0, 10, 0]);
    }

    #[test]
    fn the_extremes_add_up() {
        let weights = Weights::new(&[u64::MAX, 1, u64::MAX, 3]).expect("weights");
        for sum in [Money::MAX, Money::MIN] {
            assert_eq!(Money::total(sum.split(&weights)), Some(sum));
        }
        assert_eq!(Weights::new(&[]), Err(WeightsError::Empty));
        assert_eq!(Weights::new(&[0, 0]), Err(WeightsError::AllZero));
    }
}
