//! Tables as workbooks of Excel: one table, or all of a year with sums that add up live.

mod fault;
mod figure;
mod listed;
mod look;
mod one;
mod value;
mod year;

pub use fault::XlsxFault;
pub use one::xlsx_of;
pub use year::{YearBookFault, YearWorkbook, year_workbook};
