//! What was to be spent month by month, and what was.

use super::profile::{each, out_of_range};
use super::unrecorded::Unknown;
use super::{Cell, ColumnKind, Table};
use crate::journal::Refusals;
use crate::noun::Wording;
use crate::state::{Ledger, Selection, Standing};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 11] = [
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("vintage", ColumnKind::Year),
    ("recurrence", ColumnKind::Text),
    ("month", ColumnKind::Number),
    ("until", ColumnKind::Date),
    ("profiled", ColumnKind::Money),
    ("spent", ColumnKind::Money),
    ("profiled_to_date", ColumnKind::Money),
    ("spent_to_date", ColumnKind::Money),
    ("variance_to_date", ColumnKind::Money),
];

/// What of each line's money falls in each month of a year beside what was spent in it: twelve
/// rows for a line, and one for period 13 where it has cost. With `as_at`, the months up to that
/// of the day.
///
/// `variance_to_date` is what was to be spent by then, less what was: above nought an
/// under-spend. What counts before the year is of its first month, what counts after its last day
/// of period 13. Figures that rest on what is not recorded are *not recorded*.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let all = Selection::default();
/// assert!(ringfence::view::months(&ledger, &all, "2025-26".parse()?)?.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`, `unknown_stream`, `money_out_of_range`.
pub fn months(ledger: &Ledger, of: &Selection, year: FinancialYear) -> Result<Table, Refusals> {
    let of = Selection {
        year: Some(year),
        ..of.clone()
    };
    let mut table = Table::new(format!("Months, {year}"), &COLUMNS);
    let marks = ledger.marks_known(ledger.last_known(&of));
    for at in ledger.positions(&of)? {
        let unknown = Unknown::of_line(&marks, &at.line, year);
        let rows = rows(ledger, &of, &at, unknown);
        for cells in rows.ok_or_else(|| out_of_range(&at.line.to_string()))? {
            table.add(cells);
        }
    }
    Ok(table)
}

fn rows(
    ledger: &Ledger,
    of: &Selection,
    at: &Standing,
    unknown: Unknown,
) -> Option<Vec<Vec<Cell>>> {
    let (_, fallen) = ledger.fallen_read(at, of)?;
    let month = each(fallen);
    let spent = ledger.spent_by_period(&at.line, at.year, of);
    let ends = ledger.period_ends(at.year);
    let last = of
        .as_at
        .map_or(12, |_| ledger.months_to(at.year, of.as_at, None) as usize);
    let closing = usize::from(last == 12 && spent[12] != 0);
    let mut so_far = 0;
    let mut rows = Vec::new();
    for place in 0..last + closing {
        so_far += spent[place];
        let this = Money::narrow(spent[place])?;
        let (to_date, fell) = (Money::narrow(so_far)?, fallen[place.min(11)]);
        let profiled = if place < 12 {
            month[place]?
        } else {
            Money::ZERO
        };
        rows.push(vec![
            Cell::words(&at.line.body),
            Cell::words(&at.line.stream),
            Cell::Year(at.line.vintage),
            Cell::words(at.line.recurrence.word()),
            Cell::Number(place as u64 + 1),
            Cell::maybe(ends.get(place).copied(), Cell::Date),
            unknown.given(profiled),
            unknown.spent(this),
            unknown.given(fell),
            unknown.spent(to_date),
            unknown.both(fell.checked_sub(to_date)?),
        ]);
    }
    Some(rows)
}
