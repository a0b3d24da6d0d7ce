//! Three-year plans, version by version and line by line.

use super::{Cell, ColumnKind, Table};
use crate::noun::Wording;
use crate::state::{Ledger, PlanRead, Selection};

const COLUMNS: [(&str, ColumnKind); 16] = [
    ("body", ColumnKind::Text),
    ("plan", ColumnKind::Text),
    ("name", ColumnKind::Text),
    ("version", ColumnKind::Number),
    ("replaces", ColumnKind::Text),
    ("first_year", ColumnKind::Year),
    ("last_year", ColumnKind::Year),
    ("due", ColumnKind::Date),
    ("published", ColumnKind::Date),
    ("days_late", ColumnKind::Number),
    ("state", ColumnKind::Text),
    ("planned_first_year", ColumnKind::Money),
    ("planned_second_year", ColumnKind::Money),
    ("planned_third_year", ColumnKind::Money),
    ("source", ColumnKind::Text),
    ("entry", ColumnKind::Number),
];

const LINE_COLUMNS: [(&str, ColumnKind); 10] = [
    ("body", ColumnKind::Text),
    ("plan", ColumnKind::Text),
    ("state", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("stream", ColumnKind::Text),
    ("project", ColumnKind::Text),
    ("cost", ColumnKind::Text),
    ("recurrence", ColumnKind::Text),
    ("planned", ColumnKind::Money),
    ("entry", ColumnKind::Number),
];

/// The versions of bodies' three-year plans: a row for each, by body and then as they were added.
///
/// A plan is due on the first day of its first year: `days_late` is by how many days it was
/// published after that, nought where it was in time, and nothing while it is not published.
/// `state` is *in force* where it is the version in force for one of its years or several,
/// *replaced* where for each of them another one is, *not published*, or *corrected*. Of a
/// selection it reads body, `as_at` and `as_known`.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::plans(&ledger, &Selection::default()).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A plan is never authority, and no check of money looks at it.
pub fn plans(ledger: &Ledger, of: &Selection) -> Table {
    let mut table = Table::new("Three-year plans", &COLUMNS);
    for it in ledger.plans_read(of) {
        let late = it.published.map(|on| (on - it.due).num_days().max(0));
        let mut cells = vec![
            Cell::words(it.body),
            Cell::words(it.id),
            Cell::words(it.name),
            Cell::Number(it.version),
            Cell::maybe(it.replaces, Cell::words),
            Cell::Year(it.years[0]),
            Cell::Year(it.years[2]),
            Cell::Date(it.due),
            Cell::maybe(it.published, Cell::Date),
            Cell::maybe(late, |days| Cell::Number(days.unsigned_abs())),
            Cell::words(it.standing.word()),
        ];
        cells.extend(totals(&it));
        cells.extend([Cell::maybe(it.source, Cell::words), Cell::Number(it.entry)]);
        table.add(cells);
    }
    table
}

fn totals(it: &PlanRead<'_>) -> [Cell; 3] {
    it.years.map(|year| {
        let of_year = it.lines.iter().filter(|line| line.year == year);
        Cell::sum(of_year.map(|line| line.amount))
    })
}

/// The lines of bodies' three-year plans: by body and version, each in the order of its years,
/// streams and projects.
///
/// `state` is that of the version, as in [`plans`]. Of a selection it reads body, stream, year,
/// `as_at` and `as_known`.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::plan_lines(&ledger, &Selection::default()).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn plan_lines(ledger: &Ledger, of: &Selection) -> Table {
    let mut table = Table::new("Lines of three-year plans", &LINE_COLUMNS);
    for plan in ledger.plans_read(of) {
        let mut lines = plan.lines.clone();
        lines.sort_by_key(|it| (it.year, it.stream, it.project, it.entry));
        lines.retain(|it| {
            of.year.is_none_or(|year| year == it.year) && ledger.is_chosen_stream(of, it.stream)
        });
        for it in lines {
            table.add(vec![
                Cell::words(plan.body),
                Cell::words(plan.id),
                Cell::words(plan.standing.word()),
                Cell::Year(it.year),
                Cell::words(it.stream),
                Cell::maybe(it.project, Cell::words),
                Cell::maybe(it.cost, Cell::words),
                Cell::words(it.recurrence.word()),
                Cell::Money(it.amount),
                Cell::Number(it.entry),
            ]);
        }
    }
    table
}
