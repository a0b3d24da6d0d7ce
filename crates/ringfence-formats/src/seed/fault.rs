//! What can be wrong with a seed folder.

use std::fmt;
use std::path::PathBuf;

use ringfence::journal::Refusals;
use thiserror::Error;

use super::Place;

/// One thing that is wrong with a seed folder: where it stands, what was found there, and what
/// was expected.
#[derive(Debug, Error)]
pub enum SeedFault {
    /// The folder is not there, or is no folder.
    #[error("{} is not a folder: name the folder that holds the CSV files", folder.display())]
    NotAFolder {
        /// What was named.
        folder: PathBuf,
    },
    /// The folder holds nothing to read.
    #[error("{} holds no CSV file of a seed: it may hold {expected}", folder.display())]
    NothingToRead {
        /// The folder.
        folder: PathBuf,
        /// The names that would be read.
        expected: String,
    },
    /// The disk or its permissions stand in the way.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file whose name says nothing.
    #[error("{file}: found a file that a seed does not have; expected {expected}")]
    UnknownFile {
        /// Its name.
        file: String,
        /// The nearest name, or all names.
        expected: String,
        /// The nearest name, where one is near.
        nearest: Option<&'static str>,
    },
    /// A file in an encoding that a spreadsheet did not save as CSV UTF-8.
    #[error("{file}: found text in UTF-16; expected UTF-8: save it as CSV UTF-8")]
    Utf16 {
        /// The file.
        file: String,
    },
    /// A file without a heading.
    #[error("{file}, row 1: found nothing; expected a heading with the names of the columns")]
    NoHeading {
        /// The file.
        file: String,
    },
    /// A heading that the file does not have.
    #[error(
        "{place}, column {column:?}: found a column that does not exist here; \
             expected {expected}"
    )]
    UnknownColumn {
        /// Where.
        place: Place,
        /// The heading.
        column: String,
        /// The nearest column, or all columns.
        expected: String,
        /// The nearest column, where one is near.
        nearest: Option<&'static str>,
    },
    /// A heading that stands there twice.
    #[error("{place}, column {column}: found the heading twice; expected it once")]
    ColumnTwice {
        /// Where.
        place: Place,
        /// The heading.
        column: String,
    },
    /// A column that every row needs and that is not there.
    #[error("{place}, column {column}: found no such column; expected it, with {expected}")]
    MissingColumn {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// What it would hold.
        expected: String,
    },
    /// A row with more or fewer cells than the heading.
    #[error("{place}: found {found} cells; expected {expected}, as in the heading")]
    RaggedRow {
        /// Where.
        place: Place,
        /// How many cells it has.
        found: usize,
        /// How many the heading has.
        expected: usize,
    },
    /// A quotation mark that is never closed, or text after one that is.
    #[error(
        "{place}, cell {cell}: found a quotation mark out of place; expected the whole cell \
             between two, and each mark inside it twice"
    )]
    BadQuotation {
        /// Where.
        place: Place,
        /// Which cell of the row, from 1.
        cell: usize,
    },
    /// A cell whose bytes are not UTF-8.
    #[error(
        "{place}, column {column}: found bytes that are not UTF-8 ({found:?}); expected \
             UTF-8: save it as CSV UTF-8"
    )]
    NotUtf8 {
        /// Where.
        place: Place,
        /// The column, by its heading or its number.
        column: String,
        /// What could be read of it.
        found: String,
    },
    /// A value that does not read.
    #[error("{place}, column {column}: found {found}; expected {expected}")]
    BadValue {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// What was found.
        found: String,
        /// What would work.
        expected: String,
    },
    /// Bodies that stand below each other.
    #[error("{place}, column parent: found a circle, {}; expected a tree: each body once, below \
             one that stands above it", circle.join(" below "))]
    ParentCircle {
        /// The first row of the circle.
        place: Place,
        /// The bodies, each below the next; the last is the first again.
        circle: Vec<String>,
    },
    /// A rule book that does not load.
    #[error("{place}, column book: found {book}, which does not load: {fault}")]
    BookInvalid {
        /// Where.
        place: Place,
        /// The book as the cell names it.
        book: String,
        /// One thing that is wrong with it.
        fault: String,
    },
    /// A row that reads, and that the ledger refuses.
    #[error("{place}: {refusals}")]
    Refused {
        /// Where.
        place: Place,
        /// Why, the answer first.
        refusals: Refusals,
    },
}

impl SeedFault {
    /// Where it stands: the file and the row, where it has them.
    fn rank(&self) -> (String, usize, String) {
        match self {
            SeedFault::NotAFolder { .. }
            | SeedFault::NothingToRead { .. }
            | SeedFault::Unreadable { .. } => (String::new(), 0, String::new()),
            SeedFault::UnknownFile { file, .. }
            | SeedFault::Utf16 { file }
            | SeedFault::NoHeading { file } => (file.clone(), 0, String::new()),
            other => {
                let (place, column) = other.cell();
                let (file, row) = place.map_or((String::new(), 0), |it| (it.file.clone(), it.row));
                (file, row, column.unwrap_or_default().to_owned())
            }
        }
    }

    /// The row and the column, where it stands in one.
    pub fn cell(&self) -> (Option<&Place>, Option<&str>) {
        match self {
            SeedFault::UnknownColumn { place, column, .. }
            | SeedFault::ColumnTwice { place, column }
            | SeedFault::MissingColumn { place, column, .. }
            | SeedFault::NotUtf8 { place, column, .. }
            | SeedFault::BadValue { place, column, .. } => (Some(place), Some(column)),
            SeedFault::ParentCircle { place, .. } => (Some(place), Some("parent")),
            SeedFault::BookInvalid { place, .. } => (Some(place), Some("book")),
            SeedFault::RaggedRow { place, .. }
            | SeedFault::BadQuotation { place, .. }
            | SeedFault::Refused { place, .. } => (Some(place), None),
            SeedFault::NotAFolder { .. }
            | SeedFault::NothingToRead { .. }
            | SeedFault::Unreadable { .. }
            | SeedFault::UnknownFile { .. }
            | SeedFault::Utf16 { .. }
            | SeedFault::NoHeading { .. } => (None, None),
        }
    }
}

/// Everything that is wrong with a seed folder, by file, row and column; never empty.
#[derive(Debug)]
pub struct SeedFaults {
    faults: Vec<SeedFault>,
}

impl SeedFaults {
    pub(super) fn of(mut faults: Vec<SeedFault>) -> SeedFaults {
        faults.sort_by_cached_key(SeedFault::rank);
        SeedFaults { faults }
    }

    /// The faults, in order.
    pub fn all(&self) -> &[SeedFault] {
        &self.faults
    }
}

impl fmt::Display for SeedFaults {
    /// One fault a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.faults.iter().enumerate() {
            let before = if at == 0 { "" } else { "\n" };
            write!(f, "{before}{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for SeedFaults {}
