//! The laws on random rule books. `CASES` says how many; a run prints what it reached.

use std::cell::RefCell;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use ringfence::law::RuleBook;
use ringfence_testkit::generate::{AskChoice, BookChoice, CappedChoice, CoveredChoice};
use ringfence_testkit::generate::{DutyChoice, Given, any_asks, any_book};
use ringfence_testkit::generate::{any_capped_book, any_covered_book, any_duties};
use ringfence_testkit::law::rule::{self, BookTally};

mod proving;

/// How many books there are, unless `CASES` says otherwise.
const CASES: u32 = 200;

const SEEDS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../seeds/regressions/law_books.txt"
);

fn cases() -> u32 {
    proving::cases(CASES)
}

fn runner(cases: u32) -> TestRunner {
    proving::runner(SEEDS, cases, 20_000)
}

/// Runs a law on so many choices. What breaks it is told once, when it cannot be simpler.
fn run<Of: Strategy>(of: Of, law: impl Fn(Of::Value)) {
    run_so_many(cases(), of, law);
}

fn run_so_many<Of: Strategy>(cases: u32, of: Of, law: impl Fn(Of::Value)) {
    let each = |choice| {
        law(choice);
        Ok(())
    };
    let ran = proving::quietly(|| runner(cases).run(&of, each));
    if let Err(TestError::Fail(reason, choice)) = ran {
        panic!("{reason}\n{choice:?}");
    }
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 3, 31).expect("a day that exists")
}

#[test]
fn every_law_on_random_books() {
    let sum = RefCell::new(BookTally::default());
    run(any_book(), |choice: BookChoice| {
        let text = choice.text();
        let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        for given in choice.given() {
            let reached = rule::every_law(&book, &given, last_day());
            sum.borrow_mut().add(&reached);
        }
    });
    let missing = sum.borrow().missing();
    println!("{}never: {}", sum.borrow(), missing.join(", "));
    if cases() >= 20_000 {
        assert!(missing.is_empty(), "never reached: {missing:?}");
    }
}

/// One law alone gets a part of the cases; [`every_law_on_random_books`] gives all of them to all.
fn alone(law: impl Fn(&RuleBook, &Given)) {
    let few = (cases() / 8).clamp(2, 1_000);
    run_so_many(few, any_book(), |choice: BookChoice| {
        let text = choice.text();
        let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        choice.given().iter().for_each(|given| law(&book, given));
    });
}

#[test]
fn always_a_close_decides_each_item_once() {
    alone(|book, given| rule::always_a_close_decides_each_item_once(book, given, last_day()));
}

#[test]
fn always_unset_means_lapse() {
    alone(|_, given| rule::always_unset_means_lapse(given, last_day()));
}

#[test]
fn always_a_wider_rule_keeps_at_least_as_much() {
    alone(|book, given| rule::always_a_wider_rule_keeps_at_least_as_much(book, given, last_day()));
}

#[test]
fn never_an_empty_reform_changes_a_result() {
    alone(|book, given| rule::never_an_empty_reform_changes_a_result(book, given, last_day()));
}

#[test]
fn always_reasons_add_up_to_the_result() {
    alone(|book, given| rule::always_reasons_add_up_to_the_result(book, given, last_day()));
}

#[test]
fn always_unknown_needs_evidence() {
    alone(|book, given| {
        rule::always_unknown_needs_evidence(book, given, last_day());
    });
}

#[test]
fn always_a_cap_is_shared_out() {
    let sum = RefCell::new(BookTally::default());
    run(any_capped_book(), |choice: CappedChoice| {
        let text = choice.text();
        let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        let reached = rule::always_a_cap_is_shared_out(&book, &choice.estate(), last_day());
        sum.borrow_mut().add(&reached);
    });
    let missing = sum.borrow().caps_missing();
    println!("{}never: {}", sum.borrow(), missing.join(", "));
    if cases() >= 20_000 {
        assert!(missing.is_empty(), "never reached: {missing:?}");
    }
}

#[test]
fn always_a_cover_meets_what_is_wanted() {
    let sum = RefCell::new(BookTally::default());
    run(any_covered_book(), |choice: CoveredChoice| {
        let text = choice.text();
        let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        let estate = choice.estate();
        let reached = rule::always_a_cover_meets_what_is_wanted(&book, &estate, last_day());
        sum.borrow_mut().add(&reached);
    });
    let missing = sum.borrow().covers_missing();
    println!("{}never: {}", sum.borrow(), missing.join(", "));
    if cases() >= 20_000 {
        assert!(missing.is_empty(), "never reached: {missing:?}");
    }
}

#[test]
fn never_limits_are_passed_together() {
    let sum = RefCell::new(BookTally::default());
    run(any_asks(), |choice: AskChoice| {
        let text = choice.text();
        let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        let reached = rule::never_limits_are_passed_together(&book, &choice.steps());
        sum.borrow_mut().add(&reached);
    });
    let missing = sum.borrow().asks_missing();
    println!("{}never: {}", sum.borrow(), missing.join(", "));
    if cases() >= 20_000 {
        assert!(missing.is_empty(), "never reached: {missing:?}");
    }
}

#[test]
fn always_a_duty_looks_at_its_window() {
    let sum = RefCell::new(BookTally::default());
    run(any_duties(), |choice: DutyChoice| {
        let text = choice.text();
        let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        let tested = choice.tested();
        let reached = rule::always_a_duty_looks_at_its_window(&book, &tested);
        sum.borrow_mut().add(&reached);
        let reached = rule::always_a_floor_is_monotone(&book, &tested);
        sum.borrow_mut().add(&reached);
    });
    let missing = sum.borrow().duties_missing();
    println!("{}never: {}", sum.borrow(), missing.join(", "));
    if cases() >= 20_000 {
        assert!(missing.is_empty(), "never reached: {missing:?}");
    }
}

#[test]
fn always_a_floor_is_monotone() {
    let few = (cases() / 8).clamp(40, 2_500);
    run_so_many(few, any_duties(), |choice: DutyChoice| {
        let text = choice.text();
        let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        rule::always_a_floor_is_monotone(&book, &choice.tested());
    });
}

#[test]
fn always_re_provision_keeps_the_total() {
    let few = (cases() / 8).clamp(2, 2_500);
    run_so_many(few, any_duties(), |choice: DutyChoice| {
        rule::always_re_provision_keeps_the_total(&choice.tested(), choice.moved.into());
    });
}

#[test]
fn always_a_fault_names_its_place() {
    run(any_book(), |choice: BookChoice| {
        rule::always_a_fault_names_its_place(&choice.spoilt());
    });
}

#[test]
fn never_input_panics() {
    let cut = (any_book(), any::<u16>(), any::<u16>(), ".{0,3}");
    run(cut, |(choice, from, count, other)| {
        // A book with a piece cut out, and another put in its place.
        let letters = Vec::from_iter(choice.text().chars());
        let from = usize::from(from) % letters.len();
        let until = (from + usize::from(count) % 40).min(letters.len());
        let before = letters[..from].iter().copied().chain(other.chars());
        let text: String = before.chain(letters[until..].iter().copied()).collect();
        rule::never_input_panics(&text);
    });
}
