//! Joint projects: what each party is to bear, bore, and has of what is left.

use super::{Cell, ColumnKind, Table};
use crate::state::{Ledger, PartyRead, Selection};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 11] = [
    ("project", ColumnKind::Text),
    ("party", ColumnKind::Text),
    ("weight", ColumnKind::Number),
    ("cost", ColumnKind::Money),
    ("part", ColumnKind::Money),
    ("borne", ColumnKind::Money),
    ("to_settle", ColumnKind::Money),
    ("left", ColumnKind::Money),
    ("part_of_left", ColumnKind::Money),
    ("year", ColumnKind::Year),
    ("entry", ColumnKind::Number),
];

/// The joint projects of a year, as at a day where one is asked for: a row for each
/// party, and for each body that bore some of the cost.
///
/// `cost` is what the project cost; `part` what of it falls to the party, each cost by the shares
/// of its day, to the penny; `borne` what stands on its own lines, and what its contributions
/// brought. `to_settle` is what it still owes, below nought what it bore too much: a recharge
/// or a contribution settles it. `left` is what is earmarked, held and committed for the project.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let joint = ringfence::view::joint(&ledger, "2016-17".parse()?, &Selection::default());
/// assert!(joint.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn joint(ledger: &Ledger, year: FinancialYear, of: &Selection) -> Table {
    let mut table = Table::new(format!("Joint projects, {year}"), &COLUMNS);
    for it in ledger.joint_read(year, of) {
        table.add(row(&it, year));
    }
    table
}

fn row(it: &PartyRead<'_>, year: FinancialYear) -> Vec<Cell> {
    let sum = |pence: i64| Cell::Money(Money::from_pence(pence).unwrap_or(Money::MAX));
    vec![
        Cell::maybe(it.project, Cell::words),
        Cell::maybe(it.party, Cell::words),
        Cell::maybe(it.weight, Cell::Number),
        sum(it.cost),
        sum(it.part),
        sum(it.borne),
        sum(it.part - it.borne),
        sum(it.left),
        sum(it.left_part),
        Cell::Year(year),
        Cell::Number(it.entry),
    ]
}
