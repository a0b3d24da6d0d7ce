//! What a recorded fact rests on.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Fact;

/// The letter by which a fact of a book's own was recorded: the day from which it counts, and who
/// says it.
///
/// A rule reads the day as `{ recorded_on = "own.…" }` and who says it as
/// `{ recorded_by = "own.…" }`; with `by` it reads the last word of one person.
///
/// ```
/// use ringfence::law::{Facts, Letter};
///
/// let day: chrono::NaiveDate = "2017-02-28".parse()?;
/// let mut facts = Facts::new();
/// facts.record("own.agreed", Letter::of(day).by("finance-director"), true, &[12]);
/// facts.record("own.asked", day, true, &[11]); // nobody is named
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not evidence: the entry of the journal names that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub(super) on: NaiveDate,
    pub(super) by: Fact,
}

impl Letter {
    /// A letter that counts from a day and names nobody.
    pub fn of(on: NaiveDate) -> Letter {
        Letter {
            on,
            by: Fact::Absent,
        }
    }

    /// The same, said by somebody: a role, compared to the letter.
    #[must_use]
    pub fn by(mut self, who: impl Into<Arc<str>>) -> Letter {
        self.by = Fact::from(who.into());
        self
    }

    /// The same, said by somebody whose name is gone: who it was is unknown.
    #[must_use]
    pub fn by_somebody(mut self) -> Letter {
        self.by = Fact::Unknown;
        self
    }
}

impl From<NaiveDate> for Letter {
    fn from(on: NaiveDate) -> Letter {
        Letter::of(on)
    }
}
