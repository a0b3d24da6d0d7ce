//! A slow, obvious model of the law: it reads a rule book's text for itself, and knows nothing
//! unknown.
//!
//! Where a fact was recorded without its value, it writes in one value after another, asks with
//! each what becomes of the item, and compares the answers.

mod ask;
mod asks;
mod case;
mod complete;
mod condition;
mod cover;
mod day;
mod decide;
mod duty;
mod duty_line;
mod of_estate;
mod plain;
mod share;
mod standing;
mod value;

pub use asks::Desk;
pub(crate) use case::same;
pub use case::{Answers, ModelBook};
pub use cover::Met;
pub use duty::Standings;
pub use share::{Became, Shared, Shares};
pub(crate) use share::{COUNTS, WHEN};
