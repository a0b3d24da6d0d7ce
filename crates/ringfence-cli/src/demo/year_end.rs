//! A closed year, as it was closed.

use ringfence::word::FinancialYear;
use ringfence_formats::Table;

use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::tree::Tree;

/// What was kept and what lapsed, and to whom.
pub(super) fn closed(loaded: &Loaded, tree: &Tree, year: FinancialYear) -> Result<Table, Failure> {
    let _ = (loaded, tree);
    Ok(Table::new(format!("{year}")))
}
