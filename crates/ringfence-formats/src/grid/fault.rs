//! Why there is no grid.

use thiserror::Error;

/// Why a file gives no grid at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GridFault {
    /// A mark of UTF-16, and then something else.
    #[error("{file}: found text in UTF-16 that breaks off; expected UTF-8: save it as CSV UTF-8")]
    Utf16 {
        /// The file.
        file: String,
    },
    /// A workbook of another kind, or one that is locked.
    #[error(
        "{file}: found a workbook of Excel 97 to 2003, or one with a password; expected an Excel \
         workbook (.xlsx) without a password: save it as one"
    )]
    OldWorkbook {
        /// The file.
        file: String,
    },
    /// The disk or its permissions stand in the way.
    #[error("{file}: found that it cannot be read: {why}; expected a file that this user may read")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// A name that ends in no known way.
    #[error("{file}: found neither .csv nor .xlsx; expected a CSV file or an Excel workbook")]
    OtherForm {
        /// The file.
        file: String,
    },
    /// A sheet that is not there, or several where one was asked for.
    #[error("{file}: found {found}; expected the name of one as sheet: {expected}")]
    Sheet {
        /// The file.
        file: String,
        /// What was found.
        found: String,
        /// The sheets in sight.
        expected: String,
    },
    /// Bytes that are no workbook.
    #[error("{file}: found no Excel workbook (.xlsx): {why}; expected one: save it anew in Excel")]
    NotAWorkbook {
        /// The file.
        file: String,
        /// What the reader says.
        why: String,
    },
}

impl GridFault {
    /// The file.
    pub fn file(&self) -> &str {
        match self {
            GridFault::Utf16 { file }
            | GridFault::Unreadable { file, .. }
            | GridFault::OtherForm { file }
            | GridFault::Sheet { file, .. }
            | GridFault::OldWorkbook { file }
            | GridFault::NotAWorkbook { file, .. } => file,
        }
    }
}
