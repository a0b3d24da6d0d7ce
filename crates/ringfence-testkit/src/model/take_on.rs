//! Lines that are taken on from another book.

use chrono::NaiveDate;
use ringfence::journal::act::TakeOn;
use ringfence::journal::{Act, Draft};
use ringfence::noun::{Account, BodyId, Line, Position, Recurrence, StreamId};
use ringfence::word::{FinancialYear, Money};

use super::date::{Code, Timing};
use super::give::{from_outside, released};
use super::pound::{pence, position};
use super::range::yearly_in_range;
use super::{Model, Move, Place};

impl Model {
    pub(crate) fn take_on(
        &mut self,
        draft: &Draft,
        act: &TakeOn,
        day: NaiveDate,
    ) -> Result<(), Code> {
        self.date(act.year, day, Timing::Ask)?;
        self.alive(&[&act.body], day)?;
        self.known_stream(&act.stream)?;
        let line = line_of(act);
        if self.stands_on(&line, act.year) {
            return Err("taken_on_too_late");
        }
        act.full_year.map_or(Ok(()), yearly_in_range)?;
        let account = if line.vintage == act.year {
            Account::Allocated
        } else {
            Account::RolledIn
        };
        let given = from_outside(&line, act.year, account, pence(act.authority));
        let mut moves = vec![
            Move {
                line: line.clone(),
                year: act.year,
                from: Place::Free,
                to: Place::Spent,
                pence: pence(act.invoiced),
            },
            released(&line, act.year, pence(act.released)),
        ];
        moves.retain(|it| it.pence != 0);
        moves.insert(0, given);
        self.write(Some(draft), Some(act.year), moves);
        Ok(())
    }

    /// Whether a line was given something by a letter, taken on, or has anything left.
    fn stands_on(&self, line: &Line, year: FinancialYear) -> bool {
        let said = self.acts().any(|(_, _, act)| match act {
            Act::TakeOn(it) => it.year == year && line_of(it) == *line,
            Act::Allocate(it) => {
                let own = it.year == year && line.vintage == year;
                let whose = it.to == line.body && it.stream == line.stream;
                own && whose && it.recurrence == line.recurrence
            }
            _ => false,
        });
        let pounds = self.pounds.get(&(year, line.clone()));
        let left = pounds.is_some_and(|it| position(it) != Position::default());
        let own = line.vintage == year && line.recurrence == Recurrence::Recurrent;
        let mut brought = self.brought.get(&year).into_iter().flatten();
        let brought = brought.any(|side| {
            let whose = side.body == line.body && side.stream == line.stream;
            whose && side.account != Account::PassedDown
        });
        said || left || own && brought
    }
}

/// What an act says that recurs on a line as a whole: to whom, of which stream, for which year.
pub(crate) fn whole_base(act: &Act) -> Option<(&BodyId, &StreamId, FinancialYear)> {
    match act {
        Act::Allocate(it) if it.opening => Some((&it.to, &it.stream, it.year)),
        Act::TakeOn(it) if is_base(it) => Some((&it.body, &it.stream, it.year)),
        _ => None,
    }
}

/// Whether what was taken on comes again.
pub(crate) fn is_base(act: &TakeOn) -> bool {
    let own = act.vintage.is_none_or(|vintage| vintage == act.year);
    own && act.recurrence == Recurrence::Recurrent
}

/// Its sums that must be more than nought: those below it, and nought where there is nothing.
pub(crate) fn sums_taken_on(act: &TakeOn) -> Vec<Money> {
    let mut sums = vec![act.authority, act.invoiced, act.released];
    sums.extend(act.full_year);
    if sums.iter().all(|sum| sum.is_zero()) {
        return sums;
    }
    sums.retain(|sum| sum.is_negative());
    sums
}

/// Whether its fields exclude each other.
pub(crate) fn take_on_conflicts(act: &TakeOn) -> bool {
    let later = act.vintage.is_some_and(|vintage| act.year < vintage);
    let most = act.authority.max(act.invoiced);
    later || most < act.released || act.full_year.is_some() && !is_base(act)
}

fn line_of(act: &TakeOn) -> Line {
    Line {
        body: act.body.clone(),
        stream: act.stream.clone(),
        vintage: act.vintage.unwrap_or(act.year),
        recurrence: act.recurrence,
    }
}
