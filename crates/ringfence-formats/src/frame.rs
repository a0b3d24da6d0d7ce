//! A table as other tools take it: named columns of one kind each.

use std::borrow::Cow;

use ringfence::view::{self, Cell, ColumnKind};

/// Rows under named columns, each of one kind: what spreadsheets, data frames and files are made
/// of.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
/// use ringfence_formats::Frame;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let frame = Frame::from(ringfence::view::positions(&ledger, &Selection::default())?);
/// assert_eq!(frame.columns[0].0, "body");
/// assert!(frame.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Unlike a [`view::Table`] its columns may be anybody's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// What it shows; empty where nobody said.
    pub title: String,
    /// Its columns: the name of each, and what it holds.
    pub columns: Vec<(Cow<'static, str>, ColumnKind)>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// What must be read with it.
    pub notes: Vec<String>,
}

impl Frame {
    /// The names of the columns of a row that rest on what no source records.
    pub fn not_recorded(&self, row: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.get(row).into_iter().flatten();
        let named = self.columns.iter().zip(cells);
        let silent = named.filter(|(_, cell)| **cell == Cell::NotRecorded);
        silent.map(|((name, _), _)| name.as_ref())
    }
}

impl From<view::Table> for Frame {
    fn from(of: view::Table) -> Frame {
        let columns = of.columns.iter();
        Frame {
            title: of.title,
            columns: columns
                .map(|it| (Cow::Borrowed(it.name), it.kind))
                .collect(),
            rows: of.rows,
            notes: of.notes,
        }
    }
}
