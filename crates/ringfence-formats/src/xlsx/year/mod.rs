//! All of a year in one workbook.

mod body;
mod month;
mod page;
mod parts;
mod summary;
mod workbook;

pub use workbook::{YearBookFault, YearWorkbook, year_workbook};
