//! Money that another body adds on its own conditions.

use serde::{Deserialize, Serialize};

use super::Wording;
use crate::word::Id;

/// Marks an id as a contribution's.
#[derive(Debug)]
pub enum OfContribution {}

/// The id of a contribution: money that another body adds on its own conditions. It is never a
/// part of the allocation.
pub type ContributionId = Id<OfContribution>;

/// How far a contribution has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContributionState {
    /// Hoped for: never authority.
    Expected,
    /// Promised by the partner: authority where the stream says so.
    Agreed,
    /// Come: authority.
    Received,
}

impl Wording for ContributionState {
    const WORDS: &'static [(&'static str, ContributionState)] = &[
        ("expected", ContributionState::Expected),
        ("agreed", ContributionState::Agreed),
        ("received", ContributionState::Received),
    ];
}

/// From when on a stream's contributions are authority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContributionRule {
    /// Once they are received.
    #[default]
    Received,
    /// Once they are agreed.
    Agreed,
}

impl Wording for ContributionRule {
    const WORDS: &'static [(&'static str, ContributionRule)] = &[
        ("received", ContributionRule::Received),
        ("agreed", ContributionRule::Agreed),
    ];
}

impl ContributionRule {
    /// Whether it is the one that holds where nothing is stated.
    pub fn is_usual(&self) -> bool {
        *self == ContributionRule::default()
    }
}
