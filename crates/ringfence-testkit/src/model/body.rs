//! What is said of bodies from a day on.

use chrono::NaiveDate;
use ringfence::journal::act::{EndBody, MakeLegal, RecordPopulation, Vire};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, Recurrence, Standing};
use ringfence::word::FinancialYear;

use super::Model;
use super::date::{Code, Timing};
use super::state::Entry;

impl Model {
    pub(crate) fn about_a_body(&mut self, draft: &Draft, day: NaiveDate) -> Result<(), Code> {
        match &draft.act {
            Act::EndBody(act) => self.end_body(draft, act, day),
            Act::MakeLegal(act) => self.make_legal(draft, act, day),
            Act::RecordPopulation(act) => self.record_population(draft, act),
            _ => Ok(()),
        }
    }

    /// A body becomes legal once, in a year that is not closed.
    fn make_legal(&mut self, draft: &Draft, act: &MakeLegal, day: NaiveDate) -> Result<(), Code> {
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
    fn record_population(&mut self, draft: &Draft, act: &RecordPopulation) -> Result<(), Code> {
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

    /// A body ends once; it is there until the eve, and while it takes over from others. Its heirs
    /// are there from that day on, of its kind and below the same body.
    fn end_body(&mut self, draft: &Draft, act: &EndBody, day: NaiveDate) -> Result<(), Code> {
        let year = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Notice)?;
        let last = day.pred_opt().ok_or("effective_outside_year")?;
        if self
            .ends()
            .any(|(from, _, its)| last < from && names_heir(its, &act.body))
        {
            return Err("body_not_alive");
        }
        let known = |id: &BodyId| self.bodies.contains_key(id);
        let heirs: Vec<&BodyId> = act.into.iter().map(|it| &it.body).collect();
        if known(&act.body) {
            self.alive(&[&act.body], last)?;
        }
        for heir in heirs.iter().filter(|it| known(it)) {
            self.alive(&[heir], day)?;
        }
        self.known_body(&act.body)?;
        for heir in &heirs {
            self.known_body(heir)?;
        }
        if self.ends().any(|(_, _, its)| its.body == act.body) {
            return Err("body_already_ended");
        }
        let place = |id: &BodyId| (self.bodies[id].kind, self.bodies[id].parent.clone());
        if heirs.iter().any(|it| place(it) != place(&act.body)) {
            return Err("does_not_match");
        }
        self.write(Some(draft), Some(year), Vec::new());
        Ok(())
    }

    /// The ends that are said, each with its day.
    fn ends(&self) -> impl Iterator<Item = (NaiveDate, u64, &EndBody)> {
        self.by_then(NaiveDate::MAX)
            .filter_map(|(day, number, act)| match act {
                Act::EndBody(it) => Some((day, number, it)),
                _ => None,
            })
    }

    /// The last day of a body, where it has one.
    pub(crate) fn last_day(&self, body: &BodyId) -> Option<NaiveDate> {
        let said = self.ends().find(|(_, _, its)| its.body == *body);
        match said {
            Some((day, ..)) => day.pred_opt(),
            None => self.bodies.get(body)?.until,
        }
    }

    /// The bodies that are not there any more on a day, in the order of their ends, each with
    /// those who take over.
    pub(crate) fn ended_before(&self, day: NaiveDate) -> Vec<(BodyId, Vec<(BodyId, u64)>)> {
        let mut all = Vec::new();
        for id in self.bodies.keys() {
            let Some(last) = self.last_day(id).filter(|last| *last < day) else {
                continue;
            };
            let said = self.ends().find(|(_, _, its)| its.body == *id);
            let number = said.map_or(0, |(_, number, _)| number);
            let heirs = said.into_iter().flat_map(|(_, _, its)| &its.into);
            let heirs = heirs.map(|it| (it.body.clone(), it.weight.get().into()));
            all.push((last, number, (id.clone(), heirs.collect())));
        }
        all.sort_by_key(|(last, number, _)| (*last, *number));
        all.into_iter().map(|(_, _, it)| it).collect()
    }

    /// Whether what a virement takes goes to an heir of its body, for once.
    pub(crate) fn goes_to_an_heir(&self, act: &Vire) -> bool {
        act.recurrence == Recurrence::NonRecurrent
            && act.from != act.to
            && self.inherits(&act.to, &act.from)
    }

    fn inherits(&self, heir: &BodyId, from: &BodyId) -> bool {
        let end = self.ends().find(|(_, _, its)| its.body == *from);
        let mut next = end.into_iter().flat_map(|(_, _, its)| &its.into);
        next.any(|it| it.body == *heir || self.inherits(heir, &it.body))
    }

    /// The open year, where its base follows what an entry says of a body.
    pub(crate) fn year_of_the_base_left(&self, entry: &Entry) -> Option<FinancialYear> {
        let draft = entry.draft.as_ref()?;
        let of = match &draft.act {
            Act::Correct(act) => {
                let number = self.entry_said(act.entry, act.posted_as.as_ref())?;
                self.entries.get(&number)?.draft.as_ref()?
            }
            _ => draft,
        };
        let is_end = matches!(of.act, Act::EndBody(_));
        let open = self
            .open
            .filter(|it| is_end && self.brought.contains_key(it))?;
        (of.effective? <= self.calendar.first_day(open)).then_some(open)
    }
}

fn names_heir(end: &EndBody, body: &BodyId) -> bool {
    end.into.iter().any(|it| it.body == *body)
}
