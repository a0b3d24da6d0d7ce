//! Floors and caps: what counts to each, and what they refuse.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::act::{Spend, StreamTerm, Unrecorded};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{
    Account, BodyId, Counts, FloorState, PromiseId, PurposeId, StreamId, TermId, TermKind, TermSum,
};

use super::control::part_of;
use super::date::{Code, Timing};
use super::pound::{is_cost, pence, pence_where};
use super::{Model, Pence, Place};

/// A floor or a cap in force: which, what it says, since when, by which entry.
#[derive(Clone, Debug)]
pub struct InForce {
    /// Which of the two.
    pub kind: TermKind,
    /// What it says.
    pub said: StreamTerm,
    /// Since when.
    pub since: NaiveDate,
    /// By which entry.
    pub entry: u64,
}

/// What counts to a floor or a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How much it is.
    pub due: Pence,
    /// What was spent.
    pub spent: Pence,
    /// What is committed, by the day.
    pub committed: Pence,
    /// What else could be spent.
    pub inside: Pence,
}

impl Counted {
    /// How a floor of it stands.
    pub fn state(&self) -> FloorState {
        if self.spent >= self.due {
            FloorState::Met
        } else if self.spent + self.committed >= self.due {
            FloorState::OnTrack
        } else if self.reach() >= self.due {
            FloorState::AtRisk
        } else {
            FloorState::Unreachable
        }
    }

    fn reach(&self) -> Pence {
        self.spent + self.committed + self.inside
    }
}

impl Model {
    pub(crate) fn set_term(
        &mut self,
        draft: &Draft,
        (kind, act): (TermKind, &StreamTerm),
        day: NaiveDate,
    ) -> Result<(), Code> {
        self.date(act.year, day, Timing::Notice)?;
        self.alive(&[&act.body], day)?;
        self.known_stream(&act.stream)?;
        let ever = self.entries.values().filter_map(|it| it.draft.as_ref());
        for (its, said) in ever.filter_map(|it| it.act.stream_term()) {
            let same = (its, &said.stream, &said.body, said.year)
                == (kind, &act.stream, &act.body, act.year);
            if said.id == act.id && !same {
                return Err("does_not_match");
            }
        }
        if act.counts == Counts::Stream {
            for purpose in &act.purposes {
                self.inside(purpose, &act.stream)?;
            }
        }
        self.write(Some(draft), Some(act.year), Vec::new());
        Ok(())
    }

    /// The floors and caps in force on a day; on the last of all days where none is said.
    pub fn terms(&self, day: Option<NaiveDate>) -> BTreeMap<TermId, InForce> {
        let mut all: BTreeMap<TermId, InForce> = BTreeMap::new();
        for (entry, it) in self.standing() {
            let Some(draft) = &it.draft else { continue };
            let (Some((kind, said)), Some(since)) = (draft.act.stream_term(), draft.effective)
            else {
                continue;
            };
            let later = all.get(&said.id).is_some_and(|it| it.since > since);
            if later || day.is_some_and(|day| since > day) {
                continue;
            }
            let said = said.clone();
            let in_force = InForce {
                kind,
                said,
                since,
                entry,
            };
            all.insert(in_force.said.id.clone(), in_force);
        }
        all
    }

    /// Whether money of a body and stream counts to a term.
    pub(crate) fn counts_to(&self, term: &StreamTerm, body: &BodyId, stream: &StreamId) -> bool {
        let below = *body == term.body || self.above(body).contains(&term.body);
        let bought = self.streams.get(stream).is_some_and(|it| {
            let mut purposes = term.purposes.iter();
            purposes.any(|purpose| it.purposes.contains(purpose))
        });
        let any = term.counts == Counts::AnyStream && bought;
        below && (any || self.is_part_of(stream, &term.stream))
    }

    fn is_part_of(&self, stream: &StreamId, whole: &StreamId) -> bool {
        let mut at = Some(stream.clone());
        while let Some(stream) = at {
            if stream == *whole {
                return true;
            }
            at = self.streams.get(&stream).and_then(|it| it.parent.clone());
        }
        false
    }

    /// What counts to a term, of all that was posted.
    pub fn counted(&self, term: &StreamTerm) -> Counted {
        let (mut given, mut free) = (0, 0);
        let mut open: BTreeMap<PromiseId, Pence> = BTreeMap::new();
        for ((year, line), pounds) in &self.pounds {
            if *year != term.year {
                continue;
            }
            if line.body == term.body && self.is_part_of(&line.stream, &term.stream) {
                given -= pence_where(pounds, |it| {
                    let of_letters = [Account::Allocated, Account::ReProvided];
                    matches!(it, Place::Outside(account) if of_letters.contains(account))
                });
            }
            if !self.counts_to(term, &line.body, &line.stream) {
                continue;
            }
            free += pence_where(pounds, |it| *it == Place::Free).max(0);
            free += pence_where(pounds, |it| {
                matches!(it, Place::Earmarked(_) | Place::Held(..))
            });
            for (place, pence) in pounds {
                if let Place::Committed(id, _) = place
                    && is_for(term, Some(&self.promises[id].purpose))
                {
                    *open.entry(id.clone()).or_default() += pence;
                }
            }
        }
        let falls = |(id, open): (&PromiseId, &Pence)| self.falls_by(term, id, *open);
        let committed: Pence = open.iter().map(falls).sum();
        Counted {
            due: due(term, given),
            spent: self.spent_on(term, None, in_time(term, self)),
            committed,
            inside: free + open.values().sum::<Pence>() - committed,
        }
    }

    /// How much of what is open of a promise falls by the day of a term.
    fn falls_by(&self, term: &StreamTerm, id: &PromiseId, open: Pence) -> Pence {
        let last = self.calendar.last_day(term.year);
        let by = term.by_day.filter(|by| *by < last);
        let Some(by) = by.filter(|_| self.promises[id].is_recurrent()) else {
            return open;
        };
        let months = self.cost_to(id, term.year, by);
        let spent = self.spent_on(term, Some(id), |_| true);
        (months - spent).clamp(0, open.max(0))
    }

    /// What was spent, entry by entry, and counts to a term: of all promises or of one.
    fn spent_on(
        &self,
        term: &StreamTerm,
        promise: Option<&PromiseId>,
        counts: impl Fn(NaiveDate) -> bool,
    ) -> Pence {
        let mut sum = 0;
        for (number, entry) in &self.entries {
            let day = entry.draft.as_ref().and_then(|it| it.effective);
            if !day.is_some_and(&counts) {
                continue;
            }
            let moves = entry.moves.iter().chain(&entry.restated);
            let inside = moves.filter(|it| {
                it.year == term.year && self.counts_to(term, &it.line.body, &it.line.stream)
            });
            for it in inside {
                let more = if is_cost(&it.to) { it.pence } else { 0 };
                let less = if is_cost(&it.from) { it.pence } else { 0 };
                let (of, purpose) = self.what_for(*number, more < less);
                let wanted = promise.is_none_or(|id| of.as_ref() == Some(id));
                if wanted && is_for(term, purpose.as_ref()) {
                    sum += more - less;
                }
            }
        }
        sum
    }

    /// Of which promise, and for what, a cost of an entry is: one that comes, or goes.
    fn what_for(&self, number: u64, goes: bool) -> (Option<PromiseId>, Option<PurposeId>) {
        let act = self.entries.get(&number).and_then(|it| it.draft.as_ref());
        let of_promise = |id: &PromiseId| {
            let purpose = self.promises.get(id).map(|it| it.purpose.clone());
            (Some(id.clone()), purpose)
        };
        match act.map(|it| &it.act) {
            Some(Act::Spend(act)) => match (&act.commitment, &act.accrual) {
                (Some(id), _) => of_promise(id),
                (None, Some(id)) => self.what_for(self.accruals[id].entry, false),
                (None, None) => (None, act.purpose.clone()),
            },
            Some(Act::Accrue(act)) => match &act.commitment {
                Some(id) => of_promise(id),
                None => (None, act.purpose.clone()),
            },
            Some(Act::Recharge(act)) if goes => {
                self.of_cost(act.entry, act.posted_as.as_ref(), false)
            }
            Some(Act::Recharge(act)) => match &act.commitment {
                Some(id) => of_promise(id),
                None => (None, act.purpose.clone()),
            },
            Some(Act::Prepay(act)) => self.of_cost(act.entry, act.posted_as.as_ref(), false),
            Some(Act::Credit(act)) => self.of_cost(act.entry, act.posted_as.as_ref(), false),
            Some(Act::UsePrepayment(act)) => self.what_for(self.prepayments[&act.id].cost, false),
            Some(Act::Correct(act)) => self.of_cost(act.entry, act.posted_as.as_ref(), !goes),
            _ => (None, None),
        }
    }

    fn of_cost(
        &self,
        number: Option<u64>,
        key: Option<&ringfence::journal::Key>,
        goes: bool,
    ) -> (Option<PromiseId>, Option<PurposeId>) {
        let number = self.entry_said(number, key);
        number.map_or((None, None), |number| self.what_for(number, goes))
    }

    /// Whether what was just asked keeps to the floors and caps that stood before.
    pub(crate) fn within_terms(
        &self,
        before: &Model,
        draft: &Draft,
        number: u64,
    ) -> Result<(), Code> {
        let (Some(day), Some(year)) = (draft.effective, self.entries[&number].year) else {
            return Ok(());
        };
        if !asks_anew(&draft.act) {
            return Ok(());
        }
        let mut exceeded = false;
        let terms = before.terms(Some(day));
        for it in terms.values().filter(|it| it.said.year == year) {
            let (stood, stands) = (before.counted(&it.said), self.counted(&it.said));
            if it.kind == TermKind::Floor {
                let within = stood.reach() >= stood.due && in_time(&it.said, self)(day);
                if within && stands.reach() < stood.due {
                    return Err("floor_out_of_reach");
                }
            } else {
                let used = |it: &Counted| it.spent + it.committed;
                exceeded |= used(&stands) > used(&stood).max(stood.due);
            }
        }
        if exceeded {
            Err("cap_exceeded")
        } else {
            Ok(())
        }
    }

    /// Whether a source is silent on something that a term rests on.
    pub fn is_silent_on(&self, kind: TermKind, term: &StreamTerm) -> bool {
        self.acts().any(|(_, _, act)| {
            let Act::MarkNotRecorded(mark) = act else {
                return false;
            };
            let counts = self.counts_to(term, &mark.body, &mark.stream);
            let own = mark.body == term.body && self.is_part_of(&mark.stream, &term.stream);
            let of_notices = own && matches!(term.sum, TermSum::Part { .. });
            mark.year == term.year
                && match mark.what {
                    Unrecorded::Spend => counts,
                    Unrecorded::Allocation => of_notices || counts && kind == TermKind::Floor,
                }
        })
    }

    /// Whether two lines count to one term.
    pub(crate) fn share_a_term(
        &self,
        one: (&BodyId, &StreamId),
        other: (&BodyId, &StreamId),
    ) -> bool {
        let ever = self.entries.values().filter_map(|it| it.draft.as_ref());
        let mut terms = ever.filter_map(|it| it.act.stream_term());
        terms.any(|(_, term)| {
            let counts = |(body, stream): (&BodyId, &StreamId)| self.counts_to(term, body, stream);
            counts(one) && counts(other)
        })
    }
}

fn is_for(term: &StreamTerm, purpose: Option<&PurposeId>) -> bool {
    term.purposes.is_empty() || purpose.is_some_and(|it| term.purposes.contains(it))
}

fn in_time(term: &StreamTerm, model: &Model) -> impl Fn(NaiveDate) -> bool {
    let last = model.calendar.last_day(term.year);
    let by = term.by_day.filter(|by| *by < last);
    move |day| by.is_none_or(|by| day <= by)
}

fn due(term: &StreamTerm, given: Pence) -> Pence {
    match term.sum {
        TermSum::Amount { amount } => pence(amount),
        TermSum::Part { percent, round } => part_of(given.max(0), percent, round),
    }
}

/// What asks for money that nothing was kept for, or moves it: an order, a direct cost, a
/// virement.
fn asks_anew(act: &Act) -> bool {
    match act {
        Act::Vire(_) | Act::Commit(_) | Act::Mainstream(_) => true,
        Act::Recharge(it) => it.commitment.is_none() && !it.actual,
        Act::Spend(Spend {
            commitment,
            accrual,
            actual,
            ..
        }) => commitment.is_none() && accrual.is_none() && !actual,
        _ => false,
    }
}
