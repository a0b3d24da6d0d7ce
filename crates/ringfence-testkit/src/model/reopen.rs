//! A closed year that is opened again, or signed.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use ringfence::journal::Draft;
use ringfence::journal::act::{Reopen, Sign};
use ringfence::noun::{AccrualId, Line, PromiseId};
use ringfence::word::FinancialYear;

use super::date::Code;
use super::give::released;
use super::moved::Along;
use super::pound::{Pounds, authority, cost, drawn, pence_in};
use super::{Model, Move, Place};

/// Where all pounds were at one moment.
pub(crate) type Everything = Arc<BTreeMap<(FinancialYear, Line), Pounds>>;

/// A year that stands closed: where all pounds were before it was, once it was, and once the next
/// year had its base.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub(crate) year: FinancialYear,
    /// When it counts.
    pub(crate) day: NaiveDate,
    /// Its own number: entries since have later ones.
    pub(crate) number: u64,
    pub(crate) opened_before: bool,
    pub(crate) before: Everything,
    pub(crate) closed: Everything,
    pub(crate) opened: Everything,
    /// How many parts each promise had before.
    pub(crate) parts: Arc<BTreeMap<PromiseId, usize>>,
    /// How many parts each accrual had before.
    pub(crate) accruals: Arc<BTreeMap<AccrualId, usize>>,
    pub(crate) along: Arc<Vec<Along>>,
}

impl Model {
    /// Where all pounds are now.
    pub(crate) fn everything(&self) -> Everything {
        Arc::new(self.pounds.clone())
    }

    /// The first day on which a close of a year may count.
    pub fn first_day_to_close(&self, year: FinancialYear) -> NaiveDate {
        let last = self.calendar.last_day(year);
        let again = self.reopened.iter().filter(|(its, _)| *its == year);
        again.map(|(_, day)| *day).fold(last, NaiveDate::max)
    }

    pub(crate) fn sign(&mut self, draft: &Draft, act: &Sign, day: NaiveDate) -> Result<(), Code> {
        let turn = self.turn_of_year(act.year)?;
        if day < turn.day {
            return Err("effective_outside_year");
        }
        if !self.signed.insert(act.year) {
            return Err("year_already_signed");
        }
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    fn turn_of_year(&self, year: FinancialYear) -> Result<Turn, Code> {
        let found = self.turns.iter().find(|turn| turn.year == year);
        found.cloned().ok_or("year_not_closed")
    }

    pub(crate) fn reopen(
        &mut self,
        draft: &Draft,
        act: &Reopen,
        day: NaiveDate,
    ) -> Result<(), Code> {
        let (year, next) = (act.year, act.year.next());
        let turn = self.turn_of_year(year)?;
        if day < turn.day || day < self.calendar.first_day(next) {
            return Err("effective_outside_year");
        }
        if self.signed.contains(&year) {
            return Err("year_already_signed");
        }
        if self.ahead.is_some() || self.is_closed(next) {
            return Err("years_reopen_in_order");
        }
        let stays = turn.opened_before || self.is_posted_to(next, turn.number);
        let back = reversed(&turn, stays);
        self.nothing_rests_on_the_close(&turn, &back)?;
        if self.rests_on_moved_costs(&turn) {
            return Err("reopening_rests_on");
        }
        let mut moves = as_moves(&back);
        moves.extend(self.recalled_with(&turn, &back));
        self.write(Some(draft), None, moves);
        self.forget_the_turn(&turn, stays);
        self.reopened.push((year, day));
        Ok(())
    }

    /// Whether an entry after one moved something in a year.
    fn is_posted_to(&self, year: FinancialYear, number: u64) -> bool {
        let since = self.entries.range(number + 1..);
        let since = since.filter(|(_, it)| !it.reopens());
        let mut moves = since.flat_map(|(_, it)| it.moves.iter().chain(&it.restated));
        moves.any(|it| it.year == year && it.pence != 0)
    }

    fn forget_the_turn(&mut self, turn: &Turn, stays: bool) {
        for (id, promise) in &mut self.promises {
            if let Some(parts) = turn.parts.get(id)
                && !(promise.is_recurrent() && stays)
            {
                promise.parts.truncate(*parts);
            }
        }
        for (id, accrual) in &mut self.accruals {
            let parts = turn.accruals.get(id).copied();
            accrual.parts.truncate(parts.unwrap_or(usize::MAX));
        }
        self.along = (*turn.along).clone();
        self.closed.remove(&turn.year);
        self.open = Some(turn.year);
        self.ahead = Some(turn.year.next()).filter(|_| stays);
        if !stays {
            self.brought.remove(&turn.year.next());
        }
        self.turns.retain(|it| it.year != turn.year);
        let next = turn.year.next();
        self.for_old.retain(|(year, _)| *year != next);
    }

    /// What was released since the close, beyond the authority that is left and what is drawn.
    fn recalled_with(&self, turn: &Turn, back: &Changes) -> Vec<Move> {
        let mut moves = Vec::new();
        for ((year, line), changes) in back {
            let spot = (*year, line.clone());
            let now = &self.pounds[&spot];
            let stood = turn.opened.get(&spot);
            let since = pence_in(now, &Place::Released)
                - stood.map_or(0, |stood| pence_in(stood, &Place::Released));
            let cuts = changes
                .iter()
                .any(|(place, change)| matches!(place, Place::Outside(_)) && *change > 0);
            let next = *year == turn.year.next();
            if !next || !cuts || since <= 0 || !self.needs_release(&line.stream) {
                continue;
            }
            let mut after = now.clone();
            for (place, change) in changes {
                *after.entry(place.clone()).or_default() += change;
            }
            let kept = authority(&after).max(drawn(&after)).max(0);
            let above = pence_in(&after, &Place::Released) - kept;
            if above > 0 {
                moves.push(released(line, *year, -above));
            }
        }
        moves
    }

    /// Whether whatever came since leaves enough of what the close brought to the next year.
    fn nothing_rests_on_the_close(&self, turn: &Turn, back: &Changes) -> Result<(), Code> {
        let none = Pounds::new();
        for ((year, line), changes) in back {
            if *year != turn.year.next() {
                continue;
            }
            let spot = (*year, line.clone());
            let now = self.pounds.get(&spot).unwrap_or(&none);
            let stood = turn.opened.get(&spot).unwrap_or(&none);
            let mut after = now.clone();
            for (place, change) in changes {
                *after.entry(place.clone()).or_default() += change;
            }
            for place in changes.iter().filter(|(_, it)| **it < 0).map(|(it, _)| it) {
                let left = pence_in(&after, place);
                let since = pence_in(now, place) - pence_in(stood, place);
                let rests = match place {
                    Place::Free => left < 0 && since < 0,
                    Place::Earmarked(_) | Place::Held(..) | Place::Committed(..) => left < 0,
                    Place::Released => {
                        let more_spent = cost(now) > cost(stood);
                        left < cost(&after).max(0) && (since < 0 || more_spent)
                    }
                    _ => false,
                };
                if rests {
                    return Err("reopening_rests_on");
                }
            }
        }
        Ok(())
    }
}

/// What changes on each line of each year, place by place.
type Changes = BTreeMap<(FinancialYear, Line), Pounds>;

/// What takes a close back; where the next year stays open, not its base.
fn reversed(turn: &Turn, stays: bool) -> Changes {
    let last = if stays { &turn.closed } else { &turn.opened };
    let none = Pounds::new();
    let mut changes = Changes::new();
    for (spot, pounds) in last.iter() {
        let before = turn.before.get(spot).unwrap_or(&none);
        let places = pounds.keys().chain(before.keys());
        for place in places {
            let change = pence_in(before, place) - pence_in(pounds, place);
            if change != 0 {
                let of_line = changes.entry(spot.clone()).or_default();
                of_line.insert(place.clone(), change);
            }
        }
    }
    changes
}

/// The same as moves, all by way of what is free, release apart.
fn as_moves(changes: &Changes) -> Vec<Move> {
    let mut moves = Vec::new();
    for ((year, line), places) in changes {
        for (place, pence) in places {
            let (from, to, pence) = match place {
                Place::Free | Place::NotReleased => continue,
                Place::Released => (Place::NotReleased, Place::Released, *pence),
                Place::Outside(_) => (place.clone(), Place::Free, -pence),
                _ => (Place::Free, place.clone(), *pence),
            };
            let (line, year) = (line.clone(), *year);
            moves.push(Move {
                line,
                year,
                from,
                to,
                pence,
            });
        }
    }
    moves
}
