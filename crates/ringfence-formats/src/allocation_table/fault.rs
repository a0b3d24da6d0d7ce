//! What can be wrong with an allocation table.

use thiserror::Error;

/// One thing that is wrong with an allocation table: where it stands, what was found there, and
/// what would work.
///
/// ```
/// use ringfence::noun::StatedUnit;
/// use ringfence_formats::{AllocationLayout, AllocationTable, Along, Encoding, Grid};
///
/// let layout = AllocationLayout::new(Along::Bodies, Along::Years, "cluster", StatedUnit::Pounds);
/// let grid = Grid::of_csv("letter.csv", b"Board,2016-17\nupland,(5)\n", Encoding::Utf8)?;
/// let faults = AllocationTable::read(&grid, &layout).unwrap_err();
/// let said = faults.all()[0].to_string();
/// assert!(said.starts_with("letter.csv, cell B2: found (5); expected"), "{said}");
/// # Ok::<(), ringfence_formats::GridFault>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{place}: found {found}; expected {expected}")]
pub struct AllocationFault {
    /// The file, the sheet where there are several, and the cell or row.
    pub place: String,
    /// What stands there.
    pub found: String,
    /// What would work.
    pub expected: String,
}
