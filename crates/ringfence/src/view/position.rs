//! Where the money of each line stands.

use super::base::{Base, BaseStanding};
use super::unrecorded::{Bare, Unknown, bare_places};
use super::{Cell, ColumnKind, Table};
use crate::journal::Refusals;
use crate::noun::{Line, Position, Wording};
use crate::state::{Known, Ledger, MarkRead, Selection, Standing};
use crate::word::Money;

const COLUMNS: [(&str, ColumnKind); 8] = [
    ("body", ColumnKind::Text),
    ("body_name", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("vintage", ColumnKind::Year),
    ("recurrence", ColumnKind::Text),
    ("hops", ColumnKind::Number),
    ("base", ColumnKind::Text),
];

/// The sums of a position, in the order of its fields, and what of its authority falls by then.
pub(super) const FIGURES: [&str; 24] = [
    "allocated",
    "contributed",
    "passed_down",
    "vired_in",
    "vired_out",
    "rolled_in",
    "re_provided",
    "rolled_out",
    "lapsed",
    "reverted",
    "deficit_met",
    "first_call",
    "authority",
    "available",
    "earmarked",
    "held",
    "committed",
    "invoiced",
    "accrued",
    "prepaid",
    "spent",
    "released",
    "drawn",
    "profiled",
];

/// Where the money of each line stands in each year: a row for each, in the order of body,
/// stream, year, vintage and recurrence.
///
/// `base` says of a recurrent line whether what earlier years brought is *confirmed* by an
/// opening notice of its own, or by a rule of the question `base` of the book in force, or *not
/// yet confirmed*, and of any line that was taken on from
/// another book the day of its balances: *taken on at 2018-09-01*. Other lines have no answer
/// there. What a stream only anticipates before its opening notice is no authority and stands in
/// no sum.
///
/// A figure that rests on what a source does not record is *not recorded*, never nought. An
/// allocation that is not recorded: allocated, authority and available, on the line of the year's
/// own vintage. Spend that is not recorded: invoiced, accrued, prepaid, spent, drawn and
/// available on each line of that body, stream and year; earmarked and committed too, where
/// there is any. Where only a mark speaks of a body, stream and year there is a row without a
/// recurrence, after the others.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let of_a_year = Selection { year: "2016-17".parse().ok(), ..Selection::default() };
/// let table = ringfence::view::positions(&ledger, &of_a_year)?;
/// assert_eq!(table.title, "Positions, 2016-17");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`, `unknown_stream`, `money_out_of_range`.
pub fn positions(ledger: &Ledger, of: &Selection) -> Result<Table, Refusals> {
    let figures = FIGURES.map(|name| (name, ColumnKind::Money));
    let mut table = Table::new(title(of), &[&COLUMNS[..], &figures[..]].concat());
    let marks = ledger.marks_known(ledger.last_known(of));
    let base = Base::known(ledger, of);
    let mut for_old = Vec::new();
    for standing in ledger.positions(of)? {
        let (line, year) = (&standing.line, standing.year);
        if of.as_known.is_none() && ledger.is_kept_for_old_obligations(line, year) {
            for_old.push(format!("{line} in {year}"));
        }
        let unknown = Unknown::of_line(&marks, &standing.line, standing.year);
        table.add(row(ledger, &base, (&standing, of), unknown));
    }
    let recurrence = of.recurrence.is_none();
    for bare in bare_places(ledger, &marks, of.as_known, |mark| {
        recurrence && is_chosen(ledger, of, mark)
    }) {
        table.add(bare_row(ledger, &bare));
    }
    note_marks(ledger, &mut table, &marks, of);
    for place in for_old {
        table.note(format!("What {place} has is for old obligations only."));
    }
    if let Some(day) = of.as_at {
        table.note(format!(
            "As it stood at the end of {day}, by the day on which each entry counts."
        ));
    }
    match of.as_known {
        Some(Known::ByEntry(entry)) => table.note(format!("As it was known after entry {entry}.")),
        Some(Known::ByDay(day)) => table.note(format!(
            "As it was known at the end of {day}, by the day on which each entry was recorded."
        )),
        None => {}
    }
    Ok(table)
}

fn title(of: &Selection) -> String {
    let mut title = "Positions".to_owned();
    let parts = [
        of.body.as_ref().map(ToString::to_string),
        of.stream.as_ref().map(|stream| match of.parts {
            true => format!("{stream} and its parts"),
            false => stream.to_string(),
        }),
        of.year.map(|year| year.to_string()),
    ];
    for part in parts.into_iter().flatten() {
        title.push_str(", ");
        title.push_str(&part);
    }
    title
}

fn row(
    ledger: &Ledger,
    base: &Base<'_>,
    (at, of): (&Standing, &Selection),
    unknown: Unknown,
) -> Vec<Cell> {
    let Line {
        body,
        stream,
        vintage,
        recurrence,
    } = &at.line;
    let taken_on = ledger.taken_on_at(&at.line, at.year, of);
    let base = match (taken_on, base.standing_of(&at.line, at.year)) {
        (Some(day), _) => Cell::words(format!("taken on at {day}")),
        (None, BaseStanding::NothingBrought) => Cell::Nothing,
        (None, BaseStanding::NotYetConfirmed) => Cell::words("not yet confirmed"),
        (None, BaseStanding::Confirmed) => Cell::words("confirmed"),
    };
    let mut cells = vec![
        Cell::words(body),
        Cell::words(ledger.body_name_read(body)),
        Cell::words(stream),
        Cell::Year(at.year),
        Cell::Year(*vintage),
        Cell::words(recurrence.word()),
        Cell::Number(u64::from(at.hops)),
        base,
    ];
    cells.extend(unknown.figures(&at.position));
    cells.push(unknown.given(at.profiled));
    cells
}

fn bare_row(ledger: &Ledger, bare: &Bare<'_>) -> Vec<Cell> {
    let mut cells = vec![
        Cell::words(bare.body),
        Cell::words(ledger.body_name_read(bare.body)),
        Cell::words(bare.stream),
        Cell::Year(bare.year),
        Cell::Year(bare.year),
        Cell::Nothing,
        Cell::Number(0),
        Cell::Nothing,
    ];
    cells.extend(bare.unknown.figures(&Position::default()));
    cells.push(bare.unknown.given(Money::ZERO));
    cells
}

fn is_chosen(ledger: &Ledger, of: &Selection, mark: &MarkRead<'_>) -> bool {
    of.body.as_ref().is_none_or(|body| body == mark.body)
        && ledger.is_chosen_stream(of, mark.stream)
        && of.year.is_none_or(|year| year == mark.year)
        && of.vintage.is_none_or(|vintage| vintage == mark.year)
}

fn note_marks(ledger: &Ledger, table: &mut Table, marks: &[MarkRead<'_>], of: &Selection) {
    let stand = marks.iter().filter(|mark| mark.corrected_by.is_none());
    for mark in stand.filter(|mark| is_chosen(ledger, of, mark)) {
        table.note(format!(
            "Not recorded: {} of {}/{}, {} (entry {}): {}",
            mark.what.word(),
            mark.body,
            mark.stream,
            mark.year,
            mark.entry,
            mark.words
        ));
    }
}
