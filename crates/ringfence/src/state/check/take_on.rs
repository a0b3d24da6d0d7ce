//! Taking a line on from another book.

use super::super::Ledger;
use super::super::cell::CellKey;
use super::super::moves::Move;
use super::Case;
use crate::journal::act::TakeOn;
use crate::journal::{ActKind, Rejection, StandsAlready};
use crate::noun::{Account, Recurrence};
use crate::word::Money;

impl Case<'_, '_> {
    pub(crate) fn look_at_taking_on_alone(&mut self, line: &TakeOn) {
        let full_year = line.full_year.unwrap_or(Money::ZERO);
        let sums = [
            ("authority", line.authority),
            ("invoiced", line.invoiced),
            ("released", line.released),
            ("full_year", full_year),
        ];
        for (field, amount) in sums.into_iter().filter(|(_, sum)| sum.is_negative()) {
            self.more_than_nought(field, Some(amount));
        }
        if sums.iter().all(|(_, sum)| sum.is_zero()) {
            self.more_than_nought("authority", Some(Money::ZERO));
        }
        let source = self.draft.text.source.as_deref().unwrap_or_default();
        if source.trim().is_empty() {
            self.missing("source", "a line that is taken on");
        }
        if line.released > line.authority.max(line.invoiced) {
            self.refuse(Rejection::FieldsConflict {
                fields: "released and authority",
                works: "no more is released than there is authority for, or was spent",
            });
        }
        if line.full_year.is_some() && !line.is_base() {
            self.refuse(Rejection::FieldsConflict {
                fields: "full_year and recurrence",
                works: "only recurrent money of the year's own vintage comes again",
            });
        }
    }

    /// A line is taken on before anything else stands there.
    pub(crate) fn look_at_what_is_taken_on(&mut self, line: &TakeOn) {
        self.needs_stream(line.stream.as_str());
        self.needs_body(self.named.body, line.body.as_str());
        let key = Ledger::key_taken_on(line, &self.named);
        let Some(key) = key else { return };
        // Under another rule more may have been kept there: what was posted stands.
        let stands = self.ledger.stands_on(&key);
        if let Some(entry) = stands.filter(|_| !self.is_fact(false)) {
            let place = format!("{}, {}", self.ledger.line_of(&key), key.year);
            let stands = StandsAlready { place, entry };
            self.refuse(Rejection::TakenOnTooLate(stands));
        }
    }

    /// Facts: authority that was given, or kept from the year before; cost and release so far.
    pub(crate) fn look_at_taking_on(&mut self, line: &TakeOn) {
        let Some(key) = Ledger::key_taken_on(line, &self.named) else {
            return;
        };
        let given = if key.vintage == key.year {
            Account::Allocated
        } else {
            Account::RolledIn
        };
        let moves = [
            (given, Account::Available, line.authority),
            (Account::Available, Account::Invoiced, line.invoiced),
            (Account::ReleaseGiven, Account::Released, line.released),
        ];
        // A line without money has its row all the same: it may keep its base.
        let only = usize::from(moves.iter().all(|it| it.2.is_zero()));
        let first = moves.iter().take(only);
        for (from, to, sum) in first.chain(moves.iter().filter(|it| !it.2.is_zero())) {
            self.moves.push(Move::between(key, *from, *to, sum.pence()));
        }
        if line.is_base() {
            let (ledger, named) = (self.ledger, self.named);
            let words = (self.effective, &self.draft.text);
            self.restate_ahead(|notices| notices.extend(ledger.taken_on_of(line, &named, words)));
        }
    }
}

impl Ledger {
    /// The first entry that stands on a line: one that took it on, a letter that gave, or what
    /// else left something on one of its accounts.
    fn stands_on(&self, key: &CellKey) -> Option<u64> {
        let taken_on = self.taken_on_by(key);
        taken_on
            .or_else(|| self.letter_on(key))
            .or_else(|| self.left_on(key))
    }

    fn letter_on(&self, key: &CellKey) -> Option<u64> {
        let line = (key.stream, key.body, key.year, key.recurrence);
        let letters = self.notices.iter().filter(|it| {
            let is_letter = it.virement.is_none() && !it.re_provided && !it.withdrawn;
            let of_line = (it.stream, it.to, it.year, it.recurrence) == line;
            is_letter && of_line && key.vintage == key.year
        });
        letters.map(|it| it.entry).next()
    }

    fn left_on(&self, key: &CellKey) -> Option<u64> {
        let at = self.cells.find(key)?;
        let cell = &self.cells[at];
        let empty = cell.balances.iter().all(|sum| *sum == 0);
        let own = key.vintage == key.year && key.recurrence == Recurrence::Recurrent;
        let line = (key.stream, key.body, key.year);
        let mut brought = self.carried.iter().filter(|_| own);
        let brought = brought.any(|it| (it.stream, it.body, it.year) == line);
        if empty && !brought {
            return None;
        }
        let stands = |entry: &u64| {
            let kind = self.entries[*entry as usize - 1].kind;
            kind != ActKind::Correct && !self.corrected.contains_key(entry)
        };
        let history = self.cells.history(at).into_iter();
        let entries: Vec<u64> = history.map(|moved| u64::from(moved.entry)).collect();
        let first = entries.iter().copied().find(|entry| stands(entry));
        first.or(entries.last().copied())
    }
}
