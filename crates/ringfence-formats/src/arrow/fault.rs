//! What can be wrong with a table that comes in by Arrow.

use arrow_schema::ArrowError;
use thiserror::Error;

use crate::Faults;

/// One thing that is wrong with a table of entries: where it stands, and what would work.
#[derive(Debug, Error)]
pub enum ArrowFault {
    /// A column that is not there.
    #[error(
        "no column {column:?}: the columns of `journal()` are expected, this one with {expected}"
    )]
    MissingColumn {
        /// Its name.
        column: &'static str,
        /// What it would hold.
        expected: &'static str,
    },
    /// A column of another type.
    #[error("column {column:?}: found the type {found}; expected text")]
    NotText {
        /// Its name.
        column: &'static str,
        /// Its type.
        found: String,
    },
    /// A cell that does not read.
    #[error("row {row}, column {column:?}: found {found}; expected {expected}")]
    BadValue {
        /// The row, from 0.
        row: u64,
        /// The column.
        column: &'static str,
        /// What was found, cut short.
        found: String,
        /// What would work.
        expected: &'static str,
    },
    /// Words without their salt, or the other way round.
    #[error(
        "row {row}: found text without salt or salt without text; expected both, or none of \
        the two once they are redacted"
    )]
    HalfRedacted {
        /// The row, from 0.
        row: u64,
    },
    /// Whoever made the table could not give it.
    #[error("the table cannot be read")]
    Unreadable(#[source] ArrowError),
}

/// Everything that is wrong with a table of entries.
pub type ArrowFaults = Faults<ArrowFault>;
