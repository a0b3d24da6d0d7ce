//! Taking a line on from another book.

use super::super::cell::CellKey;
use super::super::moves::Move;
use super::Case;
use crate::journal::act::TakeOn;
use crate::journal::{ActKind, Rejection};
use crate::noun::Account;
use crate::word::Money;

impl Case<'_, '_> {
    pub(crate) fn look_at_taking_on_alone(&mut self, line: &TakeOn) {
        let sums = [
            ("authority", line.authority),
            ("spent", line.spent),
            ("released", line.released),
        ];
        for (field, amount) in sums.into_iter().filter(|(_, sum)| sum.is_negative()) {
            self.more_than_nought(field, Some(amount));
        }
        if line.authority.is_zero() && line.spent.is_zero() {
            self.more_than_nought("authority", Some(Money::ZERO));
        }
        let source = self.draft.text.source.as_deref().unwrap_or_default();
        if source.trim().is_empty() {
            self.missing("source", "a line that is taken on");
        }
        if line.released > line.authority {
            self.refuse(Rejection::FieldsConflict {
                fields: "released and authority",
                works: "no more is released than there is authority for",
            });
        }
        if line.full_year.is_some() && !line.is_base() {
            self.refuse(Rejection::FieldsConflict {
                fields: "full_year and recurrence",
                works: "only recurrent money of the year's own vintage comes again",
            });
        }
    }

    /// A line is taken on before anything else is posted there, and before another year follows.
    pub(crate) fn look_at_what_is_taken_on(&mut self, line: &TakeOn) {
        self.needs_stream(line.stream.as_str());
        self.needs_body(self.named.body, line.body.as_str());
        let Some(key) = self.key_taken_on(line) else {
            return;
        };
        let ledger = self.ledger;
        let closed = ledger.closes.first().map(|close| close.entry);
        let opened = || {
            let opens = |kind: ActKind| kind == ActKind::OpenYear;
            let place = ledger.entries.iter().position(|it| opens(it.kind))?;
            Some(place as u64 + 1)
        };
        let followed = closed.or_else(|| ledger.ahead.and_then(|_| opened()));
        if let Some(entry) = followed.or_else(|| self.first_that_stands(&key)) {
            let place = ledger.line_of(&key).to_string();
            self.refuse(Rejection::TakenOnTooLate { place, entry });
        }
    }

    /// Facts: authority given, or kept from the year before; cost to date; release to date.
    pub(crate) fn look_at_taking_on(&mut self, line: &TakeOn) {
        let Some(key) = self.key_taken_on(line) else {
            return;
        };
        let given = if key.vintage == key.year {
            Account::Allocated
        } else {
            Account::RolledIn
        };
        let moves = [
            (given, Account::Available, line.authority),
            (Account::Available, Account::Invoiced, line.spent),
            (Account::ReleaseGiven, Account::Released, line.released),
        ];
        for (from, to, sum) in moves.into_iter().filter(|it| !it.2.is_zero()) {
            self.moves.push(Move::between(key, from, to, sum.pence()));
        }
    }

    fn key_taken_on(&self, line: &TakeOn) -> Option<CellKey> {
        let (body, stream) = self.named.body.zip(self.named.stream)?;
        Some(CellKey {
            body,
            stream,
            year: line.year,
            vintage: line.vintage(),
            recurrence: line.recurrence,
        })
    }

    /// The first entry on a line that was not reversed.
    fn first_that_stands(&self, key: &CellKey) -> Option<u64> {
        let ledger = self.ledger;
        let at = ledger.cells.find(key)?;
        let stands = |entry: &u64| {
            let is_back = ledger.entries[*entry as usize - 1].kind == ActKind::Correct;
            !is_back && ledger.stood(*entry, None)
        };
        let history = ledger.cells.history(at).into_iter();
        history.map(|moved| u64::from(moved.entry)).find(stands)
    }
}
