//! One step of many that are posted together.

use chrono::NaiveDate;
use ringfence::journal::{Draft, Refusals};
use ringfence::law::RuleBook;
use ringfence::word::FinancialYear;

/// One step of many: a draft, or the close of a year at that point.
#[derive(Clone, Debug)]
pub enum Step {
    /// Post a draft.
    Post(Box<Draft>),
    /// Plan and close a year.
    Close {
        /// The year.
        year: FinancialYear,
        /// When the close counts.
        effective: NaiveDate,
        /// By which rules.
        book: RuleBook,
    },
}

/// A step that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRefused {
    /// Its place, from 0.
    pub step: usize,
    /// Why.
    pub refusals: Refusals,
}
