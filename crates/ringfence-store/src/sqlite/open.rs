//! Creating and opening a book's file.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::fault::{failed, not_a_book, unopened};
use super::file::{Mode, looked_at};
use super::schema;
use super::store::{Access, SqliteStore};
use crate::StoreError;

/// How a file is worked on.
///
/// ```
/// use ringfence_store::SqliteOptions;
///
/// assert_eq!(SqliteOptions::default().patience.as_secs(), 10);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SqliteOptions {
    /// How long a writer waits for its turn.
    pub patience: Duration,
    /// How many pages of 4,096 bytes the file may have, where it may not be as large as it likes.
    pub pages_at_most: Option<u32>,
}

impl Default for SqliteOptions {
    fn default() -> SqliteOptions {
        SqliteOptions {
            patience: Duration::from_secs(10),
            pages_at_most: None,
        }
    }
}

impl SqliteStore {
    /// Makes the file of a new book; of a file in which no book has begun, goes on with that.
    ///
    /// ```
    /// use ringfence::journal::Header;
    /// use ringfence_store::{Book, SqliteStore, StoreError};
    ///
    /// # let folder = std::env::temp_dir().join(format!("ringfence-new-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// let path = folder.join("aberwen.ringfence");
    /// # let _ = std::fs::remove_file(&path);
    /// let book = Book::create(SqliteStore::create(&path)?, Header::new("GBP")?)?;
    /// assert!(matches!(SqliteStore::create(&path), Err(StoreError::AlreadyBegun)));
    /// # drop(book);
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where a file stands there already, or none can be made.
    pub fn create(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
        SqliteStore::create_with(path, SqliteOptions::default())
    }

    /// The same, with options.
    ///
    /// ```
    /// use ringfence_store::{SqliteOptions, SqliteStore, StoreError};
    ///
    /// // At most 100 MiB.
    /// let at_most = SqliteOptions { pages_at_most: Some(25_600), ..Default::default() };
    /// let no = SqliteStore::create_with("no/such/folder/aberwen.ringfence", at_most);
    /// assert!(matches!(no, Err(StoreError::Failed(_))));
    /// ```
    ///
    /// # Errors
    /// As of [`create`](SqliteStore::create).
    pub fn create_with(
        path: impl AsRef<Path>,
        options: SqliteOptions,
    ) -> Result<SqliteStore, StoreError> {
        let path = path.as_ref();
        match OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(_) => made(path)?,
            Err(fault) if fault.kind() == ErrorKind::AlreadyExists => {
                let store = SqliteStore::open_with(path, options).map_err(|_| {
                    let wanted = "choose a name that is free";
                    not_a_book(path, "another file stands there", wanted)
                })?;
                let begun = crate::Store::header(&store)?.is_some();
                return if begun {
                    Err(StoreError::AlreadyBegun)
                } else {
                    Ok(store)
                };
            }
            Err(fault) => return Err(unopened("create", path, fault)),
        }
        SqliteStore::open_with(path, options)
    }

    /// Opens the file of a book, to read and to write; where the file may only be read, to read.
    ///
    /// ```
    /// use ringfence_store::SqliteStore;
    ///
    /// let no = SqliteStore::open("no/such/file").expect_err("nothing stands there");
    /// assert!(no.to_string().ends_with("there is no such file; create the book first"));
    /// ```
    ///
    /// # Errors
    /// Where there is no such file, it is not a book, its form is a newer one, its guards were
    /// taken away, or the system does not let it be read.
    pub fn open(path: impl AsRef<Path>) -> Result<SqliteStore, StoreError> {
        SqliteStore::open_with(path, SqliteOptions::default())
    }

    /// The same, with options.
    ///
    /// ```
    /// use std::time::Duration;
    /// use ringfence_store::{SqliteOptions, SqliteStore, StoreError};
    ///
    /// let patient = SqliteOptions { patience: Duration::from_secs(60), ..Default::default() };
    /// let no = SqliteStore::open_with("Cargo.toml", patient); // another file
    /// assert!(matches!(no, Err(StoreError::NotABook { .. })));
    /// ```
    ///
    /// # Errors
    /// As of [`open`](SqliteStore::open).
    pub fn open_with(
        path: impl AsRef<Path>,
        options: SqliteOptions,
    ) -> Result<SqliteStore, StoreError> {
        let path = path.as_ref();
        let mode = looked_at(path)?;
        let store = match access(path) {
            Access::Write => written(path, options)?,
            Access::Read => read(path, mode, options)?,
        };
        let faults = schema::faults(&store.connection);
        let faults = faults.map_err(|fault| failed("read", path, fault))?;
        if !faults.is_empty() {
            let wanted = "its guards were tampered with: compare it with a checkpoint or a \
                          snapshot, and export what holds to a new book";
            return Err(not_a_book(path, &faults.join(", "), wanted));
        }
        Ok(store)
    }
}

/// Makes tables and guards in an empty file; where that fails the file goes.
fn made(path: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let all = Connection::open_with_flags(path, flags).and_then(|mut connection| {
        connection.pragma_update(None, "synchronous", "FULL")?;
        schema::make(&mut connection)
    });
    all.map_err(|fault| {
        let fault = failed("create", path, fault);
        // It is our own, and empty: whether it goes or not, the fault is what counts.
        let _ = std::fs::remove_file(path);
        fault
    })
}

/// Whether the system lets a file be written, with the files that stand beside it.
fn access(path: &Path) -> Access {
    let file = OpenOptions::new().append(true).open(path);
    match file {
        Ok(_) => Access::Write,
        Err(_) => Access::Read,
    }
}

fn written(path: &Path, options: SqliteOptions) -> Result<SqliteStore, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let made = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.busy_timeout(options.patience)?;
        let mode: String =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        settled(&connection)?;
        if let Some(pages) = options.pages_at_most {
            connection.pragma_update(None, "max_page_count", pages)?;
        }
        Ok((connection, mode))
    });
    let (connection, mode) = made.map_err(|fault| failed("open", path, fault))?;
    if !mode.eq_ignore_ascii_case("wal") {
        let found = format!("its folder allows no log beside it (journal mode {mode})");
        let wanted = "keep the book on a disk of this machine, not on a network share";
        return Err(not_a_book(path, &found, wanted));
    }
    Ok(SqliteStore::of(connection, path, Access::Write))
}

fn read(path: &Path, mode: Mode, options: SqliteOptions) -> Result<SqliteStore, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.busy_timeout(options.patience)?;
        settled(&connection)?;
        connection.query_row("SELECT count(*) FROM book", [], |_| Ok(()))?;
        Ok(connection)
    });
    match opened {
        Ok(connection) => Ok(SqliteStore::of(connection, path, Access::Read)),
        Err(_) if mode == Mode::Log => {
            let found = "a book that is worked on needs files beside it, and its folder can only \
                         be read";
            Err(not_a_book(path, found, "publish a snapshot of it there"))
        }
        Err(fault) => Err(failed("open", path, fault)),
    }
}

/// What every connection holds to.
fn settled(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "recursive_triggers", "ON")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cache_size", -16_000)
}
