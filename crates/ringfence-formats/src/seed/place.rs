//! Where in a seed folder something stands.

use std::fmt;

/// A row of a file, counted as a spreadsheet shows it: the heading is row 1.
///
/// ```
/// use ringfence_formats::Place;
///
/// let place = Place { file: "notices.csv".into(), row: 5 };
/// assert_eq!(place.to_string(), "notices.csv, row 5");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The name of the file inside the folder.
    pub file: String,
    /// The row; blank rows count.
    pub row: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, row {}", self.file, self.row)
    }
}
