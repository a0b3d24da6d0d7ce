//! Who holds money: bodies as they stood on a day.

use super::{Cell, ColumnKind, Table};
use crate::noun::{BodyId, Wording};
use crate::state::{Ledger, Selection};

const COLUMNS: [(&str, ColumnKind); 12] = [
    ("body", ColumnKind::Text),
    ("name", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("parent", ColumnKind::Text),
    ("standing", ColumnKind::Text),
    ("accountable", ColumnKind::Text),
    ("starts", ColumnKind::Date),
    ("ends", ColumnKind::Date),
    ("successors", ColumnKind::Text),
    ("population", ColumnKind::Number),
    ("counted_on", ColumnKind::Date),
    ("entry", ColumnKind::Number),
];

/// Bodies as they stood on a day, in the order in which they were named: where in the tree,
/// whether legal, who answers for them, from when to when they are there, for how many people
/// they plan and when these were counted.
///
/// Who takes over from a body that ends, or will, stands as `successors`.
///
/// Left out, the day is that on which the last entry was recorded. `ends` is the last day, also
/// where it is still to come.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::bodies(&ledger, &Selection::default()).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Of a selection it reads body, `as_at` and `as_known`.
pub fn bodies(ledger: &Ledger, of: &Selection) -> Table {
    let mut table = Table::new("Bodies", &COLUMNS);
    for it in ledger.bodies_read(of) {
        let counted = it.population;
        table.add(vec![
            Cell::words(it.id),
            Cell::words(it.name),
            Cell::words(it.kind.word()),
            Cell::maybe(it.parent, Cell::words),
            Cell::words(it.standing.word()),
            Cell::words(it.accountable),
            Cell::Date(it.from),
            Cell::maybe(it.until, Cell::Date),
            Cell::words(words(&it.successors)),
            Cell::maybe(counted, |(people, _)| Cell::Number(people.get().into())),
            Cell::maybe(counted, |(_, on)| Cell::Date(on)),
            Cell::Number(it.entry),
        ]);
    }
    table
}

fn words(ids: &[&BodyId]) -> String {
    let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
    ids.join(", ")
}
