//! What SQLite says, as a store says it.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::{Again, Applied, Failure, StoreError};

/// The fault of something that was tried on a file and has changed nothing.
pub(super) fn failed(what: &str, path: &Path, fault: rusqlite::Error) -> StoreError {
    let again = match fault.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Again::AsItStands,
        _ => Again::OnceMended,
    };
    Failure {
        what: format!("{what} {}", path.display()),
        applied: Applied::No,
        again,
        source: Box::new(fault),
    }
    .into()
}

/// The fault of a commit: where the disk did not answer, nobody can tell what it holds.
pub(super) fn failed_to_commit(path: &Path, fault: rusqlite::Error) -> StoreError {
    let applied = match fault.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure) => Applied::Perhaps,
        _ => Applied::No,
    };
    match failed("append to", path, fault) {
        StoreError::Failed(failure) => Failure { applied, ..failure }.into(),
        other => other,
    }
}

/// The fault of a file that the system would not open.
pub(super) fn unopened(what: &str, path: &Path, fault: std::io::Error) -> StoreError {
    Failure {
        what: format!("{what} {}", path.display()),
        applied: Applied::No,
        again: Again::OnceMended,
        source: Box::new(fault),
    }
    .into()
}

/// The fault of a file that is not a book of this version.
pub(super) fn not_a_book(path: &Path, found: &str, wanted: &str) -> StoreError {
    StoreError::NotABook {
        place: path.display().to_string(),
        found: found.to_owned(),
        wanted: wanted.to_owned(),
    }
}
