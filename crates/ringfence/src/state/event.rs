//! What was accepted.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::moves::Moves;
use super::names::Named;
use crate::journal::{Act, ActorId, Draft, Key, Salt, Text};
use crate::word::Hash;

/// What was accepted by the rules: a draft with its dates settled, the movements that follow
/// from it, and nothing left to decide.
///
/// Only [`Ledger::check`](super::Ledger::check) and a plan make one; it cannot be read from
/// bytes, so that nothing unverified passes for accepted.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) said: Said<'a>,
    pub(crate) named: Named,
    pub(crate) moves: Moves,
}

/// What was said: a draft that somebody else holds, or one of the event's own.
#[derive(Clone, Debug)]
pub(crate) enum Said<'a> {
    Theirs(&'a Draft),
    Own(Box<Draft>),
}

impl Event<'_> {
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
        &self.said().act
    }

    /// How many movements follow from it.
    pub fn movement_count(&self) -> usize {
        self.moves.as_slice().len()
    }

    /// The same event, whose draft is its own.
    pub(crate) fn owned(self) -> Event<'static> {
        let said = Said::Own(Box::new(self.said().clone()));
        let Event {
            effective,
            recorded,
            named,
            moves,
            ..
        } = self;
        Event {
            effective,
            recorded,
            said,
            named,
            moves,
        }
    }

    pub(crate) fn said(&self) -> &Draft {
        match &self.said {
            Said::Theirs(draft) => draft,
            Said::Own(draft) => draft,
        }
    }

    pub(crate) fn text(&self) -> &Text {
        &self.said().text
    }

    pub(crate) fn key(&self) -> Option<&Key> {
        self.said().key.as_ref()
    }

    pub(crate) fn salt(&self) -> Salt {
        self.said().salt
    }

    pub(crate) fn actor(&self) -> Cow<'_, ActorId> {
        let said = self.said().actor.as_ref();
        said.map_or_else(|| Cow::Owned(ActorId::not_stated()), Cow::Borrowed)
    }
}

/// What a check answers where it does not refuse.
#[derive(Clone, Debug)]
pub enum Checked<'a> {
    /// The draft would be appended as this event.
    Append(Event<'a>),
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
