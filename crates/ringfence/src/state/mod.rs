//! Floor 4: the ledger now, what may be done with it, and the year end.

mod accrual;
mod ahead;
mod along;
mod annual;
mod anticipated;
mod apply;
mod asked;
mod audit;
mod base;
mod base_read;
mod body;
mod cell;
mod check;
mod contribution;
mod control;
mod cost;
mod counted;
mod duty;
mod event;
mod fact;
mod fact_sheet;
mod few;
mod fold;
mod forecast;
mod funds;
mod index;
mod known;
mod late;
mod ledger;
mod moves;
mod names;
mod outturn;
mod parts;
mod post;
mod post_read;
mod profiled;
mod query;
mod reading;
mod record;
mod register;
mod settle;
mod succession;
mod sums;
mod taken_on;
mod term;
mod term_read;
mod year_end;

pub(crate) use anticipated::AnticipatedRead;
pub(crate) use base_read::{BaseRead, HeldRead};
pub(crate) use contribution::ContributionRead;
pub(crate) use control::AdviceRead;
pub use duty::{Duty, Published};
pub use event::{Checked, Event, Head, Receipt};
pub(crate) use forecast::{ForecastRead, Frozen};
pub use known::Known;
pub use ledger::Ledger;
pub(crate) use outturn::{OutturnFigures, OutturnRead, OutturnWhat};
pub(crate) use post_read::{PostRead, PostStanding};
pub(crate) use profiled::Profiled;
pub use query::{Selection, Standing};
pub(crate) use reading::{MarkRead, MovementRead, NoticeRead, RecurrentRead};
pub(crate) use term_read::TermRead;
pub use year_end::{
    Benefit, Blocker, Closing, CompareError, Comparison, ComparisonRow, Decision, ItemKind,
    ItemName, Plan, Rules,
};
