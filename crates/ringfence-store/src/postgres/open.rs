//! Opening a book, and what the owner of a database does for it.

use std::sync::Mutex;

use ringfence::word::Hash;

use super::address::Address;
use super::connection::{Connection, Session};
use super::fault::{Fault, failed, not_a_book};
use super::link::{Link, Turn};
use super::options::PostgresOptions;
use super::schema::{self, FORM, Found};
use super::store::PostgresStore;
use crate::{Store, StoreError, StoreHead};

/// A book of a database, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostgresBook {
    /// Its name.
    pub book: String,
    /// Its last entry.
    pub head: StoreHead,
}

/// What a role may do with the books of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostgresRole {
    /// Read all of them.
    Reader,
    /// Read, begin books and post to them; change nothing that was posted.
    Writer,
}

impl PostgresStore {
    /// Opens a place for a new book: makes the tables where the database has none. The book
    /// itself begins with [`Book::create`](crate::Book::create).
    ///
    /// ```
    /// use ringfence_store::PostgresStore;
    ///
    /// let no = PostgresStore::create("postgresql://writer@localhost/ledgers");
    /// let no = no.expect_err("it names no book");
    /// assert!(no.to_string().contains("add ?book=powys, or the name of yours"));
    /// ```
    ///
    /// # Errors
    /// [`StoreError::AlreadyBegun`] where the book is there already; as of
    /// [`open`](PostgresStore::open); or where the tables are missing and this role may not make
    /// them: then their owner runs [`migrate`](PostgresStore::migrate) first.
    pub fn create(url: &str) -> Result<PostgresStore, StoreError> {
        PostgresStore::create_with(url, PostgresOptions::default())
    }

    /// The same, with options.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use ringfence_store::{PostgresOptions, PostgresStore};
    ///
    /// let url = "postgresql://writer@localhost/ledgers?book=aberwen";
    /// let hasty = PostgresOptions { patience: Duration::from_secs(2), ..Default::default() };
    /// let store = PostgresStore::create_with(url, hasty)?;
    /// # Ok::<(), ringfence_store::StoreError>(())
    /// ```
    ///
    /// # Errors
    /// As of [`create`](PostgresStore::create).
    pub fn create_with(url: &str, options: PostgresOptions) -> Result<PostgresStore, StoreError> {
        let address = Address::read(url)?;
        address.book()?;
        let connection = Connection::open(&address, &options)?;
        if looked_at(&connection, &address)? == Found::NoTables {
            migrated(&connection, &address)?;
        }
        let store = ready(connection, address, options)?;
        match store.header()? {
            Some(_) => Err(StoreError::AlreadyBegun),
            None => Ok(store),
        }
    }

    /// Opens a book: `postgresql://user:password@host:5432/database?book=powys`.
    ///
    /// The address may also say `schema`, where the tables are not in the schema *ringfence*;
    /// `sslmode`, which is *verify-full* (TLS, and the server shows that it is the one named) or
    /// *disable*; and `sslrootcert`, the file of the authority that has signed the server's
    /// certificate. Without `sslmode` it is *verify-full*, but on this machine *disable*. Neither
    /// the environment nor a file of passwords is read.
    ///
    /// ```
    /// use ringfence_store::PostgresStore;
    ///
    /// let url = "postgresql://writer@localhost/ledgers?book=aberwen&sslmode=prefer";
    /// let no = PostgresStore::open(url).expect_err("it would take what it gets");
    /// assert!(no.to_string().contains("say sslmode=verify-full"));
    /// ```
    ///
    /// # Errors
    /// Where the address is faulty, the server is not there, does not let one in or is not the one
    /// named, the tables are missing or of another form, or their guards were taken away.
    pub fn open(url: &str) -> Result<PostgresStore, StoreError> {
        PostgresStore::open_with(url, PostgresOptions::default())
    }

    /// The same, with options.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use ringfence_store::{PostgresOptions, PostgresStore};
    ///
    /// let url = "postgresql://writer@localhost/ledgers?book=aberwen";
    /// let hasty = PostgresOptions { answer_within: Duration::from_secs(5), ..Default::default() };
    /// let store = PostgresStore::open_with(url, hasty)?;
    /// # Ok::<(), ringfence_store::StoreError>(())
    /// ```
    ///
    /// # Errors
    /// As of [`open`](PostgresStore::open).
    pub fn open_with(url: &str, options: PostgresOptions) -> Result<PostgresStore, StoreError> {
        let address = Address::read(url)?;
        address.book()?;
        let connection = Connection::open(&address, &options)?;
        ready(connection, address, options)
    }

    /// Makes the tables, or brings them to the form of this version: all or nothing. Run by the
    /// role that is to own them; the address need not name a book.
    ///
    /// ```no_run
    /// use ringfence_store::{PostgresRole, PostgresStore};
    ///
    /// let database = "postgresql://owner@localhost/ledgers"; // no book: all of it
    /// PostgresStore::migrate(database)?;
    /// PostgresStore::grant(database, "writer", PostgresRole::Writer)?;
    /// # Ok::<(), ringfence_store::StoreError>(())
    /// ```
    ///
    /// # Errors
    /// Where the database cannot be reached, its tables are of a newer form, its text is not in
    /// UTF-8, or the role may not make tables.
    pub fn migrate(url: &str) -> Result<(), StoreError> {
        let address = Address::read(url)?;
        let connection = Connection::open(&address, &PostgresOptions::default())?;
        migrated(&connection, &address)
    }

    /// Gives a role what it needs, and no more: nobody but the owner of the tables can change or
    /// take away what was posted, and guards stand in the owner's way, too. Run by the owner.
    ///
    /// ```no_run
    /// use ringfence_store::{PostgresRole, PostgresStore};
    ///
    /// let database = "postgresql://owner@localhost/ledgers";
    /// PostgresStore::grant(database, "reports", PostgresRole::Reader)?;
    /// # Ok::<(), ringfence_store::StoreError>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such role, or no tables, or the role that runs it does not own them.
    pub fn grant(url: &str, role: &str, rights: PostgresRole) -> Result<(), StoreError> {
        let address = Address::read(url)?;
        let connection = Connection::open(&address, &PostgresOptions::default())?;
        is_ours(looked_at(&connection, &address)?, &address)?;
        let sql = granted(&address.schema, role, rights);
        let done = connection.run(move |session| session.client.batch_execute(&sql));
        done.map_err(|fault| failed(&format!("let {role} use"), &address, fault))
    }

    /// The books of a database with their heads, by name. Reports over several of them read the
    /// views `journal` and `movement`, whose first column is the book.
    ///
    /// ```no_run
    /// use ringfence_store::PostgresStore;
    ///
    /// for it in PostgresStore::books("postgresql://reports@localhost/ledgers")? {
    ///     println!("{}: {} entries, {}", it.book, it.head.entry, it.head.hash);
    /// }
    /// # Ok::<(), ringfence_store::StoreError>(())
    /// ```
    ///
    /// # Errors
    /// Where the database cannot be read, or has no tables of this form.
    pub fn books(url: &str) -> Result<Vec<PostgresBook>, StoreError> {
        let address = Address::read(url)?;
        let connection = Connection::open(&address, &PostgresOptions::default())?;
        is_ours(looked_at(&connection, &address)?, &address)?;
        let schema = &address.schema;
        let sql =
            format!("SELECT book, entry, hash FROM \"{schema}\".head ORDER BY book COLLATE \"C\"");
        let rows = connection.run(move |session| {
            let rows = session.client.query(&sql, &[])?;
            let book = |row: &postgres::Row| {
                let (book, entry): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
                Ok((book, entry, row.try_get(2)?))
            };
            rows.iter().map(book).collect::<Result<Vec<_>, _>>()
        });
        let rows: Vec<(String, i64, Vec<u8>)> =
            rows.map_err(|fault| failed("read", &address, fault))?;
        let books = rows.into_iter().map(|(book, entry, hash)| {
            let head = head_of(&address, entry, &hash)?;
            Ok(PostgresBook { book, head })
        });
        books.collect()
    }
}

/// A head as its row keeps it.
pub(super) fn head_of(address: &Address, entry: i64, hash: &[u8]) -> Result<StoreHead, StoreError> {
    match (u64::try_from(entry), hash.try_into()) {
        (Ok(entry), Ok(hash)) => Ok(StoreHead {
            entry,
            hash: Hash(hash),
        }),
        _ => {
            let found = format!(
                "its head is entry {entry} with {} bytes of hash",
                hash.len()
            );
            Err(not_a_book(address, &found, "restore it from a backup"))
        }
    }
}

fn looked_at(connection: &Connection, address: &Address) -> Result<Found, StoreError> {
    let schema = address.schema.clone();
    let found = connection.run(move |session| schema::found(session, &schema));
    found.map_err(|fault| failed("open", address, fault))
}

fn migrated(connection: &Connection, address: &Address) -> Result<(), StoreError> {
    let schema = address.schema.clone();
    let found = connection.run(move |session| schema::migrate(session, &schema));
    let found = found.map_err(|fault| match &fault {
        Fault::Said(_)
            if fault.code() == Some(&postgres::error::SqlState::INSUFFICIENT_PRIVILEGE) =>
        {
            let found = format!(
                "its tables are missing, and {} may not make them",
                address.user
            );
            let wanted = "run PostgresStore::migrate as a role that may, then grant to this one";
            not_a_book(address, &found, wanted)
        }
        _ => failed("make the tables of", address, fault),
    })?;
    is_ours(found, address)
}

/// Whether a database has tables that this version reads.
fn is_ours(found: Found, address: &Address) -> Result<(), StoreError> {
    let schema = &address.schema;
    let (found, wanted) = match found {
        Found::Form(form) if form == FORM => return Ok(()),
        Found::OtherEncoding => (
            "its text is not in UTF-8".to_owned(),
            "create a database with ENCODING 'UTF8'".to_owned(),
        ),
        Found::NoTables => (
            format!("it has no tables of ringfence in the schema {schema}"),
            "create a book, or run PostgresStore::migrate as their owner".to_owned(),
        ),
        Found::Closed => (
            format!(
                "the role {} may not look into the schema {schema}",
                address.user
            ),
            "run PostgresStore::grant for it as the owner of the tables".to_owned(),
        ),
        Found::Form(form) if form < FORM => (
            format!("its tables are of form {form}, and this version reads form {FORM}"),
            "run PostgresStore::migrate as their owner".to_owned(),
        ),
        Found::Form(form) => (
            format!("its tables are of form {form}, and this version reads form {FORM}"),
            "open it with the version of ringfence that made them, or a newer one".to_owned(),
        ),
    };
    Err(not_a_book(address, &found, &wanted))
}

fn ready(
    connection: Connection,
    address: Address,
    options: PostgresOptions,
) -> Result<PostgresStore, StoreError> {
    is_ours(looked_at(&connection, &address)?, &address)?;
    let schema = address.schema.clone();
    let faults = connection.run(move |session: &mut Session| schema::faults(session, &schema));
    let faults = faults.map_err(|fault| failed("open", &address, fault))?;
    if !faults.is_empty() {
        let wanted = "its guards were tampered with: compare it with a checkpoint or a snapshot, \
                      and copy what holds to a new database";
        return Err(not_a_book(&address, &faults.join(", "), wanted));
    }
    let link = Mutex::new(Link {
        connection: Some(connection),
        turn: Turn::Free,
    });
    Ok(PostgresStore::of(address, options, link))
}

fn granted(schema: &str, role: &str, rights: PostgresRole) -> String {
    let role = format!("\"{}\"", role.replace('"', "\"\""));
    let mut sql = format!(
        "GRANT USAGE ON SCHEMA \"{schema}\" TO {role}; \
         GRANT SELECT ON ALL TABLES IN SCHEMA \"{schema}\" TO {role};"
    );
    if rights == PostgresRole::Writer {
        for table in ["book", "head", "entry", "words", "redaction", "kept_state"] {
            sql.push_str(&format!(" GRANT INSERT ON \"{schema}\".{table} TO {role};"));
        }
        sql.push_str(&format!(
            " GRANT UPDATE (entry, hash) ON \"{schema}\".head TO {role}; \
             GRANT DELETE ON \"{schema}\".words, \"{schema}\".kept_state TO {role};"
        ));
    }
    sql
}
