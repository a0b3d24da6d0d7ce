//! What stopping a stream would leave to be paid, and by whom.

use chrono::NaiveDate;

use super::{Cell, ColumnKind, Table};
use crate::journal::Refusals;
use crate::noun::StreamId;
use crate::state::{Ledger, Selection};

const COLUMNS: [(&str, ColumnKind); 10] = [
    ("payer", ColumnKind::Text),
    ("employer", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("commitment", ColumnKind::Text),
    ("post", ColumnKind::Text),
    ("cost", ColumnKind::Text),
    ("until", ColumnKind::Date),
    ("year", ColumnKind::Year),
    ("amount", ColumnKind::Money),
    ("entry", ColumnKind::Number),
];

/// How many years after the first are shown of what has no last day.
const AHEAD: u16 = 3;

/// What somebody would go on paying for if no more money of a stream, or of its parts, came from
/// a day on: a row for each commitment and year, in the order of payer, commitment and year.
///
/// The payer of a post is who its commitment says, else who answers for its employer; of any other
/// order, who answers for the body. What is promised every year is shown until its last day, and
/// where it has none for three years more: it goes on until somebody ends it. What is ordered once
/// and not yet a cost stands in the first year. Nothing is stopped by asking. Left out, the day is
/// the one after that on which the last entry was recorded.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// let left = ringfence::view::stopping(&aberwen(), &"winter-care".parse()?, None)?;
/// assert_eq!(left.find(0, "payer").map(ToString::to_string), Some("upland".into()));
/// assert_eq!(left.sum_of("amount").map(|sum| sum.to_string()), Some("60000.00".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_stream`.
pub fn stopping(
    ledger: &Ledger,
    stream: &StreamId,
    from: Option<NaiveDate>,
) -> Result<Table, Refusals> {
    let of = Selection {
        stream: Some(stream.clone()),
        ..Selection::default()
    };
    ledger.may_ask(&of)?;
    let today = ledger.head().recorded;
    let from = from.unwrap_or_else(|| today.succ_opt().unwrap_or(today));
    let mut table = Table::new(format!("If {stream} stopped on {from}"), &COLUMNS);
    for it in ledger.owed_read(stream, (from, AHEAD)) {
        for (year, amount) in &it.sums {
            table.add(vec![
                Cell::words(it.payer),
                Cell::maybe(it.employer, Cell::words),
                Cell::words(it.body),
                Cell::words(it.id),
                Cell::maybe(it.post, Cell::words),
                Cell::maybe(it.cost, Cell::words),
                Cell::maybe(it.end, Cell::Date),
                Cell::Year(*year),
                Cell::Money(*amount),
                Cell::Number(it.entry),
            ]);
        }
    }
    Ok(table)
}
