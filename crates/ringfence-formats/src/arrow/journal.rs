//! A journal in.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use ringfence::journal::{Entry, Salt};
use ringfence::word::Hash;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, StrDeserializer};

use super::fault::{ArrowFault, ArrowFaults};
use super::words::words_of;

/// Reads the entries of a journal from a table as `view::journal` makes it, or says everything
/// that is wrong with it. Of its columns `header`, `figures`, `text`, `salt`, `text_hash` and
/// `hash` are read, in the order of the rows; the others repeat for people what stands in these.
///
/// Nothing is verified here: `Ledger::replay` does that.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
/// use ringfence_formats::{Frame, arrow};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let positions = ringfence::view::positions(&ledger, &Selection::default())?; // another table
/// let batch = arrow::batch_of(&Frame::from(positions))?;
/// let faults = arrow::read_journal([Ok(batch)]).expect_err("it is no journal");
/// assert_eq!(faults.all().len(), 6); // the columns that are not there
/// assert!(faults.all()[0].to_string().starts_with("no column \"header\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Every fault, with its row and column; up to a hundred, and how many more there are.
pub fn read_journal(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
) -> Result<Vec<Entry>, ArrowFaults> {
    let (mut faults, mut entries) = (ArrowFaults::none(), Vec::new());
    let mut first = 0;
    for batch in batches {
        match batch {
            Ok(batch) => {
                read_batch(&batch, first, &mut entries, &mut faults);
                first += batch.num_rows() as u64;
            }
            Err(fault) => faults.add(ArrowFault::Unreadable(fault)),
        }
        if !faults.is_empty() && entries.is_empty() {
            break;
        }
    }
    match faults.is_empty() {
        true => Ok(entries),
        false => Err(faults),
    }
}

const JSON: &str = "the JSON of the entry as it was written";
const WORDS: &str = "the words as they were written, or null once they are redacted";
const SALT: &str = "32 digits of lower-case hexadecimal, or null once the words are redacted";
const HASH: &str = "64 digits of lower-case hexadecimal";

/// The columns that are read, and what each holds.
const COLUMNS: [(&str, &str); 6] = [
    ("header", JSON),
    ("figures", JSON),
    ("text", WORDS),
    ("salt", SALT),
    ("text_hash", HASH),
    ("hash", HASH),
];

fn read_batch(batch: &RecordBatch, first: u64, entries: &mut Vec<Entry>, faults: &mut ArrowFaults) {
    let columns = COLUMNS.map(|(column, expected)| {
        let Some(found) = batch.column_by_name(column) else {
            faults.add(ArrowFault::MissingColumn { column, expected });
            return None;
        };
        let words = words_of(found);
        if words.is_none() {
            let found = found.data_type().to_string();
            faults.add(ArrowFault::NotText { column, found });
        }
        words
    });
    let [
        Some(headers),
        Some(figures),
        Some(texts),
        Some(salts),
        Some(text_hashes),
        Some(hashes),
    ] = columns
    else {
        return;
    };
    for row in 0..batch.num_rows() {
        let mut cells = Row {
            row: first + row as u64,
            faults,
        };
        let header = cells.read(0, headers[row], |it| Some(it.into()));
        let figures = cells.read(1, figures[row], |it| Some(it.into()));
        let salt = match salts[row] {
            None => Some(None),
            some => cells.read(3, some, salt_of).map(Some),
        };
        let text_hash = cells.read(4, text_hashes[row], Hash::from_hex);
        let hash = cells.read(5, hashes[row], Hash::from_hex);
        if texts[row].is_some() != salts[row].is_some() {
            let row = cells.row;
            faults.add(ArrowFault::HalfRedacted { row });
            continue;
        }
        let number = first + row as u64 + 1;
        entries.extend(header.zip(figures).zip(salt).zip(text_hash).zip(hash).map(
            |((((header, figures), salt), text_hash), hash)| Entry {
                number,
                header,
                figures,
                text: texts[row].map(Into::into),
                salt,
                text_hash,
                hash,
            },
        ));
    }
}

struct Row<'f> {
    row: u64,
    faults: &'f mut ArrowFaults,
}

impl Row<'_> {
    fn read<T>(
        &mut self,
        place: usize,
        cell: Option<&str>,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = cell.and_then(read);
        if value.is_none() {
            let (column, expected) = COLUMNS[place];
            let cut = |text: &str| format!("{:?}", text.chars().take(60).collect::<String>());
            self.faults.add(ArrowFault::BadValue {
                row: self.row,
                column,
                found: cell.map_or("nothing".to_owned(), cut),
                expected,
            });
        }
        value
    }
}

fn salt_of(text: &str) -> Option<Salt> {
    Salt::deserialize(StrDeserializer::<ValueError>::new(text)).ok()
}
