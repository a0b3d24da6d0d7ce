//! Why a command could not answer.

use ringfence::journal::{FieldFault, Refusals};
use ringfence::law::{BookFaults, PresetError};
use ringfence::state::CompareError;
use ringfence::view::Unanswered;
use ringfence::word::FinancialYear;
use ringfence_formats::SeedFaults;
use ringfence_formats::journal_lines::JournalFaults;
use ringfence_store::{CheckpointError, PostError, StoreError};
use thiserror::Error;

/// Why a command could not answer.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// A folder has faults.
    #[error("{folder} has faults, and nothing of it was loaded:\n{faults}")]
    Faults {
        /// The folder.
        folder: String,
        /// Everything that is wrong with it.
        faults: SeedFaults,
    },
    /// The store failed.
    #[error("nothing was posted: {0}")]
    Post(#[from] PostError),
    /// A book could not be reached.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A checkpoint that is none.
    #[error("{file}: {fault}")]
    Checkpoint {
        /// Where it stands.
        file: String,
        /// What is wrong with it.
        fault: CheckpointError,
    },
    /// An exported journal has faults.
    #[error("{file} has faults, and nothing was made of it:\n{faults}")]
    Journal {
        /// The file.
        file: String,
        /// All of them.
        faults: JournalFaults,
    },
    /// The ledger refused an answer.
    #[error(transparent)]
    Refused(#[from] Refusals),
    /// A rule book that does not come with the library.
    #[error(transparent)]
    Preset(#[from] PresetError),
    /// Rules that could not be compared.
    #[error(transparent)]
    Compared(#[from] CompareError),
    /// Files of rules have faults.
    #[error("{0}")]
    Rules(String),
    /// A reform that does not fit its book.
    #[error(transparent)]
    Book(#[from] BookFaults),
    /// A file that cannot be read.
    #[error("{file}: {fault}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        fault: std::io::Error,
    },
    /// A file of rules that is no text.
    #[error("{file}: found bytes that are no text, expected TOML or JSON that is saved as UTF-8")]
    NoText {
        /// The file.
        file: String,
    },
    /// A reform stands over a file that is a reform itself.
    #[error("{file}: found a reform, expected the book that the reform beside it is laid over")]
    NoBook {
        /// The file.
        file: String,
    },
    /// No year has opened yet, and none was named.
    #[error(
        "no year of the folder has opened yet: name one with --year; the first opens by itself \
         with its first draft that is no notice, total or mark"
    )]
    NoYear,
    /// A duty that the book does not lay on that body.
    #[error("{book} has no duty {duty:?} in {year}; it has\n  {duties}")]
    NoDuty {
        /// What was asked for.
        duty: String,
        /// Of which book.
        book: String,
        /// In which year.
        year: FinancialYear,
        /// All that there are.
        duties: String,
    },
    /// A question that has no answer.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// A day that is none.
    #[error("--{name}: found {found:?}, expected a day that exists, such as 2016-04-05")]
    NoDay {
        /// Where it was said.
        name: &'static str,
        /// What was said.
        found: String,
    },
    /// A row that the answer does not have.
    #[error("the answer has no row {row}; it has {rows}")]
    NoRow {
        /// What was asked for.
        row: usize,
        /// How many there are.
        rows: usize,
    },
    /// An item that the year does not leave behind.
    #[error("{year} leaves no item {item:?} behind; it leaves\n  {items}")]
    NoItem {
        /// What was asked for.
        item: String,
        /// Of which year.
        year: FinancialYear,
        /// All that there are.
        items: String,
    },
    /// A draft on the command line that does not read.
    #[error("--ask: {}", each(.0))]
    Ask(Vec<FieldFault>),
    /// A draft that no rule is asked about.
    #[error("no rule of the book {book} is asked about this {kind}: {why}")]
    NoRule {
        /// What it asks for.
        kind: &'static str,
        /// The book.
        book: String,
        /// Why none is.
        why: String,
    },
    /// What could not be written.
    #[error(transparent)]
    Written(#[from] serde_json::Error),
    /// The folder lacks something that the demo shows.
    #[error("the seed in {folder} lacks {what}, which the demo shows")]
    Lacking {
        /// The folder.
        folder: String,
        /// What it lacks.
        what: &'static str,
    },
}

/// Faults of one draft, each in its line.
fn each(faults: &[FieldFault]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n--ask: ")
}
