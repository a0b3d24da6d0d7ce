//! A book's file as one that can be mailed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::fault::{failed, not_a_book, unopened};
use super::open::SqliteOptions;
use super::store::SqliteStore;
use crate::StoreError;

impl SqliteStore {
    /// Begins a snapshot under a name beside its own, so that nobody takes a half of it for it.
    pub(crate) fn create_snapshot(to: &Path) -> Result<SqliteStore, StoreError> {
        is_free(to)?;
        let part = part_of(to);
        let _ = std::fs::remove_file(&part);
        SqliteStore::create_with(&part, SqliteOptions::default())
    }

    /// Ends a snapshot: all in one file, under its own name.
    pub(crate) fn finish_snapshot(self, to: &Path) -> Result<(), StoreError> {
        let (connection, part) = self.into_parts();
        finished(connection, &part, to)
    }

    /// Copies the file page by page, as it stands at one moment.
    pub(super) fn copied(&self, to: &Path) -> Result<(), StoreError> {
        is_free(to)?;
        let part = part_of(to);
        let _ = std::fs::remove_file(&part);
        let copy = |fault| failed("copy to", &part, fault);
        let mut connection = Connection::open(&part).map_err(copy)?;
        let pages = Backup::new(&self.connection, &mut connection)
            .and_then(|all| all.run_to_completion(i32::MAX, Duration::from_millis(50), None));
        match pages {
            Ok(()) => finished(connection, &part, to),
            Err(fault) => {
                let _ = std::fs::remove_file(&part);
                Err(copy(fault))
            }
        }
    }
}

fn finished(connection: Connection, part: &Path, to: &Path) -> Result<(), StoreError> {
    let copy = |fault| failed("copy to", part, fault);
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))
        .map_err(copy)?;
    if !mode.eq_ignore_ascii_case("delete") {
        let found = format!("it stayed in journal mode {mode}");
        return Err(not_a_book(part, &found, "try again"));
    }
    connection.close().map_err(|(_, fault)| copy(fault))?;
    is_free(to)?;
    std::fs::rename(part, to).map_err(|fault| unopened("name", to, fault))
}

fn is_free(to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        let wanted = "choose a name that is free";
        return Err(not_a_book(to, "another file stands there", wanted));
    }
    Ok(())
}

fn part_of(to: &Path) -> PathBuf {
    let mut name = to.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".part");
    to.with_file_name(name)
}
