//! What roles think will have been spent.

use super::{Cell, ColumnKind, Table};
use crate::journal::Refusals;
use crate::state::{ForecastRead, Ledger, Selection};
use crate::word::FinancialYear;

const COLUMNS: [(&str, ColumnKind); 13] = [
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("role", ColumnKind::Text),
    ("effective", ColumnKind::Date),
    ("recorded", ColumnKind::Date),
    ("forecast", ColumnKind::Money),
    ("state", ColumnKind::Text),
    ("superseded_by", ColumnKind::Number),
    ("authority", ColumnKind::Money),
    ("spent", ColumnKind::Money),
    ("variance", ColumnKind::Money),
    ("reason", ColumnKind::Text),
    ("entry", ColumnKind::Number),
];

/// What roles said would have been spent by the last day of a year, beside authority and what is
/// spent: a row for each forecast, in the order of body, stream, role and day.
///
/// `state` is *in force*, *superseded* where the same role said something later, or *corrected*.
/// `variance` is the authority less the forecast: above nought what would be left. Authority and
/// spend are of all lines of the body and stream, as at the day that is asked about.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let all = Selection::default();
/// assert!(ringfence::view::forecasts(&ledger, &all, "2025-26".parse()?)?.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`, `unknown_stream`, `money_out_of_range`.
pub fn forecasts(ledger: &Ledger, of: &Selection, year: FinancialYear) -> Result<Table, Refusals> {
    let mut table = Table::new(format!("Forecasts, {year}"), &COLUMNS);
    for it in ledger.forecasts_read(of, year) {
        let place = Selection {
            body: Some(it.body.clone()),
            stream: Some(it.stream.clone()),
            parts: false,
            year: Some(year),
            ..of.clone()
        };
        let position = ledger.position(&place)?;
        let silent = ledger.not_recorded_of(&place)?;
        let known = |name: &str, figure| match silent.contains(&name) {
            true => Cell::NotRecorded,
            false => Cell::maybe(figure, Cell::Money),
        };
        let (authority, spent) = (position.authority, position.spent);
        table.add(vec![
            Cell::words(it.body),
            Cell::words(it.stream),
            Cell::words(it.role),
            Cell::Date(it.effective),
            Cell::Date(it.recorded),
            Cell::Money(it.amount),
            Cell::words(state_of(&it)),
            Cell::maybe(it.superseded_by, Cell::Number),
            known("authority", Some(authority)),
            known("spent", Some(spent)),
            known("authority", authority.checked_sub(it.amount)),
            Cell::said(it.reason),
            Cell::Number(it.entry),
        ]);
    }
    Ok(table)
}

fn state_of(it: &ForecastRead<'_>) -> &'static str {
    match (it.corrected_by, it.superseded_by) {
        (Some(_), _) => "corrected",
        (None, Some(_)) => "superseded",
        (None, None) => "in force",
    }
}
