//! What partners add.

use super::{Cell, ColumnKind, Table};
use crate::journal::act::Unrecorded;
use crate::state::{ContributionRead, Ledger, MarkRead};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 14] = [
    ("id", ColumnKind::Text),
    ("partner", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("since", ColumnKind::Date),
    ("expected", ColumnKind::Money),
    ("agreed", ColumnKind::Money),
    ("received", ColumnKind::Money),
    ("contributed", ColumnKind::Money),
    ("share", ColumnKind::Text),
    ("spent", ColumnKind::Money),
    ("gone_back", ColumnKind::Money),
    ("entry", ColumnKind::Number),
];

/// What partners add in a year: a row for each contribution, in the order of body, stream and id.
///
/// `expected` and `agreed` are as last said, `received` is all that came. `contributed` is what of
/// it is authority: what was received, or agreed where the stream says so. It is never a part of
/// the allocation. `share` is what was said of the partner's share, if anything was. `spent` is the
/// partner's part of what the year's own money has cost, *not recorded* where it rests on what is
/// not; `gone_back` that of what was left, once the year is closed.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::contributions(&ledger, "2025-26".parse()?).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn contributions(ledger: &Ledger, year: FinancialYear) -> Table {
    let mut table = Table::new(format!("Contributions, {year}"), &COLUMNS);
    let mut all = ledger.contributions_read();
    all.retain(|it| it.year == year);
    all.sort_by_key(|it| (it.body, it.stream, it.id));
    let marks = ledger.marks_read();
    // A part by what each gave rests on what was given, one that was said on what was spent alone.
    let is_silent = |it: &ContributionRead<'_>| {
        let of_pot = |mark: &&MarkRead<'_>| {
            let pot = (mark.body, mark.stream, mark.year);
            mark.corrected_by.is_none() && pot == (it.body, it.stream, it.year)
        };
        marks.iter().filter(of_pot).any(|mark| match mark.what {
            Unrecorded::Spend => true,
            Unrecorded::Allocation => it.share.is_none(),
        })
    };
    let sum = |pence: i64| Cell::maybe(Money::from_pence(pence).ok(), Cell::Money);
    for it in all {
        table.add(vec![
            Cell::words(it.id),
            Cell::words(it.partner),
            Cell::words(it.body),
            Cell::words(it.stream),
            Cell::Year(it.year),
            Cell::Date(it.since),
            sum(it.come.expected),
            sum(it.come.agreed),
            sum(it.come.received),
            sum(it.counted),
            Cell::maybe(it.share, Cell::words),
            if is_silent(&it) {
                Cell::NotRecorded
            } else {
                it.spent.map_or(Cell::Nothing, sum)
            },
            it.gone_back.map_or(Cell::Nothing, sum),
            Cell::Number(it.entry),
        ]);
    }
    table
}
