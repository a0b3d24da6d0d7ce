//! Lines that were taken on from another book.

use chrono::NaiveDate;

use super::cell::CellKey;
use super::event::Event;
use super::names::Named;
use super::record::Given;
use super::redaction::unnamed_letter;
use super::{Ledger, Selection};
use crate::journal::act::TakeOn;
use crate::journal::{ActKind, Text};
use crate::noun::Line;
use crate::word::FinancialYear;

impl Ledger {
    /// The line that an act takes on, where its names are known.
    pub(crate) fn key_taken_on(line: &TakeOn, named: &Named) -> Option<CellKey> {
        let (body, stream) = named.body.zip(named.stream)?;
        Some(CellKey {
            body,
            stream,
            year: line.year,
            vintage: line.vintage(),
            recurrence: line.recurrence,
        })
    }

    pub(crate) fn register_taken_on(&mut self, line: &TakeOn, event: &Event<'_>, number: u64) {
        let Some(key) = Ledger::key_taken_on(line, &event.named) else {
            return;
        };
        self.taken_on.entry(key).or_default().push(number);
        let words = (event.effective, event.text());
        if let Some(given) = taken_on_as_given(line, key, words, number) {
            self.remember_notice(given);
        }
    }

    /// What an act gives beside the notices, once it is posted.
    pub(crate) fn taken_on_of(
        &self,
        line: &TakeOn,
        named: &Named,
        words: (NaiveDate, &Text),
    ) -> Option<Given> {
        let key = Ledger::key_taken_on(line, named)?;
        taken_on_as_given(line, key, words, self.head.entry + 1)
    }

    /// The entry that took a line on and stands.
    pub(crate) fn taken_on_by(&self, key: &CellKey) -> Option<u64> {
        let entries = self.taken_on.get(key)?;
        let stands = |entry: &&u64| !self.corrected.contains_key(entry);
        entries.iter().find(stands).copied()
    }

    /// Whether an entry took a line on.
    pub(crate) fn takes_on(&self, entry: u64) -> bool {
        self.entries[entry as usize - 1].kind == ActKind::TakeOn
    }

    /// The day of the balances from which a line was taken on, as far as a selection asks for it.
    pub(crate) fn taken_on_at(
        &self,
        line: &Line,
        year: FinancialYear,
        of: &Selection,
    ) -> Option<NaiveDate> {
        if self.taken_on.is_empty() {
            return None;
        }
        let key = CellKey {
            body: self.bodies.find(&line.body)?,
            stream: self.streams.find(&line.stream)?,
            year,
            vintage: line.vintage,
            recurrence: line.recurrence,
        };
        let last = self.last_known(of);
        let mut entries = self.taken_on.get(&key)?.iter().copied();
        let entry = entries.find(|entry| self.counted(*entry, of.as_at, last))?;
        Some(self.effective_of(entry))
    }
}

/// Money of the year's own vintage stands among what notices gave. What recurs is the whole that
/// recurs on its line, as an opening notice says it: what earlier years brought is in it.
fn taken_on_as_given(
    line: &TakeOn,
    key: CellKey,
    (effective, text): (NaiveDate, &Text),
    entry: u64,
) -> Option<Given> {
    if line.vintage() != line.year {
        return None;
    }
    let notice = text.notice.clone();
    Some(Given {
        entry,
        effective,
        stream: key.stream,
        from: None,
        to: key.body,
        year: line.year,
        amount: line.authority,
        full_year: line.full_year.unwrap_or(line.authority),
        recurrence: line.recurrence,
        opening: line.is_base(),
        stated: None,
        notice: notice.unwrap_or_else(|| unnamed_letter(ActKind::TakeOn, effective)),
        dated: text.dated.clone(),
        source: text.source.clone(),
        note: text.note.clone(),
        virement: None,
        re_provided: false,
        confirms: None,
        withdrawn: false,
    })
}
