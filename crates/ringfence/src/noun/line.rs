//! The place where money stands.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{BodyId, StreamId, Wording};
use crate::word::FinancialYear;

/// Whether money is given, or promised, every year until changed, or once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recurrence {
    /// Once.
    NonRecurrent,
    /// Every year until changed.
    Recurrent,
}

impl Wording for Recurrence {
    const WORDS: &'static [(&'static str, Recurrence)] = &[
        ("recurrent", Recurrence::Recurrent),
        ("non-recurrent", Recurrence::NonRecurrent),
    ];
}

/// A line of money: whose, of which stream, first given in which year, and whether it recurs.
///
/// New money and money that was rolled over never stand on the same line, since their vintages
/// differ.
///
/// ```
/// use ringfence::noun::{Line, Recurrence};
///
/// let line = Line {
///     body: "upland".parse()?,
///     stream: "winter-care".parse()?,
///     vintage: "2025-26".parse()?, // in 2026-27, too, should it be rolled over
///     recurrence: Recurrence::NonRecurrent,
/// };
/// assert_eq!(line.to_string(), "upland/winter-care/2025-26/non-recurrent");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It says where, not how much: that is a [`Position`](super::Position), one for each year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Who holds it.
    pub body: BodyId,
    /// Of which stream it is.
    pub stream: StreamId,
    /// The year in which it was first given; kept for life.
    pub vintage: FinancialYear,
    /// Whether it was given every year or once.
    pub recurrence: Recurrence,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Line {
            body,
            stream,
            vintage,
            recurrence,
        } = self;
        write!(f, "{body}/{stream}/{vintage}/{}", recurrence.word())
    }
}
