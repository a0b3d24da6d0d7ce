//! The letters that gave the money.

use super::{Cell, ColumnKind, Table};
use crate::noun::Wording;
use crate::state::Ledger;

const COLUMNS: [(&str, ColumnKind); 17] = [
    ("entry", ColumnKind::Number),
    ("effective", ColumnKind::Date),
    ("dated", ColumnKind::Text),
    ("giver", ColumnKind::Text),
    ("receiver", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("recurrence", ColumnKind::Text),
    ("opening", ColumnKind::Flag),
    ("re_provided", ColumnKind::Flag),
    ("amount", ColumnKind::Money),
    ("stated", ColumnKind::Stated),
    ("full_year", ColumnKind::Money),
    ("notice", ColumnKind::Text),
    ("source", ColumnKind::Text),
    ("note", ColumnKind::Text),
    ("corrected_by", ColumnKind::Number),
];

/// Each notice with who gave, who received, how much, how the letter stated it and when: a row
/// for each, in the order of the journal.
///
/// `dated` is how the source gives the day, where it does not state one. `stated` shows the
/// figure in the letter's own unit and places. `source` is where it was published, and `note` what
/// must be read with it. A notice that was corrected stays, beside the
/// entry that reversed it; pass-downs are notices, too, virements are not. A re-provision is two
/// notices of one entry: what leaves one year, and the same again in the next. What a line of the
/// year's own vintage was taken on with stands among them: its notice says so.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::notices(&ledger).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn notices(ledger: &Ledger) -> Table {
    let mut table = Table::new("Notices", &COLUMNS);
    let notices = ledger.notices_read();
    for it in notices.iter().filter(|it| it.virement.is_none()) {
        table.add(vec![
            Cell::Number(it.entry),
            Cell::Date(it.effective),
            Cell::maybe(it.dated, Cell::words),
            Cell::words(it.giver),
            Cell::words(it.to),
            Cell::words(it.stream),
            Cell::Year(it.year),
            Cell::words(it.recurrence.word()),
            Cell::Flag(it.opening),
            Cell::Flag(it.re_provided),
            Cell::Money(it.amount),
            Cell::stated(it.amount, it.stated),
            Cell::Money(it.full_year),
            Cell::said(it.notice),
            Cell::maybe(it.source, Cell::words),
            Cell::maybe(it.note, Cell::words),
            Cell::maybe(it.corrected_by, Cell::Number),
        ]);
    }
    table
}
