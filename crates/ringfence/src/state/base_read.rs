//! What the tables read of the base: plain names and sums.

use chrono::NaiveDate;

use super::Ledger;
use super::index::At;
use super::reading::NoticeRead;
use super::record::{Body, Given};
use super::succession::{Grounds, Held, LineKey, Recurring};
use crate::noun::{BodyId, StreamId};
use crate::word::FinancialYear;

/// The recurrent base as it stands on a day, with its names.
pub(crate) struct BaseRead<'l> {
    ledger: &'l Ledger,
    recurring: Recurring<'l>,
}

/// What one notice adds to a line each year, with its names.
pub(crate) struct HeldRead<'l> {
    pub(crate) notice: NoticeRead<'l>,
    /// Below nought where a virement takes it away.
    pub(crate) full_year: i64,
    pub(crate) sign: i64,
    /// Whose own money it is, where it is passed down.
    pub(crate) giver: Option<&'l BodyId>,
    /// Who received it in the year before, and who gave it then, where that was another body.
    pub(crate) was: [Option<&'l BodyId>; 2],
}

impl<'l> BaseRead<'l> {
    /// Every notice of it, in the order of the journal.
    pub(crate) fn notices(&self) -> Vec<NoticeRead<'l>> {
        let ledger = self.ledger;
        let places = self.recurring.notices().into_iter();
        let notices = places.map(|at| &ledger.notices[at]);
        notices.map(|it| ledger.notice_read(it)).collect()
    }

    /// What of a line's is in force in a year.
    pub(crate) fn in_force(
        &self,
        line: (&BodyId, &StreamId),
        year: FinancialYear,
    ) -> Vec<HeldRead<'l>> {
        self.held(line, year, year)
    }

    /// What earlier years bring to a line, whether or not it is then restated.
    pub(crate) fn brought(
        &self,
        line: (&BodyId, &StreamId),
        year: FinancialYear,
    ) -> Vec<HeldRead<'l>> {
        let mut all = self.held(line, year, year.previous());
        all.retain(|it| it.notice.year < year);
        all
    }

    /// Whether earlier years bring anything to a line.
    pub(crate) fn brings(&self, line: (&BodyId, &StreamId), year: FinancialYear) -> bool {
        let brought = self.brought(line, year);
        brought.iter().any(|it| it.full_year != 0)
    }

    /// A body and all who take over from it.
    pub(crate) fn heirs(&self, body: &BodyId) -> Vec<&'l BodyId> {
        self.names(body, |at| self.recurring.heirs(at))
    }

    /// A body and all from whom it takes over.
    pub(crate) fn forebears(&self, body: &BodyId) -> Vec<&'l BodyId> {
        self.names(body, |at| self.recurring.forebears(at))
    }

    fn names(&self, body: &BodyId, of: impl Fn(At<Body>) -> Vec<At<Body>>) -> Vec<&'l BodyId> {
        let ledger = self.ledger;
        let all = ledger.bodies.find(body).map_or_else(Vec::new, of);
        all.into_iter().map(|at| &ledger.bodies[at].id).collect()
    }

    fn held(
        &self,
        line: (&BodyId, &StreamId),
        year: FinancialYear,
        last_opening: FinancialYear,
    ) -> Vec<HeldRead<'l>> {
        let Some(line) = self.line_of(line) else {
            return Vec::new();
        };
        let held = self.recurring.held(line, year, last_opening).into_iter();
        held.map(|it| self.read(it)).collect()
    }

    fn line_of(&self, (body, stream): (&BodyId, &StreamId)) -> Option<LineKey> {
        let stream = self.ledger.streams.find(stream);
        stream.zip(self.ledger.bodies.find(body))
    }

    fn read(&self, it: Held) -> HeldRead<'l> {
        let ledger = self.ledger;
        let name = |at: At<Body>| &ledger.bodies[at].id;
        let is_negative = it.gives;
        HeldRead {
            notice: ledger.notice_read(&ledger.notices[it.notice]),
            full_year: it.amount,
            sign: if is_negative { -1 } else { 1 },
            giver: it.giver.map(name),
            was: it.was.map(|at| at.map(name)),
        }
    }
}

impl Ledger {
    /// The recurrent notices, pass-downs and virements that stand on a day.
    pub(crate) fn base_read(
        &self,
        as_at: Option<NaiveDate>,
        last_known: Option<u64>,
    ) -> BaseRead<'_> {
        let stands = |given: &Given| self.counted(given.entry, as_at, last_known);
        let (notices, ends) = (&self.notices, &self.endings(as_at, last_known));
        BaseRead {
            ledger: self,
            recurring: Recurring::of(Grounds { notices, ends }, self.calendar(), stands),
        }
    }
}
