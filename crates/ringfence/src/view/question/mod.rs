//! The twenty questions of a finance team, each one call and one table.
//!
//! [`questions`] lists them, [`answer`] answers one. What a question takes, its columns and from
//! what each is worked out stand with it, and on the page of questions, which is generated from
//! there. Every row of an [`Answer`] opens to its entries: [`Answer::trace`].

mod allocation;
mod answer;
mod anticipated;
mod approvals;
mod asking;
mod base_bridge;
mod cut_off;
mod delay;
mod desk;
mod diverted;
mod duties;
mod fault;
mod general_ledger;
mod list;
mod mainstream_or_stop;
mod month_report;
mod other_rules;
mod pot;
mod re_provision;
mod recurrence;
mod redistribution;
mod ring_fence;
mod staff;
mod standing;
mod three_years;
mod trace;
mod under_use;
mod wait;
mod year_end;

pub use answer::{Answer, answer};
pub(super) use anticipated::anticipated_open;
pub use asking::{Argument, Asking};
pub use fault::Unanswered;
pub use list::{Derived, Question, questions};
