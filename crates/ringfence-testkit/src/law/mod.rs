//! The laws: what is always true, one function each, for users' own rule books and histories.
//!
//! Each law walks a history through a book and the slow obvious model side by side and answers
//! with a [`Tally`] of what was reached. A law that does not hold panics, and says where.

mod again;
mod body;
mod by_book;
mod cap;
mod close;
mod cost;
mod duty;
mod expect;
mod expired;
mod foretold;
mod joint;
mod journal;
mod kept;
mod known;
mod mainstream;
mod money;
mod order;
mod plan;
mod profile;
mod redaction;
mod reopen;
pub mod rule;
mod said;
mod shortfall;
mod store;
mod stream;
mod tally;
mod term;
mod three_years;
mod walk;

pub use again::always_re_provision_keeps_the_total;
pub use by_book::always_the_model_decides_alike;
pub use cap::always_a_cap_is_shared_out;
pub use close::{
    always_a_close_decides_each_item_once, always_a_lapse_names_who_benefits,
    always_an_open_commitment_is_seen_on_both_sides, always_closing_twice_equals_closing_once,
    always_planning_changes_nothing, always_reasons_add_up_to_the_result, always_unset_means_lapse,
};
pub use cost::always_an_accrual_is_settled_once;
pub use expired::never_expired_money_takes_a_new_commitment;
pub use joint::always_a_joint_project_is_shared_exactly;
pub use journal::{
    always_a_refusal_changes_nothing, always_check_says_what_post_does, always_replay_equals_live,
    always_the_same_key_gives_the_same_receipt,
};
pub(crate) use kept::bytes_of;
pub use known::never_a_later_entry_changes_what_was_known;
pub use mainstream::never_mainstreaming_cuts_the_base;
pub use money::{
    always_a_fact_is_recorded, always_a_position_adds_up, always_a_split_is_exact,
    always_every_penny_is_somewhere, never_a_finished_commitment_is_spent,
    never_a_stage_move_changes_exposure, never_more_than_is_available,
    never_one_stream_pays_for_another,
};
pub use order::{never_a_base_counts_twice, never_order_of_independent_entries_matters};
pub use redaction::{always_a_changed_byte_breaks_the_chain, always_a_redaction_takes_words_alone};
pub use said::said;
pub use store::{FailingStore, never_a_failed_append_changes_anything, never_input_panics};
pub use tally::Tally;
pub use term::always_a_floor_is_monotone;
pub use three_years::never_a_plan_moves_money;
pub(crate) use walk::positions;
pub use walk::{Seen, Watch, always_the_model_agrees, every_law, every_law_by_any_book, walk};
