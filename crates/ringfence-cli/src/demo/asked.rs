//! Sums that the demo asks of a table of the library.

use ringfence::view::{Cell, Table};
use ringfence::word::Money;

use crate::show::{NOT_RECORDED, pounds};

/// The words of a cell; none where it has no answer.
pub(super) fn words(table: &Table, row: usize, column: &str) -> String {
    table
        .find(row, column)
        .map_or_else(String::new, Cell::to_string)
}

/// The sum of a column over the rows that hold these words; nothing where a part of it is not
/// recorded.
pub(super) fn sum(table: &Table, column: &str, of: &[(&str, &str)]) -> Option<Money> {
    let holds = |row: &usize| of.iter().all(|(at, text)| words(table, *row, at) == *text);
    let cells = (0..table.rows.len())
        .filter(holds)
        .map(|row| table.find(row, column));
    let sums: Option<Vec<Money>> = cells
        .map(|cell| match cell {
            Some(Cell::NotRecorded) | None => None,
            Some(cell) => Some(cell.money().unwrap_or(Money::ZERO)),
        })
        .collect();
    Money::total(sums?)
}

/// A sum as it is shown.
pub(super) fn shown(sum: Option<Money>) -> String {
    sum.map_or_else(|| NOT_RECORDED.to_owned(), pounds)
}
