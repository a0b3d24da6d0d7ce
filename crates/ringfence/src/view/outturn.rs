//! How years of bodies turned out.

use super::{Cell, ColumnKind, Table};
use crate::noun::Wording;
use crate::state::{Ledger, OutturnFigures, OutturnRead, OutturnWhat, Selection};
use crate::word::Money;

const COLUMNS: [(&str, ColumnKind); 18] = [
    ("body", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("limit", ColumnKind::Money),
    ("limit_stated", ColumnKind::Stated),
    ("cost", ColumnKind::Money),
    ("cost_stated", ColumnKind::Stated),
    ("result", ColumnKind::Money),
    ("result_stated", ColumnKind::Stated),
    ("duty", ColumnKind::Text),
    ("since", ColumnKind::Year),
    ("published", ColumnKind::Text),
    ("words", ColumnKind::Text),
    ("effective", ColumnKind::Date),
    ("recorded", ColumnKind::Date),
    ("state", ColumnKind::Text),
    ("superseded_by", ColumnKind::Number),
    ("source", ColumnKind::Text),
    ("entry", ColumnKind::Number),
];

/// How years of whole bodies turned out, as sources state it: a row for the figures of each record
/// and one for what it says of a duty, in the order of body, year and day.
///
/// `limit` is allotments and other receipts; `result` is limit less cost, or as it was stated where
/// neither was: below nought where the year was over-spent. The columns in `…_stated` show a figure
/// as its source stated it. `published` is whether the source says that the duty was met, `words`
/// are its own. `state` is *in force*, *superseded* where something was recorded later of the same,
/// or *corrected*.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::outturns(&ledger, &Selection::default()).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn outturns(ledger: &Ledger, of: &Selection) -> Table {
    let mut table = Table::new("Outturns", &COLUMNS);
    for it in ledger.outturns_read(of) {
        let mut cells = vec![Cell::words(it.body), Cell::Year(it.year)];
        cells.extend(match it.what {
            OutturnWhat::Figures(figures) => figures_of(figures, &it),
            OutturnWhat::Status { .. } => std::array::from_fn(|_| Cell::Nothing),
        });
        cells.extend(match it.what {
            OutturnWhat::Figures(_) => std::array::from_fn(|_| Cell::Nothing),
            OutturnWhat::Status { status, words } => [
                Cell::words(&status.duty),
                Cell::maybe(status.since, Cell::Year),
                Cell::words(status.published.word()),
                Cell::said(words),
            ],
        });
        cells.extend([
            Cell::Date(it.effective),
            Cell::Date(it.recorded),
            Cell::words(state_of(&it)),
            Cell::maybe(it.superseded_by, Cell::Number),
            Cell::said(it.source),
            Cell::Number(it.entry),
        ]);
        table.add(cells);
    }
    table
}

fn figures_of(figures: &OutturnFigures, it: &OutturnRead<'_>) -> [Cell; 6] {
    let sum = |sum: Option<Money>| Cell::maybe(sum, Cell::Money);
    let stated = |sum: Option<Money>| sum.map_or(Cell::Nothing, |sum| Cell::stated(sum, it.stated));
    [
        sum(figures.limit),
        stated(figures.limit),
        sum(figures.cost),
        stated(figures.cost),
        sum(figures.result()),
        stated(figures.stated_result),
    ]
}

fn state_of(it: &OutturnRead<'_>) -> &'static str {
    match it.corrected_by {
        _ if it.is_in_force() => "in force",
        Some(_) => "corrected",
        None => "superseded",
    }
}
