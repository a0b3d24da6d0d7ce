//! Entries as rows.

use postgres::Row;
use ringfence::journal::{Entry, JournalError, Salt};
use ringfence::word::Hash;

/// An entry as its row keeps it; its columns are those of `entries_after`.
pub(super) fn entry_of(after: u64, row: &Row) -> Result<Entry, JournalError> {
    let number: i64 = column(after, row, 0, "number")?;
    let entry = u64::try_from(number);
    let number = entry.map_err(|fault| unreadable(after, "number", &fault))?;
    let header: &str = column(after, row, 1, "header")?;
    let figures: &str = column(after, row, 2, "figures")?;
    let text: Option<&str> = column(after, row, 3, "text")?;
    let salt: Option<&[u8]> = column(after, row, 4, "salt")?;
    let salt = salt.map(|bytes| array(after, bytes, "salt")).transpose()?;
    Ok(Entry {
        number,
        header: header.into(),
        figures: figures.into(),
        text: text.map(Into::into),
        salt: salt.map(Salt),
        text_hash: Hash(array(
            after,
            column(after, row, 5, "text hash")?,
            "text hash",
        )?),
        hash: Hash(array(after, column(after, row, 6, "hash")?, "hash")?),
    })
}

fn column<'r, T: postgres::types::FromSql<'r>>(
    after: u64,
    row: &'r Row,
    place: usize,
    part: &'static str,
) -> Result<T, JournalError> {
    let value = row.try_get(place);
    value.map_err(|fault| unreadable(after, part, &fault))
}

/// So many bytes, no more and no fewer.
fn array<const N: usize>(
    after: u64,
    bytes: &[u8],
    part: &'static str,
) -> Result<[u8; N], JournalError> {
    let array = bytes.try_into();
    array.map_err(|fault| unreadable(after, part, &fault))
}

fn unreadable(after: u64, part: &'static str, fault: &dyn std::error::Error) -> JournalError {
    JournalError::Unreadable {
        entry: after + 1,
        part,
        reason: match fault.source() {
            Some(source) => format!("{fault}: {source}"),
            None => fault.to_string(),
        },
    }
}
