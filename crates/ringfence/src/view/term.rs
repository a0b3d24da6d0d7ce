//! How floors and caps stand.

use chrono::NaiveDate;

use super::{Cell, ColumnKind, Table};
use crate::journal::{Refusals, Rejection};
use crate::noun::{TermKind, Wording};
use crate::state::{Ledger, TermRead};
use crate::word::Money;

const FLOORS: [(&str, ColumnKind); 14] = [
    ("id", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("by_day", ColumnKind::Date),
    ("floor", ColumnKind::Money),
    ("spent", ColumnKind::Money),
    ("committed", ColumnKind::Money),
    ("inside", ColumnKind::Money),
    ("short_by", ColumnKind::Money),
    ("state", ColumnKind::Text),
    ("last_safe", ColumnKind::Date),
    ("since", ColumnKind::Date),
    ("entry", ColumnKind::Number),
];

const CAPS: [(&str, ColumnKind); 11] = [
    ("id", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("cap", ColumnKind::Money),
    ("spent", ColumnKind::Money),
    ("committed", ColumnKind::Money),
    ("room", ColumnKind::Money),
    ("state", ColumnKind::Text),
    ("since", ColumnKind::Date),
    ("entry", ColumnKind::Number),
];

/// How each floor stands: a row for each that is in force, in the order of body, stream, year and
/// id.
///
/// `spent` is what counts of what was spent by the floor's day, `committed` what commitments are
/// still to cost by it, `inside` what else is inside the fence and not spent. `state` is *met*
/// where `spent` comes to the floor, *on_track* where it does with `committed`, *at_risk* where it
/// takes what is `inside`, and *unreachable* where that is not enough or the day has passed, when
/// nothing more falls by it. `short_by` is what is neither spent nor committed yet. `last_safe` is
/// the last day at whose end the floor is within reach: its own day, unless money went out of the
/// fence before. With `as_at` it is as things stood at the end of that day; without, as all
/// entries leave it on the day that was recorded last.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::floors(&ledger, None)?.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `money_out_of_range`.
pub fn floors(ledger: &Ledger, as_at: Option<NaiveDate>) -> Result<Table, Refusals> {
    let mut table = Table::new(title("Floors", as_at), &FLOORS);
    for it in in_order(ledger, TermKind::Floor, as_at)? {
        let known = |cell: Cell| {
            if it.not_recorded {
                Cell::NotRecorded
            } else {
                cell
            }
        };
        let short = (it.due - it.told.used()).max(0);
        let mut row = named(&it);
        row.push(Cell::Date(it.by));
        row.push(sum(it.due));
        row.extend(
            [it.told.spent, it.told.committed, it.told.inside, short].map(|it| known(sum(it))),
        );
        row.push(known(Cell::words(it.state.word())));
        row.push(known(Cell::maybe(it.last_safe, Cell::Date)));
        row.push(Cell::Date(it.since));
        row.push(Cell::Number(it.entry));
        table.add(row);
    }
    Ok(table)
}

/// How each cap stands: a row for each that is in force, in the order of body, stream, year and
/// id.
///
/// `room` is what may still be committed or spent. Where facts have gone beyond, it is below
/// nought and `state` is *exceeded*, else *kept*.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::caps(&ledger, None)?.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `money_out_of_range`.
pub fn caps(ledger: &Ledger, as_at: Option<NaiveDate>) -> Result<Table, Refusals> {
    let mut table = Table::new(title("Caps", as_at), &CAPS);
    for it in in_order(ledger, TermKind::Cap, as_at)? {
        let known = |cell: Cell| {
            if it.not_recorded {
                Cell::NotRecorded
            } else {
                cell
            }
        };
        let room = it.due - it.told.used();
        let state = if room < 0 { "exceeded" } else { "kept" };
        let mut row = named(&it);
        row.push(sum(it.due));
        row.extend([it.told.spent, it.told.committed, room].map(|it| known(sum(it))));
        row.push(known(Cell::words(state)));
        row.push(Cell::Date(it.since));
        row.push(Cell::Number(it.entry));
        table.add(row);
    }
    Ok(table)
}

fn title(of: &str, as_at: Option<NaiveDate>) -> String {
    as_at.map_or_else(|| of.to_owned(), |day| format!("{of} as at {day}"))
}

fn in_order(
    ledger: &Ledger,
    kind: TermKind,
    as_at: Option<NaiveDate>,
) -> Result<Vec<TermRead<'_>>, Refusals> {
    let mut all = read(ledger, kind, as_at)?;
    all.sort_by_key(|it| (it.body, it.stream, it.year, it.id));
    Ok(all)
}

/// The terms in force, as the views and the findings read them.
pub(super) fn read(
    ledger: &Ledger,
    kind: TermKind,
    as_at: Option<NaiveDate>,
) -> Result<Vec<TermRead<'_>>, Refusals> {
    let place = kind.word().to_owned();
    let all = ledger.terms_read(kind, as_at);
    all.ok_or_else(|| Refusals::of(Rejection::MoneyOutOfRange { place }))
}

fn named(it: &TermRead<'_>) -> Vec<Cell> {
    vec![
        Cell::words(it.id),
        Cell::words(it.body),
        Cell::words(it.stream),
        Cell::Year(it.year),
    ]
}

fn sum(pence: i128) -> Cell {
    Cell::maybe(Money::narrow(pence), Cell::Money)
}
