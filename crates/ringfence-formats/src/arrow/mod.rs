//! Tables for whatever reads Arrow: pandas, Polars, DuckDB, PyArrow.
//!
//! Money is `decimal128(18, 2)`, a part of a post `decimal128(10, 2)`, a day `date32`, a whole
//! number `int64`, a flag `bool`. Words and years, which repeat, are dictionaries of text; what a
//! journal keeps to the letter is plain text. A figure as its source stated it is its words: the
//! sum stands in a column of its own.
//!
//! A cell that has no answer is null, and so is one that rests on what no source records. Where a
//! table has any of the second kind, a last column `not_recorded` names them, row by row. Title and
//! notes go along as metadata of the schema, `ringfence.title` and `ringfence.notes`.
//!
//! ```
//! use ringfence::journal::Header;
//! use ringfence::state::{Ledger, Selection};
//! use ringfence_formats::{Frame, arrow};
//!
//! let ledger = Ledger::new(Header::new("GBP")?);
//! let positions = ringfence::view::positions(&ledger, &Selection::default())?;
//! let batch = arrow::batch_of(&Frame::from(positions))?;
//! let available = batch.schema().field_with_name("available")?.data_type().to_string();
//! assert_eq!(available, "Decimal128(18, 2)");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cells;
mod fault;
mod journal;
mod out;
mod words;

pub(crate) use cells::cells_of;
pub use fault::{ArrowFault, ArrowFaults};
pub use journal::read_journal;
pub use out::batch_of;
