//! What went to core money, and what that freed.

use super::{Cell, ColumnKind, Table};
use crate::state::{Ledger, MainstreamedRead, Selection};

const COLUMNS: [(&str, ColumnKind); 16] = [
    ("project", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("from", ColumnKind::Date),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("commitment", ColumnKind::Text),
    ("core_body", ColumnKind::Text),
    ("core_stream", ColumnKind::Text),
    ("core_commitment", ColumnKind::Text),
    ("freed_in_year", ColumnKind::Money),
    ("freed_full_year", ColumnKind::Money),
    ("core_in_year", ColumnKind::Money),
    ("core_full_year", ColumnKind::Money),
    ("evaluation", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("entry", ColumnKind::Number),
];

/// What went to core money: a row for each commitment that a mainstreaming moved, in the order of
/// the journal.
///
/// `freed_in_year` is what the year had still kept for it and what is free since; `freed_full_year`
/// what it cost in twelve months and costs no more. `core_in_year` and `core_full_year` are what
/// the core line bears instead. A recurrent virement to another stream, off a line that pays for
/// projects every year, stands below as *virement, not mainstreaming*: there the authority moved
/// with the cost, and nothing is freed.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::mainstreamed(&ledger, &Selection::default()).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn mainstreamed(ledger: &Ledger, of: &Selection) -> Table {
    let mut table = Table::new("Mainstreamed".to_owned(), &COLUMNS);
    for it in ledger.mainstreamed_read(of) {
        table.add(row(&it));
    }
    table
}

fn row(it: &MainstreamedRead<'_>) -> Vec<Cell> {
    let kind = match it.project {
        Some(_) => "mainstreamed",
        None => "virement, not mainstreaming",
    };
    vec![
        Cell::maybe(it.project, Cell::words),
        Cell::words(kind),
        Cell::Date(it.from),
        Cell::words(it.freed.body),
        Cell::words(it.freed.stream),
        Cell::maybe(it.freed.commitment, Cell::words),
        Cell::words(it.core.body),
        Cell::words(it.core.stream),
        Cell::maybe(it.core.commitment, Cell::words),
        Cell::Money(it.freed_in_year),
        Cell::Money(it.freed_full_year),
        Cell::Money(it.core_in_year),
        Cell::Money(it.core_full_year),
        Cell::maybe(it.evaluation, Cell::words),
        Cell::Year(it.year),
        Cell::Number(it.entry),
    ]
}
