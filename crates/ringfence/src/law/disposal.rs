//! What becomes of an item at the year end: parts that add up to it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Destination, Outcome, Release, Use};
use crate::word::Money;

/// What becomes of one item: its parts, or what is missing, or which clauses disagree.
///
/// ```
/// use chrono::NaiveDate;
/// use ringfence::law::{Disposal, FactName, Facts, Outcome, RuleBook};
/// use ringfence::word::Money;
///
/// let mut facts = Facts::new();
/// facts.set(FactName::ItemAmount, Money::new(12_345), &[3])?;
/// let day = NaiveDate::from_ymd_opt(2017, 3, 31).unwrap();
/// let disposal = RuleBook::empty().dispose(&facts, day);
/// assert_eq!(disposal.sum_of(Outcome::Lapse), Money::new(12_345));
/// # Ok::<(), ringfence::law::FactError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Disposal {
    /// Decided: the parts add up to the item, and there is at least one.
    Decided {
        /// The parts, those of the uppermost clause first.
        parts: Vec<DisposalPart>,
    },
    /// A recorded thing lacks a value that would change the answer, or a clause asks for more.
    NeedsEvidence {
        /// The names of the missing facts and what clauses ask for, in the order of their alphabet.
        missing: Vec<String>,
    },
    /// Two or more exceptions apply, none over another, and they disagree.
    Conflict {
        /// Their labels, in the order of the book.
        labels: Vec<String>,
    },
}

/// A part of an item that comes to one outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisposalPart {
    /// What becomes of it.
    pub outcome: Outcome,
    /// How much; negative where the item is.
    pub amount: Money,
    /// Where what is rolled over may be used.
    pub to: Option<Destination>,
    /// From which day what is rolled over may be used.
    pub available_from: Option<NaiveDate>,
    /// How much of what is rolled over is released in the next year.
    #[serde(skip_serializing_if = "Release::is_usual")]
    pub release: Release,
    /// What may be asked of what is rolled over.
    #[serde(rename = "use", skip_serializing_if = "Use::is_usual")]
    pub usage: Use,
}

impl Disposal {
    /// The parts where it is decided, else none.
    pub fn parts(&self) -> &[DisposalPart] {
        match self {
            Disposal::Decided { parts } => parts,
            _ => &[],
        }
    }

    /// How much comes to an outcome; nothing where it is not decided.
    pub fn sum_of(&self, outcome: Outcome) -> Money {
        let parts = self.parts().iter().filter(|part| part.outcome == outcome);
        Money::total(parts.map(|part| part.amount)).unwrap_or(Money::ZERO)
    }

    /// Whether it comes to the same as another, in whatever order the parts stand.
    pub(crate) fn is_alike(&self, other: &Disposal) -> bool {
        match (self, other) {
            (Disposal::Decided { parts: one }, Disposal::Decided { parts: other }) => {
                one.len() == other.len() && one.iter().all(|part| other.contains(part))
            }
            (one, other) => one == other,
        }
    }

    /// Whether it is decided.
    pub fn is_decided(&self) -> bool {
        matches!(self, Disposal::Decided { .. })
    }
}
