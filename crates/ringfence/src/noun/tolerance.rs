//! How far an ask may go beyond what there is.

use serde::{Deserialize, Serialize};

use super::Wording;
use crate::word::{Money, Percent, Rounding};

/// How far an ask may take what is available on a line below nought: nothing, a sum, a part of
/// the line's authority, or the lesser or the greater of the two.
///
/// ```
/// use ringfence::noun::Tolerance;
/// use ringfence::word::{Money, Rounding};
///
/// let (amount, percent, round) = (Money::new(1_000), "5%".parse()?, Rounding::Down);
/// let lesser = Tolerance::Lesser { amount, percent, round };
/// assert_eq!(lesser.of_authority(Money::new(10_019)), Money::new(500)); // £5.00 of £100.19
/// assert_eq!(lesser.of_authority(Money::new(-1)), Money::ZERO); // no part of a deficit
/// # Ok::<(), ringfence::word::PercentError>(())
/// ```
///
/// It is no money: what is taken within it is still over-committed, and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Tolerance {
    /// Nothing.
    #[default]
    Nought,
    /// A sum, whatever the line's authority.
    Amount {
        /// How much; more than nought.
        amount: Money,
    },
    /// A part of the line's authority.
    Part {
        /// How many in a hundred.
        percent: Percent,
        /// Which way the odd part of a penny goes.
        round: Rounding,
    },
    /// The lesser of a sum and a part.
    Lesser {
        /// The sum; more than nought.
        amount: Money,
        /// The part.
        percent: Percent,
        /// Which way the odd part of a penny goes.
        round: Rounding,
    },
    /// The greater of a sum and a part.
    Greater {
        /// The sum; more than nought.
        amount: Money,
        /// The part.
        percent: Percent,
        /// Which way the odd part of a penny goes.
        round: Rounding,
    },
}

impl Tolerance {
    /// Whether there is none.
    pub fn is_nought(&self) -> bool {
        *self == Tolerance::Nought
    }

    /// The sum that it names, where it names one.
    pub fn amount(self) -> Option<Money> {
        match self {
            Tolerance::Nought | Tolerance::Part { .. } => None,
            Tolerance::Amount { amount }
            | Tolerance::Lesser { amount, .. }
            | Tolerance::Greater { amount, .. } => Some(amount),
        }
    }

    /// How much it is on a line of so much authority; a line below nought has no part.
    pub fn of_authority(self, authority: Money) -> Money {
        let part = |percent: Percent, round| {
            let of = if authority.is_negative() {
                Money::ZERO
            } else {
                authority
            };
            let part = percent.rounded(round).taken_of(of);
            part.expect("no more than a hundred in a hundred")
        };
        match self {
            Tolerance::Nought => Money::ZERO,
            Tolerance::Amount { amount } => amount,
            Tolerance::Part { percent, round } => part(percent, round),
            Tolerance::Lesser {
                amount,
                percent,
                round,
            } => amount.min(part(percent, round)),
            Tolerance::Greater {
                amount,
                percent,
                round,
            } => amount.max(part(percent, round)),
        }
    }
}

impl Wording for Rounding {
    const WORDS: &'static [(&'static str, Rounding)] = &[
        ("down", Rounding::Down),
        ("up", Rounding::Up),
        ("half_up", Rounding::HalfUp),
        ("half_even", Rounding::HalfEven),
    ];
}
