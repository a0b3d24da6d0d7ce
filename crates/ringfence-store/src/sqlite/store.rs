//! A journal in one SQLite file.

use std::path::{Path, PathBuf};

use ringfence::journal::{Entry, Header, Key};
use ringfence::word::Hash;
use rusqlite::{Connection, OptionalExtension, params};

use super::fault::{failed, failed_to_commit, not_a_book};
use super::{row, schema};
use crate::{Batch, KeptState, Store, StoreError, StoreHead, book};

/// Keeps a journal in one SQLite file: one writer at a time, and any number of readers beside it,
/// in as many processes as one likes. The default for analysts and for services on one machine.
///
/// What was answered yes has reached the disk. Guards in the file itself refuse every change of
/// an entry, by any tool; any tool may read it, the views `journal` and `movement` above all.
///
/// ```
#[doc = include_str!("../../docs/gov.txt")]
/// use ringfence::journal::Header;
/// use ringfence_store::{Book, SqliteStore};
///
/// # let folder = std::env::temp_dir().join(format!("ringfence-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// let path = folder.join("aberwen.ringfence");
/// # let _ = std::fs::remove_file(&path);
/// let mut book = Book::create(SqliteStore::create(&path)?, Header::new("GBP")?)?;
/// let receipt = book.post(&gov()?)?;
/// drop(book);
///
/// let again = Book::open(SqliteStore::open(&path)?)?;
/// assert_eq!(again.ledger().head().hash, receipt.hash);
/// # drop(again);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not to be copied while somebody writes: [`Book::snapshot`](crate::Book::snapshot) makes
/// a file that can be mailed.
#[derive(Debug)]
pub struct SqliteStore {
    pub(super) connection: Connection,
    path: PathBuf,
    access: Access,
    turn: Turn,
    log: Log,
}

/// Whether a file may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Write,
    Read,
}

/// Whether this writer has its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// It has, and the head stays what it is; none where no book has begun.
    Taken(Option<StoreHead>),
    Free,
}

/// Whether words that went may still stand in the log beside the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Log {
    Clean,
    HasWords,
}

impl SqliteStore {
    pub(super) fn of(connection: Connection, path: &Path, access: Access) -> SqliteStore {
        SqliteStore {
            connection,
            path: path.to_owned(),
            access,
            turn: Turn::Free,
            log: Log::Clean,
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn into_parts(self) -> (Connection, PathBuf) {
        (self.connection, self.path)
    }

    /// Runs what is said with each posting.
    fn at_once(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute([]).map(|_| ())
    }

    fn is_writable(&self) -> Result<(), StoreError> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => {
                let found = "the system lets it only be read";
                Err(not_a_book(
                    &self.path,
                    found,
                    "copy it to where you may write",
                ))
            }
        }
    }

    /// Writes in one transaction: all of it, or nothing.
    fn in_turn(
        &mut self,
        what: &str,
        write: impl FnOnce(&SqliteStore) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if self.turn == Turn::Free {
            self.take_turn()?;
        }
        let written = write(self).and_then(|()| {
            self.at_once("COMMIT").map_err(|fault| match what {
                "append to" => failed_to_commit(&self.path, fault),
                _ => failed(what, &self.path, fault),
            })
        });
        if written.is_err() {
            self.give_turn_back();
        }
        self.turn = Turn::Free;
        written
    }

    fn insert(&self, batch: &Batch, mut previous: Hash) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached(row::INSERT)?;
        let mut keys = batch.keys().iter().peekable();
        for it in batch.entries() {
            let key = keys.next_if(|keyed| keyed.entry == it.number);
            insert.execute(params![
                it.number,
                previous.0,
                it.hash.0,
                it.text_hash.0,
                key.map(|keyed| keyed.key.as_str()),
                it.header,
                it.figures,
                it.salt.map(|salt| salt.0),
                it.text,
            ])?;
            previous = it.hash;
        }
        for it in batch.redacted() {
            self.connection.execute(
                "INSERT INTO redaction (entry, redacted_by) VALUES (?1, ?2)",
                params![it.entry, it.by],
            )?;
            self.connection.execute(
                "UPDATE entry SET salt = NULL, text = NULL WHERE number = ?1",
                params![it.entry],
            )?;
        }
        if !batch.redacted().is_empty() {
            self.connection.execute("DELETE FROM kept_state", [])?;
        }
        Ok(())
    }

    /// Takes words that went out of the log, too. What was appended lasts in any case: where a
    /// reader stands in the way, or the disk fails, it is tried again after the next append.
    fn forget_log(&mut self) {
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        let blocked = self
            .connection
            .query_row(sql, [], |row| row.get::<_, i64>(0));
        if blocked == Ok(0) {
            self.log = Log::Clean;
        }
    }

    /// Which key of a batch is taken, where that is why it was refused.
    fn taken_key(&self, batch: &Batch, head: StoreHead) -> Result<Option<StoreError>, StoreError> {
        for keyed in batch.keys() {
            // Those of the batch itself that came before the refusal are there, too.
            let first = self.entry_of(&keyed.key)?;
            if let Some(entry) = first.filter(|entry| *entry <= head.entry) {
                let key = keyed.key.clone();
                return Ok(Some(StoreError::KeyTaken { key, entry }));
            }
        }
        Ok(None)
    }

    /// The head as the file has it; none where no book has begun.
    fn read_head(&self) -> Result<Option<StoreHead>, StoreError> {
        let of = |sql: &str| {
            let mut query = self.connection.prepare_cached(sql)?;
            let head = query.query_row([], |row| {
                let (entry, hash) = (row.get(0)?, Hash(row.get(1)?));
                Ok(StoreHead { entry, hash })
            });
            head.optional()
        };
        let last = of("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1");
        let head = last.and_then(|last| match last {
            Some(_) => Ok(last),
            None => of("SELECT 0, genesis FROM book"),
        });
        head.map_err(|fault| failed("read", &self.path, fault))
    }
}

impl Store for SqliteStore {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        let text: Option<String> = self
            .connection
            .query_row("SELECT header FROM book", [], |row| row.get(0))
            .optional()
            .map_err(|fault| failed("read", &self.path, fault))?;
        let Some(text) = text else { return Ok(None) };
        book::header_of(&text).map(Some).map_err(|fault| {
            let found = format!("its header is not what was written: {fault}");
            not_a_book(&self.path, &found, "take a snapshot from before")
        })
    }

    fn begin(&mut self, header: &Header) -> Result<(), StoreError> {
        self.is_writable()?;
        if self.header()?.is_some() {
            return Err(StoreError::AlreadyBegun);
        }
        let text = header.json();
        let genesis = header.genesis().0;
        self.in_turn("begin a book in", |store| {
            let done = store.connection.execute(
                "INSERT INTO book (one, header, genesis) VALUES (1, ?1, ?2)",
                params![text, genesis],
            );
            let done = done.map(|_| ());
            done.map_err(|fault| failed("begin a book in", &store.path, fault))
        })
    }

    fn head(&self) -> Result<StoreHead, StoreError> {
        let head = match self.turn {
            Turn::Taken(head) => head,
            Turn::Free => self.read_head()?,
        };
        head.ok_or(StoreError::NotBegun)
    }

    fn take_turn(&mut self) -> Result<(), StoreError> {
        self.is_writable()?;
        if self.turn == Turn::Free {
            let begun = self.at_once("BEGIN IMMEDIATE");
            begun.map_err(|fault| failed("write to", &self.path, fault))?;
            self.turn = Turn::Taken(None);
            match self.read_head() {
                Ok(head) => self.turn = Turn::Taken(head),
                Err(fault) => {
                    self.give_turn_back();
                    return Err(fault);
                }
            }
        }
        Ok(())
    }

    fn give_turn_back(&mut self) {
        if self.turn != Turn::Free && !self.connection.is_autocommit() {
            // It changes nothing, and where it fails the file goes back by itself.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.turn = Turn::Free;
    }

    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        self.in_turn("append to", |store| {
            let head = store.head()?;
            if head.hash != expected {
                let found = head.hash;
                return Err(StoreError::HeadMoved { expected, found });
            }
            if let Some(first) = batch.key_named_twice() {
                return Err(StoreError::key_taken(first));
            }
            let Err(fault) = store.insert(batch, expected) else {
                return Ok(());
            };
            // The guards have looked already: only a refusal is asked why.
            let taken = store.taken_key(batch, head)?;
            Err(taken.unwrap_or_else(|| failed("append to", &store.path, fault)))
        })?;
        if !batch.redacted().is_empty() {
            self.log = Log::HasWords;
        }
        if self.log == Log::HasWords {
            self.forget_log();
        }
        Ok(())
    }

    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        let (Ok(after), at_most) = (i64::try_from(number), at_most.min(1 << 40)) else {
            return Ok(Vec::new());
        };
        let broken = |read: u64, fault: rusqlite::Error| match row::unreadable(read, &fault) {
            Some(fault) => fault.into(),
            None => failed(&format!("read entry {} of", read + 1), &self.path, fault),
        };
        let mut query = self
            .connection
            .prepare_cached(row::ENTRIES_AFTER)
            .map_err(|fault| broken(number, fault))?;
        let mut rows = query
            .query(params![after, at_most as i64])
            .map_err(|fault| broken(number, fault))?;
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let read = number + entries.len() as u64;
            let Some(row) = rows.next().map_err(|fault| broken(read, fault))? else {
                return Ok(entries);
            };
            entries.push(row::entry_of(row).map_err(|fault| broken(read, fault))?);
        }
    }

    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError> {
        let query = self
            .connection
            .prepare_cached("SELECT number FROM entry WHERE key = ?1");
        let found = query.and_then(|mut query| {
            let number = query.query_row(params![key.as_str()], |row| row.get(0));
            number.optional()
        });
        found.map_err(|fault| failed("read", &self.path, fault))
    }

    fn kept_state(&self) -> Result<Option<KeptState>, StoreError> {
        let state = self.connection.query_row(
            "SELECT entry, head, hash, bytes FROM kept_state",
            [],
            |row| {
                let (entry, hash) = (row.get(0)?, Hash(row.get(1)?));
                let head = StoreHead { entry, hash };
                let (hash, bytes) = (Hash(row.get(2)?), row.get(3)?);
                Ok(KeptState { head, hash, bytes })
            },
        );
        let state = state.optional();
        state.map_err(|fault| failed("read", &self.path, fault))
    }

    fn kept_head(&self) -> Result<Option<StoreHead>, StoreError> {
        let sql = "SELECT entry, head FROM kept_state";
        let head = self.connection.query_row(sql, [], |row| {
            let (entry, hash) = (row.get(0)?, Hash(row.get(1)?));
            Ok(StoreHead { entry, hash })
        });
        let head = head.optional();
        head.map_err(|fault| failed("read", &self.path, fault))
    }

    fn keep_state(&mut self, state: &KeptState) -> Result<(), StoreError> {
        self.is_writable()?;
        self.in_turn("keep the state in", |store| {
            let head = state.head;
            let done = store.connection.execute(
                "INSERT INTO kept_state (one, entry, head, hash, bytes) \
                 VALUES (1, ?1, ?2, ?3, ?4) ON CONFLICT (one) DO UPDATE SET \
                 entry = excluded.entry, head = excluded.head, hash = excluded.hash, \
                 bytes = excluded.bytes",
                params![head.entry, head.hash.0, state.hash.0, state.bytes],
            );
            let done = done.map(|_| ());
            done.map_err(|fault| failed("keep the state in", &store.path, fault))
        })
    }

    fn examine(&self) -> Result<Vec<String>, StoreError> {
        let read = |fault| failed("examine", &self.path, fault);
        let mut faults = schema::faults(&self.connection).map_err(read)?;
        faults.extend(schema::pages(&self.connection).map_err(read)?);
        faults.extend(schema::redactions(&self.connection).map_err(read)?);
        let genesis = self.header()?.map(|header| header.genesis().0);
        let sql = "SELECT genesis FROM book";
        let kept = self
            .connection
            .query_row(sql, [], |row| row.get::<_, [u8; 32]>(0));
        if kept.optional().map_err(read)? != genesis {
            faults.push("the hash of the header is not that of the header".to_owned());
        }
        Ok(faults)
    }

    fn snapshot(&self, to: &Path) -> Result<(), StoreError> {
        self.copied(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Book;

    /// A file that may only be read: whoever opened it has read it, and leaves without a fault.
    #[test]
    fn who_only_read_leaves_without_keeping_the_state() {
        let folder = std::env::temp_dir().join(format!("ringfence-leave-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("book");
        let header = Header::new("GBP").expect("a currency");
        let store = SqliteStore::create(&path).expect("a new file");
        let mut writer = Book::create(store, header).expect("it begins");
        let connection = Connection::open(&path).expect("a file");
        let store = SqliteStore::of(connection, &path, Access::Read);
        let mut reader = Book::open(store).expect("it reads");
        let no = reader.keep_state().expect_err("it may only be read");
        assert!(no.to_string().contains("only be read"), "{no}");
        reader.leave_large().expect("nothing of it was lost");
        assert_eq!(reader.store().kept_head().expect("it reads"), None);
        writer.leave_large().expect("it may write");
        assert!(writer.store().kept_head().expect("it reads").is_some());
        std::fs::remove_dir_all(&folder).expect("it goes");
    }
}
