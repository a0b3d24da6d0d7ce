//! What was accepted.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::moves::Moves;
use super::names::Named;
use super::words::Words;
use crate::journal::{Act, ActorId, Advice, Draft, Header, Key, Salt, Text};
use crate::word::Hash;

/// What was accepted by the rules: a draft with its dates settled, the movements that follow
/// from it, and nothing left to decide.
///
/// Only [`Ledger::check`](super::Ledger::check) and a plan make one; it cannot be read from
/// bytes, so that nothing unverified passes for accepted.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::journal::ActKind;
/// use ringfence::state::Checked;
///
/// let ledger = aberwen();
/// let beds = draft(ActKind::Spend, "commitment=ward-6 | amount=20000 | effective=2025-11-28");
/// let Checked::Append(event) = ledger.check(&beds)? else { panic!("it is new") };
/// assert_eq!(event.effective().to_string(), "2025-11-28");
/// assert_eq!(event.act().kind(), ActKind::Spend);
/// assert_eq!(event.movement_count(), 1); // from committed to invoiced
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not kept yet, and has no number: that is an [`Entry`](crate::journal::Entry).
#[derive(Clone, Debug)]
pub struct Event<'a> {
    pub(crate) effective: NaiveDate,
    pub(crate) recorded: NaiveDate,
    pub(crate) said: Said<'a>,
    pub(crate) named: Named,
    pub(crate) moves: Moves,
    pub(crate) advice: Vec<Advice>,
    pub(crate) words: Words,
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

    /// The numbers of the entries whose words it takes away, in order; mostly none. A store lets
    /// their words and salts go in the same step in which it keeps this one.
    pub fn redacts(&self) -> &[u64] {
        self.act().redacts()
    }

    /// How many movements follow from it.
    pub fn movement_count(&self) -> usize {
        self.moves.as_slice().len()
    }

    /// What stands against it, where it is recorded all the same; mostly nothing.
    pub fn advice(&self) -> &[Advice] {
        &self.advice
    }

    /// The same event, whose draft is its own.
    pub(crate) fn owned(self) -> Event<'static> {
        let said = Said::Own(Box::new(self.said().clone()));
        let Event {
            effective,
            recorded,
            named,
            moves,
            advice,
            words,
            ..
        } = self;
        Event {
            effective,
            recorded,
            said,
            named,
            moves,
            advice,
            words,
        }
    }

    /// The same event in the words of another one of the same draft, where they are gone there.
    pub(crate) fn in_words_of(self, other: Event<'static>) -> Event<'static> {
        let event = self.owned();
        match other.words {
            Words::There => event,
            Words::Gone(_) => Event {
                said: other.said,
                words: other.words,
                ..event
            },
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

    /// The sender's key, if any.
    pub fn key(&self) -> Option<&Key> {
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

/// What a check answers where it does not refuse: a new event, or the receipt of one that is
/// there already.
///
/// A check changes nothing, whatever it answers.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::journal::ActKind;
/// use ringfence::state::Checked;
///
/// let mut ledger = aberwen();
/// let stream = draft(ActKind::AddStream, "id=core | purposes=clinics");
/// let Checked::Append(event) = ledger.check(&stream)? else { panic!("it is new") };
/// let entry = ledger.entry_of(&event); // a store keeps it here
/// let receipt = ledger.apply(&event, entry.hash)?;
///
/// // The same again, as a program says it at each start: nothing is to be done.
/// let Checked::Unchanged(again) = ledger.check(&stream)? else { panic!("it is there") };
/// assert_eq!(again, receipt);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A no is not among its answers: that is the error, [`Refusals`](crate::journal::Refusals).
#[derive(Clone, Debug)]
pub enum Checked<'a> {
    /// The draft would be appended as this event.
    Append(Event<'a>),
    /// The same was posted before: its receipt stands.
    Unchanged(Receipt),
}

/// Proof that a draft was posted, and where it stands in the journal.
///
/// The hash covers all entries up to it: who keeps a receipt can tell whether anything before it
/// was changed since. The same draft under the same key always has the same receipt.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::journal::ActKind;
/// # use ringfence::state::{Checked, Receipt};
///
/// let mut ledger = aberwen();
/// let beds = draft(ActKind::Spend, "commitment=ward-6 | amount=20000 | effective=2025-11-28");
/// # let Checked::Append(event) = ledger.check(&beds)? else { panic!("it is new") };
/// let entry = ledger.entry_of(&event);
/// let receipt: Receipt = ledger.apply(&event, entry.hash)?;
/// assert_eq!((receipt.entry, receipt.hash), (6, entry.hash));
/// assert_eq!(receipt.effective.to_string(), "2025-11-28");
/// assert_eq!(ledger.head().hash, receipt.hash);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not what was posted: that is the [`Entry`](crate::journal::Entry) of its number.
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

/// The last entry of a journal: how far a ledger has come.
///
/// Two ledgers with the same head have the same entries, and so the same figures.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::state::Head;
///
/// let head: Head = aberwen().head();
/// assert_eq!(head.entry, 5);
/// assert_eq!(head.recorded.to_string(), "2025-10-01"); // no draft may be recorded earlier
/// assert_eq!(head, aberwen().head());
/// ```
///
/// It is no day of today: the ledger knows none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number; 0 before any entry.
    pub entry: u64,
    /// Its hash; the header's before any entry.
    pub hash: Hash,
    /// When it was learned; the book's first day before any entry.
    pub recorded: NaiveDate,
}

impl Head {
    /// The head of a book before its first entry.
    pub(crate) fn before_any(header: &Header) -> Head {
        Head {
            entry: 0,
            hash: header.genesis(),
            recorded: header.first_day,
        }
    }
}
