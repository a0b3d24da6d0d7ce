//! A number that may not be known: from the least to the greatest that it could be.

use crate::word::Money;

/// A sum in pence, or a whole number: from the least that it may be to the greatest. Where it is
/// known, both are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spread {
    pub(super) low: i64,
    pub(super) high: i64,
}

impl Spread {
    /// Nothing is known of it.
    pub(super) const ANY: Spread = Spread {
        low: i64::MIN,
        high: i64::MAX,
    };
    /// Nothing is known of a sum.
    pub(super) const ANY_SUM: Spread = Spread {
        low: Money::MIN.pence(),
        high: Money::MAX.pence(),
    };
    pub(super) const NOUGHT: Spread = Spread::of(0);

    pub(super) const fn of(number: i64) -> Spread {
        Spread {
            low: number,
            high: number,
        }
    }

    /// The number, where it is known.
    pub(super) fn known(self) -> Option<i64> {
        (self.low == self.high).then_some(self.low)
    }

    /// No less than one end, no more than another.
    pub(super) fn clamped(self, low: i64, high: i64) -> Spread {
        Spread {
            low: self.low.clamp(low, high),
            high: self.high.clamp(low, high),
        }
    }

    pub(super) fn narrowed(low: i128, high: i128) -> Spread {
        let narrow = |number: i128| {
            let ends = (i128::from(i64::MIN), i128::from(i64::MAX));
            number.clamp(ends.0, ends.1) as i64
        };
        Spread {
            low: narrow(low),
            high: narrow(high),
        }
    }

    pub(super) fn plus(self, other: Spread) -> Spread {
        let sum = |a: i64, b: i64| i128::from(a) + i128::from(b);
        Spread::narrowed(sum(self.low, other.low), sum(self.high, other.high))
    }

    pub(super) fn less(self, other: Spread) -> Spread {
        let rest = |a: i64, b: i64| i128::from(a) - i128::from(b);
        Spread::narrowed(rest(self.low, other.high), rest(self.high, other.low))
    }

    pub(super) fn times(self, other: Spread) -> Spread {
        let product = |a: i64, b: i64| i128::from(a) * i128::from(b);
        let corners = [
            product(self.low, other.low),
            product(self.low, other.high),
            product(self.high, other.low),
            product(self.high, other.high),
        ];
        let low = corners.into_iter().min().unwrap_or(0);
        Spread::narrowed(low, corners.into_iter().max().unwrap_or(0))
    }

    /// From the least of both to the greatest of both.
    pub(super) fn joined(self, other: Spread) -> Spread {
        Spread {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    pub(super) fn each(self) -> [i64; 2] {
        [self.low, self.high]
    }
}
