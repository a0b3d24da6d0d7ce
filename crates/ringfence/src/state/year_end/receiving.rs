//! The line of the next year that has what is rolled over.

use super::item::Item;
use crate::law::{Destination, DisposalPart, NamedLine};
use crate::state::Ledger;
use crate::state::cell::CellKey;

impl Ledger {
    /// The line of the next year that receives a part; or what of it is not there.
    pub(super) fn receiving(&self, item: &Item, part: &DisposalPart) -> Result<CellKey, String> {
        let year = item.cell.year.next();
        let next = CellKey { year, ..item.cell };
        let Some(Destination::Line(named)) = &part.to else {
            return Ok(next);
        };
        let NamedLine {
            body,
            stream,
            recurrence,
        } = named.as_ref();
        let first = self.calendar().first_day(year);
        let body = match body {
            None => next.body,
            Some(id) => {
                let known = self.bodies.find(id);
                let there = |at: &_| self.bodies[*at].until.is_none_or(|last| first <= last);
                known
                    .filter(there)
                    .ok_or_else(|| format!("the body {id} on {first}"))?
            }
        };
        let stream = match stream {
            None => next.stream,
            Some(id) => {
                let known = self.streams.find(id);
                known.ok_or_else(|| format!("the stream {id}"))?
            }
        };
        Ok(CellKey {
            body,
            stream,
            recurrence: recurrence.unwrap_or(next.recurrence),
            ..next
        })
    }
}
