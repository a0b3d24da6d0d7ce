//! The laws, on random histories. `CASES` says how many; each run prints what it reached.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use ringfence::law::RuleBook;
use ringfence::word::Money;
use ringfence_testkit::generate::{History, WalkedBook, any_draft, any_walked_book};
use ringfence_testkit::generate::{any_history, any_history_with_facts, any_history_with_plans};
use ringfence_testkit::law::{self, Tally};
use ringfence_testkit::model::RULES_ON_ASKS;

mod proving;

/// How many cases a law gets, unless `CASES` says otherwise.
const CASES: u32 = 24;

const SEEDS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../seeds/regressions/laws.txt"
);

const SEEDS_BY_BOOKS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../seeds/regressions/laws_by_books.txt"
);

fn cases() -> u32 {
    proving::cases(CASES)
}

fn runner(cases: u32) -> TestRunner {
    proving::runner(SEEDS, cases, 4_000)
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
    // The seeds of regressions know the places: of each twenty the last is a book that releases
    // what it keeps, and one time in eight, at the end, comes one under which the money goes back,
    // is given again or comes to several ends at once.
    let mut all: Vec<RuleBook> = books.iter().cycle().take(20).cloned().collect();
    all[19] = read(include_str!("books/kept-and-released.toml"));
    let mut all: Vec<RuleBook> = all.iter().cycle().take(256).cloned().collect();
    let in_parts = include_str!("books/in-parts.toml");
    // One of the four holds asks to rules as well.
    let ends = [
        include_str!("books/back-to-the-funder.toml").to_owned(),
        include_str!("books/given-again.toml").to_owned(),
        in_parts.to_owned(),
        in_parts.to_owned() + RULES_ON_ASKS,
    ];
    for (place, text) in (224..256).zip(ends.iter().cycle()) {
        all[place] = read(text);
    }
    // Before them come caps over several items.
    for (place, book) in (208..219).zip(capped().into_iter().cycle()) {
        all[place] = book;
    }
    // Between the two, one that keeps money for old obligations only.
    for book in &mut all[220..224] {
        *book = read(include_str!("books/for-old-obligations.toml"));
    }
    all
}

/// Books with caps over several items.
fn capped() -> Vec<RuleBook> {
    let texts = [
        include_str!("books/capped-in-turn.toml"),
        include_str!("books/capped-up-the-tree.toml"),
    ];
    texts.into_iter().map(read).collect()
}

fn read(text: &str) -> RuleBook {
    RuleBook::read(text).expect("a book that loads")
}

/// Runs a law on so many histories; prints what they reached.
fn on_histories(cases: u32, law: impl Fn(&History, &[RuleBook]) -> Tally + Sync) -> Tally {
    on_threads(cases, |share| on_some(share, any_history(), &law))
}

/// Runs so many cases, some on each thread; prints what they reached.
fn on_threads(cases: u32, run: impl Fn(u32) -> Tally + Sync) -> Tally {
    // Each thread tries the seeds of regressions again: few cases are not worth a second one.
    let threads = match cases {
        0..1_000 => 1,
        _ => std::thread::available_parallelism().map_or(1, |it| it.get() as u32),
    };
    let mut sum = Tally::default();
    std::thread::scope(|scope| {
        let share = |place| cases / threads + u32::from(place < cases % threads);
        let run = &run;
        let started = |place| scope.spawn(move || run(share(place)));
        let running: Vec<_> = (0..threads).map(started).collect();
        for one in running {
            match one.join() {
                Ok(tally) => sum.add(&tally),
                Err(broken) => std::panic::resume_unwind(broken),
            }
        }
    });
    println!("{sum}");
    sum
}

fn on_some(
    cases: u32,
    histories: impl Strategy<Value = History>,
    law: impl Fn(&History, &[RuleBook]) -> Tally,
) -> Tally {
    let (books, sum) = (books(), RefCell::new(Tally::default()));
    let each = |history: History| {
        let tally = law(&history, &books);
        sum.borrow_mut().add(&tally);
        Ok(())
    };
    let ran = proving::quietly(|| runner(cases).run(&histories, each));
    if let Err(TestError::Fail(reason, history)) = ran {
        let said = proving::quietly(|| law::said(&history, &books).join("\n"));
        panic!("{reason}\n{history:?}\n{said}");
    }
    sum.into_inner()
}

#[test]
fn always_the_model_agrees() {
    on_histories(cases(), law::always_the_model_agrees);
}

/// Each law alone gets a part of the cases; [`every_law_in_one_walk`] gives all of them to all.
fn alone(law: impl Fn(&History, &[RuleBook]) -> Tally + Sync) {
    on_histories((cases() / 8).clamp(2, 200), law);
}

#[test]
fn every_law_in_one_walk() {
    let reached = on_histories(cases(), law::every_law);
    if cases() >= 20_000 {
        let codes = reached.codes_missing();
        let events = reached.events_missing();
        let outcomes = reached.outcomes_missing();
        assert!(codes.is_empty(), "never reached: {codes:?}");
        assert!(events.is_empty(), "never reached: {events:?}");
        let caps = reached.caps_missing();
        assert!(outcomes.is_empty(), "never reached: {outcomes:?}");
        assert!(caps.is_empty(), "never reached: {caps:?}");
    }
}

/// Years that close by random books, unless a book asks for evidence or its clauses disagree.
#[test]
fn every_law_in_one_walk_by_random_books() {
    let few = (cases() / 4).clamp(8, 5_000);
    let reached = on_threads(few, |cases| {
        on_histories_by_books(cases, law::every_law_by_any_book)
    });
    if few >= 5_000 {
        let (outcomes, caps) = (reached.outcomes_missing(), reached.caps_missing());
        let moved = reached.moved_missing();
        assert!(moved.is_empty(), "never reached: {moved:?}");
        assert!(outcomes.is_empty(), "never reached: {outcomes:?}");
        assert!(caps.is_empty(), "never reached: {caps:?}");
    }
}

#[test]
fn never_expired_money_takes_a_new_commitment_by_random_books() {
    let few = (cases() / 8).clamp(8, 500);
    on_histories_by_books(few, law::never_expired_money_takes_a_new_commitment);
}

fn on_histories_by_books(cases: u32, law: impl Fn(&History, &[RuleBook]) -> Tally) -> Tally {
    let sum = RefCell::new(Tally::default());
    let each = |(history, book): (History, WalkedBook)| {
        let tally = law(&history, &[read(&book.text())]);
        sum.borrow_mut().add(&tally);
        Ok(())
    };
    let mut runner = proving::runner(SEEDS_BY_BOOKS, cases, 4_000);
    let by_books = (any_history_with_facts(), any_walked_book());
    let ran = proving::quietly(|| runner.run(&by_books, each).map_err(Box::new));
    if let Err(broken) = ran
        && let TestError::Fail(reason, (history, book)) = *broken
    {
        let books = [read(&book.text())];
        let said = proving::quietly(|| law::said(&history, &books).join("\n"));
        panic!("{reason}\n{history:?}\n{}\n{said}", book.text());
    }
    sum.into_inner()
}

#[test]
fn always_the_model_decides_alike() {
    alone(law::always_the_model_decides_alike);
}

#[test]
fn always_every_penny_is_somewhere() {
    alone(law::always_every_penny_is_somewhere);
}

#[test]
fn always_a_position_adds_up() {
    alone(law::always_a_position_adds_up);
}

#[test]
fn always_an_accrual_is_settled_once() {
    alone(law::always_an_accrual_is_settled_once);
}

#[test]
fn always_a_split_is_exact() {
    let sums = prop_oneof![
        Just(Money::ZERO),
        Just(Money::new(1)),
        Just(Money::new(-1)),
        Just(Money::MAX),
        Just(Money::MIN),
        any::<i32>().prop_map(Money::new),
    ];
    let weights = proptest::collection::vec(
        prop_oneof![0..10_u64, any::<u32>().prop_map(u64::from), Just(u64::MAX)],
        0..12,
    );
    let ran = runner(cases() * 20).run(&(sums, weights), |(sum, weights)| {
        law::always_a_split_is_exact(sum, &weights);
        Ok(())
    });
    ran.expect("law 3");
}

#[test]
fn always_a_close_decides_each_item_once() {
    alone(law::always_a_close_decides_each_item_once);
}

#[test]
fn always_re_provision_keeps_the_total() {
    alone(law::always_re_provision_keeps_the_total);
}

#[test]
fn never_one_stream_pays_for_another() {
    alone(law::never_one_stream_pays_for_another);
}

#[test]
fn never_more_than_is_available() {
    alone(law::never_more_than_is_available);
}

#[test]
fn never_expired_money_takes_a_new_commitment() {
    alone(law::never_expired_money_takes_a_new_commitment);
}

#[test]
fn always_check_says_what_post_does() {
    alone(law::always_check_says_what_post_does);
}

#[test]
fn always_a_refusal_changes_nothing() {
    alone(law::always_a_refusal_changes_nothing);
}

#[test]
fn never_a_failed_append_changes_anything() {
    let drafts = proptest::collection::vec(any_draft(), 1..12);
    let ran = runner(cases()).run(&(drafts, 0..40_u64), |(drafts, failing)| {
        law::never_a_failed_append_changes_anything(&drafts, failing);
        Ok(())
    });
    ran.expect("law 9");
}

#[test]
fn never_a_stage_move_changes_exposure() {
    alone(law::never_a_stage_move_changes_exposure);
}

#[test]
fn never_a_finished_commitment_is_spent() {
    alone(law::never_a_finished_commitment_is_spent);
}

#[test]
fn never_mainstreaming_cuts_the_base() {
    alone(law::never_mainstreaming_cuts_the_base);
}

#[test]
fn always_a_joint_project_is_shared_exactly() {
    alone(law::always_a_joint_project_is_shared_exactly);
}

#[test]
fn always_a_floor_is_monotone() {
    alone(law::always_a_floor_is_monotone);
}

#[test]
fn always_planning_changes_nothing() {
    alone(law::always_planning_changes_nothing);
}

#[test]
fn always_closing_twice_equals_closing_once() {
    alone(law::always_closing_twice_equals_closing_once);
}

#[test]
fn always_unset_means_lapse() {
    alone(law::always_unset_means_lapse);
}

#[test]
fn always_an_open_commitment_is_seen_on_both_sides() {
    alone(law::always_an_open_commitment_is_seen_on_both_sides);
}

#[test]
fn never_order_of_independent_entries_matters() {
    alone(law::never_order_of_independent_entries_matters);
}

#[test]
fn always_reasons_add_up_to_the_result() {
    alone(law::always_reasons_add_up_to_the_result);
}

#[test]
fn never_a_later_entry_changes_what_was_known() {
    alone(law::never_a_later_entry_changes_what_was_known);
}

#[test]
fn always_replay_equals_live() {
    alone(law::always_replay_equals_live);
}

#[test]
fn always_a_redaction_takes_words_alone() {
    alone(law::always_a_redaction_takes_words_alone);
}

#[test]
fn always_a_changed_byte_breaks_the_chain() {
    alone(law::always_a_changed_byte_breaks_the_chain);
}

#[test]
fn always_the_same_key_gives_the_same_receipt() {
    alone(law::always_the_same_key_gives_the_same_receipt);
}

#[test]
fn never_input_panics() {
    let drafts = proptest::collection::vec(any_draft(), 1..20);
    let text = "[a-z_\\[\\]\\{\\}=\" \n0-9.,-]{0,200}";
    let ran = runner(cases() * 2).run(&(drafts, text), |(drafts, text)| {
        law::never_input_panics(&drafts, &text);
        Ok(())
    });
    ran.expect("law 28");
}

#[test]
fn always_a_lapse_names_who_benefits() {
    alone(law::always_a_lapse_names_who_benefits);
}

#[test]
fn always_a_cap_is_shared_out() {
    let books = capped();
    alone(|history, _| law::every_law(history, &books));
}

/// In histories that say much of plans, so that each run reaches what there is to reach.
#[test]
fn never_a_plan_moves_money() {
    let few = (cases() / 4).clamp(6, 5_000);
    let reached = on_some(few, any_history_with_plans(), law::never_a_plan_moves_money);
    println!("{reached}");
    for event in ["plan_added", "plan_line_added", "plan_published"] {
        assert!(reached.events.contains_key(event), "never reached: {event}");
    }
}

#[test]
fn always_a_fact_is_recorded() {
    alone(law::always_a_fact_is_recorded);
}

#[test]
fn never_a_base_counts_twice() {
    alone(law::never_a_base_counts_twice);
}
