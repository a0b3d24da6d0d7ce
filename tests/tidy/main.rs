//! House rules that the compiler does not know, each one a test that says what to do.

mod core_pure;
mod example;
mod floor;
mod graph;
mod item;
mod leftover;
mod name;
mod rule;
mod size;
mod source;
mod split;
mod tree;
mod witness;

use source::{Finding, Source};

/// Fails with everything found.
fn hold(found: Vec<Finding>) {
    let list: Vec<String> = found.iter().map(Finding::to_string).collect();
    assert!(list.is_empty(), "\n{}\n", list.join("\n"));
}

fn hold_in_each(sources: &[Source], check: impl Fn(&Source) -> Vec<Finding>) {
    hold(sources.iter().flat_map(check).collect());
}

fn crates() -> Vec<graph::Crate> {
    graph::Crate::all(&tree::files())
}

#[test]
fn a_floor_uses_only_floors_below() {
    hold_in_each(&tree::rust_files(), floor::a_floor_uses_only_floors_below);
}

#[test]
fn a_mod_file_is_a_door() {
    hold_in_each(&tree::rust_files(), floor::a_mod_file_is_a_door);
}

#[test]
fn a_crate_knows_only_crates_below_it() {
    hold(graph::a_crate_knows_only_crates_below_it(&crates()));
}

#[test]
fn the_core_uses_seven_crates_from_outside() {
    hold(graph::the_core_uses_seven_crates_from_outside(&crates()));
}

#[test]
fn each_crate_from_outside_has_a_reason() {
    hold(graph::each_crate_from_outside_has_a_reason(&crates()));
}

#[test]
fn each_crate_says_what_it_is() {
    hold(graph::each_crate_says_what_it_is(&crates()));
}

#[test]
fn nothing_is_longer_than_a_screen() {
    hold(size::nothing_is_longer_than_a_screen(&tree::files()));
}

#[test]
fn no_name_has_a_banned_word() {
    let banned = name::banned_words();
    hold_in_each(&tree::files(), |source| {
        name::no_name_has_a_banned_word(source, &banned)
    });
}

#[test]
fn the_core_has_no_floats() {
    hold_in_each(&tree::rust_files(), core_pure::the_core_has_no_floats);
}

#[test]
fn the_core_has_no_clock_disk_or_chance() {
    hold_in_each(
        &tree::rust_files(),
        core_pure::the_core_has_no_clock_disk_or_chance,
    );
}

#[test]
fn public_functions_of_the_core_take_no_booleans() {
    let check = core_pure::public_functions_of_the_core_take_no_booleans;
    hold_in_each(&tree::rust_files(), check);
}

#[test]
fn a_year_is_never_a_number() {
    hold_in_each(&tree::rust_files(), core_pure::a_year_is_never_a_number);
}

#[test]
fn no_unwrap_outside_tests() {
    hold_in_each(&tree::rust_files(), leftover::no_unwrap_outside_tests);
}

#[test]
fn a_lint_is_expected_with_a_reason_and_never_allowed() {
    let check = leftover::a_lint_is_expected_with_a_reason_and_never_allowed;
    hold_in_each(&tree::rust_files(), check);
}

#[test]
fn nothing_is_left_for_later() {
    hold_in_each(&tree::files(), leftover::nothing_is_left_for_later);
}

#[test]
fn no_test_is_switched_off() {
    hold_in_each(&tree::files(), leftover::no_test_is_switched_off);
}

#[test]
fn no_path_of_a_developers_machine() {
    hold_in_each(&tree::files(), leftover::no_path_of_a_developers_machine);
}

#[test]
fn a_binding_has_at_most_twelve_lines() {
    hold_in_each(
        &tree::rust_files(),
        leftover::a_binding_has_at_most_twelve_lines,
    );
}

#[test]
fn every_rule_names_its_source() {
    hold_in_each(&tree::files(), rule::every_rule_names_its_source);
}

#[test]
fn a_function_with_errors_has_an_example() {
    let check = example::a_function_with_errors_has_an_example;
    hold_in_each(&tree::rust_files(), check);
}
