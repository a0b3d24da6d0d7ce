//! A book with one line, and where it is kept.

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence_store::{AnyStore, Book, create_at, open_at};
use ringfence_testkit::conformance::Folder;
use ringfence_testkit::server::Server;

/// Where a book is kept, in a file or on a server: what a process that is started needs to be
/// told.
#[derive(Clone, Debug)]
pub(crate) struct Place(pub(crate) String);

impl Place {
    /// In a file of a folder.
    pub(crate) fn in_a_file(folder: &Folder, name: &str) -> Place {
        Place(folder.path().join(name).display().to_string())
    }

    /// In the database that every server has.
    pub(crate) fn on(server: &Server) -> Place {
        Place(server.url("postgres", "book=aberwen"))
    }

    /// A store in which no book has begun.
    pub(crate) fn create(&self) -> AnyStore {
        create_at(&self.0).expect("a name that is free")
    }

    /// A connection of its own to the store.
    pub(crate) fn open(&self) -> AnyStore {
        open_at(&self.0).expect("a book opens")
    }

    /// The book, every entry of it verified.
    pub(crate) fn book(&self) -> Book<AnyStore> {
        Book::open_verified(self.open()).expect("the chain holds")
    }
}

/// A server that is gone with the test.
pub(crate) fn server() -> Server {
    Server::start().unwrap_or_else(|fault| panic!("{fault}"))
}

/// A draft of fields as a row states them.
pub(crate) fn draft(kind: ActKind, row: &str) -> Draft {
    let pairs = row.split(' ').filter_map(|field| field.split_once('='));
    let typed = |text: &str| FieldValue::Text(text.to_owned());
    let fields: Vec<_> = pairs
        .map(|(name, text)| (name.to_owned(), typed(text)))
        .collect();
    Draft::read(kind, &fields).expect("a row without faults")
}

/// A book with one line of so many pounds.
pub(crate) fn begin(place: &Place, pounds: u64) {
    let header = Header::new("GBP").expect("a currency");
    let mut book = Book::create(place.create(), header).expect("it begins");
    let allocation = format!(
        "stream=core to=gov year=2025-26 amount={pounds} effective=2025-04-01 \
         recurrence=non-recurrent"
    );
    for (kind, row) in [
        (ActKind::AddBody, "id=gov kind=government"),
        (ActKind::AddStream, "id=core purposes=beds"),
        (ActKind::Allocate, &allocation),
    ] {
        book.post(&draft(kind, row)).expect("the line is set up");
    }
}

/// A spend of one pound from that line, under a key.
pub(crate) fn spend(key: &str) -> Draft {
    let row = "stream=core body=gov purpose=beds year=2025-26 amount=1 effective=2025-10-01";
    let mut spend = draft(ActKind::Spend, row).keyed(key.parse().expect("a plain key"));
    spend.text.reference = Some(key.into());
    spend
}
