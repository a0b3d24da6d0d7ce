//! Question 4: where each pound stands, and by when the free part must be ordered.

use chrono::Days;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::state::{Ledger, Origin};
use crate::view::{Cell, ColumnKind, positions};
use crate::word::FinancialYear;

pub(super) const QUESTION: Question = Question {
    number: 4,
    name: "where_it_stands",
    title: "Where each pound stands",
    wording: "Where does each body's pound stand (released, spent, committed, earmarked, held, \
              available), and by when must what is available be ordered to be received in the \
              year?",
    about: "A row for each body and stream with money in the year, in that order; all of its \
            lines together. authority = spent + committed + earmarked + held + available.",
    takes: &[
        Argument::Body,
        Argument::Stream,
        Argument::AsAt,
        Argument::LeadDays,
    ],
    columns: &[
        Derived::text("body", "whose lines"),
        Derived::text("body_name", "what the body is called"),
        Derived::text("stream", "of which stream"),
        Derived::money("authority", "spending power now in force on the lines"),
        Derived::money(
            "released",
            "means given by the body above; nought where none are needed",
        ),
        Derived::money("spent", "invoiced + accrued − prepaid"),
        Derived::money("committed", "kept for promises to pay"),
        Derived::money("earmarked", "tied to projects and not used"),
        Derived::money("held", "kept for requests that are not yet ordered"),
        Derived::money(
            "available",
            "free; below nought where facts took more than there was",
        ),
        Derived::date(
            "order_by",
            "the last day of the year less lead_days (0 unless said), where anything is available",
        ),
        Derived::new(
            "in_time",
            ColumnKind::Flag,
            "whether that day has not passed on the day of the answer: as_at, else the day on \
             which the last entry was recorded",
        ),
    ],
    adds_up: &FIGURES,
    rows,
};

const FIGURES: [&str; 7] = [
    "authority",
    "released",
    "spent",
    "committed",
    "earmarked",
    "held",
    "available",
];

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut rows = Rows::default();
    let lines = positions(ledger, &asking.selection(year))?;
    let last = ledger.calendar().last_day(year);
    let order_by = last.checked_sub_days(Days::new(u64::from(asking.lead_days)));
    let today = asking.as_at.unwrap_or(ledger.head().recorded);
    let Some(sums) = lines.sums_by(&["body", "body_name", "stream"]) else {
        return Ok(rows);
    };
    for row in 0..sums.rows.len() {
        let cell = |name: &str| sums.find(row, name).cloned().unwrap_or(Cell::Nothing);
        let id = |name: &str| cell(name).text().unwrap_or_default().to_owned();
        let free = cell("available");
        let is_free = free.money().is_none_or(|sum| sum.is_positive());
        let by = order_by.filter(|_| is_free);
        let mut cells = vec![cell("body"), cell("body_name"), cell("stream")];
        cells.extend(FIGURES.map(cell));
        cells.push(Cell::maybe(by, Cell::Date));
        cells.push(Cell::maybe(by, |by| Cell::Flag(today <= by)));
        let (body, stream) = (id("body").parse(), id("stream").parse());
        let lines = body.ok().zip(stream.ok());
        let origin = lines.map(|(body, stream)| Origin::Lines(body, stream, year));
        rows.add(cells, origin.into_iter().collect());
    }
    for note in lines.notes {
        rows.note(note);
    }
    Ok(rows)
}
