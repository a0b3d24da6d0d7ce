//! The slow obvious model: a second ledger that shares no code with the first, only its words.
//!
//! Each pound has a [`Place`]; each entry is a list of moves of pounds between places; everything
//! else is worked out anew from these whenever somebody asks. It is written to be read beside
//! the rules, not to be fast.
//!
//! [`Model::post`] predicts whether a draft is accepted and, where it is not, the first code.
//! It leaves to others: what else than an open table keeps a rule book from loading, and what a
//! rule book decides (whoever closes a year says it).

mod ahead;
mod annual;
mod anticipate;
mod approval;
mod ask;
mod base;
mod body;
mod cap;
mod chain;
mod contribute;
mod control;
mod cost;
mod date;
mod decided;
mod fact;
mod form;
mod give;
mod item;
mod keep;
mod known;
mod late;
mod life;
mod mainstream;
mod month;
mod moved;
mod outturn;
mod part;
mod plan;
mod post;
mod pound;
mod prepay;
mod profile;
mod range;
mod re_provide;
mod recharge;
mod redact;
mod reopen;
mod rule;
mod settle;
mod share;
mod state;
mod sums;
mod take_on;
mod term;
mod three_years;
mod turn;
mod undo;

pub use anticipate::Expected;
pub use ask::RULES_ON_ASKS;
pub use cap::{Turn, shared_out};
pub use cost::Accrual;
pub use decided::{Asks, Decision, End, Keep, Means};
pub use item::{Item, ItemKind};
pub(crate) use life::Stage;
pub use mainstream::Went;
pub use month::part_year;
pub(crate) use pound::authority;
pub use pound::{Move, Origin, Pence, Place};
pub use prepay::Prepayment;
pub(crate) use rule::same;
pub use rule::{Answers, Became, Desk, Met, ModelBook, Shared, Shares, Standings};
pub(crate) use rule::{COUNTS, WHEN};
pub use share::Party;
pub use state::{Model, Promise};
pub use term::{Counted, InForce};
