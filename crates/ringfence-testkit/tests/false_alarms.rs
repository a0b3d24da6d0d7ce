//! How often the findings of additionality and diversion speak where nobody diverts anything.
//!
//! Random histories have no intent: whom a post is for, for what a cost is and when it moves is
//! drawn, so that each finding is a false alarm. `CASES` says how many histories; the same number
//! gives the same histories, and prints the same figures. They name no supplier: what is found of
//! suppliers is not counted here.

use std::collections::BTreeMap;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use ringfence::law::RuleBook;
use ringfence::view::{Asking, Cell, answer};
use ringfence_store::{Book, MemoryStore};
use ringfence_testkit::generate::any_history;
use ringfence_testkit::law::{Seen, Watch, walk};
use ringfence_testkit::model::Model;

/// How many histories, unless `CASES` says otherwise.
const CASES: u32 = 24;

/// What is found at the close of each year.
#[derive(Default)]
struct Found {
    years: u64,
    kinds: BTreeMap<String, u64>,
    /// Years in which anything was found.
    years_with: u64,
}

impl Watch for Found {
    fn see(&mut self, seen: Seen<'_>, book: &Book<MemoryStore>, _: &Model) {
        let Seen::Close { plan, .. } = seen else {
            return;
        };
        let asking = Asking {
            year: Some(plan.year()),
            ..Asking::of("ring_fence")
        };
        let ledger = book.ledger();
        let answer = answer(ledger, &asking).expect("a year that was closed");
        let finding = |row: &Vec<Cell>| row[0].text() == Some("finding");
        let mut any = 0;
        for (place, row) in answer.table.rows.iter().enumerate() {
            if !finding(row) {
                continue;
            }
            let opened = answer.trace(ledger, place, None).expect("a row");
            assert!(!opened.rows.is_empty(), "{row:?} shows no evidence");
            let name = row[1].to_string();
            *self.kinds.entry(name).or_default() += 1;
            any += 1;
        }
        self.years += 1;
        self.years_with += u64::from(any > 0);
    }
}

#[test]
fn findings_are_counted_where_nothing_was_diverted() {
    let said = std::env::var("CASES").ok();
    let cases = said.and_then(|it| it.parse().ok()).unwrap_or(CASES);
    let (mut runner, mut found) = (TestRunner::deterministic(), Found::default());
    let books = [RuleBook::empty()];
    for _ in 0..cases {
        let tree = any_history().new_tree(&mut runner);
        let history = tree.expect("a history").current();
        walk(&history, &books, &mut [&mut found]);
    }
    println!(
        "{cases} histories, {} closed years, {} of them with a finding",
        found.years, found.years_with
    );
    for (kind, count) in &found.kinds {
        println!(
            "  {kind}: {count}, {} in 1,000 years",
            count * 1_000 / found.years
        );
    }
    assert!(found.years > 0, "no year was closed");
    // Nobody would look at findings that speak every other year of nothing.
    assert!(found.years_with * 2 <= found.years, "{:?}", found.kinds);
}
