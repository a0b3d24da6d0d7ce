//! What is expected, and what letters make of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::act::{Allocate, Anticipate};
use ringfence::journal::{Act, Draft};
use ringfence::word::{FinancialYear, Money};

use super::date::{Code, Timing};
use super::pound::{money, pence};
use super::{Model, Pence};

/// What became of a sum that was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// For which year.
    pub year: FinancialYear,
    /// What letters brought of it.
    pub confirmed: Money,
    /// What they have not brought.
    pub open: Money,
    /// Whether its year is over.
    pub over: bool,
}

impl Model {
    pub(crate) fn anticipate(
        &mut self,
        draft: &Draft,
        act: &Anticipate,
        day: NaiveDate,
    ) -> Result<(), Code> {
        self.date(act.year, day, Timing::Notice)?;
        self.alive(&[&act.body], day)?;
        self.known_stream(&act.stream)?;
        let ever = self.entries.values().filter_map(|it| it.draft.as_ref());
        let mut named = ever.filter(|it| matches!(&it.act, Act::Anticipate(it) if it.id == act.id));
        if named.next().is_some() {
            return Err("id_taken");
        }
        self.write(Some(draft), Some(act.year), Vec::new());
        Ok(())
    }

    /// Sums that were expected, taken back ones apart.
    pub(crate) fn anticipated(&self) -> impl Iterator<Item = &Anticipate> {
        self.acts().filter_map(|(_, _, act)| match act {
            Act::Anticipate(it) => Some(it),
            _ => None,
        })
    }

    /// Whether somebody expects what a letter says that it brings.
    pub(crate) fn is_expected(&self, act: &Allocate) -> Result<(), Code> {
        let Some(id) = &act.confirms else {
            return Ok(());
        };
        let known = self.anticipated().any(|it| it.id == *id);
        known.then_some(()).ok_or("unknown_anticipated")
    }

    /// Whether a letter is of the same stream, receiver, year and recurrence.
    pub(crate) fn is_as_expected(&self, act: &Allocate) -> Result<(), Code> {
        let Some(id) = &act.confirms else {
            return Ok(());
        };
        let fits = self.anticipated().any(|it| {
            let place = (&it.stream, &it.body) == (&act.stream, &act.to);
            it.id == *id && place && (it.year, it.recurrence) == (act.year, act.recurrence)
        });
        fits.then_some(()).ok_or("does_not_match")
    }

    /// Whether no letter brings what an entry expected.
    pub(crate) fn nothing_confirms(&self, number: u64) -> Result<(), Code> {
        let entry = self.entries.get(&number).and_then(|it| it.draft.as_ref());
        let Some(Act::Anticipate(act)) = entry.map(|it| &it.act) else {
            return Ok(());
        };
        if self.letters_for(act).is_empty() {
            Ok(())
        } else {
            Err("correction_rests_on")
        }
    }

    fn letters_for(&self, act: &Anticipate) -> Vec<Pence> {
        let brought = self.acts().filter_map(|(_, _, it)| match it {
            Act::Allocate(it) if it.confirms.as_ref() == Some(&act.id) => Some(pence(it.amount)),
            _ => None,
        });
        brought.collect()
    }

    /// What became of every sum that was expected, by its id.
    pub fn expected(&self) -> BTreeMap<String, Expected> {
        let mut all = BTreeMap::new();
        for act in self.anticipated() {
            let sum = pence(act.amount);
            let brought: Pence = self.letters_for(act).into_iter().sum();
            let open = (sum - brought).max(0).min(sum);
            let expected = Expected {
                year: act.year,
                confirmed: money(brought),
                open: money(open),
                over: self.closed.contains(&act.year),
            };
            all.insert(act.id.to_string(), expected);
        }
        all
    }
}
