//! What counts to a floor or cap, kept as entries come.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::cell::Cell;
use super::index::At;
use super::moved::Moved;
use super::record::Promise;
use super::term::{SetTerm, TermStep};
use crate::noun::{Account, Recurrence};

/// What was spent on the purposes of a term by its day, and what is committed for them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Counted {
    pub(crate) spent: i128,
    /// What is open of commitments of which no day is known.
    pub(crate) open: i128,
    /// What is open and spent of recurrent ones, whose months fall by days.
    pub(crate) recurrent: BTreeMap<At<Promise>, (i128, i128)>,
}

impl Ledger {
    /// What counts of all the lines inside a term, movement by movement, as far as it counted on
    /// a day.
    pub(crate) fn all_that_counts(
        &self,
        term: &SetTerm,
        step: &TermStep,
        day: Option<NaiveDate>,
    ) -> Counted {
        let mut counted = Counted::default();
        let inside = |cell: &Cell| self.is_inside(&cell.key, term, step);
        for (at, _) in self.cells.iter().filter(|(_, cell)| inside(cell)) {
            let by_then =
                |moved: &Moved| day.is_none_or(|day| self.effective_of(moved.entry.into()) <= day);
            let history = self.cells.history(at).into_iter();
            for moved in history.filter(|moved| by_then(moved)) {
                self.count(step, moved, &mut counted);
            }
        }
        counted
    }

    fn count(&self, step: &TermStep, moved: &Moved, counted: &mut Counted) {
        let entry = u64::from(moved.entry);
        let moved = self.cells.as_move(moved);
        if !step.is_for(self.purpose_behind(&moved, entry)) {
            return;
        }
        let cost = i128::from(moved.cost());
        if step.is_in_time(self.effective_of(entry)) {
            counted.spent += cost;
        }
        let Some(promise) = moved.promise else { return };
        let open = i128::from(moved.change_of(Account::Committed));
        match self.promises[promise].recurrence {
            Recurrence::NonRecurrent => counted.open += open,
            Recurrence::Recurrent => {
                let of = counted.recurrent.entry(promise).or_default();
                *of = (of.0 + open, of.1 + cost);
            }
        }
    }

    /// Adds what an entry moved to the terms that it meets, so that no ask counts it again.
    pub(crate) fn count_to_terms(&mut self, entry: u64) {
        if self.terms.len() == 0 {
            return;
        }
        let first = self.entries[entry as usize - 1].first_move as usize;
        for moved in first..self.cells.moved.len() {
            let moved = self.cells.moved[moved];
            let key = self.cells.as_move(&moved).cell;
            for place in 0..self.streams[key.stream].terms.len() {
                let at = self.streams[key.stream].terms[place];
                for step in 0..self.terms[at].steps.len() {
                    let term = &self.terms[at];
                    let of = &term.steps[step];
                    if of.counts_all() || !self.is_inside(&key, term, of) {
                        continue;
                    }
                    let mut counted = std::mem::take(&mut self.terms[at].steps[step].counted);
                    self.count(&self.terms[at].steps[step], &moved, &mut counted);
                    self.terms[at].steps[step].counted = counted;
                }
            }
        }
    }
}
