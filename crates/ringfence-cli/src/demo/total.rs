//! Published totals, beside the sum of the notices.

use std::collections::BTreeSet;

use ringfence::noun::{Stated, StatedUnit};
use ringfence::view::{self, Cell};
use ringfence_formats::{Align, Table, exactly_in, stated_sum};

use super::asked::words;
use crate::loaded::Loaded;

/// Each published total, the sum of the notices that are known, and the difference with its label.
pub(super) fn totals(loaded: &Loaded) -> Table {
    let totals = view::totals(loaded.book.ledger());
    let mut table = Table::new("Published totals, kept as they were published");
    table.columns(["total", "year"], Align::Left);
    let sums = ["stated as", "published", "sum of the notices", "difference"];
    table.columns(sums, Align::Right);
    table.column("what the difference is", Align::Left);
    let mut sources = BTreeSet::new();
    for row in 0..totals.rows.len() {
        let told = |column| words(&totals, row, column);
        let [stated, published, notices, difference] = sums_of(&totals, row);
        table.row([
            told("total_name"),
            told("year"),
            stated,
            published,
            notices,
            difference,
            told("difference_is"),
        ]);
        sources.extend(Some(told("source")).filter(|source| !source.is_empty()));
    }
    for source in sources {
        table.note(format!("Source: {source}"));
    }
    table.note("A total is compared, never money. A difference is kept and named, never repaired.");
    table
}

/// The published figure as it was stated; then it, the notices and the difference in that unit,
/// with as many places as the finest of them needs.
fn sums_of(totals: &view::Table, row: usize) -> [String; 4] {
    let stated = match totals.find(row, "published_stated") {
        Some(Cell::Stated { stated, .. }) => Some(*stated),
        _ => None,
    };
    let unit = stated.map_or(StatedUnit::Pounds, |it| it.unit);
    let compared = ["published", "notices", "difference"]
        .map(|column| totals.find(row, column).and_then(Cell::money));
    let needed = compared.iter().flatten();
    let needed = needed.map(|sum| exactly_in(*sum, unit).places);
    let places = needed.chain(stated.map(|it| it.places)).max().unwrap_or(0);
    let as_stated = compared[0].map_or_else(String::new, |sum| stated_sum(sum, stated));
    let [published, notices, difference] = compared.map(|sum| {
        let alike = Some(Stated { unit, places });
        sum.map_or_else(String::new, |sum| stated_sum(sum, alike))
    });
    [as_stated, published, notices, difference]
}
