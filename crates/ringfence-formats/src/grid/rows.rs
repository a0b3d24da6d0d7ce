//! Rows of cells.

use super::GridCell;

/// The cells of one CSV file, or of one sheet of a workbook.
///
/// ```
/// use ringfence_formats::{Encoding, Grid, GridCell};
///
/// let grid = Grid::of_csv("left.csv", b"body,left\n\nnorth,5\n", Encoding::Utf8)?;
/// let last = &grid.rows[1];
/// assert_eq!((last.row, last.cells[1].to_string()), (3, "5".to_owned()));
/// assert_eq!(last.cell(7), &GridCell::Blank);
/// # Ok::<(), ringfence_formats::GridFault>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The name of the file.
    pub file: String,
    /// The name of the sheet; of a CSV file, none.
    pub sheet: Option<String>,
    /// Whether the sheet is in sight.
    pub shown: Shown,
    /// The rows in order; those without anything in them are left out.
    pub rows: Vec<GridRow>,
}

/// One row of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridRow {
    /// As a spreadsheet counts: the first row is 1, blank rows count.
    pub row: usize,
    /// Whether the row is in sight.
    pub shown: Shown,
    /// From the first column on: column A is 0. Of a sheet, what is blank at the end is left out.
    pub cells: Vec<GridCell>,
}

impl GridRow {
    /// The cell of a column, the first of which is 0; blank beyond the last.
    pub fn cell(&self, column: usize) -> &GridCell {
        self.cells.get(column).unwrap_or(&GridCell::Blank)
    }
}

/// Whether a person sees a sheet or a row when the file is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// It is in sight. In a CSV file everything is.
    #[default]
    InSight,
    /// It is hidden, by hand or by a filter.
    Hidden,
}
