//! Where in what was read something stands.

use std::fmt;
use std::sync::Arc;

use crate::grid::cell_name;

/// A row of a file, of a sheet or of a frame, and the cell in it where that is known.
///
/// ```
/// use ringfence_formats::Place;
///
/// let place = Place { row: Some(5), ..Place::in_file("notices.csv") };
/// assert_eq!(place.to_string(), "notices.csv, row 5");
/// let place = Place { sheet: Some("notices".into()), column: Some(3), ..place };
/// assert_eq!(place.to_string(), "notices.csv, sheet notices, cell D5");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The name of the file inside its folder; of a frame, what it holds.
    pub file: Arc<str>,
    /// The name of the sheet, in a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row as a spreadsheet shows it: the heading is row 1, and blank rows count. Of JSON
    /// lines, the line; of a frame, the row from 0. None where it is about the whole.
    pub row: Option<usize>,
    /// The column of the cell, where it is about one: the first is 0.
    pub column: Option<usize>,
}

impl Place {
    /// A whole file.
    pub fn in_file(file: &str) -> Place {
        Place {
            file: file.into(),
            sheet: None,
            row: None,
            column: None,
        }
    }

    /// The name of the cell as a spreadsheet shows it, such as `D5`.
    pub fn cell(&self) -> Option<String> {
        Some(cell_name(self.row?, self.column?))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        let Some(sheet) = &self.sheet else {
            return self.row.map_or(Ok(()), |row| write!(f, ", row {row}"));
        };
        write!(f, ", sheet {sheet}")?;
        match (self.cell(), self.row) {
            (Some(cell), _) => write!(f, ", cell {cell}"),
            (None, Some(row)) => write!(f, ", row {row}"),
            (None, None) => Ok(()),
        }
    }
}
