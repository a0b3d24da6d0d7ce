//! Codes and typed particulars of rejections, and the list of them that a refused draft gets.

use std::fmt;

use chrono::NaiveDate;

use super::Rejection;
use crate::word::{FinancialYear, Money};

/// Every reason why a draft is refused: the first is *the* answer, the rest follow in order of
/// precedence.
///
/// There is always one reason or more. After a refusal the ledger is as it was.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// use ringfence::journal::ActKind;
///
/// let nobody = draft(ActKind::Commit, "id=taxis | stream=winter | body=uplnd | purpose=beds | \
///                                      year=2025-26 | amount=5 | effective=2025-11-28");
/// let no = aberwen().check(&nobody).expect_err("two names that nothing has");
/// assert_eq!(no.first().code(), "unknown_body");
/// assert_eq!(no.others()[0].code(), "unknown_stream");
/// assert!(no.to_string().contains("did you mean \"upland\"?"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusals {
    reasons: Vec<Rejection>,
}

impl Refusals {
    /// One reason.
    pub fn of(reason: Rejection) -> Refusals {
        Refusals {
            reasons: vec![reason],
        }
    }

    /// The reasons in order, or nothing where there are none.
    pub fn from_reasons(mut reasons: Vec<Rejection>) -> Option<Refusals> {
        if reasons.is_empty() {
            return None;
        }
        reasons.sort_by_key(Rejection::precedence);
        Some(Refusals { reasons })
    }

    /// The answer.
    pub fn first(&self) -> &Rejection {
        &self.reasons[0]
    }

    /// What else stands against it.
    pub fn others(&self) -> &[Rejection] {
        &self.reasons[1..]
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first())
    }
}

impl std::error::Error for Refusals {}

/// A name that nothing has, and the nearest that something has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misnamed {
    /// What was written.
    pub found: String,
    /// The nearest name.
    pub nearest: Option<String>,
}

impl fmt::Display for Misnamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.nearest {
            Some(nearest) => write!(f, "{:?}: did you mean {nearest:?}?", self.found),
            None => write!(f, "{:?}: add it first", self.found),
        }
    }
}

/// How far what was asked goes beyond what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// Where.
    pub place: String,
    /// What was asked.
    pub asked: Money,
    /// What there is.
    pub available: Money,
    /// By how much it falls short.
    pub short: Money,
    /// What stands there beside it for old obligations only.
    pub for_old: Money,
}

impl Shortfall {
    /// The same lack, told of the whole sum where a part of it was had elsewhere.
    pub(crate) fn of_the_whole(mut self, asked: i64) -> Shortfall {
        self.asked = Money::from_pence(asked).unwrap_or(Money::MAX);
        self.available = self.asked.checked_sub(self.short).unwrap_or(Money::ZERO);
        self
    }
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (asked, available) = (self.asked.in_words(), self.available.in_words());
        write!(
            f,
            "{asked} on {} is refused: {available} is available",
            self.place
        )?;
        match self.for_old.is_zero() {
            true => Ok(()),
            false => write!(
                f,
                ", and {} is kept for old obligations only",
                self.for_old.in_words()
            ),
        }
    }
}

/// One typed particular of a rejection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A sum.
    Money(Money),
    /// A day.
    Date(NaiveDate),
    /// A year.
    Year(FinancialYear),
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
}
