//! A journal in a PostgreSQL database.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use postgres::Error;
use ringfence::journal::{Entry, Header, Key};
use ringfence::word::Hash;

use super::address::Address;
use super::connection::Session;
use super::fault::{failed, failed_to_commit, not_a_book};
use super::insert::Insert;
use super::link::{Link, Turn};
use super::open::head_of;
use super::options::PostgresOptions;
use super::{row, schema};
use crate::{Batch, KeptState, Store, StoreError, StoreHead, book};

/// Keeps a journal in a PostgreSQL database, beside any number of other books: many processes on
/// many machines write and read it at once. Needs the feature `postgres`.
///
/// Of the writers of one book one has its turn, the others wait; what was answered yes has reached
/// the server's disk. Where the connection goes, the next call has another one, and an act that
/// nobody answered is asked about before it is said again: nothing is posted twice. Guards in the
/// database refuse every change of an entry, by any tool.
///
/// ```no_run
#[doc = include_str!("../../docs/gov.txt")]
/// use ringfence::journal::Header;
/// use ringfence_store::{Book, PostgresStore};
///
/// let url = "postgresql://writer@localhost/ledgers?book=aberwen";
/// let mut book = Book::create(PostgresStore::create(url)?, Header::new("GBP")?)?;
/// let receipt = book.post(&gov()?)?; // the government of Aberwen
///
/// // Another process, or another machine.
/// let again = Book::open(PostgresStore::open(url)?)?;
/// assert_eq!(again.ledger().head().hash, receipt.hash);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It waits while the server works: a program that has a runtime asks it where it may wait. It
/// keeps no copies of its own: that is the server's business.
#[derive(Debug)]
pub struct PostgresStore {
    address: Address,
    options: PostgresOptions,
    link: Mutex<Link>,
}

/// How long to wait before the first new try of a connection, and at most.
const WAITS: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(500)];

impl PostgresStore {
    pub(super) fn of(
        address: Address,
        options: PostgresOptions,
        link: Mutex<Link>,
    ) -> PostgresStore {
        PostgresStore {
            address,
            options,
            link,
        }
    }

    /// Which book it is, where, and as whom; without the password.
    pub(crate) fn place(&self) -> String {
        self.address.to_string()
    }

    fn link(&self) -> MutexGuard<'_, Link> {
        self.link.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name of the book.
    pub fn book(&self) -> &str {
        self.address.book.as_deref().unwrap_or_default()
    }

    /// A statement on tables of ours, in whatever schema they are.
    fn sql(&self, sql: &str) -> String {
        sql.replace("ringfence.", &format!("\"{}\".", self.address.schema))
    }

    /// Asks something that may be asked twice. In a turn it is asked once: where the connection
    /// goes, so does the turn. Otherwise a lost connection is replaced, while patience lasts.
    fn ask<T: Send + 'static>(
        &self,
        what: &str,
        job: impl Fn(&mut Session) -> Result<T, Error> + Clone + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut link = self.link();
        if link.turn != Turn::Free {
            let outcome = link.run(job);
            return outcome.map_err(|fault| failed(what, &self.address, fault));
        }
        let until = Instant::now() + self.options.patience;
        let mut wait = WAITS[0];
        loop {
            let outcome = match link.is_joined(&self.address, &self.options)? {
                Ok(()) => link.run(job.clone()),
                Err(fault) => Err(fault),
            };
            match outcome {
                Ok(answer) => return Ok(answer),
                Err(fault) if fault.is_lost() && Instant::now() + wait < until => sleep(wait),
                Err(fault) => return Err(failed(what, &self.address, fault)),
            }
            wait = (wait * 2).min(WAITS[1]);
        }
    }

    /// Takes the turn: the row of the head is locked until the transaction ends. Under that lock
    /// each statement may see what was committed before it (READ COMMITTED): nothing of this book
    /// can be committed in between, and no other book is looked at.
    fn taken(&self) -> Result<(), StoreError> {
        if self.link().turn != Turn::Free {
            return Ok(());
        }
        let sql = self.sql("SELECT entry, hash FROM ringfence.head WHERE book = $1 FOR UPDATE");
        let book = self.book().to_owned();
        let head = self.ask("take the turn in", move |session| {
            let locked = locked(session, &sql, &book);
            if !matches!(locked, Ok(Some(_))) {
                session.roll_back();
            }
            locked
        })?;
        let (entry, hash) = head.ok_or(StoreError::NotBegun)?;
        let head = head_of(&self.address, entry, &hash);
        let mut link = self.link();
        match head {
            Ok(head) => link.turn = Turn::Taken(head),
            Err(_) => link.leave_turn(),
        }
        head.map(|_| ())
    }

    /// Writes in a transaction that the turn has begun, and commits it: all of it, or nothing.
    fn in_turn(
        &self,
        what: &str,
        write: impl FnOnce(&mut Session) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), WriteFault> {
        let mut link = self.link();
        if let Err(fault) = link.run(write) {
            let constraint = fault.constraint().map(str::to_owned);
            link.leave_turn();
            let error = failed(what, &self.address, fault);
            return Err(WriteFault { error, constraint });
        }
        let done = link.run(|session| session.client.batch_execute("COMMIT"));
        link.turn = Turn::Free;
        done.map_err(|fault| WriteFault {
            error: failed_to_commit(what, &self.address, fault),
            constraint: None,
        })
    }

    /// Which key of a batch stands in the book already.
    fn taken_key(&self, batch: &Batch) -> Result<Option<StoreError>, StoreError> {
        for keyed in batch.keys() {
            if let Some(entry) = self.entry_of(&keyed.key)? {
                let key = keyed.key.clone();
                return Ok(Some(StoreError::KeyTaken { key, entry }));
            }
        }
        Ok(None)
    }
}

/// Why something was not written, and by which constraint.
struct WriteFault {
    error: StoreError,
    constraint: Option<String>,
}

/// A head as its row has it.
type Locked = Option<(i64, Vec<u8>)>;

fn locked(session: &mut Session, sql: &str, book: &str) -> Result<Locked, Error> {
    let statement = session.prepared(sql)?;
    session.client.batch_execute("BEGIN")?;
    let row = session.client.query_opt(&statement, &[&book])?;
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .transpose()
}

impl Store for PostgresStore {
    fn header(&self) -> Result<Option<Header>, StoreError> {
        let sql = self.sql("SELECT header FROM ringfence.book WHERE id = $1");
        let book = self.book().to_owned();
        let text = self.ask("read", move |session| {
            let statement = session.prepared(&sql)?;
            let row = session.client.query_opt(&statement, &[&book])?;
            row.map(|row| row.try_get::<_, String>(0)).transpose()
        })?;
        let Some(text) = text else { return Ok(None) };
        book::header_of(&text).map(Some).map_err(|fault| {
            let found = format!("its header is not what was written: {fault}");
            not_a_book(&self.address, &found, "restore it from a backup")
        })
    }

    fn begin(&mut self, header: &Header) -> Result<(), StoreError> {
        if self.header()?.is_some() {
            return Err(StoreError::AlreadyBegun);
        }
        let text = header.json();
        let sql = self.sql("INSERT INTO ringfence.book (id, header, genesis) VALUES ($1, $2, $3)");
        let (book, genesis) = (self.book().to_owned(), header.genesis().0);
        let begun = self.in_turn("begin", move |session| {
            session.client.batch_execute("BEGIN")?;
            let values: [&(dyn postgres::types::ToSql + Sync); 3] = [&book, &text, &&genesis[..]];
            session.client.execute(&sql, &values)?;
            Ok(())
        });
        begun.map_err(|fault| match fault.constraint.as_deref() {
            Some("book_pkey") => StoreError::AlreadyBegun,
            _ => fault.error,
        })
    }

    fn head(&self) -> Result<StoreHead, StoreError> {
        if let Turn::Taken(head) = self.link().turn {
            return Ok(head);
        }
        let sql = self.sql("SELECT entry, hash FROM ringfence.head WHERE book = $1");
        let book = self.book().to_owned();
        let head = self.ask("read", move |session| {
            let statement = session.prepared(&sql)?;
            let row = session.client.query_opt(&statement, &[&book])?;
            row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
                .transpose()
        })?;
        let (entry, hash): (i64, Vec<u8>) = head.ok_or(StoreError::NotBegun)?;
        head_of(&self.address, entry, &hash)
    }

    fn take_turn(&mut self) -> Result<(), StoreError> {
        self.taken()
    }

    fn give_turn_back(&mut self) {
        let mut link = self.link();
        if link.turn != Turn::Free {
            link.leave_turn();
        }
    }

    fn append(&mut self, expected: Hash, batch: &Batch) -> Result<(), StoreError> {
        // Where the turn went with a connection, this takes it anew and looks at the head again.
        self.taken()?;
        let found = self.head()?.hash;
        let refused = if found == expected {
            batch.key_named_twice().map(StoreError::key_taken)
        } else {
            Some(StoreError::HeadMoved { expected, found })
        };
        if let Some(refused) = refused {
            self.give_turn_back();
            return Err(refused);
        }
        let insert = Insert::of(&self.address.schema, self.book(), expected, batch);
        let appended = self.in_turn("append to", move |session| insert.write(session));
        match appended {
            Ok(()) => Ok(()),
            Err(WriteFault { error, constraint }) => match constraint.as_deref() {
                Some("entry_key" | "entry_pkey") => Err(self.taken_key(batch)?.unwrap_or(error)),
                _ => Err(error),
            },
        }
    }

    fn entries_after(&self, number: u64, at_most: usize) -> Result<Vec<Entry>, StoreError> {
        let (Ok(after), at_most) = (i64::try_from(number), at_most.min(1 << 40) as i64) else {
            return Ok(Vec::new());
        };
        let sql = self.sql(
            "SELECT entry.number, entry.header, entry.figures, words.text, words.salt, \
             entry.text_hash, entry.hash FROM ringfence.entry LEFT JOIN ringfence.words \
             ON words.book = entry.book AND words.entry = entry.number \
             WHERE entry.book = $1 AND entry.number > $2 ORDER BY entry.number LIMIT $3",
        );
        let book = self.book().to_owned();
        let what = format!("read what is after entry {number} of");
        let entries = self.ask(&what, move |session| {
            let statement = session.prepared(&sql)?;
            let rows = session
                .client
                .query(&statement, &[&book, &after, &at_most])?;
            let entries = rows.iter().zip(number..);
            let entries = entries.map(|(row, before)| row::entry_of(before, row));
            Ok(entries.collect::<Result<Vec<_>, _>>())
        })?;
        Ok(entries?)
    }

    fn entry_of(&self, key: &Key) -> Result<Option<u64>, StoreError> {
        let sql = self.sql("SELECT number FROM ringfence.entry WHERE book = $1 AND key = $2");
        let (book, key) = (self.book().to_owned(), key.as_str().to_owned());
        let number = self.ask("read", move |session| {
            let statement = session.prepared(&sql)?;
            let row = session.client.query_opt(&statement, &[&book, &key])?;
            row.map(|row| row.try_get::<_, i64>(0)).transpose()
        })?;
        Ok(number.and_then(|number| u64::try_from(number).ok()))
    }

    fn kept_state(&self) -> Result<Option<KeptState>, StoreError> {
        let sql = "SELECT entry, head, hash, bytes FROM ringfence.kept_state WHERE book = $1";
        let (sql, book) = (self.sql(sql), self.book().to_owned());
        let state = self.ask("read", move |session| {
            let row = session.client.query_opt(&sql, &[&book])?;
            row.map(|row| {
                let head: (i64, Vec<u8>) = (row.try_get(0)?, row.try_get(1)?);
                Ok((head, row.try_get::<_, Vec<u8>>(2)?, row.try_get(3)?))
            })
            .transpose()
        })?;
        let Some(((entry, head), hash, bytes)) = state else {
            return Ok(None);
        };
        let head = head_of(&self.address, entry, &head)?;
        let hash = head_of(&self.address, entry, &hash)?.hash;
        Ok(Some(KeptState { head, hash, bytes }))
    }

    fn kept_head(&self) -> Result<Option<StoreHead>, StoreError> {
        let sql = "SELECT entry, head FROM ringfence.kept_state WHERE book = $1";
        let (sql, book) = (self.sql(sql), self.book().to_owned());
        let head: Locked = self.ask("read", move |session| {
            let row = session.client.query_opt(&sql, &[&book])?;
            row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
                .transpose()
        })?;
        let head = head.map(|(entry, hash)| head_of(&self.address, entry, &hash));
        head.transpose()
    }

    fn keep_state(&mut self, state: &KeptState) -> Result<(), StoreError> {
        self.taken()?;
        let away = self.sql("DELETE FROM ringfence.kept_state WHERE book = $1");
        let sql = self.sql(
            "INSERT INTO ringfence.kept_state (book, entry, head, hash, bytes) \
             VALUES ($1, $2, $3, $4, $5)",
        );
        let (book, state) = (self.book().to_owned(), state.clone());
        let kept = self.in_turn("keep the state of", move |session| {
            session.client.execute(&away, &[&book])?;
            let entry = state.head.entry as i64;
            let (head, hash) = (&state.head.hash.0[..], &state.hash.0[..]);
            let values: [&(dyn postgres::types::ToSql + Sync); 5] =
                [&book, &entry, &head, &hash, &state.bytes];
            session.client.execute(&sql, &values)?;
            Ok(())
        });
        kept.map_err(|fault| fault.error)
    }

    fn examine(&self) -> Result<Vec<String>, StoreError> {
        let schema = self.address.schema.clone();
        self.ask("examine", move |session| {
            let mut faults = schema::faults(session, &schema)?;
            faults.extend(schema::contradictions(session, &schema)?);
            Ok(faults)
        })
    }
}
