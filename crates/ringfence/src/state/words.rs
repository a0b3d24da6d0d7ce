//! Whether the words of an entry are there, and what rules read of those that are gone.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::event::Event;
use crate::journal::{Act, Draft, Text};
use crate::law::Fact;

/// Whether the words of an event are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    There,
    /// Gone, with those that it had among the ones that rules read.
    Gone(Vec<WordRead>),
}

/// A word of an entry that rules read, or whether it is there: the figures say that it was, so
/// that they stay what they are once it is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordRead {
    Evidence,
    By,
}

/// Who said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Teller {
    Nobody,
    Named(Arc<str>),
    /// Somebody, whose name is gone.
    Somebody,
}

impl Teller {
    fn named_in(text: &Text) -> Teller {
        let by = text.by.as_deref().map(str::trim);
        let by = by.filter(|by| !by.is_empty());
        by.map_or(Teller::Nobody, |by| Teller::Named(by.into()))
    }

    /// The name; empty where there is none.
    pub(crate) fn name(&self) -> &str {
        match self {
            Teller::Named(name) => name,
            Teller::Nobody | Teller::Somebody => "",
        }
    }

    pub(crate) fn as_fact(&self) -> Fact {
        match self {
            Teller::Nobody => Fact::Absent,
            Teller::Named(name) => Fact::from(Arc::clone(name)),
            Teller::Somebody => Fact::Unknown,
        }
    }

    /// Forgets the name, and not that there was one.
    pub(crate) fn forget(&mut self) {
        if let Teller::Named(_) = self {
            *self = Teller::Somebody;
        }
    }
}

impl Event<'_> {
    /// Whether it names its evidence, or did.
    pub(crate) fn is_evidenced(&self) -> bool {
        match &self.words {
            Words::There => self.text().evidence.is_some(),
            Words::Gone(had) => had.contains(&WordRead::Evidence),
        }
    }

    /// Who said it.
    pub(crate) fn teller(&self) -> Teller {
        match &self.words {
            Words::There => Teller::named_in(self.text()),
            Words::Gone(had) if had.contains(&WordRead::By) => Teller::Somebody,
            Words::Gone(_) => Teller::Nobody,
        }
    }

    /// Which words it has, or had, of those that rules read of such an act.
    pub(crate) fn words_read(&self) -> Vec<WordRead> {
        let is_said = match self.act() {
            Act::RecordDelay(_) | Act::RecordVacancy(_) if self.is_evidenced() => {
                Some(WordRead::Evidence)
            }
            Act::RecordFact(_) | Act::Approve(_) if self.teller() != Teller::Nobody => {
                Some(WordRead::By)
            }
            _ => None,
        };
        Vec::from_iter(is_said)
    }

    /// The draft, to be judged again: something stands in for words that are gone.
    pub(crate) fn to_judge_again(&self) -> Cow<'_, Draft> {
        if self.words == Words::There {
            return Cow::Borrowed(self.said());
        }
        let gone = || Some(Arc::from("redacted"));
        let text = Text {
            name: gone(),
            notice: gone(),
            dated: gone(),
            by: gone(),
            reference: gone(),
            counterparty: gone(),
            evidence: gone(),
            reason: gone(),
            words: gone(),
            source: gone(),
            note: gone(),
        };
        Cow::Owned(Draft {
            text,
            ..self.said().clone()
        })
    }
}
