//! What has moved in a month since it was frozen.

use std::collections::BTreeMap;

use super::position::FIGURES;
use super::unrecorded::Unknown;
use super::{Cell, ColumnKind, Table};
use crate::journal::Refusals;
use crate::noun::{FreezeId, Line, Wording};
use crate::state::{Frozen, Known, Ledger, Selection};
use crate::word::{Money, nearest};

const COLUMNS: [(&str, ColumnKind); 9] = [
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("vintage", ColumnKind::Year),
    ("recurrence", ColumnKind::Text),
    ("figure", ColumnKind::Text),
    ("frozen", ColumnKind::Money),
    ("now", ColumnKind::Money),
    ("movement", ColumnKind::Money),
    ("entries", ColumnKind::Text),
];

/// A frozen month, figure by figure: how each line stood at the month's end when it was frozen,
/// how it stands there now, and the entries posted since that count in it.
///
/// A row for each figure that is not nought on both sides, in the order of positions. The frozen
/// figure is what was known then and stays for ever; later entries into the month show as
/// `movement`, now less frozen. Where nothing was frozen under the name the table is empty, and
/// its note says so.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let table = ringfence::view::movement(&ledger, &"month-6".parse()?)?;
/// assert_eq!(table.notes, ["Nothing was frozen as month-6."]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `money_out_of_range`.
pub fn movement(ledger: &Ledger, of: &FreezeId) -> Result<Table, Refusals> {
    let Some(frozen) = ledger.frozen_read(of) else {
        let near = nearest(of.as_str(), ledger.frozen_names());
        let near = near.map_or_else(String::new, |it| format!(" Did you mean {it}?"));
        let mut table = Table::new(format!("Movement since {of}"), &COLUMNS);
        table.note(format!("Nothing was frozen as {of}.{near}"));
        return Ok(table);
    };
    let (year, month) = (frozen.year, frozen.month);
    let title = format!("Movement on month {month} of {year} since {of}");
    let mut table = Table::new(title, &COLUMNS);
    let until = ledger.period_ends(year)[usize::from(month) - 1];
    let (was, is) = (then(ledger, frozen)?, now(ledger, frozen)?);
    for (line, now) in &is {
        let since = ledger.entries_since(line, year, (frozen.entry, until));
        let since: Vec<String> = since.iter().map(ToString::to_string).collect();
        let nothing = vec![Cell::Money(Money::ZERO); now.len()];
        let then = was.get(line).unwrap_or(&nothing);
        let names = FIGURES.into_iter().zip(then.iter().zip(now));
        for (figure, (then, now)) in names {
            let sums = then.money().zip(now.money());
            if sums.is_some_and(|(then, now)| then.is_zero() && now.is_zero()) {
                continue;
            }
            let moved = sums.and_then(|(then, now)| now.checked_sub(then));
            let entries = if moved == Some(Money::ZERO) {
                String::new()
            } else {
                since.join(", ")
            };
            table.add(vec![
                Cell::words(&line.body),
                Cell::words(&line.stream),
                Cell::Year(line.vintage),
                Cell::words(line.recurrence.word()),
                Cell::words(figure),
                then.clone(),
                now.clone(),
                moved.map_or(Cell::NotRecorded, Cell::Money),
                Cell::said(&entries),
            ]);
        }
    }
    let day = ledger.recorded_of(frozen.entry);
    table.note(format!(
        "Frozen by entry {}, recorded on {day}.",
        frozen.entry
    ));
    if let Some(by) = ledger.corrected_by(frozen.entry) {
        table.note(format!("Entry {by} takes that back."));
    }
    Ok(table)
}

/// The figures of each line, in the order of positions.
type Lines = BTreeMap<Line, Vec<Cell>>;

fn then(ledger: &Ledger, frozen: &Frozen) -> Result<Lines, Refusals> {
    lines(ledger, frozen, Some(Known::ByEntry(frozen.entry)))
}

fn now(ledger: &Ledger, frozen: &Frozen) -> Result<Lines, Refusals> {
    lines(ledger, frozen, None)
}

fn lines(ledger: &Ledger, frozen: &Frozen, as_known: Option<Known>) -> Result<Lines, Refusals> {
    let of = Selection {
        year: Some(frozen.year),
        as_at: Some(ledger.period_ends(frozen.year)[usize::from(frozen.month) - 1]),
        as_known,
        ..Selection::default()
    };
    let marks = ledger.marks_known(ledger.last_known(&of));
    let mut lines = Lines::new();
    for at in ledger.positions(&of)? {
        let unknown = Unknown::of_line(&marks, &at.line, frozen.year);
        let mut figures = unknown.figures(&at.position);
        figures.push(unknown.given(at.profiled));
        lines.insert(at.line, figures);
    }
    Ok(lines)
}
