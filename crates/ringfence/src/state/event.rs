//! What was accepted.

use chrono::NaiveDate;

use super::moves::Moves;
use super::names::Named;
use crate::journal::{Act, ActorId, Key, Salt, Text};
use crate::word::Hash;

/// What was accepted by the rules: a draft with its dates settled, the movements that follow
/// from it, and nothing left to decide.
///
/// Only [`Ledger::check`](super::Ledger::check) and a plan make one; it cannot be read from
/// bytes, so that nothing unverified passes for accepted.
#[derive(Clone, Debug)]
pub struct Event {
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) actor: ActorId,
    pub(crate) key: Option<Key>,
    pub(crate) act: Act,
    pub(crate) text: Text,
    pub(crate) salt: Salt,
    pub(crate) named: Named,
    pub(crate) moves: Moves,
}

impl Event {
    /// When it counts.
    pub fn effective(&self) -> NaiveDate {
        self.effective
    }

    /// When it was learned.
    pub fn recorded(&self) -> NaiveDate {
        self.recorded
    }

    /// What was accepted.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// How many movements follow from it.
    pub fn movement_count(&self) -> usize {
        self.moves.as_slice().len()
    }
}

/// What a check answers where it does not refuse.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a box would cost an allocation for each posting"
)]
pub enum Checked {
    /// The draft would be appended as this event.
    Append(Event),
    /// The same was posted before: its receipt stands.
    Unchanged(Receipt),
}

/// Proof that a draft was posted, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The number of its entry, from 1.
    pub entry: u64,
    /// The hash of its entry, which covers all entries before it.
    pub hash: Hash,
    /// When it counts.
    pub effective: NaiveDate,
    /// When it was learned.
    pub recorded: NaiveDate,
}

/// The last entry of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number; 0 before any entry.
    pub entry: u64,
    /// Its hash; the header's before any entry.
    pub hash: Hash,
    /// When it was learned; the book's first day before any entry.
    pub recorded: NaiveDate,
}
