//! The laws, on random histories. `CASES` says how many; each run prints what it reached.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, TestError, TestRunner};
use ringfence::law::RuleBook;
use ringfence_testkit::generate::{History, any_draft, any_history};
use ringfence_testkit::law::{self, Tally};

/// How many cases a law gets, unless `CASES` says otherwise.
const CASES: u32 = 24;

fn cases() -> u32 {
    let said = std::env::var("CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    said.unwrap_or(CASES)
}

fn runner(cases: u32) -> TestRunner {
    let seeds = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../seeds/regressions/laws.txt"
    );
    let persistence = FileFailurePersistence::Direct(seeds);
    TestRunner::new(Config {
        cases,
        failure_persistence: Some(Box::new(persistence)),
        max_shrink_iters: 4_000,
        ..Config::default()
    })
}

fn books() -> Vec<RuleBook> {
    let presets = [
        "wales-2016",
        "bma-2017",
        "bma-2017-attached",
        "committee-2017",
    ];
    let mut books: Vec<RuleBook> = presets
        .iter()
        .map(|name| RuleBook::preset(name).expect("a book that is shipped"))
        .collect();
    books.push(RuleBook::empty());
    books
}

/// Runs a law on so many histories; prints what they reached.
fn on_histories(cases: u32, law: impl Fn(&History, &[RuleBook]) -> Tally) -> Tally {
    let (books, sum) = (books(), RefCell::new(Tally::default()));
    std::panic::set_hook(Box::new(|_| {}));
    let ran = runner(cases).run(&any_history(), |history| {
        let tally = law(&history, &books);
        sum.borrow_mut().add(&tally);
        Ok(())
    });
    let _ = std::panic::take_hook();
    if let Err(TestError::Fail(reason, history)) = ran {
        panic!(
            "{reason}\n{history:?}\n{}",
            law::said(&history, &books).join("\n")
        );
    }
    let sum = sum.into_inner();
    println!("{sum}");
    sum
}

#[test]
fn always_the_model_agrees() {
    on_histories(cases(), law::always_the_model_agrees);
}
