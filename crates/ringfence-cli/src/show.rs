//! How sums and missing figures are shown.

use ringfence::view::{self, Cell, ColumnKind};
use ringfence::word::Money;
use ringfence_formats::{Align, Table};

/// What stands where a source does not record a figure.
pub(crate) const NOT_RECORDED: &str = "not recorded";

/// What stands where there is nothing.
pub(crate) const NOTHING: &str = "–";

/// A sum in pounds; pence only where there are any, and a dash for nothing.
pub(crate) fn pounds(sum: Money) -> String {
    if sum.is_zero() {
        return NOTHING.to_owned();
    }
    let words = sum.in_words();
    words
        .strip_suffix(".00")
        .map_or(words.clone(), str::to_owned)
}

/// The columns of a view, without its rows.
pub(crate) fn headed(of: &view::Table) -> Table {
    let mut table = Table::new(&of.title);
    for column in &of.columns {
        let align = match column.kind {
            ColumnKind::Money => Align::Right,
            _ => Align::Left,
        };
        table.column(column.name.replace('_', " "), align);
    }
    table
}

/// The cells of a row of a view, as they are printed.
pub(crate) fn cells(row: &[Cell]) -> impl Iterator<Item = String> {
    let cell = |cell: &Cell| cell.money().map_or_else(|| cell.to_string(), pounds);
    row.iter().map(cell)
}

/// Whether a column says anything in any of its cells.
pub(crate) fn says(cells: &[&str]) -> bool {
    cells
        .iter()
        .any(|cell| !cell.is_empty() && *cell != NOTHING)
}

/// A heading with a line under it.
pub(crate) fn heading(text: &str) -> String {
    format!("{text}\n{}\n", "=".repeat(text.chars().count()))
}

/// A table as it is printed: no line is longer than what a terminal and a sheet of paper hold.
pub(crate) fn printed(table: &Table) -> String {
    const WIDTH: usize = 120;
    table.within(WIDTH).to_string()
}
