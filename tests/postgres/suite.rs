//! The suite that every store passes, on books of one database.

use ringfence_store::PostgresStore;
use ringfence_testkit::conformance::{self, StoreMaker};

use crate::place::Place;

/// How many histories the store walks, unless `CASES` says otherwise.
const CASES: u32 = 4;

/// Makes books in a database of their own.
struct InDatabase {
    place: Place<'static>,
    made: u32,
}

impl InDatabase {
    fn new() -> InDatabase {
        InDatabase {
            place: Place::new(),
            made: 0,
        }
    }
}

impl StoreMaker for InDatabase {
    type Store = PostgresStore;

    fn fresh(&mut self) -> PostgresStore {
        self.made += 1;
        let url = self.place.url(&format!("book-{}", self.made));
        PostgresStore::create(&url).expect("a name that is free")
    }

    fn again(&mut self, store: PostgresStore) -> PostgresStore {
        let url = self.place.url(store.book());
        drop(store);
        PostgresStore::open(&url).expect("it opens again")
    }

    fn beside(&mut self, store: &PostgresStore) -> Option<PostgresStore> {
        Some(PostgresStore::open(&self.place.url(store.book())).expect("it opens"))
    }
}

#[test]
fn a_database_keeps_its_promises() {
    match conformance::hold(&mut InDatabase::new()) {
        Ok(report) => assert!(report.not_tried.is_empty(), "{report}"),
        Err(breaches) => {
            let list: Vec<String> = breaches.iter().map(ToString::to_string).collect();
            panic!("{}", list.join("\n"));
        }
    }
}

#[test]
fn a_database_walks_as_memory() {
    let said = std::env::var("CASES").ok();
    let cases = said.and_then(|it| it.parse().ok()).unwrap_or(CASES);
    let walked = conformance::histories(&mut InDatabase::new(), cases);
    if let Err(breach) = walked {
        panic!("{breach}");
    }
}
