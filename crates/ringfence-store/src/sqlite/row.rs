//! Entries as rows.

use ringfence::journal::{Entry, JournalError, Salt};
use ringfence::word::Hash;
use rusqlite::Row;

/// The columns of an entry, in the order in which they are read.
pub(super) const ENTRIES_AFTER: &str = "\
    SELECT number, header, figures, text, salt, text_hash, hash FROM entry \
    WHERE number > ?1 ORDER BY number LIMIT ?2";

/// A row of an entry, in the order of its columns.
pub(super) const INSERT: &str = "\
    INSERT INTO entry (number, previous, hash, text_hash, key, header, figures, salt, text) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/// An entry as its row keeps it.
pub(super) fn entry_of(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let number: u64 = row.get(0)?;
    let header: String = row.get(1)?;
    let figures: String = row.get(2)?;
    let text: Option<String> = row.get(3)?;
    let salt: Option<[u8; 16]> = row.get(4)?;
    Ok(Entry {
        number,
        header: header.into(),
        figures: figures.into(),
        text: text.map(Into::into),
        salt: salt.map(Salt),
        text_hash: Hash(row.get(5)?),
        hash: Hash(row.get(6)?),
    })
}

/// The fault of a row that cannot be read as an entry; nothing where the file itself is broken.
pub(super) fn unreadable(after: u64, fault: &rusqlite::Error) -> Option<JournalError> {
    let place = match fault {
        rusqlite::Error::FromSqlConversionFailure(place, ..)
        | rusqlite::Error::InvalidColumnType(place, ..)
        | rusqlite::Error::IntegralValueOutOfRange(place, _)
        | rusqlite::Error::Utf8Error(place, _) => *place,
        _ => return None,
    };
    let parts = [
        "number",
        "header",
        "figures",
        "text",
        "salt",
        "text hash",
        "hash",
    ];
    Some(JournalError::Unreadable {
        entry: after + 1,
        part: parts.get(place).copied().unwrap_or("row"),
        reason: fault.to_string(),
    })
}
