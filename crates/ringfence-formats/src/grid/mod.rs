//! Cells as people see them: of a CSV file, or of each sheet of a workbook.
//!
//! A [`Grid`] keeps what stands in each cell and where, counted as a spreadsheet counts, and
//! decides nothing: what a cell must hold is for whoever reads the grid.

mod cell;
mod csv;
#[cfg(feature = "xlsx")]
mod digits;
mod encoding;
mod fault;
mod open;
mod rows;
#[cfg(feature = "xlsx")]
mod scan;
mod total;
#[cfg(feature = "xlsx")]
mod workbook;

pub use cell::{Broken, GridCell, cell_name, column_name};
pub(crate) use csv::CsvRows;
pub use encoding::Encoding;
pub use fault::GridFault;
pub use rows::{Grid, GridRow, Shown};
pub(crate) use total::{is_total, says_total};
