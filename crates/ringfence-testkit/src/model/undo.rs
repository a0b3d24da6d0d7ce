//! Reversing an entry.

use std::collections::BTreeMap;

use ringfence::journal::act::Correct;
use ringfence::journal::{ActKind, Draft};
use ringfence::noun::Line;
use ringfence::word::FinancialYear;

use super::date::Code;
use super::pound::{Pounds, cost, pence_in};
use super::state::Entry;
use super::{Model, Move, Pence, Place};

/// Whether what is reversed was a fact: that may leave a line short.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grounds {
    Fact,
    Ask,
}

impl Model {
    pub(crate) fn correct(&mut self, draft: &Draft, act: &Correct) -> Result<(), Code> {
        let number = match (&act.entry, &act.posted_as) {
            (Some(number), _) => Some(*number),
            (None, Some(key)) => self.keys.get(key).map(|(number, _)| *number),
            (None, None) => return Err("fields_conflict"),
        };
        let entry = number.and_then(|number| self.entries.get(&number)).cloned();
        let (Some(number), Some(entry)) = (number, entry) else {
            return Err("unknown_entry");
        };
        let kind = entry.draft.as_ref().map(|it| it.act.kind());
        if !kind.is_some_and(is_correctable) {
            return Err("entry_not_correctable");
        }
        let mut years = entry.moves.iter().map(|it| it.year).chain(own_year(&entry));
        let late = years.any(|its| self.is_closed(its));
        if late && !self.is_cost_alone(&entry) {
            return Err("year_already_closed");
        }
        let day = draft.effective.unwrap_or(self.first_day);
        let year = late.then(|| self.may_correct_late(day)).transpose()?;
        let posted = entry.draft.as_ref().and_then(|it| it.effective);
        if draft.effective < posted {
            return Err("effective_outside_year");
        }
        if self.corrected.contains_key(&number) {
            return Err("entry_already_corrected");
        }
        if let Some(year) = year {
            return self.correct_late(draft, number, year);
        }
        self.no_later_step(number)?;
        self.nothing_rests_on_approval(number)?;
        self.nothing_confirms(number)?;
        self.nothing_is_planned_on(number)?;
        self.nothing_changed_since(number, &entry)?;
        if let Some(back) = self.no_longer_said(number) {
            self.corrected.insert(number, self.next);
            self.write(Some(draft), entry.year, back);
            return Ok(());
        }
        let back: Vec<Move> = entry.moves.iter().map(reversed).collect();
        let mut back = self.over_all_parts(back);
        back.extend(self.part_ahead_reversed(&entry));
        back.extend(self.change_ahead_reversed(number, &entry));
        back.extend(self.what_went_ahead_reversed(number, &entry));
        let before = self.pounds.clone();
        let borne = self.borne_of(&back);
        self.corrected.insert(number, self.next);
        self.write(Some(draft), entry.year, back.clone());
        self.go_on_ahead(number, &entry);
        let is_fact = matches!(kind, Some(ActKind::Allocate | ActKind::ReProvide));
        if self.is_met_too_often() || self.is_rested_on(number) || self.is_moved(number) {
            return Err("correction_rests_on");
        }
        self.no_cost_loses_its_release(&back, &before)?;
        self.no_cost_ahead_loses_its_promise(&back, &borne)?;
        self.nothing_rests_on(&back, if is_fact { Grounds::Fact } else { Grounds::Ask })
    }

    /// What is taken back of a promise comes off the part that it was, and off the others of the
    /// same line and origin, the last first, where that has too little left.
    fn over_all_parts(&self, back: Vec<Move>) -> Vec<Move> {
        let mut gone: BTreeMap<Place, Pence> = BTreeMap::new();
        let mut all = Vec::new();
        for it in back {
            let (id, number) = match &it.to {
                Place::Committed(id, number) | Place::Held(id, number) if it.pence < 0 => {
                    (id.clone(), *number)
                }
                _ => {
                    all.push(it);
                    continue;
                }
            };
            let own = self.promises[&id].parts[number].clone();
            let mut parts = self.parts_of(&id, it.year);
            parts.retain(|(part, ..)| part.line == own.line && part.origin == own.origin);
            parts.sort_by_key(|(part, place, _)| (*place != it.to, std::cmp::Reverse(part.turn)));
            let mut left = -it.pence;
            for (_, place, there) in parts {
                let taken = gone.entry(place.clone()).or_default();
                let takes = (there - *taken).max(0).min(left);
                *taken += takes;
                left -= takes;
                if takes != 0 {
                    let (to, pence) = (place, -takes);
                    all.push(Move {
                        to,
                        pence,
                        ..it.clone()
                    });
                }
            }
            if left != 0 {
                let pence = -left;
                all.push(Move { pence, ..it });
            }
        }
        all
    }

    /// Whether what the year ahead bore of a promise is still there.
    fn no_cost_ahead_loses_its_promise(
        &self,
        back: &[Move],
        borne: &BTreeMap<Place, Pence>,
    ) -> Result<(), Code> {
        let kept = back.iter().all(|it| {
            let there = self.pence(&it.line, it.year, &it.to);
            borne.get(&it.to).is_none_or(|borne| *borne <= there)
        });
        kept.then_some(()).ok_or("correction_rests_on")
    }

    /// Whether all that is still drawn is released, where release is taken back.
    fn no_cost_loses_its_release(
        &self,
        back: &[Move],
        before: &BTreeMap<(FinancialYear, Line), Pounds>,
    ) -> Result<(), Code> {
        let mut taken = back
            .iter()
            .filter(|it| it.to == Place::Released && it.pence < 0);
        let kept = taken.all(|it| {
            let spot = (it.year, it.line.clone());
            let used = pence_in(&before[&spot], &Place::Released);
            let used = used.min(cost(&self.pounds[&spot]).max(0));
            used <= self.pence(&it.line, it.year, &Place::Released)
        });
        kept.then_some(()).ok_or("correction_rests_on")
    }

    /// Whether every place but what is free still holds nought or more.
    fn nothing_rests_on(&self, back: &[Move], grounds: Grounds) -> Result<(), Code> {
        let below = back.iter().any(|it| {
            [&it.from, &it.to].into_iter().any(|place| {
                let kept = matches!(
                    place,
                    Place::Earmarked(_) | Place::Held(..) | Place::Committed(..) | Place::Released
                );
                let gone = it.pence < 0 && *place == it.to || it.pence > 0 && *place == it.from;
                let asked = grounds == Grounds::Ask && !self.is_suspense(&it.line.stream);
                let free = *place == Place::Free && asked && gone;
                (kept || free) && self.pence(&it.line, it.year, place) < 0
            })
        });
        if below {
            Err("correction_rests_on")
        } else {
            Ok(())
        }
    }
}

fn reversed(it: &Move) -> Move {
    Move {
        pence: -it.pence,
        ..it.clone()
    }
}

/// Whether an entry of this kind is reversed by one that names it.
/// The year that an entry is of beside those in which it moved money: giving back what falls in the
/// year ahead alone is of no other year, whenever it counts.
fn own_year(entry: &Entry) -> Option<FinancialYear> {
    let kind = entry.draft.as_ref().map(|it| it.act.kind());
    let is_elsewhere = kind == Some(ActKind::Decommit) && !entry.moves.is_empty();
    entry.year.filter(|_| !is_elsewhere)
}

fn is_correctable(kind: ActKind) -> bool {
    !matches!(
        kind,
        ActKind::AddBody
            | ActKind::AddStream
            | ActKind::AdoptBook
            | ActKind::Propose
            | ActKind::Correct
            | ActKind::Redact
            | ActKind::CloseYear
            | ActKind::OpenYear
            | ActKind::Reopen
            | ActKind::Sign
    )
}
