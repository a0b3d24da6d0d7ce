//! What a workbook cannot hold.

use rust_xlsxwriter::XlsxError;
use thiserror::Error;

use super::value::DIGITS;

/// What a workbook cannot hold, and where it stands.
///
/// ```
/// use ringfence::view::{Cell, ColumnKind};
/// use ringfence_formats::{Frame, xlsx_of};
///
/// let cell = Cell::Money("10000000000000.00".parse()?);
/// let columns = vec![("left".into(), ColumnKind::Money)];
/// let frame = Frame { columns, rows: vec![vec![cell]], ..Frame::default() };
/// let no = xlsx_of(&frame, "").unwrap_err();
/// assert!(no.to_string().starts_with("row 0, column \"left\": found £10,000,000,000,000.00"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Error)]
pub enum XlsxFault {
    /// A figure of more digits than Excel keeps.
    #[error(
        "row {row}, column {column:?}: found {found}; Excel keeps {DIGITS} digits of a number: \
        write it as CSV, or leave the column out"
    )]
    TooManyDigits {
        /// The row, from 0.
        row: usize,
        /// The column.
        column: String,
        /// The figure.
        found: String,
    },
    /// Words that a cell of Excel cannot hold as they are.
    #[error("row {row}, column {column:?}: found {found}; a cell of Excel holds {holds}")]
    Unheld {
        /// The row, from 0.
        row: usize,
        /// The column.
        column: String,
        /// What stands there.
        found: String,
        /// What would work.
        holds: &'static str,
    },
    /// A sum of more digits than Excel keeps.
    #[error("{formula}: comes to {found}; Excel keeps {DIGITS} digits of a number")]
    SumTooLong {
        /// The formula.
        formula: String,
        /// What it comes to.
        found: String,
    },
    /// Two words that a formula of Excel takes for the same.
    #[error(
        "column {column:?}: found {one:?} and {other:?}, which a sum of Excel takes for one: write \
        the tables one by one"
    )]
    TakenForOne {
        /// The column.
        column: String,
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
    /// A fault on one of several sheets.
    #[error("sheet {sheet:?}, {fault}")]
    OnSheet {
        /// The sheet.
        sheet: String,
        /// The fault.
        fault: Box<XlsxFault>,
    },
    /// More rows or columns than a sheet has, a text longer than a cell takes, or a file that
    /// cannot be put together.
    #[error("the workbook cannot be written: {0}")]
    Unwritten(#[from] XlsxError),
}
