//! How sums and missing figures are shown.

use ringfence::word::Money;
use ringfence_formats::Table;

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

/// A heading with a line under it.
pub(crate) fn heading(text: &str) -> String {
    format!("{text}\n{}\n", "=".repeat(text.chars().count()))
}

/// A table as it is printed: no line is longer than what a terminal and a sheet of paper hold.
pub(crate) fn printed(table: &Table) -> String {
    const WIDTH: usize = 120;
    table.within(WIDTH).to_string()
}
