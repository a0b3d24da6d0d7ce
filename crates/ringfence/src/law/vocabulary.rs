//! The closed vocabulary: every fact that a rule may read, and what it means.

use serde::Serialize;

use super::vocabulary_ask::{OF_ASK, OF_EARLIER};
use super::vocabulary_body::OF_BODIES;
use super::vocabulary_entry::{OF_GROUPS, OF_LINE};
use super::vocabulary_ledger::OF_LEDGER;
use super::vocabulary_promise::OF_PROMISE;
use super::vocabulary_sum::{self, SCOPES, SUMS};
use super::{FactName, FactType, Group};

/// One fact of the vocabulary, with what it means and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FactEntry {
    /// The fact.
    pub fact: FactName,
    /// What it is.
    pub kind: FactType,
    /// Its unit, or the words it may have.
    pub unit: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What it is derived from.
    pub origin: &'static str,
    /// The group it belongs to, where an item may have several.
    pub group: Option<Group>,
    /// Its words, where they are closed; otherwise empty.
    pub words: &'static [&'static str],
    #[serde(skip)]
    name: &'static str,
}

pub(super) const fn one(
    (fact, name): (FactName, &'static str),
    kind: FactType,
    unit: &'static str,
    meaning: &'static str,
    origin: &'static str,
) -> FactEntry {
    FactEntry {
        fact,
        kind,
        unit,
        meaning,
        origin,
        group: None,
        words: &[],
        name,
    }
}

impl FactEntry {
    pub(super) const fn with_words(self, words: &'static [&'static str]) -> FactEntry {
        FactEntry { words, ..self }
    }

    pub(super) const fn in_group(self, group: Group) -> FactEntry {
        FactEntry {
            group: Some(group),
            ..self
        }
    }

    /// The name of the fact, as a rule writes it.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

const COUNT: usize = OF_LINE.len()
    + SCOPES * SUMS
    + OF_ASK.len()
    + OF_PROMISE.len()
    + OF_GROUPS.len()
    + OF_EARLIER.len()
    + OF_BODIES.len()
    + OF_LEDGER.len();

pub(super) static VOCABULARY: [FactEntry; COUNT] = {
    let mut all = [OF_LINE[0]; COUNT];
    let sums = vocabulary_sum::entries();
    let kinds: [&[FactEntry]; 8] = [
        &OF_LINE,
        &sums,
        &OF_ASK,
        &OF_PROMISE,
        &OF_GROUPS,
        &OF_EARLIER,
        &OF_BODIES,
        &OF_LEDGER,
    ];
    let (mut kind, mut place) = (0, 0);
    while kind < kinds.len() {
        let mut next = 0;
        while next < kinds[kind].len() {
            all[place] = kinds[kind][next];
            (next, place) = (next + 1, place + 1);
        }
        kind += 1;
    }
    all
};

/// Every fact that a rule may read, with its meaning: the whole vocabulary, closed.
pub fn vocabulary() -> &'static [FactEntry] {
    &VOCABULARY
}
