//! Drafts that take a line on from another book.

use ringfence::journal::Act;
use ringfence::journal::act::TakeOn;
use ringfence::noun::Recurrence;
use ringfence::word::Money;

use super::legal::Speaker;

impl Speaker<'_> {
    /// A line of the year, or of one or two years before it: more is spent than there is one time
    /// in eight, and something stands there already now and then.
    pub(super) fn take_on(&self) -> Act {
        let vintage = match self.choice.sum % 8 {
            0 => None,
            1 | 2 => Some(self.year),
            3..6 => Some(self.year.previous()),
            _ => Some(self.year.previous().previous()),
        };
        let own = vintage.is_none_or(|vintage| vintage == self.year);
        let recurrence = match self.choice.twist % 2 {
            0 => Recurrence::NonRecurrent,
            _ => Recurrence::Recurrent,
        };
        let part = |eighths: u8| Money::new(i32::from(self.choice.sum) * i32::from(eighths) * 5003);
        let authority = part(8);
        let invoiced = part(self.choice.twist / 2 % 10);
        let released = part(self.choice.kind % 9).min(authority.max(invoiced));
        let comes_again = own && recurrence == Recurrence::Recurrent;
        let other_sum = self.choice.twist.is_multiple_of(3);
        Act::TakeOn(TakeOn {
            stream: self.stream(),
            body: self.body(),
            year: self.year,
            vintage,
            recurrence,
            authority,
            invoiced,
            released,
            full_year: (comes_again && other_sum).then(|| part(11)),
        })
    }
}
