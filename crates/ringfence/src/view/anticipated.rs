//! Sums that were expected, beside what came.

use super::{Cell, ColumnKind, Table};
use crate::noun::Wording;
use crate::state::{AnticipatedRead, Ledger};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 14] = [
    ("id", ColumnKind::Text),
    ("name", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("recurrence", ColumnKind::Text),
    ("since", ColumnKind::Date),
    ("amount", ColumnKind::Money),
    ("confirmed", ColumnKind::Money),
    ("open", ColumnKind::Money),
    ("state", ColumnKind::Text),
    ("confirmed_by", ColumnKind::Text),
    ("entry", ColumnKind::Number),
    ("corrected_by", ColumnKind::Number),
];

/// Each sum that was anticipated for a year, what notices have confirmed of it and what stays
/// open: a row for each, in the order of body, stream and id.
///
/// None of it is money: what is `confirmed` is authority by its notices, which `confirmed_by`
/// names by their entries, and what is `open` never is. `state` is *open*, *confirmed* where
/// nothing is open any more, *ended* where the year closed first, or *corrected*. A letter may
/// confirm more than was expected.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::anticipated(&ledger, "2025-26".parse()?).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn anticipated(ledger: &Ledger, year: FinancialYear) -> Table {
    let mut table = Table::new(format!("Anticipated, {year}"), &COLUMNS);
    let mut all = ledger.anticipated_read();
    all.retain(|it| it.year == year);
    all.sort_by_key(|it| (it.body, it.stream, it.id));
    for it in all {
        let by = it.confirmed_by.iter().map(ToString::to_string);
        let by: Vec<String> = by.collect();
        table.add(vec![
            Cell::words(it.id),
            Cell::words(it.name),
            Cell::words(it.body),
            Cell::words(it.stream),
            Cell::Year(it.year),
            Cell::words(it.recurrence.word()),
            Cell::Date(it.effective),
            Cell::Money(it.amount),
            Cell::maybe(Money::from_pence(it.confirmed).ok(), Cell::Money),
            Cell::maybe(Money::from_pence(it.open).ok(), Cell::Money),
            Cell::words(state_of(&it)),
            Cell::said(&by.join(", ")),
            Cell::Number(it.entry),
            Cell::maybe(it.corrected_by, Cell::Number),
        ]);
    }
    table
}

fn state_of(it: &AnticipatedRead<'_>) -> &'static str {
    match (it.corrected_by, it.open, it.closed_by) {
        (Some(_), ..) => "corrected",
        (None, 0, _) => "confirmed",
        (None, _, Some(_)) => "ended",
        (None, _, None) => "open",
    }
}
