//! Less of one year's allocation, the same again of the next.

use chrono::NaiveDate;
use ringfence::journal::Draft;
use ringfence::journal::act::ReProvide;
use ringfence::noun::{Account, Recurrence};

use super::Model;
use super::date::{Code, Timing};
use super::give::{first_of, from_outside};
use super::pound::pence;
use super::state::own_line;

impl Model {
    pub(crate) fn re_provide(
        &mut self,
        draft: &Draft,
        act: &ReProvide,
        day: NaiveDate,
    ) -> Result<(), Code> {
        self.date(act.year, day, Timing::Notice)?;
        self.alive(&[&act.to], day)?;
        self.known_stream(&act.stream)?;
        let lines = self.askable(&act.to, &act.stream, act.year);
        let (mut taken, short) = first_of(self.free_of(&lines, act.year), pence(act.amount));
        if short > 0 {
            let once = Recurrence::NonRecurrent;
            let new = own_line(&act.to, &act.stream, act.year, once);
            let last = lines.last().cloned().unwrap_or(new);
            taken.push((last, super::Place::Free, short));
        }
        let again = act.year.next();
        let next = own_line(&act.to, &act.stream, again, Recurrence::NonRecurrent);
        let given = Account::ReProvided;
        let mut moves: Vec<_> = taken
            .iter()
            .map(|(line, _, part)| from_outside(line, act.year, given, -part))
            .collect();
        moves.push(from_outside(&next, again, given, pence(act.amount)));
        self.in_range_after(&moves)?;
        self.write(Some(draft), Some(act.year), moves);
        Ok(())
    }
}
