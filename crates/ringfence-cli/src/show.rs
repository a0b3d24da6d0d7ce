//! How sums and missing figures are shown.

use ringfence::view::{self, Cell};
use ringfence::word::Money;
use ringfence_formats::Table;

use crate::rules::Form;

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

/// A cell of a view, as it is printed.
pub(crate) fn cell(of: &Cell) -> String {
    of.money().map_or_else(|| of.to_string(), pounds)
}

/// A view as it is shown, without columns that say nothing.
pub(crate) fn shown(of: &view::Table) -> Table {
    Table::of_view(of, cell).with_columns_where(says)
}

/// A view in one of its forms.
pub(crate) fn written(of: &view::Table, form: Form) -> String {
    match form {
        Form::Text => printed(&shown(of)),
        Form::Html => shown(of).to_html(),
        Form::Markdown => of.to_markdown(),
        Form::Json => serde_json::to_string_pretty(of).expect("names and texts") + "\n",
    }
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
