//! One server for all tests, a database for each.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};
use ringfence::journal::act::{AddBody, Redact};
use ringfence::journal::{Act, Draft, Header};
use ringfence::noun::BodyKind;
use ringfence_store::{Book, PostgresOptions, PostgresStore};
use ringfence_testkit::server::Server;

/// The server of most tests. It is stopped when this process ends.
pub(crate) fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start().unwrap_or_else(|fault| panic!("{fault}")))
}

/// A database of one test.
pub(crate) struct Place<'s> {
    server: &'s Server,
    pub(crate) database: String,
}

impl Place<'static> {
    pub(crate) fn new() -> Place<'static> {
        Place::on(server())
    }
}

impl<'s> Place<'s> {
    pub(crate) fn on(server: &'s Server) -> Place<'s> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let database = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let make = format!("CREATE DATABASE {database}");
        tool(&server.url("postgres", ""))
            .batch_execute(&make)
            .expect("a new database");
        Place { server, database }
    }

    pub(crate) fn url(&self, book: &str) -> String {
        self.url_as("postgres", book)
    }

    pub(crate) fn url_as(&self, role: &str, book: &str) -> String {
        self.server
            .url_as(role, &self.database, &format!("book={book}"))
    }

    /// The database as a whole.
    pub(crate) fn whole(&self) -> String {
        self.server.url(&self.database, "")
    }

    /// Any tool, as the owner of the tables.
    pub(crate) fn tool(&self) -> Client {
        tool(&self.server.url(&self.database, ""))
    }

    pub(crate) fn book(&self, entries: u32) -> Book<PostgresStore> {
        self.book_with(entries, PostgresOptions::default())
    }

    pub(crate) fn book_with(&self, entries: u32, options: PostgresOptions) -> Book<PostgresStore> {
        let store = PostgresStore::create_with(&self.url("a"), options).expect("a new book");
        let mut book = Book::create(store, header()).expect("it begins");
        for number in 0..entries {
            book.post(&body(number)).expect("a body");
        }
        book
    }

    pub(crate) fn open(&self, options: PostgresOptions) -> Book<PostgresStore> {
        let store = PostgresStore::open_with(&self.url("a"), options).expect("it opens");
        Book::open(store).expect("it holds")
    }
}

pub(crate) fn tool(url: &str) -> Client {
    let url = url
        .split('?')
        .next()
        .expect("a part before the question mark");
    Client::connect(url, NoTls).expect("any tool connects")
}

pub(crate) fn body(number: u32) -> Draft {
    let body = AddBody {
        id: format!("body-{number}").parse().expect("a plain id"),
        kind: BodyKind::Government,
        parent: None,
        standing: None,
        from: None,
        until: None,
    };
    let key = format!("key-{number}").parse().expect("a plain key");
    Draft::of(Act::AddBody(body)).named("Government").keyed(key)
}

/// A draft that lets the words of entries go.
pub(crate) fn redaction(entries: &[u64]) -> Draft {
    let entries = entries.to_vec();
    let mut draft = Draft::of(Act::Redact(Redact { entries }));
    draft.effective = "2025-05-01".parse().ok();
    draft.text.reason = Some("asked for by her".into());
    draft
}

pub(crate) fn header() -> Header {
    Header::new("GBP").expect("a currency")
}
