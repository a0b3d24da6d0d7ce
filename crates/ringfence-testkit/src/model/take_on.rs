//! Lines that are taken on from another book.

use chrono::NaiveDate;
use ringfence::journal::act::TakeOn;
use ringfence::journal::{Act, Draft};
use ringfence::noun::{Account, Line};

use super::date::{Code, Timing};
use super::give::{from_outside, released};
use super::pound::pence;
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
        let vintage = act.vintage.unwrap_or(act.year);
        let line = Line {
            body: act.body.clone(),
            stream: act.stream.clone(),
            vintage,
            recurrence: act.recurrence,
        };
        let is_there = self.standing().any(|(_, entry)| {
            let back = matches!(entry.draft.as_ref().map(|it| &it.act), Some(Act::Correct(_)));
            let mut moves = entry.moves.iter().chain(&entry.restated);
            !back && moves.any(|it| it.line == line && it.year == act.year)
        });
        if is_there || self.ahead.is_some() || !self.closed.is_empty() {
            return Err("taken_on_too_late");
        }
        let account = if vintage == act.year {
            Account::Allocated
        } else {
            Account::RolledIn
        };
        let mut moves = vec![from_outside(&line, act.year, account, pence(act.authority))];
        moves.push(Move {
            line: line.clone(),
            year: act.year,
            from: Place::Free,
            to: Place::Spent,
            pence: pence(act.spent),
        });
        moves.push(released(&line, act.year, pence(act.released)));
        moves.retain(|it| it.pence != 0);
        self.in_range_after(&moves)?;
        self.write(Some(draft), Some(act.year), moves);
        Ok(())
    }
}
