//! The lines that a duty reads: those of the body that is tested and of all that it answers for,
//! as they stood before their year was closed.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Balances, Cell, CellKey};
use super::index::At;
use super::record::{Body, Stream};
use super::year_end::{sums_of_balances, within};
use super::{Ledger, Selection};
use crate::journal::act::Unrecorded;
use crate::law::{Fact, FactError, FactName, FactSet, Facts, Group, Record, RuleBook, Scope};
use crate::noun::{Account, Recurrence, Wording};
use crate::word::FinancialYear;

/// What a line came to, and by which entries.
struct LineSums {
    /// Each sum of a scope, in their order.
    pence: [i128; Scope::SUMS],
    entries: [Vec<u64>; Scope::SUMS],
}

/// A line in a year, or what a mark says of one that is not there.
struct Row {
    body: At<Body>,
    stream: At<Stream>,
    vintage: FinancialYear,
    recurrence: Option<Recurrence>,
    sums: LineSums,
    allocation_unknown: bool,
    spend_unknown: bool,
}

/// What sources are silent on, by body and stream.
type Marked = BTreeMap<(At<Body>, At<Stream>), Vec<Unrecorded>>;

impl Ledger {
    /// Adds a record of each line that the duties of a book look at, in the order of year, body,
    /// stream, vintage and recurrence. Of a selection it reads `as_at` and `as_known`.
    pub(super) fn add_lines_of_duties(
        &self,
        facts: &mut Facts,
        book: &RuleBook,
        (at, year): (At<Body>, FinancialYear),
        of: &Selection,
    ) -> Result<(), FactError> {
        let Some(read) = book.lines_read(year) else {
            return Ok(());
        };
        for year in read.years {
            for row in self.rows_of_duty(at, year, of, &read.wants) {
                facts.add(self.line_record(&row, year)?);
            }
        }
        Ok(())
    }

    fn rows_of_duty(
        &self,
        at: At<Body>,
        year: FinancialYear,
        of: &Selection,
        wants: &FactSet,
    ) -> Vec<Row> {
        let last_known = self.last_known(of);
        let its = &self.bodies[at].id;
        let answered = self
            .bodies
            .iter()
            .filter(|(other, body)| *other == at || self.accountable_read(&body.id, year) == *its);
        let answered: BTreeSet<At<Body>> = answered.map(|(other, _)| other).collect();
        let unrecorded = self.unrecorded_of(&answered, year, last_known);
        let settled = self.settled_by(year);
        let mut rows = Vec::new();
        for (cell, line) in self.cells.iter() {
            let CellKey { body, stream, .. } = line.key;
            let is_read = line.key.year == year && answered.contains(&body);
            if !is_read || !self.is_known(cell, last_known) {
                continue;
            }
            let marks = unrecorded.get(&(body, stream));
            let has = |what: Unrecorded| marks.is_some_and(|all| all.contains(&what));
            rows.push(Row {
                body,
                stream,
                vintage: line.key.vintage,
                recurrence: Some(line.key.recurrence),
                sums: self.sums_before(cell, (of, last_known), &settled, wants),
                allocation_unknown: line.key.vintage == year && has(Unrecorded::Allocation),
                spend_unknown: has(Unrecorded::Spend),
            });
        }
        add_marked(&mut rows, &unrecorded, year);
        rows.sort_by_key(|row| {
            let [body, stream] = [
                self.bodies[row.body].id.as_str(),
                self.streams[row.stream].id.as_str(),
            ];
            (body, stream, row.vintage, row.recurrence)
        });
        rows
    }

    /// What sources are silent on, by body and stream.
    fn unrecorded_of(
        &self,
        bodies: &BTreeSet<At<Body>>,
        year: FinancialYear,
        last_known: Option<u64>,
    ) -> Marked {
        let mut all = Marked::new();
        let stands = self.marks.iter().filter(|mark| {
            let is_its = mark.year == year && bodies.contains(&mark.body);
            is_its && self.stood(mark.entry, last_known)
        });
        for mark in stands {
            let of = all.entry((mark.body, mark.stream)).or_default();
            of.push(mark.what);
        }
        all
    }

    /// The entries that closed a year, and those that opened it again.
    fn settled_by(&self, year: FinancialYear) -> BTreeSet<u64> {
        let closes = self.closes.iter().filter(|it| it.year == year);
        let reopened = self.reopened.iter().filter(|it| it.year == year);
        let both = reopened.flat_map(|it| [it.close, it.entry]);
        closes.map(|it| it.entry).chain(both).collect()
    }

    /// What a line came to without what closing its year moved.
    fn sums_before(
        &self,
        at: At<Cell>,
        (of, last_known): (&Selection, Option<u64>),
        settled: &BTreeSet<u64>,
        wants: &FactSet,
    ) -> LineSums {
        let mut sums = LineSums::none();
        let mut balances: Balances = [0; Account::COUNT];
        for moved in self.cells.history(at) {
            let entry = u64::from(moved.entry);
            let counts = last_known.is_none_or(|last| entry <= last)
                && of.as_at.is_none_or(|day| self.effective_of(entry) <= day)
                && !settled.contains(&entry);
            if !counts {
                continue;
            }
            let moved = self.cells.as_move(moved);
            let mut alone: Balances = [0; Account::COUNT];
            alone[moved.from.place()] -= moved.amount;
            alone[moved.to.place()] += moved.amount;
            for (sum, more) in balances.iter_mut().zip(alone) {
                *sum = sum.saturating_add(more);
            }
            sums.note(entry, &alone, wants);
        }
        sums.pence = sums_of_balances(&balances);
        sums
    }

    fn line_record(&self, row: &Row, year: FinancialYear) -> Result<Record, FactError> {
        let (body, stream) = (&self.bodies[row.body], &self.streams[row.stream]);
        let recurrence = row.recurrence.map(Recurrence::word);
        let mut record = Record::new(Group::Ledger);
        record
            .set(FactName::LedgerYear, year, &[])?
            .set(FactName::LedgerBody, &body.id, &[body.entry])?
            .set(FactName::LedgerKind, body.kind.word(), &[body.entry])?
            .set(FactName::LedgerStream, &stream.id, &[stream.entry])?
            .set(FactName::LedgerVintage, row.vintage, &[])?
            .set(
                FactName::LedgerRecurrence,
                recurrence.map_or(Fact::Unknown, Fact::from),
                &[],
            )?;
        let sums = Scope::of_ledger()
            .zip(row.sums.pence)
            .zip(&row.sums.entries);
        for ((name, pence), entries) in sums {
            let known = !row.leaves_unknown(name, pence);
            let sum = if known {
                Fact::from(within(pence))
            } else {
                Fact::Unknown
            };
            record.set(name, sum, entries)?;
        }
        Ok(record)
    }
}

/// Adds what a mark says of a line that is not there.
fn add_marked(rows: &mut Vec<Row>, marked: &Marked, year: FinancialYear) {
    for ((body, stream), marks) in marked {
        let shows = |row: &Row| (row.body, row.stream) == (*body, *stream);
        let own = |row: &Row| shows(row) && row.vintage == year;
        let allocation = marks.contains(&Unrecorded::Allocation) && !rows.iter().any(own);
        let spend = marks.contains(&Unrecorded::Spend) && !rows.iter().any(shows);
        if allocation || spend {
            rows.push(Row {
                body: *body,
                stream: *stream,
                vintage: year,
                recurrence: None,
                sums: LineSums::none(),
                allocation_unknown: allocation,
                spend_unknown: spend,
            });
        }
    }
}

impl LineSums {
    fn none() -> LineSums {
        LineSums {
            pence: [0; Scope::SUMS],
            entries: std::array::from_fn(|_| Vec::new()),
        }
    }

    /// Remembers an entry with each sum that it moved and that is looked at.
    fn note(&mut self, entry: u64, alone: &Balances, wants: &FactSet) {
        let moved = sums_of_balances(alone);
        let each = Scope::of_ledger().zip(moved).zip(&mut self.entries);
        for ((name, sum), entries) in each {
            if sum != 0 && wants.has(name) && entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
    }
}

impl Row {
    /// Whether a sum rests on what a source does not record.
    fn leaves_unknown(&self, name: FactName, pence: i128) -> bool {
        match name {
            FactName::LedgerAllocated
            | FactName::LedgerNetAllocated
            | FactName::LedgerAuthority => self.allocation_unknown,
            FactName::LedgerAvailable | FactName::LedgerUnspent => {
                self.allocation_unknown || self.spend_unknown
            }
            FactName::LedgerSpent | FactName::LedgerDrawn => self.spend_unknown,
            // Spend takes from these, where there is any.
            FactName::LedgerEarmarked | FactName::LedgerCommitted => {
                self.spend_unknown && pence != 0
            }
            _ => false,
        }
    }
}
