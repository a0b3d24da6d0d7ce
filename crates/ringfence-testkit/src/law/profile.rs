//! What was to be spent by now, as the book and the model see it.

use chrono::NaiveDate;
use ringfence::state::{Ledger, Selection};
use ringfence::view::{Cell, Table, profiles};
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
        at_the_end(ledger, ledger.header().first_month.last_day(year), after);
    }
}

/// At the end of an open year all authority was to be spent.
fn at_the_end(ledger: &Ledger, last: NaiveDate, after: &str) {
    let of = Selection {
        year: ledger.header().first_month.year_of(last),
        as_at: Some(last),
        ..Selection::default()
    };
    for it in ledger.positions(&of).expect("in range") {
        assert_eq!(it.profiled, it.position.authority, "{} {after}", it.line);
    }
}

fn sum(table: &Table, row: usize, column: &str) -> Money {
    let cell = table.find(row, column).and_then(Cell::money);
    cell.expect("a sum of the table")
}
