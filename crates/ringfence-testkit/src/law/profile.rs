//! What was to be spent by now, as the book and the model see it.

use chrono::NaiveDate;
use ringfence::journal::ActKind;
use ringfence::noun::Line;
use ringfence::state::{Ledger, Selection};
use ringfence::view::{Cell, Table, profiles, statement};
use ringfence::word::Money;

use crate::model::Model;

/// The same of each line is to be spent by now; and the months of each sum add up to it.
pub(super) fn compare(ledger: &Ledger, model: &Model, after: &str) {
    if !ledger.head().entry.is_multiple_of(5) {
        return;
    }
    let all = ledger.positions(&Selection::default()).expect("in range");
    let today = ledger.head().recorded;
    for it in &all {
        let foretold = model.profiled(&it.line, it.year, today);
        assert_eq!(it.profiled, foretold, "{} in {}, {after}", it.line, it.year);
    }
    for year in ledger.open_years() {
        let table = profiles(ledger, &Selection::default(), year).expect("in range");
        for row in 0..table.rows.len() {
            let months = (1..=12).map(|month| sum(&table, row, &format!("month_{month}")));
            let together = Money::total(months);
            assert_eq!(together, Some(sum(&table, row, "sum")), "{table}");
        }
        let last = ledger.header().first_month.last_day(year);
        at_the_end(ledger, model, last, after);
    }
}

/// At the end of an open year all authority was to be spent; where the year was closed and opened
/// again, that is what it had before its close, which still counts on its last day.
fn at_the_end(ledger: &Ledger, model: &Model, last: NaiveDate, after: &str) {
    let of = Selection {
        year: ledger.header().first_month.year_of(last),
        as_at: Some(last),
        ..Selection::default()
    };
    let year = of.year.expect("a day within its year");
    let was_closed = model.reopened.iter().any(|(its, _)| *its == year);
    let closed = was_closed.then(|| statement(ledger, &of, year).expect("in range"));
    for it in ledger.positions(&of).expect("in range") {
        let of = &it.position;
        let again = closed
            .as_ref()
            .map(|told| given_up_at_close(told, &it.line));
        let again = again.unwrap_or_default();
        let taken = [of.rolled_out, of.lapsed, of.reverted, again];
        let had = [of.authority, of.deficit_met.negated()];
        let had = Money::total(taken.into_iter().chain(had));
        assert_eq!(Some(it.profiled), had, "{} {after}", it.line);
    }
}

/// What a close took of a line to be given again, by the statement of its year.
fn given_up_at_close(of: &Table, line: &Line) -> Money {
    let (line, kind) = (line.to_string(), ActKind::CloseYear.event_word());
    let wanted = [("line", &*line), ("kind", kind), ("to", "re_provided")];
    let says = |row: &usize, (name, word): &(&str, &str)| {
        let cell = of.find(*row, name).map(ToString::to_string);
        cell.as_deref() == Some(*word)
    };
    let rows = (0..of.rows.len()).filter(|row| wanted.iter().all(|it| says(row, it)));
    Money::total(rows.map(|row| sum(of, row, "amount"))).expect("in range")
}

fn sum(table: &Table, row: usize, column: &str) -> Money {
    let cell = table.find(row, column).and_then(Cell::money);
    cell.expect("a sum of the table")
}
