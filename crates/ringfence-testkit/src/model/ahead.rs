//! A year opened before the one before it is closed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::act::{Commit, OpenYear, Term};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{Line, PromiseId, PromiseKind, Recurrence};
use ringfence::word::FinancialYear;

use super::date::Code;
use super::give::first_of;
use super::month::part_year;
use super::pound::pence;
use super::state::{Entry, own_line};
use super::{Model, Move, Pence, Place};

/// What the year ahead bears of each part of a promise, by the part's place.
type Borne = BTreeMap<Place, Pence>;

impl Model {
    /// Opens the year after the open one, on its first day.
    pub(crate) fn open_ahead(
        &mut self,
        draft: &Draft,
        act: &OpenYear,
        day: NaiveDate,
    ) -> Result<(), Code> {
        if self.is_closed(act.year) {
            return Err("year_already_closed");
        }
        let follows = self
            .open
            .is_some_and(|open| open.next() == act.year && open != act.year);
        if !follows || self.ahead.is_some() {
            return Err("year_not_next");
        }
        if day != self.calendar.first_day(act.year) {
            return Err("effective_outside_year");
        }
        let base = self.opening_base(act.year);
        self.write(Some(draft), Some(act.year), base);
        self.continue_recurrent(act.year);
        self.ahead = Some(act.year);
        self.in_range()
    }

    /// Whatever was said of the open year, the base of the year ahead follows it; and that of the
    /// open year follows the ends of bodies.
    pub(crate) fn restate_ahead(&mut self, number: u64) {
        let Some(entry) = self.entries.get(&number).cloned() else {
            return;
        };
        let opens = |draft: &Draft| matches!(draft.act, Act::OpenYear(_));
        if entry.draft.as_ref().is_none_or(opens) {
            return;
        }
        let open = self.year_of_the_base_left(&entry);
        let mut whole = (*entry).clone();
        for year in open.into_iter().chain(self.ahead) {
            let moves = self.base_again(year);
            whole.restated.extend(moves);
        }
        self.shift(&whole.restated);
        self.entries.insert(number, whole.into());
    }

    /// The cost of a part of a one-off commitment that the year ahead bears: all that it was
    /// charged on that year's own line of the same recurrence, from what was free, counts to its
    /// parts in the order taken.
    pub(crate) fn borne(&self, id: &PromiseId) -> Borne {
        let mut borne = Borne::new();
        let (Some(behind), Some(ahead)) = (self.open, self.ahead) else {
            return borne;
        };
        let one_off =
            |it: &super::Promise| it.kind == PromiseKind::Commitment && !it.is_recurrent();
        if !self.promises.get(id).is_some_and(one_off) {
            return borne;
        }
        for recurrence in [Recurrence::NonRecurrent, Recurrence::Recurrent] {
            let mut left = self.charged_ahead(id, ahead, recurrence);
            for (part, place, there) in self.parts_of(id, behind) {
                if part.line.recurrence == recurrence {
                    let bears = there.min(left);
                    left -= bears;
                    borne.insert(place, bears);
                }
            }
        }
        borne
    }

    /// What the year ahead bears of the promises that moves touch.
    pub(crate) fn borne_of(&self, moves: &[Move]) -> Borne {
        let mut all = Borne::new();
        for it in moves {
            if let Place::Committed(id, _) = &it.to {
                all.extend(self.borne(id));
            }
        }
        all
    }

    fn charged_ahead(&self, id: &PromiseId, ahead: FinancialYear, recurrence: Recurrence) -> Pence {
        // What was corrected in a later year stands in its own.
        let stands = |number: &u64| {
            !self.corrected.contains_key(number) || self.corrected_late.contains(number)
        };
        let its = self.entries.iter().filter(|(number, _)| stands(number));
        let its = its.map(|(_, entry)| entry);
        let its = its.filter(|entry| self.cost_of_promise(entry).as_ref() == Some(id));
        let costs = its.flat_map(|entry| &entry.moves).filter(|it| {
            let own = (it.year, it.line.vintage, it.line.recurrence) == (ahead, ahead, recurrence);
            own && charges(it)
        });
        costs.map(|it| it.pence).sum()
    }

    /// The promise of which an entry is a cost, received or invoiced.
    pub(crate) fn cost_of_promise(&self, entry: &Entry) -> Option<PromiseId> {
        match entry.draft.as_ref().map(|it| &it.act) {
            Some(Act::Spend(act)) => self.commitment_of(act),
            Some(Act::Accrue(act)) => act.commitment.clone(),
            Some(Act::Recharge(act)) => act.commitment.clone(),
            _ => None,
        }
    }

    /// What is still open of a promise in a year, less what the year ahead bears.
    pub(crate) fn left_of(&self, id: &PromiseId, year: FinancialYear) -> Pence {
        let borne = self.borne(id);
        let parts = self.parts_of(id, year).into_iter();
        parts
            .map(|(_, place, there)| there - borne.get(&place).copied().unwrap_or(0))
            .sum()
    }

    /// What a cost of a promise may take in a year, in order: its parts; in the year ahead, the
    /// own line beside each part of a one-off commitment that stands in the year before.
    pub(crate) fn payable(&self, id: &PromiseId, year: FinancialYear) -> Vec<(Line, Place, Pence)> {
        let borne = self.borne(id);
        let left = |place: &Place, there: Pence| there - borne.get(place).copied().unwrap_or(0);
        let parts = self.parts_of(id, year).into_iter();
        let mut all: Vec<_> = parts
            .map(|(part, place, there)| {
                let there = left(&place, there);
                (part.line, place, there)
            })
            .collect();
        for (line, place, there) in self.before(id, year) {
            let own = own_line(&line.body, &line.stream, year, line.recurrence);
            all.push((own, Place::Free, left(&place, there)));
        }
        all
    }

    /// The parts of a one-off commitment in the year before the one ahead.
    fn before(&self, id: &PromiseId, year: FinancialYear) -> Vec<(Line, Place, Pence)> {
        let promise = self.promises.get(id);
        let one_off = promise.is_some_and(|it| !it.is_recurrent());
        match self.open.filter(|_| one_off && self.ahead == Some(year)) {
            Some(behind) => {
                let parts = self.parts_of(id, behind).into_iter();
                parts
                    .map(|(part, place, there)| (part.line, place, there))
                    .collect()
            }
            None => Vec::new(),
        }
    }

    /// What a last cost in the year ahead leaves of a promise goes back where it stands.
    pub(crate) fn rest_of_the_year_before(
        &self,
        id: &PromiseId,
        year: FinancialYear,
        cost: Pence,
    ) -> Vec<Move> {
        let Some(behind) = self.open.filter(|_| self.ahead == Some(year)) else {
            return Vec::new();
        };
        let borne = self.borne(id);
        let mut parts = self.before(id, year);
        for (_, place, there) in &mut parts {
            *there -= borne.get(place).copied().unwrap_or(0);
        }
        let (paid, _) = first_of(parts.clone(), cost);
        let paid = |place: &Place| paid.iter().find(|it| it.1 == *place).map_or(0, |it| it.2);
        let mut moves = Vec::new();
        for (line, place, there) in parts {
            let Place::Committed(_, number) = &place else {
                continue;
            };
            let rest = there - paid(&place);
            let to = self.promises[id].parts[*number].origin.place();
            if rest != 0 {
                moves.push(Move {
                    line,
                    year: behind,
                    from: place,
                    to,
                    pence: rest,
                });
            }
        }
        moves
    }

    /// The year in which something of a promise can be given back, where two are open.
    pub(crate) fn year_to_give_back(
        &self,
        id: &PromiseId,
        day: NaiveDate,
    ) -> Option<FinancialYear> {
        let (ahead, promise) = (self.ahead?, self.promises.get(id)?);
        let is_ahead = if promise.is_recurrent() {
            day >= self.calendar.first_day(ahead)
        } else {
            self.open_of(id, ahead) != 0
        };
        if is_ahead { Some(ahead) } else { self.open }
    }

    /// A recurrent commitment of the open year costs in the year ahead, too.
    pub(crate) fn part_ahead(&self, act: &Commit, year: FinancialYear) -> Option<Move> {
        let ahead = self.ahead.filter(|ahead| *ahead != year)?;
        let Term::Recurrent { annual, start, end } = act.term else {
            return None;
        };
        let cost = part_year(pence(annual), (start, end), ahead, self.calendar);
        (cost != 0).then(|| Move {
            line: own_line(&act.body, &act.stream, ahead, Recurrence::Recurrent),
            year: ahead,
            from: Place::Free,
            to: Place::Committed(act.id.clone(), 0),
            pence: cost,
        })
    }

    /// A recurrent commitment that ends in the open year is not owed in the year ahead.
    pub(crate) fn part_ahead_given_back(&self, id: &PromiseId, year: FinancialYear) -> Vec<Move> {
        let recurrent = self
            .promises
            .get(id)
            .is_some_and(super::Promise::is_recurrent);
        match self.ahead.filter(|ahead| recurrent && *ahead != year) {
            Some(ahead) => self.backwards(id, ahead, Pence::MAX, &[]),
            None => Vec::new(),
        }
    }

    /// A recurrent commitment that is reversed takes with it what the opening of the year ahead
    /// posted for it.
    pub(crate) fn part_ahead_reversed(&self, entry: &Entry) -> Option<Move> {
        let ahead = self.ahead?;
        let Some(Act::Commit(act)) = entry.draft.as_ref().map(|it| &it.act) else {
            return None;
        };
        if entry.moves.iter().any(|it| it.year == ahead) {
            return None;
        }
        let (_, place, _) = self.parts_of(&act.id, ahead).into_iter().next()?;
        let part = self.part_ahead(act, self.open?)?;
        let (to, pence) = (place, -part.pence);
        Some(Move { to, pence, ..part })
    }

    /// A recurrent commitment that goes on after all costs in the year ahead, where its end kept
    /// that from being posted.
    pub(crate) fn go_on_ahead(&mut self, number: u64, corrected: &Entry) {
        let Some(ahead) = self.ahead else { return };
        for it in self.went_by(number).to_vec() {
            self.goes_on_ahead(&it.id, ahead);
        }
        let ids = match corrected.draft.as_ref().map(|it| &it.act) {
            Some(Act::Decommit(act)) if act.amount.is_none() => vec![act.id.clone()],
            Some(Act::Spend(act)) if act.is_final => Vec::from_iter(self.commitment_of(act)),
            Some(Act::StopProject(act)) => self.ended_by_stop(act, self.next),
            _ => Vec::new(),
        };
        for id in ids {
            self.goes_on_ahead(&id, ahead);
        }
    }

    fn goes_on_ahead(&mut self, id: &PromiseId, ahead: FinancialYear) {
        let Some(promise) = self.promises.get(id) else {
            return;
        };
        let cost = self.cost_in(id, ahead);
        let posted = promise.parts.iter().any(|part| part.year == ahead);
        if !posted && cost != 0 && !self.was_ended(id) {
            let line = own_line(&promise.body, &promise.stream, ahead, Recurrence::Recurrent);
            self.stand_as_fact(id, line, ahead, cost);
        }
    }
}

/// Whether a movement charges a line's free money with a cost.
fn charges(it: &Move) -> bool {
    it.from == Place::Free && matches!(it.to, Place::Spent | Place::Accrued(..))
}
