//! Drafts about bodies in time.

use chrono::{Days, NaiveDate};
use ringfence::journal::act::{MakeLegal, RecordPopulation};
use ringfence::journal::{Act, Draft};
use ringfence::noun::BodyId;

use super::country::id;
use super::legal::Speaker;

impl Speaker<'_> {
    /// A body becomes legal, or people are counted; one time in sixteen nobody says by what.
    pub(super) fn about_a_body(&self) -> Draft {
        let act = match self.choice.kind % 8 {
            0..3 => self.population(),
            _ => self.make_legal(),
        };
        let mut draft = Draft::of(act).effective(self.day_of_a_change());
        if !self.choice.sum.is_multiple_of(16) {
            draft.text.source = Some("the order that says so".into());
        }
        draft
    }

    /// The day of the draft, the first of the year or of the next, or a day that may be of a year
    /// that is closed.
    fn day_of_a_change(&self) -> NaiveDate {
        let first = self.model.calendar.first_day(self.year);
        match self.choice.other % 8 {
            0 | 1 => self.day,
            2 | 3 => first,
            4 => first + Days::new(u64::from(self.choice.which)),
            5 => first - Days::new(1),
            _ => self.model.calendar.first_day(self.year.next()),
        }
    }

    /// A cluster; one time in eight any body.
    fn cluster(&self) -> BodyId {
        let clusters = ["north", "harbour", "moor"];
        let one = self.one_of(&clusters, self.choice.which).map(id);
        one.filter(|_| !self.choice.sum.is_multiple_of(8))
            .unwrap_or_else(|| self.body())
    }

    fn make_legal(&self) -> Act {
        let body = self.cluster();
        Act::MakeLegal(MakeLegal { body })
    }

    fn population(&self) -> Act {
        let people = u32::from(self.choice.sum) * 300 + u32::from(self.choice.which) + 1;
        Act::RecordPopulation(RecordPopulation {
            body: self.cluster(),
            count: people.try_into().expect("more than nobody"),
        })
    }
}
