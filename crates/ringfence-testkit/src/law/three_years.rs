//! Plans for three years: law 36.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use ringfence::journal::Act;
use ringfence::law::RuleBook;
use ringfence::noun::BodyId;
use ringfence::state::{Known, Ledger, Selection};
use ringfence::view::{Cell, Table, plan_against_actual};
use ringfence::word::{FinancialYear, Money};
use ringfence_store::{Book, MemoryStore};

use super::walk::positions;
use super::{Seen, Tally, Watch, walk};
use crate::generate::History;
use crate::model::{Model, Pence};

/// Law 36: nothing that is said of a plan moves money; planned is the sum of the lines of the
/// version in force, actual is the table of positions; and the version in force on a day is never
/// changed by one that is published later, nor what was known of it by anything.
pub fn never_a_plan_moves_money(history: &History, books: &[RuleBook]) -> Tally {
    walk(history, books, &mut [&mut Plans::default()])
}

/// Rows of plan against actual that were asked for, as known and as at when.
type Asked = (Known, NaiveDate, FinancialYear);

/// Compares each plan with the model, and remembers what was known of it.
#[derive(Default)]
pub(super) struct Plans {
    kept: Vec<(Asked, Vec<Vec<Cell>>)>,
}

impl Watch for Plans {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, model: &Model) {
        let ledger = book.ledger();
        match seen {
            Seen::Draft {
                draft,
                before,
                verdict: Ok(receipt),
                ..
            } if speaks_of_plans(&draft.act) => {
                assert_eq!(positions(before), positions(ledger), "{:?}", draft.act);
                if let Act::PublishPlan(_) = draft.act {
                    let on = draft.effective.expect("a day of its own");
                    nothing_earlier_changes(before, ledger, on);
                }
                self.look(ledger, model);
                self.keep(ledger, Known::ByEntry(receipt.entry));
            }
            Seen::Close { .. } => {
                self.look(ledger, model);
                for ((known, as_at, year), rows) in &self.kept {
                    let again = rows_of(ledger, (Some(*known), Some(*as_at)), *year);
                    assert_eq!(
                        again.rows, *rows,
                        "{year} as known {known:?}, as at {as_at}"
                    );
                }
            }
            _ => {}
        }
    }
}

impl Plans {
    /// What the book says of each body's plan is what the model says, today and a while ago.
    fn look(&self, ledger: &Ledger, model: &Model) {
        let today = ledger.head().recorded;
        for as_at in [today, today - Days::new(60)] {
            for year in years_of(ledger) {
                let table = rows_of(ledger, (None, Some(as_at)), year);
                compare(&table, model, year, as_at);
                actual_is_the_table_of_positions(&table, ledger, year, as_at);
            }
        }
    }

    fn keep(&mut self, ledger: &Ledger, known: Known) {
        let today = ledger.head().recorded;
        for as_at in [today, today - Days::new(30)] {
            for year in years_of(ledger) {
                let rows = rows_of(ledger, (None, Some(as_at)), year).rows;
                self.kept.push(((known, as_at, year), rows));
            }
        }
    }
}

fn speaks_of_plans(act: &Act) -> bool {
    matches!(
        act,
        Act::AddPlan(_) | Act::AddPlanLine(_) | Act::PublishPlan(_)
    )
}

/// The years that plans of these histories speak of: the open one, and some beside it.
fn years_of(ledger: &Ledger) -> Vec<FinancialYear> {
    let Some(open) = ledger.open_year() else {
        return Vec::new();
    };
    vec![open.previous(), open, open.next(), open.next().next()]
}

fn rows_of(
    ledger: &Ledger,
    (as_known, as_at): (Option<Known>, Option<NaiveDate>),
    year: FinancialYear,
) -> Table {
    let of = Selection {
        as_at,
        as_known,
        ..Selection::default()
    };
    plan_against_actual(ledger, &of, year).expect("sums in range")
}

/// A publication changes no day before its own.
fn nothing_earlier_changes(before: &Ledger, after: &Ledger, on: NaiveDate) {
    let eve = on - Days::new(1);
    for year in years_of(after) {
        let then = rows_of(before, (None, Some(eve)), year);
        let now = rows_of(after, (None, Some(eve)), year);
        assert_eq!(then.rows, now.rows, "{year} at the end of {eve}");
    }
}

/// By stream and project what is planned of a body is what its lines come to.
fn compare(table: &Table, model: &Model, year: FinancialYear, as_at: NaiveDate) {
    let mut seen: BTreeMap<String, BTreeMap<(String, Option<String>), Money>> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let planned = table.find(row, "planned").and_then(Cell::money);
        let planned = planned.expect("a body with a plan in force");
        let of = seen.entry(text(table, row, "plan")).or_default();
        if !planned.is_zero() {
            let project = Some(text(table, row, "project")).filter(|it| !it.is_empty());
            of.insert((text(table, row, "stream"), project), planned);
        }
    }
    let bodies = model.bodies.keys();
    let in_force = bodies.filter_map(|body| model.plan_in_force(body, year, as_at));
    let mut foretold: BTreeMap<String, _> = in_force
        .map(|plan| (plan.to_string(), model.planned(&plan, year)))
        .collect();
    // A plan of nothing, for a body that had nothing, has no row.
    foretold.retain(|plan, sums| !sums.is_empty() || seen.contains_key(plan));
    assert_eq!(seen, foretold, "plans for {year} as at {as_at}");
}

/// Over the rows of a body and stream, committed and spent are what its lines come to.
fn actual_is_the_table_of_positions(
    table: &Table,
    ledger: &Ledger,
    year: FinancialYear,
    as_at: NaiveDate,
) {
    let mut sums: BTreeMap<(String, String), [Option<Pence>; 4]> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let of = (text(table, row, "body"), text(table, row, "stream"));
        let so_far = sums.entry(of).or_insert([Some(0); 4]);
        for (place, column) in COLUMNS.into_iter().enumerate() {
            so_far[place] = match table.find(row, column) {
                Some(Cell::Money(sum)) => so_far[place].map(|it| it + Pence::from(sum.pence())),
                Some(Cell::Nothing) => so_far[place],
                _ => None,
            };
        }
    }
    for ((body, stream), sums) in sums {
        let of = Selection {
            body: body.parse::<BodyId>().ok(),
            stream: stream.parse().ok(),
            year: Some(year),
            as_at: Some(as_at),
            ..Selection::default()
        };
        let position = ledger.position(&of).expect("sums in range");
        let stands = [
            position.allocated,
            position.authority,
            position.committed,
            position.spent,
        ];
        for (place, column) in COLUMNS.into_iter().enumerate() {
            let stands = Pence::from(stands[place].pence());
            let said = sums[place].is_none_or(|sum| sum == stands);
            assert!(
                said,
                "{column} of {body}/{stream}, {year}, as at {as_at}:\n{table}"
            );
        }
    }
}

const COLUMNS: [&str; 4] = ["allocated", "authority", "committed", "spent"];

fn text(table: &Table, row: usize, column: &str) -> String {
    let cell = table.find(row, column);
    cell.map(ToString::to_string).unwrap_or_default()
}
