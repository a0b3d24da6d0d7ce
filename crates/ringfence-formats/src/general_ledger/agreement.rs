//! Whether the ledger has what the general ledger states.

use std::collections::BTreeMap;

use ringfence::view::{Cell, ColumnKind, Table};
use ringfence::word::Money;

use super::actuals::later_periods;
use super::posted::Posted;
use super::{Actuals, Reach};

const COLUMNS: [(&str, ColumnKind); 5] = [
    ("cost_centre", ColumnKind::Text),
    ("ledger", ColumnKind::Money),
    ("extract", ColumnKind::Money),
    ("difference", ColumnKind::Money),
    ("in_suspense", ColumnKind::Money),
];

/// Sums of one cost centre, in pence.
#[derive(Clone, Copy, Default)]
struct Sums {
    ledger: i128,
    extract: i128,
    in_suspense: i128,
}

/// What the ledger has of the source, what the extract states, and the difference, by cost centre.
pub(super) fn agreement(actuals: &Actuals<'_>, posted: &Posted) -> Table {
    let mut sums: BTreeMap<&str, Sums> = BTreeMap::new();
    for (code, pence) in actuals.extract.costs() {
        sums.entry(&code.cost_centre).or_default().extract += i128::from(pence);
    }
    let waits = |moved: &super::posted::Moved| {
        let stream = moved.target.as_ref().map(|it| &it.stream);
        let mut suspense = posted.suspense.iter();
        suspense.any(|(id, _)| Some(id) == stream)
    };
    for moved in posted
        .moved
        .iter()
        .filter(|it| actuals.reaches(it.origin.period))
    {
        let of = sums.entry(&moved.origin.code.cost_centre).or_default();
        of.ledger += i128::from(moved.pence);
        if waits(moved) {
            of.in_suspense += i128::from(moved.pence);
        }
    }
    let reach = match actuals.reach {
        Reach::Period => format!("{}", actuals.period),
        Reach::YearToDate => format!("the year to {}", actuals.period),
    };
    let title = format!("Agreement with {}, {reach}", actuals.source.trim());
    let mut table = Table::new(title, &COLUMNS);
    let rows = sums.iter().map(|(cost_centre, of)| {
        vec![
            Cell::Text((*cost_centre).to_owned()),
            sum(of.ledger),
            sum(of.extract),
            sum(of.ledger - of.extract),
            sum(of.in_suspense),
        ]
    });
    table.rows = rows.collect();
    table.notes = notes(actuals, posted, sums.values().copied());
    table
}

fn notes(actuals: &Actuals<'_>, posted: &Posted, sums: impl Iterator<Item = Sums>) -> Vec<String> {
    let all = sums.fold(Sums::default(), |all, of| Sums {
        ledger: all.ledger + of.ledger,
        extract: all.extract + of.extract,
        in_suspense: all.in_suspense + of.in_suspense,
    });
    let mut notes = vec![
        format!(
            "In all: ledger {}, extract {}, difference {}, in suspense {}.",
            sum(all.ledger),
            sum(all.extract),
            sum(all.ledger - all.extract),
            sum(all.in_suspense)
        ),
        "The ledger's figure is what this source posted, less what was reversed or credited; costs \
         that somebody stated otherwise are not in it."
            .to_owned(),
    ];
    let later = later_periods(actuals, posted);
    if !later.is_empty() {
        let later: Vec<String> = later.iter().map(ToString::to_string).collect();
        notes.push(format!(
            "Later periods are posted and not in it: {}.",
            later.join(", ")
        ));
    }
    notes
}

fn sum(pence: i128) -> Cell {
    let sum = i64::try_from(pence)
        .ok()
        .and_then(|it| Money::from_pence(it).ok());
    sum.map_or(Cell::Nothing, Cell::Money)
}
