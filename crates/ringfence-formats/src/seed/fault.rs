//! What can be wrong with what a seed is read from.

use std::fmt;
use std::path::PathBuf;

use ringfence::journal::Refusals;
use thiserror::Error;

use super::{Place, Written};
use crate::grid::GridFault;

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
    /// A kind that somebody named for what holds several.
    #[error("{file}: found {what}; expected it without the kind {kind}")]
    KindOfMany {
        /// The file or folder.
        file: String,
        /// What it is.
        what: &'static str,
        /// The kind.
        kind: &'static str,
    },
    /// A sheet whose name says nothing.
    #[error("{place}: found a sheet that a seed does not have; expected {expected}")]
    UnknownSheet {
        /// The sheet.
        place: Place,
        /// The nearest name, or all names.
        expected: String,
        /// The nearest name, where one is near.
        nearest: Option<&'static str>,
    },
    /// A file without any cells to read.
    #[error(transparent)]
    NoGrid(GridFault),
    /// A line that is no JSON, or no draft.
    #[error("{place}: found {found}; expected {expected}")]
    BadLine {
        /// The line.
        place: Place,
        /// What was found.
        found: String,
        /// What would work.
        expected: String,
    },
    /// A row or a sheet that nobody sees.
    #[error(
        "{place}: found it hidden; expected what is in sight: show it or delete it, or declare \
             hidden ({})", Written::Hidden.meaning()
    )]
    Hidden {
        /// Where.
        place: Place,
    },
    /// A file without a heading.
    #[error("{place}, row 1: found nothing; expected a heading with the names of the columns")]
    NoHeading {
        /// The file or the sheet.
        place: Place,
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
    /// Where it stands, in the order in which faults are told.
    fn rank(&self) -> (Place, String) {
        let (place, column) = self.cell();
        let mut rank = match (place, self.file()) {
            (Some(place), _) => place.clone(),
            (None, file) => Place::in_file(file.unwrap_or_default()),
        };
        rank.column = None;
        (rank, column.unwrap_or_default().to_owned())
    }

    /// A word for what is wrong; of a refused row, the code of the answer.
    pub fn code(&self) -> &'static str {
        match self {
            SeedFault::NotAFolder { .. } => "not_a_folder",
            SeedFault::NothingToRead { .. } => "nothing_to_read",
            SeedFault::Unreadable { .. } => "unreadable",
            SeedFault::UnknownFile { .. } => "unknown_file",
            SeedFault::KindOfMany { .. } => "kind_of_many",
            SeedFault::UnknownSheet { .. } => "unknown_sheet",
            SeedFault::NoGrid(_) => "no_cells",
            SeedFault::BadLine { .. } => "bad_line",
            SeedFault::Hidden { .. } => "hidden",
            SeedFault::NoHeading { .. } => "no_heading",
            SeedFault::UnknownColumn { .. } => "unknown_column",
            SeedFault::ColumnTwice { .. } => "column_twice",
            SeedFault::MissingColumn { .. } => "missing_column",
            SeedFault::RaggedRow { .. } => "ragged_row",
            SeedFault::BadQuotation { .. } => "bad_quotation",
            SeedFault::NotUtf8 { .. } => "not_utf8",
            SeedFault::BadValue { .. } => "bad_value",
            SeedFault::ParentCircle { .. } => "parent_circle",
            SeedFault::BookInvalid { .. } => "book_invalid",
            SeedFault::Refused { refusals, .. } => refusals.first().code(),
        }
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> String {
        let whole = self.to_string();
        let place = match (self.cell().0, self.file()) {
            (Some(place), _) => place.to_string(),
            (None, file) => file.unwrap_or_default().to_owned(),
        };
        let rest = whole.strip_prefix(&place).unwrap_or(&whole);
        rest.trim_start_matches([',', ':', ' ']).to_owned()
    }

    /// The file, where it is about one and stands in no row.
    pub fn file(&self) -> Option<&str> {
        match self {
            SeedFault::UnknownFile { file, .. } | SeedFault::KindOfMany { file, .. } => Some(file),
            SeedFault::NoGrid(fault) => Some(fault.file()),
            _ => None,
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
            | SeedFault::UnknownSheet { place, .. }
            | SeedFault::BadLine { place, .. }
            | SeedFault::Hidden { place }
            | SeedFault::NoHeading { place }
            | SeedFault::Refused { place, .. } => (Some(place), None),
            SeedFault::NotAFolder { .. }
            | SeedFault::NothingToRead { .. }
            | SeedFault::Unreadable { .. }
            | SeedFault::UnknownFile { .. }
            | SeedFault::KindOfMany { .. }
            | SeedFault::NoGrid(_) => (None, None),
        }
    }
}

/// Everything that is wrong with a seed folder, by file, row and column.
#[derive(Debug)]
pub struct SeedFaults {
    faults: Vec<SeedFault>,
}

impl SeedFaults {
    pub(crate) fn of(mut faults: Vec<SeedFault>) -> SeedFaults {
        faults.sort_by_cached_key(SeedFault::rank);
        SeedFaults { faults }
    }

    /// Whether there are none: of a seed that was read as far as it reads.
    pub fn is_empty(&self) -> bool {
        self.faults.is_empty()
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
