//! Bodies in time: who answers for whom, and for how many people they plan.

use std::num::NonZeroU32;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::Event;
use super::index::At;
use super::record::Body;
use super::succession::eve;
use super::{Ledger, Selection};
use crate::journal::act::EndBody;
use crate::journal::{Act, ActKind};
use crate::noun::{BodyId, BodyKind, Standing, StreamId};
use crate::word::FinancialYear;

/// For how many people a body planned, by an entry.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Counted {
    pub(crate) entry: u64,
    pub(crate) people: NonZeroU32,
}

/// Who takes over from a body, by the entry that ended it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ended {
    pub(crate) entry: u64,
    /// The first day on which it is not there.
    pub(crate) on: NaiveDate,
    pub(crate) into: Vec<(At<Body>, u64)>,
}

/// A body as it stood on a day, with its names.
#[derive(Clone, Debug)]
pub(crate) struct BodyRead<'l> {
    pub(crate) entry: u64,
    pub(crate) id: &'l BodyId,
    pub(crate) name: &'l str,
    pub(crate) kind: BodyKind,
    pub(crate) parent: Option<&'l BodyId>,
    pub(crate) standing: Standing,
    pub(crate) accountable: &'l BodyId,
    pub(crate) from: NaiveDate,
    pub(crate) until: Option<NaiveDate>,
    /// Who takes over from it.
    pub(crate) successors: Vec<&'l BodyId>,
    /// How many people, and when they were counted.
    pub(crate) population: Option<(NonZeroU32, NaiveDate)>,
}

impl Ledger {
    /// Remembers what is said of a body from a day on.
    pub(crate) fn settle_body(&mut self, event: &Event<'_>, entry: u64) {
        let Some(at) = event.named.body else { return };
        match event.act() {
            Act::MakeLegal(_) => self.bodies[at].made_legal.push(entry),
            Act::EndBody(it) => self.end_body(at, it, (event.effective, entry)),
            Act::RecordPopulation(it) => {
                let people = it.count;
                self.bodies[at].counts.push(Counted { entry, people });
            }
            _ => {}
        }
    }

    /// The entry that made a body legal, where one stands.
    pub(crate) fn made_legal_by(&self, at: At<Body>, last_known: Option<u64>) -> Option<u64> {
        let mut said = self.bodies[at].made_legal.iter().copied();
        said.find(|entry| self.stood(*entry, last_known))
    }

    /// What ended a body, where something did.
    pub(crate) fn ended_by(&self, at: At<Body>, last_known: Option<u64>) -> Option<&Ended> {
        let mut said = self.bodies[at].ended.iter();
        said.find(|it| self.stood(it.entry, last_known))
    }

    /// Who takes over from a body.
    pub(crate) fn successors_of(&self, at: At<Body>, last_known: Option<u64>) -> Vec<&BodyId> {
        let heirs = self.ended_by(at, last_known).into_iter();
        let heirs = heirs.flat_map(|it| &it.into);
        heirs.map(|(heir, _)| &self.bodies[*heir].id).collect()
    }

    /// Whether one body takes over from another, at once or by others.
    pub(crate) fn takes_over(&self, heir: At<Body>, from: At<Body>) -> bool {
        let ended = self.ended_by(from, None).into_iter();
        let mut next = ended.flat_map(|it| &it.into).map(|(next, _)| *next);
        next.any(|next| next == heir || self.takes_over(heir, next))
    }

    fn end_body(&mut self, at: At<Body>, said: &EndBody, (on, entry): (NaiveDate, u64)) {
        let heirs = said.into.iter().filter_map(|it| {
            let weight = it.weight.get().into();
            Some((self.bodies.find(&it.body)?, weight))
        });
        let into = heirs.collect();
        self.bodies[at].ended.push(Ended { entry, on, into });
        self.bodies[at].until = Some(eve(on));
        self.carry_past(on);
    }

    /// A body whose end is reversed is there as it was named.
    pub(crate) fn revive(&mut self, entry: u64) {
        let ended = |(at, it): (At<Body>, &Body)| {
            let named = it.named_until;
            it.ended
                .iter()
                .any(|it| it.entry == entry)
                .then_some((at, named))
        };
        let revived = self.bodies.iter().find_map(ended);
        if let Some((at, until)) = revived {
            self.bodies[at].until = until;
            self.carry_past(self.effective_of(entry));
        }
    }

    /// What is brought forward to each open year that begins on a day or later follows anew.
    fn carry_past(&mut self, day: NaiveDate) {
        for year in self.years_begun_from(day) {
            self.carry_to(year);
        }
    }

    /// The open years that begin on a day or later.
    pub(crate) fn years_begun_from(&self, day: NaiveDate) -> Vec<FinancialYear> {
        // The book's first year had nothing brought forward.
        let open = self.open_year.filter(|_| self.last_closed.is_some());
        let mut years: Vec<FinancialYear> = open.into_iter().chain(self.ahead).collect();
        years.retain(|year| day <= self.calendar().first_day(*year));
        years
    }

    /// How a body stands in law on a day.
    fn standing_on(&self, at: At<Body>, day: NaiveDate, last_known: Option<u64>) -> Standing {
        let by = self.made_legal_by(at, last_known);
        match by.filter(|entry| self.effective_of(*entry) <= day) {
            Some(_) => Standing::Legal,
            None => self.bodies[at].standing,
        }
    }

    /// Who answers for a body on a day: itself where it is legal, else the nearest legal body
    /// above; the topmost where there is none.
    pub(crate) fn accountable_on(&self, body: At<Body>, day: NaiveDate) -> At<Body> {
        self.accountable_known(body, day, None)
    }

    fn accountable_known(&self, body: At<Body>, day: NaiveDate, known: Option<u64>) -> At<Body> {
        let mut at = body;
        while self.standing_on(at, day, known) == Standing::NotLegal {
            let Some(parent) = self.bodies[at].parent else {
                break;
            };
            at = parent;
        }
        at
    }

    /// Who answers for what a body has left at the end of a year: who does on its last day.
    pub(crate) fn accountable_read(&self, id: &BodyId, year: FinancialYear) -> BodyId {
        let last = self.calendar().last_day(year);
        let at = self.bodies.find(id);
        let answers = at.map(|at| self.accountable_on(at, last));
        answers.map_or_else(|| id.clone(), |at| self.bodies[at].id.clone())
    }

    /// Who gave what a body has of a stream, and has it back where it reverts.
    pub(crate) fn funder_read(&self, stream: &StreamId, body: &BodyId) -> BodyId {
        let found = self.streams.find(stream).zip(self.bodies.find(body));
        let funder = found.map(|(stream, body)| self.source_of(stream, body));
        funder.map_or_else(|| body.clone(), |at| self.bodies[at].id.clone())
    }

    /// The year in which an entry says something of a body that the year end rests on.
    pub(crate) fn year_of_what_is_said_of_a_body(&self, entry: u64) -> Option<FinancialYear> {
        let kind = self.entries[entry as usize - 1].kind;
        let says = matches!(kind, ActKind::MakeLegal | ActKind::EndBody);
        says.then(|| self.calendar().nearest_year(self.effective_of(entry)))
    }

    /// The bodies that were known, as they stood on a day; left out, on that of the last entry.
    pub(crate) fn bodies_read(&self, of: &Selection) -> Vec<BodyRead<'_>> {
        let last_known = self.last_known(of);
        let day = of.as_at.unwrap_or_else(|| self.last_day_known(last_known));
        let known = |body: &Body| last_known.is_none_or(|last| body.entry <= last);
        let asked = |body: &Body| of.body.as_ref().is_none_or(|id| *id == body.id);
        let all = self.bodies.iter().filter(|(_, it)| known(it) && asked(it));
        all.map(|(at, _)| self.body_read(at, day, last_known))
            .collect()
    }

    /// The day on which the last of what is known was recorded.
    fn last_day_known(&self, last_known: Option<u64>) -> NaiveDate {
        let last = last_known.unwrap_or(self.head.entry);
        let recorded = last.checked_sub(1).map(|_| self.recorded_of(last));
        recorded.unwrap_or(self.header.first_day)
    }

    fn body_read(&self, at: At<Body>, day: NaiveDate, known: Option<u64>) -> BodyRead<'_> {
        let body = &self.bodies[at];
        BodyRead {
            entry: body.entry,
            id: &body.id,
            name: &body.name,
            kind: body.kind,
            parent: body.parent.map(|at| &self.bodies[at].id),
            standing: self.standing_on(at, day, known),
            accountable: &self.bodies[self.accountable_known(at, day, known)].id,
            from: body.from,
            until: match self.ended_by(at, known) {
                Some(it) => Some(eve(it.on)),
                None => body.named_until,
            },
            successors: self.successors_of(at, known),
            population: self.population_on(body, day, known),
        }
    }

    /// What was counted last by a day; of one day, what was recorded last.
    fn population_on(
        &self,
        body: &Body,
        day: NaiveDate,
        known: Option<u64>,
    ) -> Option<(NonZeroU32, NaiveDate)> {
        let stands = body.counts.iter().filter(|it| self.stood(it.entry, known));
        let counted = stands.map(|it| (self.effective_of(it.entry), it.entry, it.people));
        let last = counted.filter(|(on, ..)| *on <= day).max();
        last.map(|(on, _, people)| (people, on))
    }
}
