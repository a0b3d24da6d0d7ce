//! Tables and seed folders in and out of a ringfence ledger.
//!
//! A **seed** is a folder of CSV files, one for each kind of draft: `bodies.csv`, `notices.csv`,
//! `commitments.csv` and so on. [`SeedFolder::read`] turns it into steps in the order in which
//! they are posted, or says everything that is wrong with it at once, with file, row and column.
//! A [`Table`] is rows for people: it prints as plain text, and as HTML for a page or a
//! notebook. [`explanation_html`] writes the reasons of an answer as HTML, and
//! [`committee_return_html`] what a board answers to a committee.
//!
//! A whole journal goes out and comes back as [`journal_lines`], with the same bytes and hashes.
//!
//! This crate posts nothing. Whoever has a book posts the steps, and [`Seed::refused`] turns what
//! the ledger refused back into the file and row that asked for it.

#![forbid(unsafe_code)]

mod allocation_table;
#[cfg(feature = "arrow")]
pub mod arrow;
mod committee_return;
mod explanation;
mod faults;
mod frame;
mod general_ledger;
mod grid;
pub mod journal_lines;
mod markup;
mod seed;
mod table;
#[cfg(feature = "xlsx")]
mod template;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use allocation_table::{AllocationFault, AllocationLayout, AllocationTable, Along, Brackets};
pub use committee_return::committee_return_html;
pub use explanation::explanation_html;
pub use faults::Faults;
pub use frame::Frame;
pub use general_ledger::{
    Actuals, ActualsFault, CellPlace, CostCode, CostSide, Extract, ExtractForm, ExtractLine,
    ExtractTotal, LedgerMap, LedgerPeriod, MapRow, PeriodError, PlannedActual, PlannedActuals,
    Reach, Signs, Target,
};
pub use grid::{
    Broken, Encoding, Grid, GridCell, GridFault, GridRow, Shown, cell_name, column_name,
};
pub use seed::{
    Aliases, ColumnMap, Place, Reading, Seed, SeedFault, SeedFaults, SeedFile, SeedFolder,
    SeedReader, SeedRow, SeedStep, UnknownKind, Written, WrittenError,
};
pub use table::{Align, Table, exactly_in, stated_sum};
#[cfg(feature = "xlsx")]
pub use template::template_of;
#[cfg(feature = "xlsx")]
pub use xlsx::{XlsxFault, YearBookFault, YearWorkbook, xlsx_of, year_workbook};
