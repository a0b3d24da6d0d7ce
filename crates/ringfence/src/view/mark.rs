//! What no source records.

use super::{Cell, ColumnKind, Table};
use crate::noun::Wording;
use crate::state::Ledger;

const COLUMNS: [(&str, ColumnKind); 7] = [
    ("entry", ColumnKind::Number),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("what", ColumnKind::Text),
    ("words", ColumnKind::Text),
    ("corrected_by", ColumnKind::Number),
];

/// What is not recorded, in the source's own words: a row for each mark, in the order of body,
/// stream, year and what is not recorded.
///
/// A mark that was corrected stays, beside the entry that reversed it.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::marks(&ledger).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn marks(ledger: &Ledger) -> Table {
    let mut table = Table::new("Not recorded", &COLUMNS);
    let mut all = ledger.marks_read();
    all.sort_by_key(|mark| (mark.body, mark.stream, mark.year, mark.what, mark.entry));
    for mark in all {
        table.add(vec![
            Cell::Number(mark.entry),
            Cell::words(mark.body),
            Cell::words(mark.stream),
            Cell::Year(mark.year),
            Cell::words(mark.what.word()),
            Cell::said(mark.words),
            Cell::maybe(mark.corrected_by, Cell::Number),
        ]);
    }
    table
}
