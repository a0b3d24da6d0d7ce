//! Terms of a stream: what must be spent of it, and what must not be exceeded.

use serde::{Deserialize, Serialize};

use super::Wording;
use crate::word::{Id, Money, Percent, Rounding};

/// Marks the id of a floor or a cap.
#[derive(Debug)]
pub enum OfTerm {}

/// The id of a floor or a cap.
pub type TermId = Id<OfTerm>;

/// Whether a term says how much must be spent, or how much may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// At least this much must be spent.
    Floor,
    /// At most this much may be committed and spent.
    Cap,
}

impl Wording for TermKind {
    const WORDS: &'static [(&'static str, TermKind)] =
        &[("floor", TermKind::Floor), ("cap", TermKind::Cap)];
}

/// Of which streams cost counts to a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Of the term's stream and its parts.
    #[default]
    Stream,
    /// Of any stream, where it is for one of the term's purposes.
    AnyStream,
}

impl Wording for Counts {
    const WORDS: &'static [(&'static str, Counts)] = &[
        ("stream", Counts::Stream),
        ("any_stream", Counts::AnyStream),
    ];
}

impl Counts {
    /// Whether it is what is meant where nothing is said.
    pub fn is_usual(&self) -> bool {
        *self == Counts::default()
    }
}

/// How much a floor or a cap is: a sum, or a part of what notices give.
///
/// ```
/// use ringfence::noun::TermSum;
/// use ringfence::word::{Money, Rounding};
///
/// let part = TermSum::Part { percent: "12.5%".parse()?, round: Rounding::Up };
/// assert_eq!(part.of_notices(Money::new(1_001)), Some(Money::new(126))); // £1.26 of £10.01
/// assert_eq!(part.of_notices(Money::new(-8)), Some(Money::ZERO)); // nothing of a cut
/// # Ok::<(), ringfence::word::PercentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TermSum {
    /// A sum.
    Amount {
        /// How much; more than nought.
        amount: Money,
    },
    /// A part of what notices give the body of the stream in the year, before virements.
    Part {
        /// How many in a hundred.
        percent: Percent,
        /// Which way the odd part of a penny goes.
        round: Rounding,
    },
}

impl TermSum {
    /// How much it is where notices give so much; a sum below nought has no part.
    pub fn of_notices(self, given: Money) -> Option<Money> {
        match self {
            TermSum::Amount { amount } => Some(amount),
            TermSum::Part { .. } if given.is_negative() => Some(Money::ZERO),
            TermSum::Part { percent, round } => percent.rounded(round).taken_of(given),
        }
    }

    /// The sum that it names, where it names one.
    pub fn amount(self) -> Option<Money> {
        match self {
            TermSum::Amount { amount } => Some(amount),
            TermSum::Part { .. } => None,
        }
    }
}

/// How a floor stands on a day, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FloorState {
    /// So much has been spent.
    Met,
    /// What has been spent and what is committed by the date come to it.
    OnTrack,
    /// What is still inside the fence would reach it.
    AtRisk,
    /// It would not, or the date has passed.
    Unreachable,
}

impl Wording for FloorState {
    const WORDS: &'static [(&'static str, FloorState)] = &[
        ("met", FloorState::Met),
        ("on_track", FloorState::OnTrack),
        ("at_risk", FloorState::AtRisk),
        ("unreachable", FloorState::Unreachable),
    ];
}
