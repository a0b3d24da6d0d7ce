//! What was recorded of the facts that a book declares.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Fact;
use super::facts::Cell;

/// Facts of a book's own, of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OwnFacts {
    each: Vec<Own>,
}

/// All that was recorded of one of them, by the day from which it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Own {
    name: Arc<str>,
    said: Vec<(NaiveDate, Cell)>,
}

impl OwnFacts {
    pub(super) fn record(&mut self, name: &str, on: NaiveDate, cell: Cell) {
        let place = self.each.iter().position(|own| *own.name == *name);
        let place = place.unwrap_or_else(|| {
            let (name, said) = (name.into(), Vec::new());
            self.each.push(Own { name, said });
            self.each.len() - 1
        });
        let said = &mut self.each[place].said;
        let after = said.partition_point(|(day, _)| *day <= on);
        said.insert(after, (on, cell));
    }

    /// A fact as it was recorded last by a day.
    pub(super) fn on(&self, name: &str, on: NaiveDate) -> Option<&Fact> {
        self.cell(name, on).map(Cell::fact)
    }

    /// The entries that it came from.
    pub(super) fn entries_on(&self, name: &str, on: NaiveDate) -> &[u64] {
        self.cell(name, on).map_or(&[], Cell::entries)
    }

    fn cell(&self, name: &str, on: NaiveDate) -> Option<&Cell> {
        let own = self.each.iter().find(|own| *own.name == *name)?;
        let said = own.said.iter().rev().find(|(day, _)| *day <= on);
        said.map(|(_, cell)| cell)
    }
}
