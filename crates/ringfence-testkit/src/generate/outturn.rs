//! Drafts that say how years of bodies turned out.

use ringfence::journal::act::{PublishedStatus, RecordOutturn};
use ringfence::journal::{Act, Draft};
use ringfence::noun::Fulfilment;
use ringfence::word::Money;

use super::country::id;
use super::legal::Speaker;

impl Speaker<'_> {
    /// A year, or one before it, by a limit and a cost or one of them, or by its result; and now
    /// and then what a source says of a duty. One time in sixteen nobody says who published it.
    pub(super) fn how_it_turned_out(&self) -> Draft {
        let sum = |by: u8| Money::new(i32::from(by) * 40_001);
        let (limit, cost) = (sum(self.choice.which), sum(self.choice.sum));
        let figures = match self.choice.kind % 8 {
            0 => [None, None, None],
            1 => [Some(limit), None, None],
            2 => [None, Some(cost), None],
            3 | 4 => [None, None, limit.checked_sub(cost)],
            5 if self.choice.sum.is_multiple_of(8) => [Some(limit), None, Some(cost)],
            _ => [Some(limit), Some(cost), None],
        };
        let [limit, cost, result] = figures;
        let year = match self.choice.other % 4 {
            0 => self.year.previous(),
            _ => self.year,
        };
        let says = self.choice.kind.is_multiple_of(8) || self.choice.kind >= 192;
        let act = Act::RecordOutturn(RecordOutturn {
            body: self.body(),
            year,
            limit,
            cost,
            result,
            status: says.then(|| self.status()),
            stated: None,
        });
        let mut draft = Draft::of(act).effective(self.day);
        draft.text.words = Some("did not meet its duty".into());
        if !self.choice.sum.is_multiple_of(16) {
            draft.text.source = Some("the accounts of the year".into());
        }
        draft
    }

    /// Of one of two duties, and of three years or of one; now and then of years to come.
    fn status(&self) -> PublishedStatus {
        let duties = ["three-year-duty", "yearly-duty"];
        let duty = self
            .one_of(&duties, self.choice.twist)
            .unwrap_or("yearly-duty");
        let since = match self.choice.which % 4 {
            0 => None,
            1 => Some(self.year),
            _ => Some(self.year.previous().previous()),
        };
        let published = match self.choice.which % 2 {
            0 => Fulfilment::Met,
            _ => Fulfilment::NotMet,
        };
        PublishedStatus {
            duty: id(duty),
            since,
            published,
        }
    }
}
