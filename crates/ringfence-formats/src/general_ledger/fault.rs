//! What can be wrong with an extract, with its map, or between the two and the ledger.

use std::fmt;

use ringfence::journal::JournalError;
use ringfence::word::Money;
use thiserror::Error;

use super::{CostCode, LedgerPeriod, PeriodError};
use crate::GridFault;

/// One cell, as a person finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// The file.
    pub file: String,
    /// The sheet; of a CSV file, none.
    pub sheet: Option<String>,
    /// The cell, as a spreadsheet names it: `D5`.
    pub cell: String,
}

impl fmt::Display for CellPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            None => write!(f, "{}, cell {}", self.file, self.cell),
            Some(sheet) => write!(f, "{}, sheet {sheet:?}, cell {}", self.file, self.cell),
        }
    }
}

/// One thing that is wrong with an extract of a general ledger or with its map: where it stands,
/// what was found there, and what would work.
#[derive(Debug, Error)]
pub enum ActualsFault {
    /// A period that does not read.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// A file that cannot be opened, or of which no cell can be read.
    #[error(transparent)]
    Grid(#[from] GridFault),
    /// No row has the headings that are needed.
    #[error("{file}: found no row with the headings {needed}; expected one{found}")]
    NoHeading {
        /// The file.
        file: String,
        /// The headings that are looked for.
        needed: String,
        /// What the nearest row has, and what would help.
        found: String,
    },
    /// A sheet that is not there, or one of several that nobody named.
    #[error("{file}: found {found}; expected {expected}")]
    Sheet {
        /// The file.
        file: String,
        /// What was found.
        found: String,
        /// What would work.
        expected: String,
    },
    /// A name of a column that an extract does not have.
    #[error("columns: found {found:?}; expected {expected}")]
    UnknownField {
        /// What was named.
        found: String,
        /// The names that there are.
        expected: &'static str,
    },
    /// A cell that does not read.
    #[error("{place}: found {found}; expected {expected}")]
    Cell {
        /// Where.
        place: CellPlace,
        /// What was found.
        found: String,
        /// What would work.
        expected: String,
    },
    /// A name of the map that the ledger does not have.
    #[error("{file}, row {row}, column {column}: found {found:?}; expected {expected}")]
    UnknownName {
        /// The map.
        file: String,
        /// The row.
        row: usize,
        /// The column.
        column: &'static str,
        /// What was found.
        found: String,
        /// The nearest name, or what would work.
        expected: String,
    },
    /// Two rows of a map that say where the same line belongs on the same day.
    #[error(
        "{file}, rows {one} and {other}: found cost centre {cost_centre} twice on the same day, \
         {both}; expected one row for each: end the first with until, or part the subjective codes"
    )]
    RowsOverlap {
        /// The map.
        file: String,
        /// The first row.
        one: usize,
        /// The second row.
        other: usize,
        /// Whose lines.
        cost_centre: String,
        /// What both cover.
        both: String,
    },
    /// An extract that does not add up to what somebody else says that it should.
    #[error(
        "{file}: found lines that add up to {}; expected the control total of {}: the difference \
         is {}", found.in_words(), control.in_words(), difference.in_words()
    )]
    ControlTotal {
        /// The extract.
        file: String,
        /// What its lines add up to.
        found: Money,
        /// The control total.
        control: Money,
        /// What its lines are above that.
        difference: Money,
    },
    /// Lines that no row of the map covers, and nowhere to put them.
    #[error("{at}: {lines}: no row of the map covers it, and {why}; expected {expected}")]
    NoSuspense {
        /// The extract, and the rows of the first of the lines.
        at: String,
        /// The first of the lines, and how many there are.
        lines: String,
        /// What is lacking.
        why: String,
        /// What would work.
        expected: String,
    },
    /// A line that takes off more than its place has of cost.
    #[error(
        "{at}: cost centre {}, subjective {}, {period}: found {} to take off {place}, where costs \
         of {source_name:?} have {} left; expected no cost below nought: map the line to where its \
         cost stands, or record it as income",
         code.cost_centre, code.subjective, asked.in_words(), left.in_words()
    )]
    BelowNought {
        /// The extract, and the rows of the line in it.
        at: Box<str>,
        /// Which line.
        code: CostCode,
        /// Of which period.
        period: LedgerPeriod,
        /// How much comes off.
        asked: Money,
        /// How much there is.
        left: Money,
        /// Where.
        place: Box<str>,
        /// The source whose costs they are.
        source_name: Box<str>,
    },
    /// An entry that was posted from this source, and whose words were redacted.
    #[error(
        "cost centre {}, subjective {}, {period}: found an entry of it that can no longer be told \
         apart, as its words were redacted; expected them: correct what is left by hand",
         code.cost_centre, code.subjective
    )]
    WordsGone {
        /// Which line.
        code: CostCode,
        /// Of which period.
        period: LedgerPeriod,
    },
    /// A value that is given beside the files.
    #[error("{field}: found {found}; expected {expected}")]
    Asked {
        /// Which one.
        field: &'static str,
        /// What was found.
        found: String,
        /// What would work.
        expected: String,
    },
    /// A sum beyond what there is of money.
    #[error("{file}: found lines that add up to more than there is of money; expected pounds")]
    OutOfRange {
        /// The file.
        file: String,
    },
    /// A journal that does not read.
    #[error(transparent)]
    Journal(#[from] JournalError),
}
