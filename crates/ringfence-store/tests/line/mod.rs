//! A book with one line, and where it is kept.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence_store::{Book, SqliteStore, Store};

/// Where a book is kept: what a process that is started needs to be told.
#[derive(Clone, Debug)]
pub(crate) struct Place(pub(crate) String);

impl Place {
    /// A store in which no book has begun.
    pub(crate) fn create(&self) -> Box<dyn Store> {
        Box::new(SqliteStore::create(&self.0).expect("a name that is free"))
    }

    /// A connection of its own to the store.
    pub(crate) fn open(&self) -> Box<dyn Store> {
        Box::new(SqliteStore::open(&self.0).expect("a book opens"))
    }

    /// The book, every entry of it verified.
    pub(crate) fn book(&self) -> Book<Box<dyn Store>> {
        Book::open_verified(self.open()).expect("the chain holds")
    }
}

/// A folder of one test, which goes with it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("ringfence-beside-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a folder of its own");
        Folder(path)
    }

    pub(crate) fn place(&self, name: &str) -> Place {
        Place(self.0.join(name).display().to_string())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
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
