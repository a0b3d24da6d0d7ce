//! The twenty questions of a finance team, each one call and one table.
//!
//! [`questions`] lists them, [`answer`] answers one. What a question takes, its columns and from
//! what each is worked out stand with it, and on the page of questions, which is generated from
//! there. Every row of an [`Answer`] opens to its entries: [`Answer::trace`].

mod answer;
mod anticipated;
mod asking;
mod base_bridge;
mod delay;
mod diverted;
mod fault;
mod list;
mod mainstream_or_stop;
mod month_report;
mod pot;
mod recurrence;
mod redistribution;
mod ring_fence;
mod share;
mod staff;
mod standing;
mod three_years;
mod trace;
mod under_use;
mod wait;

pub use answer::{Answer, answer};
pub use asking::{Argument, Asking};
pub use fault::Unanswered;
pub use list::{Derived, Question, questions};
