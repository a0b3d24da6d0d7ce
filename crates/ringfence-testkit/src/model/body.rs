//! What is said of bodies from a day on.

use chrono::NaiveDate;
use ringfence::journal::act::{MakeLegal, RecordPopulation};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, Standing};

use super::Model;
use super::date::{Code, Timing};

impl Model {
    /// A body becomes legal once, in a year that is not closed.
    pub(crate) fn make_legal(
        &mut self,
        draft: &Draft,
        act: &MakeLegal,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let year = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Notice)?;
        self.alive(&[&act.body], day)?;
        if self.is_legal(&act.body, NaiveDate::MAX) {
            return Err("does_not_match");
        }
        self.write(Some(draft), Some(year), Vec::new());
        Ok(())
    }

    /// People may be counted at any time.
    pub(crate) fn record_population(
        &mut self,
        draft: &Draft,
        act: &RecordPopulation,
    ) -> Result<(), Code> {
        self.known_body(&act.body)?;
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    /// The drafts that stand, by the day on which they count.
    fn by_then(&self, day: NaiveDate) -> impl Iterator<Item = (NaiveDate, u64, &Act)> {
        self.standing().filter_map(move |(number, entry)| {
            let draft = entry.draft.as_ref()?;
            let counts = draft.effective.filter(|it| *it <= day)?;
            Some((counts, number, &draft.act))
        })
    }

    fn is_legal(&self, body: &BodyId, day: NaiveDate) -> bool {
        let named = self.bodies.get(body);
        let standing = named.map(|it| it.standing.unwrap_or(it.kind.usual_standing()));
        let mut said = self.by_then(day).map(|(_, _, act)| act);
        let made = said.any(|act| matches!(act, Act::MakeLegal(it) if it.body == *body));
        standing == Some(Standing::Legal) || made
    }

    /// The body that answers for a body on a day: the nearest that is then legal, itself or above.
    pub fn accountable(&self, body: &BodyId, day: NaiveDate) -> Option<BodyId> {
        let chain = std::iter::once(body.clone()).chain(self.above(body));
        chain.into_iter().find(|id| self.is_legal(id, day))
    }

    /// How many people were counted last by a day.
    pub fn population(&self, body: &BodyId, day: NaiveDate) -> Option<u32> {
        let counts = self.by_then(day).filter_map(|(on, number, act)| match act {
            Act::RecordPopulation(it) if it.body == *body => Some((on, number, it.count.get())),
            _ => None,
        });
        counts.max().map(|(_, _, people)| people)
    }
}
