//! Laws on rule books: what is true of every book, before every item.
//!
//! Each takes a book, or its text, and what is given of an item, and panics where it does not
//! hold. [`every_law`] is all of them; a random book comes from
//! [`any_book`](crate::generate::any_book), yours from a file.
//!
//! ```
//! use ringfence::law::{FactName, RuleBook, Value};
//! use ringfence_testkit::generate::Given;
//! use ringfence_testkit::law::rule;
//!
//! let book = RuleBook::preset("committee-2017")?;
//! let mut given = Given::default();
//! given.facts.insert(FactName::ItemAmount, Some(Value::Money("300".parse()?)));
//! given.facts.insert(FactName::StreamId, Some(Value::Text("cluster".into())));
//! given.facts.insert(FactName::LineAge, None);
//! rule::every_law(&book, &given, "2017-03-31".parse()?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ask;
mod cap;
mod cover;
mod duty;
mod every;
mod evidence;
mod file;
mod reason;
mod reform;
mod tally;
mod wider;

pub use ask::never_limits_are_passed_together;
pub use cap::always_a_cap_is_shared_out;
pub use cover::always_a_cover_meets_what_is_wanted;
pub(super) use cover::gives_what_is_had;
pub use duty::{
    always_a_duty_looks_at_its_window, always_a_floor_is_monotone,
    always_re_provision_keeps_the_total,
};
pub use every::every_law;
pub use evidence::{always_unknown_needs_evidence, always_unset_means_lapse};
pub use file::{always_a_fault_names_its_place, never_input_panics};
pub use reason::{always_a_close_decides_each_item_once, always_reasons_add_up_to_the_result};
pub use reform::never_an_empty_reform_changes_a_result;
pub use tally::BookTally;
pub use wider::always_a_wider_rule_keeps_at_least_as_much;
