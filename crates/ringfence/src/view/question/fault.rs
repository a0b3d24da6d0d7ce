//! Why a question has no answer.

use thiserror::Error;

use super::list::questions;
use crate::journal::{JournalError, Refusals};
use crate::law::BookFaults;
use crate::state::CompareError;
use crate::word::nearest;

/// Why a question has no answer.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
/// use ringfence::view::{Asking, Unanswered, answer};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let no = answer(&ledger, &Asking::of("where_it_stand")).expect_err("a letter is missing");
/// assert!(matches!(&no, Unanswered::UnknownQuestion { nearest: Some("where_it_stands"), .. }));
/// let no = answer(&ledger, &Asking::of("where_it_stands")).expect_err("of which year?");
/// assert!(no.to_string().starts_with("where_it_stands: found no year"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Error)]
pub enum Unanswered {
    /// There is no question of that name.
    #[error("found the question {found:?}{}; there are {}", said(*.nearest), names())]
    UnknownQuestion {
        /// The name.
        found: String,
        /// The nearest that there is.
        nearest: Option<&'static str>,
    },
    /// No year was said.
    #[error("{name}: found no year, expected one such as 2016-17")]
    YearMissing {
        /// The question.
        name: &'static str,
    },
    /// The ledger refuses it.
    #[error(transparent)]
    Refused(#[from] Refusals),
    /// A reform does not fit its book.
    #[error(transparent)]
    Faults(#[from] BookFaults),
    /// The journal does not hold, or is not this ledger's.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl Unanswered {
    pub(crate) fn unknown(found: &str) -> Unanswered {
        Unanswered::UnknownQuestion {
            found: found.to_owned(),
            nearest: nearest(found, questions().iter().map(|it| it.name)),
        }
    }
}

impl From<CompareError> for Unanswered {
    fn from(no: CompareError) -> Unanswered {
        match no {
            CompareError::Refused(no) => Unanswered::Refused(no),
            CompareError::Faults(no) => Unanswered::Faults(no),
            CompareError::Journal(no) => Unanswered::Journal(no),
        }
    }
}

fn said(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!(" (did you mean {name}?)"))
}

fn names() -> String {
    let names: Vec<&str> = questions().iter().map(|it| it.name).collect();
    names.join(", ")
}
