//! Floors and caps: which are in force, and which cost counts to them.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::cell::CellKey;
use super::counted::Counted;
use super::event::Event;
use super::index::{At, Named};
use super::moves::Move;
use super::names;
use super::record::{Body, Stream};
use crate::journal::Act;
use crate::journal::act::StreamTerm;
use crate::noun::{Counts, OfTerm, PurposeId, TermId, TermKind, TermSum};
use crate::word::FinancialYear;

/// A floor or a cap.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SetTerm {
    pub(crate) id: TermId,
    #[serde(with = "super::kept_form::as_word")]
    pub(crate) kind: TermKind,
    pub(crate) stream: At<Stream>,
    pub(crate) body: At<Body>,
    pub(crate) year: FinancialYear,
    pub(super) steps: Vec<TermStep>,
}

/// By which entries it is told what the movements of a recharge are for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Recharged {
    onto: u64,
    off: u64,
}

/// What was said of it at one time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TermStep {
    pub(crate) entry: u64,
    pub(crate) from: NaiveDate,
    pub(crate) sum: TermSum,
    pub(crate) by: Option<NaiveDate>,
    purposes: Vec<PurposeId>,
    counts: Counts,
    /// What counts of all entries, where not everything does.
    pub(super) counted: Counted,
}

impl Recharged {
    /// The entry of the cost that moved.
    pub(crate) fn cost_entry(&self) -> u64 {
        self.off
    }
}

impl Named for SetTerm {
    type Of = OfTerm;

    fn id(&self) -> &TermId {
        &self.id
    }
}

impl TermStep {
    /// Whether all that is spent counts, whenever it is in the year.
    pub(crate) fn counts_all(&self) -> bool {
        self.purposes.is_empty() && self.by.is_none()
    }

    /// Whether a cost counts by the day on which it does.
    pub(crate) fn is_in_time(&self, day: NaiveDate) -> bool {
        self.by.is_none_or(|by| day <= by)
    }

    pub(crate) fn is_for(&self, purpose: Option<&PurposeId>) -> bool {
        self.purposes.is_empty() || purpose.is_some_and(|it| self.purposes.contains(it))
    }
}

impl Ledger {
    pub(crate) fn settle_term(
        &mut self,
        (kind, said): (TermKind, &StreamTerm),
        event: &Event<'_>,
        number: u64,
    ) {
        let (Some(stream), Some(body)) = (event.named.stream, event.named.body) else {
            return;
        };
        let last = self.calendar().last_day(said.year);
        let step = TermStep {
            entry: number,
            from: event.effective,
            sum: said.sum,
            // By the year's last day all counts that the year cost, its last period too.
            by: said.by_day.filter(|by| *by < last),
            purposes: said.purposes.clone(),
            counts: said.counts,
            counted: Counted::default(),
        };
        let at = match self.terms.find(&said.id) {
            Some(at) => at,
            None => self.terms.add(SetTerm {
                id: said.id.clone(),
                kind,
                stream,
                body,
                year: said.year,
                steps: Vec::new(),
            }),
        };
        let counted = self.all_that_counts(&self.terms[at], &step, None);
        self.terms[at].steps.push(TermStep { counted, ..step });
        let streams: Vec<At<Stream>> = self.streams.iter().map(|(at, _)| at).collect();
        for stream in streams {
            self.meet_terms(stream);
        }
    }

    /// Remembers which terms what is asked of a stream may meet.
    pub(crate) fn meet_terms(&mut self, stream: At<Stream>) {
        let meets = |term: &SetTerm| {
            let mut steps = term.steps.iter();
            steps.any(|step| self.is_of_streams(stream, term, step))
        };
        let all = self.terms.iter().filter(|(_, term)| meets(term));
        let all: Vec<At<SetTerm>> = all.map(|(at, _)| at).collect();
        self.streams[stream].terms = all;
    }

    /// Whether a stream's money counts to a term: its own, its parts', or any that may be spent
    /// on its purposes.
    fn is_of_streams(&self, stream: At<Stream>, term: &SetTerm, step: &TermStep) -> bool {
        let own = stream == term.stream || self.is_part(stream, term.stream);
        let purposes = &self.streams[stream].purposes;
        own || step.counts == Counts::AnyStream
            && step.purposes.iter().any(|it| purposes.contains(it))
    }

    /// Whether a line's money is inside the fence of a term.
    pub(crate) fn is_inside(&self, key: &CellKey, term: &SetTerm, step: &TermStep) -> bool {
        key.year == term.year
            && (key.body == term.body || self.is_below(key.body, term.body))
            && self.is_of_streams(key.stream, term, step)
    }

    /// Whether notices on a line give what a part is of: to the body itself, of the stream and
    /// its parts.
    pub(crate) fn is_given_to(&self, key: &CellKey, term: &SetTerm) -> bool {
        let own = key.stream == term.stream || self.is_part(key.stream, term.stream);
        key.year == term.year && key.body == term.body && own
    }

    /// What of a term is in force on a day, of all that was said where none is asked for.
    pub(crate) fn in_force_of<'l>(
        &'l self,
        term: &'l SetTerm,
        day: Option<NaiveDate>,
    ) -> Option<&'l TermStep> {
        let stands = |it: &&TermStep| !self.corrected.contains_key(&it.entry);
        let by_then = |it: &&TermStep| day.is_none_or(|day| it.from <= day);
        let steps = term.steps.iter().filter(stands).filter(by_then);
        steps.max_by_key(|it| (it.from, it.entry))
    }

    /// The term of which an entry speaks.
    pub(crate) fn term_of(&self, entry: u64) -> Option<&SetTerm> {
        let mut all = self.terms.iter().map(|(_, it)| it);
        all.find(|it| it.steps.iter().any(|step| step.entry == entry))
    }

    /// What an act is for, as its entry remembers it; nothing where it says nothing, and where
    /// its commitment does.
    pub(crate) fn purpose_of(&self, act: &Act, named: &names::Named) -> Option<NonZeroU16> {
        if let Some(purpose) = act.purpose() {
            return self.place_of_purpose(purpose, named.stream?);
        }
        if let (Act::Mainstream(_), Some(project)) = (act, named.project) {
            return self.place_of_purpose(&self.projects[project].purpose, named.stream?);
        }
        let of = match act {
            Act::Spend(_) => named.accrual.map(|at| self.accruals[at].entry),
            Act::Prepay(_) | Act::Credit(_) => named.cost,
            Act::UsePrepayment(used) => {
                let found = self.prepayments.find(&used.id);
                found.map(|at| self.prepayments[at].entry)
            }
            Act::Correct(correct) => self.entry_named(correct),
            _ => None,
        };
        self.entries[of? as usize - 1].purpose
    }

    /// The place of a purpose among those of a stream, counted from 1.
    fn place_of_purpose(&self, purpose: &PurposeId, stream: At<Stream>) -> Option<NonZeroU16> {
        let purposes = &self.streams[stream].purposes;
        let place = purposes.iter().position(|it| it == purpose)?;
        NonZeroU16::new(u16::try_from(place + 1).ok()?)
    }

    /// Remembers of a recharge, and of its reversal, which entry says what its movements are for.
    pub(crate) fn note_what_moves(&mut self, event: &Event<'_>, number: u64) {
        let moved = match event.act() {
            Act::Recharge(_) => event.named.cost.map(|cost| Recharged {
                onto: number,
                off: cost,
            }),
            Act::Correct(correct) => {
                let reversed = self.entry_named(correct);
                let of = reversed.and_then(|entry| self.recharged.get(&entry));
                of.map(|of| Recharged {
                    onto: of.off,
                    off: of.onto,
                })
            }
            _ => None,
        };
        if let Some(moved) = moved {
            self.recharged.insert(number, moved);
        }
    }

    /// What a movement was for: its promise's purpose, else that of its entry; where a cost moved
    /// off, that of the cost.
    pub(crate) fn purpose_behind(&self, moved: &Move, entry: u64) -> Option<&PurposeId> {
        let stream = moved.cell.stream;
        let of = self.recharged.get(&entry);
        let entry = of.map_or(entry, |of| if moved.cost() < 0 { of.off } else { of.onto });
        let entry = moved.promise.map_or(entry, |at| self.agreed_of(at).entry);
        let place = self.entries.get(entry as usize - 1)?.purpose?;
        self.streams[stream]
            .purposes
            .get(usize::from(place.get()) - 1)
    }
}
