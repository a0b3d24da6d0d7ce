//! Every law on a book, before one item.

use chrono::NaiveDate;
use ringfence::law::RuleBook;

use super::BookTally;
use super::evidence::{always_unknown_needs_evidence, always_unset_means_lapse};
use super::reason::{
    always_a_close_decides_each_item_once, always_reasons_add_up_to_the_result, compare_clauses,
};
use super::reform::never_an_empty_reform_changes_a_result;
use super::wider::always_a_wider_rule_keeps_at_least_as_much;
use crate::generate::Given;

/// Every law on books, before one item on one day; what it reached.
pub fn every_law(book: &RuleBook, given: &Given, on: NaiveDate) -> BookTally {
    let answers = always_unknown_needs_evidence(book, given, on);
    compare_clauses(book, given, on, &answers);
    always_a_close_decides_each_item_once(book, given, on);
    always_reasons_add_up_to_the_result(book, given, on);
    always_unset_means_lapse(given, on);
    never_an_empty_reform_changes_a_result(book, given, on);
    always_a_wider_rule_keeps_at_least_as_much(book, given, on);
    BookTally::of(&book.dispose(&given.facts(), on), &answers)
}
