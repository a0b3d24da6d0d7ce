//! What was recorded of the facts that a book declares.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Fact;
use super::expression::OfRecord;
use super::facts::Cell;
use super::letter::Letter;

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

impl OwnFacts {
    pub(super) fn record(&mut self, name: &str, letter: Letter, value: Cell) {
        let Letter { on, by } = letter;
        let author = by.map_or(Fact::Absent, Fact::from);
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
    pub(super) fn on(&self, name: &str, on: NaiveDate) -> Option<&Fact> {
        self.read_on(OfRecord::Value, name, on)
    }

    /// What is read of the last record by a day; nothing where there is none.
    pub(super) fn read_on(&self, read: OfRecord, name: &str, on: NaiveDate) -> Option<&Fact> {
        let saying = self.saying(name, on)?;
        Some(match read {
            OfRecord::Value => saying.value.fact(),
            OfRecord::Day => &saying.day,
            OfRecord::Author => &saying.author,
        })
    }

    /// The entries that it came from.
    pub(super) fn entries_on(&self, name: &str, on: NaiveDate) -> &[u64] {
        self.saying(name, on)
            .map_or(&[], |saying| saying.value.entries())
    }

    fn saying(&self, name: &str, on: NaiveDate) -> Option<&Saying> {
        let own = self.each.iter().find(|own| *own.name == *name)?;
        own.said.iter().rev().find(|it| it.from <= on)
    }
}
