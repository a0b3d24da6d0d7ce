//! One field of a table.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::noun::{Stated, StatedUnit, Wording};
use crate::word::{FinancialYear, Money, Wte};

/// One field of a table: a sum, a word, a day, or that it is not recorded.
///
/// *Not recorded* is not nought: a source is silent, and somebody said so. *Nothing* is a field
/// that has no answer here, such as the project of a free balance.
///
/// ```
/// use ringfence::noun::{Stated, StatedUnit};
/// use ringfence::view::Cell;
/// use ringfence::word::Money;
///
/// let letter = Cell::Stated {
///     amount: "902000".parse()?,
///     stated: Stated { unit: StatedUnit::Millions, places: 3 },
/// };
/// assert_eq!(letter.to_string(), "0.902 (£m)");
/// assert_eq!(Cell::Money(Money::new(-123_450)).to_string(), "−£1,234.50");
/// assert_eq!(serde_json::to_string(&Cell::Money(Money::new(5)))?, "\"0.05\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A sum in pounds.
    Money(Money),
    /// A sum as its source stated it: in its unit and with its places.
    Stated {
        /// The sum.
        amount: Money,
        /// Its unit and places.
        stated: Stated,
    },
    /// A financial year.
    Year(FinancialYear),
    /// A day.
    Date(NaiveDate),
    /// A whole number: an entry, a count.
    Number(u64),
    /// How much of full-time posts.
    Wte(Wte),
    /// Yes or no.
    Flag(bool),
    /// It rests on something that a source does not record.
    NotRecorded,
    /// There is no answer here.
    Nothing,
}

impl Cell {
    /// The sum, where it is one.
    pub fn money(&self) -> Option<Money> {
        match self {
            Cell::Money(amount) | Cell::Stated { amount, .. } => Some(*amount),
            _ => None,
        }
    }

    /// The words, where it is some.
    pub fn text(&self) -> Option<&str> {
        match self {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn words(text: impl ToString) -> Cell {
        Cell::Text(text.to_string())
    }

    /// What may be there.
    pub(crate) fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::Nothing, cell)
    }

    /// Words that may be empty.
    pub(crate) fn said(text: &str) -> Cell {
        Cell::maybe(Some(text).filter(|it| !it.is_empty()), Cell::words)
    }

    /// A sum of several; nothing where it is out of range.
    pub(crate) fn sum(sums: impl IntoIterator<Item = Money>) -> Cell {
        Cell::maybe(Money::total(sums), Cell::Money)
    }

    /// Adds another cell of its column: a field without an answer adds nothing, and what is not
    /// recorded leaves the sum so; nothing where it is out of range.
    pub(crate) fn add(&mut self, other: &Cell) {
        *self = match (self.money(), other.money()) {
            (Some(sum), Some(more)) => Cell::maybe(sum.checked_add(more), Cell::Money),
            _ if Cell::NotRecorded == *self || Cell::NotRecorded == *other => Cell::NotRecorded,
            (None, Some(_)) => other.clone(),
            _ => return,
        };
    }

    /// A figure as its source stated it; without that, nothing.
    pub(crate) fn stated(amount: Money, stated: Option<Stated>) -> Cell {
        Cell::maybe(stated, |stated| Cell::Stated { amount, stated })
    }

    /// Whether people read it from the right.
    pub(crate) fn is_figure(&self) -> bool {
        matches!(
            self,
            Cell::Money(_)
                | Cell::Stated { .. }
                | Cell::Number(_)
                | Cell::Wte(_)
                | Cell::NotRecorded
        )
    }
}

/// A figure in its unit, with its places; more places where it would else be another sum.
fn in_unit(amount: Money, stated: Stated) -> String {
    let mut figure = amount.to_decimal() / Decimal::from(stated.unit.pounds());
    figure = figure.normalize();
    let places = figure.scale().max(u32::from(stated.places));
    figure.rescale(places);
    figure.to_string()
}

fn sign_of(unit: StatedUnit) -> &'static str {
    match unit {
        StatedUnit::Pounds => "£",
        StatedUnit::Thousands => "£000",
        StatedUnit::Millions => "£m",
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Cell::Text(text) => text.clone(),
            Cell::Money(amount) => amount.in_words(),
            Cell::Stated { amount, stated } => {
                format!("{} ({})", in_unit(*amount, *stated), sign_of(stated.unit))
            }
            Cell::Year(year) => year.to_string(),
            Cell::Date(day) => day.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::Wte(wte) => wte.to_string(),
            Cell::Flag(true) => "yes".to_owned(),
            Cell::Flag(false) => "no".to_owned(),
            Cell::NotRecorded => "not recorded".to_owned(),
            Cell::Nothing => String::new(),
        };
        f.pad(&text)
    }
}

impl Serialize for Cell {
    /// A sum is a string of pounds, a WTE of its number; what is not recorded is the words, and
    /// nothing is null.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Text(text) => to.serialize_str(text),
            Cell::Money(amount) => amount.serialize(to),
            Cell::Stated { amount, stated } => {
                let mut figure = to.serialize_struct("Stated", 3)?;
                figure.serialize_field("amount", amount)?;
                figure.serialize_field("unit", stated.unit.word())?;
                figure.serialize_field("places", &stated.places)?;
                figure.end()
            }
            Cell::Year(year) => year.serialize(to),
            Cell::Date(day) => day.serialize(to),
            Cell::Number(number) => to.serialize_u64(*number),
            Cell::Wte(wte) => wte.serialize(to),
            Cell::Flag(flag) => to.serialize_bool(*flag),
            Cell::NotRecorded => to.serialize_str("not recorded"),
            Cell::Nothing => to.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_which_a_part_is_not_recorded_is_not() {
        let sum = |pence| Cell::Money(Money::from_pence(pence).expect("a sum"));
        let added = |mut one: Cell, other: &Cell| {
            one.add(other);
            one
        };
        assert_eq!(added(sum(3), &sum(4)), sum(7));
        assert_eq!(added(sum(3), &Cell::NotRecorded), Cell::NotRecorded);
        assert_eq!(added(Cell::NotRecorded, &sum(3)), Cell::NotRecorded);
        // A field without an answer adds nothing; beyond what there is of money stands nothing.
        assert_eq!(added(Cell::Nothing, &sum(3)), sum(3));
        assert_eq!(added(sum(3), &Cell::Nothing), sum(3));
        assert_eq!(added(Cell::Money(Money::MAX), &sum(1)), Cell::Nothing);
    }
}
