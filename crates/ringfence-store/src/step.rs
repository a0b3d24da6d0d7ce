//! One step of many that are posted together.

use ringfence::journal::{Draft, Refusals};
use ringfence::law::RuleBook;
use ringfence::state::Closing;
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
        /// When the close counts, when it was learned, who closes, and its salts.
        closing: Closing,
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
