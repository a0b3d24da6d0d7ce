//! The journal as a table.

use std::borrow::Cow;

use serde::Deserialize;

use super::{Cell, ColumnKind, Table};
use crate::journal::{Entry, EntryHeader, JournalError};
use crate::word::hex;

const COLUMNS: [(&str, ColumnKind); 12] = [
    ("entry", ColumnKind::Number),
    ("effective", ColumnKind::Date),
    ("recorded", ColumnKind::Date),
    ("actor", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("key", ColumnKind::Verbatim),
    ("header", ColumnKind::Verbatim),
    ("figures", ColumnKind::Verbatim),
    ("text", ColumnKind::Verbatim),
    ("salt", ColumnKind::Verbatim),
    ("text_hash", ColumnKind::Verbatim),
    ("hash", ColumnKind::Verbatim),
];

#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow)]
    event: Cow<'a, str>,
}

/// The journal, entry by entry: when each counts, when it was learned, who said it, and its
/// figures and words as they are kept.
///
/// Header, figures and words are the JSON of the journal, to the letter, so that the table holds
/// all of it. Words that were redacted have no answer, and neither has their salt. The chain is
/// not verified here: [`Ledger::replay`](crate::state::Ledger::replay) does that.
///
/// ```
/// let table = ringfence::view::journal(&[])?;
/// assert!(table.rows.is_empty());
/// # Ok::<(), ringfence::journal::JournalError>(())
/// ```
///
/// # Errors
/// [`JournalError::Unreadable`] at the first entry that cannot be read.
pub fn journal(entries: &[Entry]) -> Result<Table, JournalError> {
    let mut table = Table::new("Journal", &COLUMNS);
    for entry in entries {
        let unreadable = |part: &'static str| {
            move |fault: serde_json::Error| JournalError::Unreadable {
                entry: entry.number,
                part,
                reason: fault.to_string(),
            }
        };
        let header: EntryHeader =
            serde_json::from_str(&entry.header).map_err(unreadable("header"))?;
        let kind: Kind<'_> = serde_json::from_str(&entry.figures).map_err(unreadable("figures"))?;
        table.add(vec![
            Cell::Number(header.entry),
            Cell::Date(header.effective),
            Cell::Date(header.recorded),
            Cell::words(header.actor),
            Cell::words(kind.event),
            Cell::maybe(header.key, Cell::words),
            Cell::words(&entry.header),
            Cell::words(&entry.figures),
            Cell::maybe(entry.text.as_deref(), Cell::words),
            Cell::maybe(entry.salt, |salt| Cell::Text(hex(&salt.0))),
            Cell::words(entry.text_hash),
            Cell::words(entry.hash),
        ]);
    }
    Ok(table)
}
