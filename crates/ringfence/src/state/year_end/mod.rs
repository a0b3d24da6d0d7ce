//! The year end: items, decisions, plan, close and opening.

mod benefit;
mod capped;
mod close;
mod compare;
mod cost_day;
mod covered;
mod decide;
mod facts;
mod foreseen;
mod gift;
mod item;
mod member;
mod opening;
mod partner;
mod plan;
mod pot;
mod project_facts;
mod reason;
mod receiving;
mod slippage;
mod sums;
mod turned;
mod want;
mod working;

pub use benefit::Benefit;
pub use close::Closing;
pub use compare::{CompareError, Comparison, ComparisonRow, Rules};
pub(crate) use facts::CommitmentTerms;
pub use item::{ItemKind, ItemName};
pub use plan::{Blocker, Decision, Plan};
pub(crate) use sums::{sums_of_balances, within};
pub(crate) use turned::{Closed, Reopened};
