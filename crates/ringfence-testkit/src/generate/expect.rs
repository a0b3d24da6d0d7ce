//! Sums that are expected, and letters that confirm them.

use ringfence::journal::Act;
use ringfence::journal::act::Anticipate;
use ringfence::noun::Recurrence;
use ringfence::word::Money;

use super::country::id;
use super::legal::Speaker;

impl Speaker<'_> {
    /// A letter of the source; now and then a sum that one is expected to bring, or a letter
    /// that brings it.
    pub(super) fn letter(&self) -> Act {
        match self.choice.twist % 16 {
            9 | 10 | 12 => self.anticipate(),
            4 | 11 | 13 | 14 => self.confirm(),
            _ => self.notice(),
        }
    }

    fn anticipate(&self) -> Act {
        let year = match self.choice.twist % 16 {
            10 => self.year.next(),
            _ => self.year,
        };
        Act::Anticipate(Anticipate {
            id: id(&format!("expected-{}", self.model.next)),
            stream: self.stream(),
            body: self.body(),
            year,
            amount: Money::new(i32::from(self.choice.sum) * 20_003 + 1),
            recurrence: self.recurrence(),
        })
    }

    /// A part of what was expected, all of it, or more; now and then some of it is taken back.
    fn confirm(&self) -> Act {
        let expected: Vec<Anticipate> = self.model.anticipated().cloned().collect();
        let Some(it) = self.one_of(&expected, self.choice.which) else {
            return self.anticipate();
        };
        let amount = match self.choice.days % 6 {
            0 => it.amount,
            1 => it.amount.negated(),
            _ => Money::new(i32::from(self.choice.sum) * 10_007 + 1),
        };
        let mut act = self.allocation(amount);
        (act.stream, act.to, act.year) = (it.stream, it.body, it.year);
        (act.from, act.recurrence) = (Some(id("aberwen")), it.recurrence);
        act.opening = it.recurrence == Recurrence::Recurrent && self.choice.days == 7;
        act.confirms = Some(it.id);
        Act::Allocate(act)
    }
}
