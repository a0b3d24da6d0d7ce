//! A book as a file that can be mailed.

use std::path::Path;

use crate::{Store, StoreError};

/// Copies a book, entry for entry, to a new SQLite file.
#[cfg(feature = "sqlite")]
pub(crate) fn copied<S: Store + ?Sized>(from: &S, to: &Path) -> Result<(), StoreError> {
    use crate::book::PAGE;
    use crate::{Batch, SqliteStore};

    let header = from.header()?.ok_or(StoreError::NotBegun)?;
    let mut copy = SqliteStore::create_snapshot(to)?;
    copy.begin(&header)?;
    loop {
        let head = copy.head()?;
        let newer = from.entries_after(head.entry, PAGE)?;
        if newer.is_empty() {
            return copy.finish_snapshot(to);
        }
        copy.append(head.hash, &Batch::of(newer)?)?;
    }
}

/// Without SQLite there is no file to write.
#[cfg(not(feature = "sqlite"))]
pub(crate) fn copied<S: Store + ?Sized>(_from: &S, to: &Path) -> Result<(), StoreError> {
    Err(StoreError::NotABook {
        place: to.display().to_string(),
        found: "a snapshot is a book in SQLite".to_owned(),
        wanted: "build ringfence-store with its feature `sqlite`".to_owned(),
    })
}
