//! How far from nought a sum may stand.

use std::collections::BTreeMap;

use ringfence::journal::Draft;
use ringfence::noun::Line;
use ringfence::word::{FinancialYear, Money};

use super::date::Code;
use super::pound::{Pounds, carry_out, pence, pence_where};
use super::{Model, Move, Pence, Place};

/// No state of a line stands further from nought: a 32nd of 9,999,999,999,999,999.99 pounds, in
/// pence, and what is left over is dropped.
const FURTHEST: Pence = 31_249_999_999_999_999;

const CODE: Code = "money_out_of_range";

impl Model {
    /// Whether all that an entry moved still stands in range.
    pub(crate) fn entry_in_range(&self, number: u64) -> Result<(), Code> {
        let Some(entry) = self.entries.get(&number) else {
            return Ok(());
        };
        let touched = entry.moves.iter().chain(&entry.restated);
        let mut touched = touched.map(|it| &self.pounds[&(it.year, it.line.clone())]);
        touched.all(stands_in_range).then_some(()).ok_or(CODE)
    }

    /// Whether all that moves would touch stands in range after them: said before what there is
    /// to take is looked at.
    pub(crate) fn in_range_after(&self, moves: &[Move]) -> Result<(), Code> {
        let mut after: BTreeMap<(FinancialYear, &Line), Pounds> = BTreeMap::new();
        for it in moves {
            let before = || self.pounds.get(&(it.year, it.line.clone())).cloned();
            let spot = after.entry((it.year, &it.line));
            carry_out(it, spot.or_insert_with(|| before().unwrap_or_default()));
        }
        let in_range = after.values().all(stands_in_range);
        in_range.then_some(()).ok_or(CODE)
    }

    /// The same of moves that restate the year ahead, too.
    pub(crate) fn in_range_once_written(
        &self,
        draft: &Draft,
        year: FinancialYear,
        moves: &[Move],
    ) -> Result<(), Code> {
        let mut after = self.clone();
        let number = after.next;
        after.write(Some(draft), Some(year), moves.to_vec());
        after.restate_ahead(number);
        after.recall_release(number);
        after.entry_in_range(number)
    }

    /// Whether every line of every year stands in range.
    pub(crate) fn in_range(&self) -> Result<(), Code> {
        let in_range = self.pounds.values().all(stands_in_range);
        in_range.then_some(()).ok_or(CODE)
    }
}

/// Whether a sum that comes again every year is one that a line can hold.
pub(crate) fn yearly_in_range(sum: Money) -> Result<(), Code> {
    (pence(sum).abs() <= FURTHEST).then_some(()).ok_or(CODE)
}

fn stands_in_range(pounds: &Pounds) -> bool {
    pounds.keys().all(|place| {
        let together = pence_where(pounds, |other| is_one_state(place, other));
        together.abs() <= FURTHEST
    })
}

/// Whether people see two places as one sum: all earmarks, all holds, all commitments.
fn is_one_state(one: &Place, other: &Place) -> bool {
    match (one, other) {
        (Place::Outside(one), Place::Outside(other)) => one == other,
        (Place::Spent | Place::Credited(..), Place::Spent | Place::Credited(..)) => true,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
