//! The stores, each by the one suite. `CASES` says how many histories each of them walks.

use ringfence_testkit::conformance::{self, InFiles, InMemory, StoreMaker};

/// How many histories a store walks, unless `CASES` says otherwise.
const CASES: u32 = 8;

fn keeps_its_promises(mut maker: impl StoreMaker) {
    match conformance::hold(&mut maker) {
        Ok(report) => println!("{report}"),
        Err(breaches) => {
            let list: Vec<String> = breaches.iter().map(ToString::to_string).collect();
            panic!("{}", list.join("\n"));
        }
    }
}

fn walks_as_in_memory(mut maker: impl StoreMaker) {
    let said = std::env::var("CASES").ok();
    let cases = said.and_then(|it| it.parse().ok()).unwrap_or(CASES);
    match conformance::histories(&mut maker, cases) {
        Ok(tally) => println!("{tally}"),
        Err(breach) => panic!("{breach}"),
    }
}

#[test]
fn memory_keeps_its_promises() {
    keeps_its_promises(InMemory);
}

#[test]
fn a_sqlite_file_keeps_its_promises() {
    keeps_its_promises(InFiles::new());
}

#[test]
fn memory_walks_as_memory() {
    walks_as_in_memory(InMemory);
}

#[test]
fn a_sqlite_file_walks_as_memory() {
    walks_as_in_memory(InFiles::new());
}
