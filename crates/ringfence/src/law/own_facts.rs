//! What was recorded of the facts that a book declares.

use std::sync::Arc;

use chrono::NaiveDate;

use super::expression::OfRecord;
use super::facts::Cell;
use super::letter::Letter;
use super::{Fact, Value};

/// Facts of a book's own, of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OwnFacts {
    each: Vec<Own>,
}

/// All that was recorded of one of them, by the day from which it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Own {
    name: Arc<str>,
    said: Vec<Saying>,
}

/// What was recorded once.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Saying {
    /// Its place among others of the same fact.
    from: NaiveDate,
    value: Cell,
    day: Fact,
    author: Fact,
}

/// Whose records are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose<'w> {
    Anybodys,
    /// Those of one person, to the letter; those that name nobody are of no person.
    Of(&'w str),
}

/// What is found of a last record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last<'o> {
    /// There is none.
    None,
    /// There is one, and it may be another person's.
    Perhaps,
    Says(&'o Fact),
}

impl OwnFacts {
    pub(super) fn record(&mut self, name: &str, letter: Letter, value: Cell) {
        let Letter { on, by: author } = letter;
        self.insert(
            name,
            Saying {
                from: on,
                value,
                day: Fact::from(on),
                author,
            },
        );
    }

    /// Nobody recorded it, and it is asked for: neither what it says nor when nor who is known.
    pub(super) fn leave_open(&mut self, name: &str) {
        self.insert(
            name,
            Saying {
                from: NaiveDate::MIN,
                value: Cell::unknown(),
                day: Fact::Unknown,
                author: Fact::Unknown,
            },
        );
    }

    fn insert(&mut self, name: &str, saying: Saying) {
        let place = self.each.iter().position(|own| *own.name == *name);
        let place = place.unwrap_or_else(|| {
            let (name, said) = (name.into(), Vec::new());
            self.each.push(Own { name, said });
            self.each.len() - 1
        });
        let said = &mut self.each[place].said;
        let after = said.partition_point(|it| it.from <= saying.from);
        said.insert(after, saying);
    }

    /// A fact as it was recorded last by a day.
    pub(super) fn on(&self, name: &str, whose: Whose<'_>, on: NaiveDate) -> Option<&Fact> {
        Some(self.saying(name, whose, on)?.value.fact())
    }

    /// What is read of the last record by a day.
    pub(super) fn read_on(
        &self,
        read: OfRecord,
        name: &str,
        whose: Whose<'_>,
        on: NaiveDate,
    ) -> Last<'_> {
        let Some(saying) = self.saying(name, whose, on) else {
            return Last::None;
        };
        if whose != Whose::Anybodys && saying.author == Fact::Unknown {
            return Last::Perhaps;
        }
        Last::Says(match read {
            OfRecord::Value => saying.value.fact(),
            OfRecord::Day => &saying.day,
            OfRecord::Author => &saying.author,
        })
    }

    /// The entries that it came from.
    pub(super) fn entries_on(&self, name: &str, whose: Whose<'_>, on: NaiveDate) -> &[u64] {
        self.saying(name, whose, on)
            .map_or(&[], |saying| saying.value.entries())
    }

    /// The last one by a day that is, or may be, of the person.
    fn saying(&self, name: &str, whose: Whose<'_>, on: NaiveDate) -> Option<&Saying> {
        let own = self.each.iter().find(|own| *own.name == *name)?;
        let mut said = own.said.iter().rev().filter(|it| it.from <= on);
        said.find(|it| it.may_be(whose))
    }
}

impl Saying {
    fn may_be(&self, whose: Whose<'_>) -> bool {
        match (whose, &self.author) {
            (Whose::Anybodys, _) | (_, Fact::Unknown) => true,
            (Whose::Of(who), Fact::Known(Value::Text(author))) => **author == *who,
            _ => false,
        }
    }
}
