//! What roles think of a year, as the book and the model see it; and months that were frozen.

use std::collections::BTreeMap;

use ringfence::journal::Act;
use ringfence::noun::FreezeId;
use ringfence::state::{Ledger, Selection};
use ringfence::view::{Cell, Table, forecasts, movement, outturns};
use ringfence_store::{Book, MemoryStore};

use super::{Seen, Watch};
use crate::model::Model;

/// What each role said last is in force, and nothing else is; so is how years turned out.
pub(super) fn compare(ledger: &Ledger, model: &Model, after: &str) {
    compare_results(ledger, model, after);
    for year in ledger.open_years() {
        let table = forecasts(ledger, &Selection::default(), year).expect("in range");
        let rows = (0..table.rows.len()).filter(|row| text(&table, *row, "state") == "in force");
        let seen: BTreeMap<_, _> = rows
            .map(|row| {
                let who = ["body", "stream", "role"].map(|column| text(&table, row, column));
                let sum = table.find(row, "forecast").and_then(Cell::money);
                (who, sum.expect("a sum of the table"))
            })
            .collect();
        assert_eq!(
            seen,
            model.forecasts(year),
            "forecasts of {year} after {after}"
        );
    }
}

/// The result of a year is the one that was recorded last.
fn compare_results(ledger: &Ledger, model: &Model, after: &str) {
    let table = outturns(ledger, &Selection::default());
    let is_figures = |row: &usize| text(&table, *row, "duty").is_empty();
    let in_force = |row: &usize| text(&table, *row, "state") == "in force";
    let rows = (0..table.rows.len()).filter(is_figures).filter(in_force);
    let seen: BTreeMap<_, _> = rows
        .map(|row| {
            let of = ["body", "year"].map(|column| text(&table, row, column));
            (of, table.find(row, "result").and_then(Cell::money))
        })
        .collect();
    assert_eq!(seen, model.results(), "outturns after {after}");
}

/// Remembers each month as it was frozen; asks for it again at each close.
#[derive(Default)]
pub(super) struct StaysFrozen {
    kept: Vec<(FreezeId, Frozen)>,
}

/// The figures of lines that were not nought.
type Frozen = BTreeMap<[String; 5], Cell>;

impl Watch for StaysFrozen {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        match seen {
            Seen::Draft {
                draft,
                verdict: Ok(_),
                ..
            } => {
                if let Act::Freeze(it) = &draft.act {
                    let table = movement(book.ledger(), &it.id).expect("in range");
                    self.kept.push((it.id.clone(), frozen(&table)));
                }
            }
            Seen::Draft { .. } | Seen::Planned { .. } => {}
            Seen::Close { .. } => {
                for (id, then) in &self.kept {
                    let table = movement(book.ledger(), id).expect("in range");
                    assert_eq!(frozen(&table), *then, "{id} as it was frozen");
                    each_movement_has_its_entries(&table);
                }
            }
        }
    }
}

fn frozen(table: &Table) -> Frozen {
    let columns = ["body", "stream", "vintage", "recurrence", "figure"];
    let mut all = Frozen::new();
    for row in 0..table.rows.len() {
        let figure = table.find(row, "frozen").expect("a column of the view");
        if !figure.money().is_some_and(|it| it.is_zero()) {
            all.insert(columns.map(|it| text(table, row, it)), figure.clone());
        }
    }
    all
}

fn each_movement_has_its_entries(table: &Table) {
    for row in 0..table.rows.len() {
        let moved = table.find(row, "movement").and_then(Cell::money);
        let still = moved.is_none_or(|it| it.is_zero());
        let none = text(table, row, "entries").is_empty();
        assert!(still || !none, "row {row} of\n{table}");
    }
}

fn text(table: &Table, row: usize, column: &str) -> String {
    let cell = table.find(row, column);
    cell.map(ToString::to_string).unwrap_or_default()
}
