//! The stores, each by the one suite. `CASES` says how many histories each of them walks.

use ringfence_testkit::conformance::{self, InFiles, InMemory, StoreMaker};

/// How many histories a store walks, unless `CASES` says otherwise.
const CASES: u32 = 8;

/// What is promised of two writers, which a maker that makes one does not try.
const OF_TWO: [&str; 3] = [
    "of two writers at one head one appends",
    "a refused draft leaves the turn to others",
    "words that are gone are read by no other writer",
];

fn keeps_its_promises(mut maker: impl StoreMaker, not_tried: &[&str]) {
    match conformance::hold(&mut maker) {
        Ok(report) => {
            println!("{report}");
            assert_eq!(report.not_tried, not_tried);
            let tried = |it: &&str| report.promises.contains(it);
            assert_eq!(OF_TWO.iter().any(tried), not_tried.is_empty());
        }
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
fn memory_keeps_its_promises_and_tries_none_of_two_writers() {
    keeps_its_promises(InMemory, &OF_TWO);
}

#[test]
fn a_sqlite_file_keeps_its_promises() {
    keeps_its_promises(InFiles::new(), &[]);
}

#[test]
fn memory_walks_as_memory() {
    walks_as_in_memory(InMemory);
}

#[test]
fn a_sqlite_file_walks_as_memory() {
    walks_as_in_memory(InFiles::new());
}
