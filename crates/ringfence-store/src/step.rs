//! One step of many that are posted together.

use ringfence::journal::{Draft, Refusals};
use ringfence::law::RuleBook;
use ringfence::state::Closing;
use ringfence::word::FinancialYear;

/// One step of many: a draft, or the close of a year at that point.
///
/// ```
#[doc = include_str!("../docs/gov.txt")]
/// use ringfence::journal::{Act, Header};
/// use ringfence_store::{Book, MemoryStore, PostError, Step};
///
/// # let gov = gov()?;
/// # let mut orphan = gov.clone();
/// # if let Act::AddBody(body) = &mut orphan.act {
/// #     (body.id, body.parent) = ("upland".parse()?, Some("goverment".parse()?));
/// # }
/// let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
/// // The government, and a board whose parent is misspelt: all or none.
/// let steps = [gov, orphan].map(|draft| Step::Post(Box::new(draft)));
/// let Err(PostError::StepsRefused(refused)) = book.post_all(&steps) else { panic!("a no") };
/// assert_eq!((refused[0].step, refused[0].refusals.first().code()), (1, "unknown_body"));
/// assert_eq!(book.ledger().head().entry, 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
