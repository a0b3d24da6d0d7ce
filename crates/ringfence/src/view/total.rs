//! Published totals beside the notices.

use super::{Cell, ColumnKind, Table};
use crate::journal::act::Unrecorded;
use crate::state::Ledger;
use crate::word::Money;

const COLUMNS: [(&str, ColumnKind); 12] = [
    ("total", ColumnKind::Text),
    ("total_name", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("published", ColumnKind::Money),
    ("published_stated", ColumnKind::Stated),
    ("notices", ColumnKind::Money),
    ("notices_count", ColumnKind::Number),
    ("difference", ColumnKind::Money),
    ("difference_is", ColumnKind::Text),
    ("source", ColumnKind::Text),
    ("entry", ColumnKind::Number),
];

/// Each published total beside the sum of the notices of its stream and year, and what the
/// difference is known to be: a row for each, in the order of stream, year and id.
///
/// The difference is the published figure less the notices. Only new money counts, pass-downs and
/// virements do not; nor do notices that were corrected. `published_stated` shows the figure as
/// its source stated it. `difference_is` is as recorded (`rounding`, `split-not-published`);
/// *not explained* where nobody said, and without an answer where there is no difference. Where
/// an allocation of that stream and year is marked *not recorded* a note says so: the sum is of
/// the notices that there are.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::totals(&ledger).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn totals(ledger: &Ledger) -> Table {
    let mut table = Table::new("Published totals beside the notices", &COLUMNS);
    let mut all = ledger.totals_read();
    all.retain(|total| total.corrected_by.is_none());
    all.sort_by_key(|total| (total.stream, total.year, total.id));
    let (notices, marks) = (ledger.notices_read(), ledger.marks_read());
    for total in all {
        let given = notices.iter().filter(|it| {
            let is_new = it.is_new && it.virement.is_none() && it.corrected_by.is_none();
            is_new && (it.stream, it.year) == (total.stream, total.year)
        });
        let given: Vec<Money> = given.map(|it| it.amount).collect();
        let count = given.len() as u64;
        let sum = Money::total(given);
        let difference = sum.and_then(|sum| total.amount.checked_sub(sum));
        let differs = difference.filter(|sum| !sum.is_zero());
        let explained = differs.map(|_| total.difference.unwrap_or("not explained"));
        table.add(vec![
            Cell::words(total.id),
            Cell::words(total.name),
            Cell::words(total.stream),
            Cell::Year(total.year),
            Cell::Money(total.amount),
            Cell::stated(total.amount, total.stated),
            Cell::maybe(sum, Cell::Money),
            Cell::Number(count),
            Cell::maybe(difference, Cell::Money),
            Cell::maybe(explained, Cell::words),
            Cell::said(total.source),
            Cell::Number(total.entry),
        ]);
        for mark in marks.iter().filter(|mark| mark.corrected_by.is_none()) {
            let silent = mark.what == Unrecorded::Allocation;
            if silent && (mark.stream, mark.year) == (total.stream, total.year) {
                table.note(format!(
                    "{}: the allocation of {} is not recorded (entry {}).",
                    total.id, mark.body, mark.entry
                ));
            }
        }
    }
    table
}
