//! How sums fall over the months of a year.

use super::{Cell, ColumnKind, Table};
use crate::journal::{Refusals, Rejection};
use crate::noun::Wording;
use crate::state::{Ledger, Profiled, Selection};
use crate::word::{FinancialYear, Money, MonthShape};

const COLUMNS: [(&str, ColumnKind); 8] = [
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("vintage", ColumnKind::Year),
    ("recurrence", ColumnKind::Text),
    ("commitment", ColumnKind::Text),
    ("falls", ColumnKind::Text),
    ("stated_by", ColumnKind::Number),
    ("sum", ColumnKind::Money),
];

const MONTHS: [&str; 12] = [
    "month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8",
    "month_9", "month_10", "month_11", "month_12",
];

/// How the money of each line falls over the twelve months of a year, and that of each commitment:
/// a row for each line in the order of positions, then one for each commitment in the order of
/// the journal.
///
/// `falls` is *twelfths* unless an entry, `stated_by`, says otherwise: *weights*, *amounts*, or a
/// *term* that covers a part of the year. What is promised every year falls by its own term, within
/// it by weights where they were stated. A line's sum is its authority before what its close takes
/// away or meets; the months add up to it. With a vintage or a recurrence, only
/// lines are listed.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let all = Selection::default();
/// assert!(ringfence::view::profiles(&ledger, &all, "2025-26".parse()?)?.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`, `unknown_stream`, `money_out_of_range`.
pub fn profiles(ledger: &Ledger, of: &Selection, year: FinancialYear) -> Result<Table, Refusals> {
    let of = Selection {
        year: Some(year),
        ..of.clone()
    };
    let months = MONTHS.map(|name| (name, ColumnKind::Money));
    let columns = [&COLUMNS[..], &months[..]].concat();
    let mut table = Table::new(format!("Profiles, {year}"), &columns);
    for at in ledger.positions(&of)? {
        let fallen = ledger.fallen_read(&at, &of);
        let (stated, fallen) = fallen.ok_or_else(|| out_of_range(&at.line.to_string()))?;
        let mut cells = vec![
            Cell::words(&at.line.body),
            Cell::words(&at.line.stream),
            Cell::Year(at.line.vintage),
            Cell::words(at.line.recurrence.word()),
            Cell::Nothing,
            Cell::words(falls(stated)),
            Cell::maybe(stated.map(|it| it.entry), Cell::Number),
        ];
        cells.extend(sums(fallen));
        table.add(cells);
    }
    if of.vintage.is_some() || of.recurrence.is_some() {
        return Ok(table);
    }
    for it in ledger.promised_read(year, of.as_at, ledger.last_known(&of)) {
        let is_chosen = of.body.as_ref().is_none_or(|body| body == it.body)
            && ledger.is_chosen_stream(&of, it.stream);
        if !is_chosen || it.fallen[11].is_zero() {
            continue;
        }
        let word = match it.recurrence {
            crate::noun::Recurrence::Recurrent if it.stated.is_none() => "term",
            _ => falls(it.stated),
        };
        let mut cells = vec![
            Cell::words(it.body),
            Cell::words(it.stream),
            Cell::Nothing,
            Cell::words(it.recurrence.word()),
            Cell::words(it.id),
            Cell::words(word),
            Cell::maybe(it.stated.map(|it| it.entry), Cell::Number),
        ];
        cells.extend(sums(it.fallen));
        table.add(cells);
    }
    Ok(table)
}

fn falls(stated: Option<&Profiled>) -> &'static str {
    match stated.map(|it| &it.shape) {
        None => "twelfths",
        Some(MonthShape::Weights { .. }) => "weights",
        Some(MonthShape::Amounts { .. }) => "amounts",
        Some(MonthShape::Term { .. }) => "term",
    }
}

/// The whole sum, then month by month.
fn sums(fallen: [Money; 12]) -> Vec<Cell> {
    let mut cells = vec![Cell::Money(fallen[11])];
    cells.extend(each(fallen).map(|it| Cell::maybe(it, Cell::Money)));
    cells
}

/// Each month by itself.
pub(super) fn each(fallen: [Money; 12]) -> [Option<Money>; 12] {
    let mut before = Money::ZERO;
    fallen.map(|so_far| so_far.checked_sub(std::mem::replace(&mut before, so_far)))
}

pub(super) fn out_of_range(place: &str) -> Refusals {
    Refusals::of(Rejection::MoneyOutOfRange {
        place: place.to_owned(),
    })
}
