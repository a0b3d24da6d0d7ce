//! Drafts about a year that is closed.

use chrono::Days;
use ringfence::journal::act::{Reopen, Sign};
use ringfence::journal::{Act, Draft};

use super::legal::Speaker;

impl Speaker<'_> {
    /// Opens the last closed year again; one time in eight it is signed, one time in eight it is
    /// another year, and one time in eight a day before its close.
    pub(super) fn closed_year(&self) -> Draft {
        let open = self.model.open.unwrap_or(self.year);
        let year = match self.choice.which % 8 {
            0 => open,
            1 => open.previous().previous(),
            _ => open.previous(),
        };
        let first = self.model.calendar.first_day(year.next());
        let early = u64::from(self.choice.other.is_multiple_of(8)) * 2;
        let day = self.day.max(first) - Days::new(early);
        let act = if self.choice.sum.is_multiple_of(8) {
            Act::Sign(Sign { year })
        } else {
            Act::Reopen(Reopen { year })
        };
        Draft::of(act).effective(day)
    }
}
