//! Random histories as plain numbers: they shrink well, and mean something for any book.
//!
//! A [`Choice`] is a handful of small integers. What they say depends on where the book stands:
//! the so-manieth commitment, so much of what is free. A third of them are then spoilt on
//! purpose, so that refusals are walked as often as they deserve.

mod arbitrary;
mod body;
mod calendar;
mod choice;
mod control;
mod cost;
mod country;
mod expect;
mod fact;
mod legal;
mod life;
mod mainstream;
mod malformed;
mod outturn;
mod plan;
mod post;
mod promise;
mod redact;
mod rule;
mod share;
mod spoil;
mod take_on;
mod term;
mod three_years;

pub use arbitrary::any_draft;
pub use choice::{Choice, History, any_choice, any_history, any_history_with_facts};
pub use choice::{any_history_with_plans, draft_of, legal_draft};
pub(crate) use country::id;
pub use country::{Country, opening_drafts};
pub(crate) use legal::money;
pub use rule::{Ask, AskChoice, BookChoice, CappedChoice, CoveredChoice, DutyChoice};
pub(crate) use rule::{BODIES, SUMS_OF_ASK, SUMS_OF_ESTATE, correction, kind_of};
pub use rule::{Estate, Given, LineOfYear, Lot, Recording, Said, SpoiltBook, Step, Tested, Turned};
pub use rule::{WalkedBook, any_asks, any_book, any_capped_book, any_covered_book};
pub use rule::{any_duties, any_walked_book};
