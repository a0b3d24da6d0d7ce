//! A year's allocation as boards list it: confirmed and anticipated, recurrent and not.

use std::collections::BTreeMap;

use super::profile::out_of_range;
use super::question::anticipated_open;
use super::{Cell, ColumnKind, Table};
use crate::journal::act::Unrecorded;
use crate::journal::{ActKind, Refusals};
use crate::noun::{BodyId, Recurrence, StreamId};
use crate::state::{Ledger, Selection};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 11] = [
    ("body", ColumnKind::Text),
    ("body_name", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("confirmed_recurrent", ColumnKind::Money),
    ("confirmed_non_recurrent", ColumnKind::Money),
    ("re_provided", ColumnKind::Money),
    ("confirmed", ColumnKind::Money),
    ("anticipated_recurrent", ColumnKind::Money),
    ("anticipated_non_recurrent", ColumnKind::Money),
    ("total", ColumnKind::Money),
    ("letters", ColumnKind::Text),
];

/// What each body is allocated of each stream in a year, and what it still expects: a row for
/// each body and stream, in their order.
///
/// *Confirmed* is what a line of the year is allocated, by letters, by a base brought forward or by
/// what is passed down, and what is re-provided; it agrees with `allocated` and `re_provided` of
/// [`positions`](super::positions). *Anticipated* is what is still open of anticipated sums, and
/// no money; what ended with its year, or was corrected, is none any more. `letters` names the
/// notices, in the order of the journal.
///
/// An allocation that is not recorded leaves its confirmed sums and the total *not recorded*.
/// There is no row for all: what a body passes down stands in the rows of its receivers again.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let (ledger, all) = (Ledger::new(Header::new("GBP")?), Selection::default());
/// let table = ringfence::view::allocation_schedule(&ledger, "2025-26".parse()?, &all)?;
/// assert_eq!(table.title, "Allocation schedule, 2025-26");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Of a selection it reads body, stream, `parts` and `as_at`.
///
/// # Errors
/// `unknown_body`, `unknown_stream`, `money_out_of_range`.
pub fn allocation_schedule(
    ledger: &Ledger,
    year: FinancialYear,
    of: &Selection,
) -> Result<Table, Refusals> {
    let of = Selection {
        body: of.body.clone(),
        stream: of.stream.clone(),
        parts: of.parts,
        year: Some(year),
        as_at: of.as_at,
        ..Selection::default()
    };
    let mut table = Table::new(format!("Allocation schedule, {year}"), &COLUMNS);
    let rows = rows(ledger, year, &of)?;
    let mut passed_down = false;
    for ((body, stream), row) in &rows {
        passed_down |= row.passed_down;
        let cells = row.cells().ok_or_else(|| {
            let place = format!("{body}/{stream} in {year}");
            out_of_range(&place)
        })?;
        let named = [body.as_str(), ledger.body_name_read(body), stream.as_str()];
        let letters: Vec<&str> = row.letters.iter().map(String::as_str).collect();
        let words = named.map(Cell::words).into_iter().chain(cells);
        table.add(words.chain([Cell::said(&letters.join("; "))]).collect());
    }
    if rows.values().any(|row| row.is_expected()) {
        table.note("What is anticipated is no money: none of it may be promised or spent.");
    }
    if passed_down {
        table.note(
            "What a body passes down stands in its own row, and in the row of its receiver again.",
        );
    }
    if let Some(day) = of.as_at {
        table.note(format!(
            "As it stood at the end of {day}, by the day on which each entry counts."
        ));
    }
    Ok(table)
}

/// What a body is given of a stream, and what it expects, in pence.
#[derive(Default)]
struct Row {
    confirmed: [i128; 2],
    re_provided: i128,
    anticipated: [i128; 2],
    letters: Vec<String>,
    unknown: bool,
    passed_down: bool,
}

fn rows(
    ledger: &Ledger,
    year: FinancialYear,
    of: &Selection,
) -> Result<BTreeMap<(BodyId, StreamId), Row>, Refusals> {
    let mut rows: BTreeMap<(BodyId, StreamId), Row> = BTreeMap::new();
    let is_about = |body: &BodyId, stream: &StreamId| {
        of.body.as_ref().is_none_or(|it| it == body) && ledger.is_chosen_stream(of, stream)
    };
    let given = letters(ledger, year, of);
    for at in ledger.positions(of)? {
        let (line, sums) = (&at.line, &at.position);
        let place = (line.body.clone(), line.stream.clone());
        let letters = given.get(&place);
        if letters.is_none() && sums.allocated.is_zero() && sums.re_provided.is_zero() {
            continue;
        }
        let row = rows.entry(place).or_default();
        row.confirmed[side(line.recurrence)] += i128::from(sums.allocated.pence());
        row.re_provided += i128::from(sums.re_provided.pence());
        row.passed_down |= !sums.passed_down.is_zero();
        row.letters = letters.cloned().unwrap_or_default();
    }
    for it in ledger.anticipated_read() {
        let open = anticipated_open(ledger, &it, of.as_at);
        if let Some(open) = open.filter(|_| it.year == year && is_about(it.body, it.stream)) {
            let row = rows.entry((it.body.clone(), it.stream.clone()));
            row.or_default().anticipated[side(it.recurrence)] += i128::from(open);
        }
    }
    for mark in ledger.marks_read() {
        let stands = mark.corrected_by.is_none() && mark.what == Unrecorded::Allocation;
        if stands && mark.year == year && is_about(mark.body, mark.stream) {
            let row = rows.entry((mark.body.clone(), mark.stream.clone()));
            row.or_default().unknown = true;
        }
    }
    Ok(rows)
}

/// The names of what gave to each body and stream, each once, in the order of the journal.
fn letters(
    ledger: &Ledger,
    year: FinancialYear,
    of: &Selection,
) -> BTreeMap<(BodyId, StreamId), Vec<String>> {
    let counts = |entry| ledger.counts_on(entry, of.as_at);
    let mut notices = ledger.notices_read();
    notices.retain(|it| it.year == year && it.virement.is_none() && counts(it.entry));
    let mut names = Vec::new();
    for it in &notices {
        let name = match it.corrected_by {
            Some(entry) if counts(entry) => "",
            _ => it.notice,
        };
        names.push((it.entry, it.to.clone(), it.stream.clone(), name));
    }
    for it in ledger.given_read(year, of.as_at) {
        let name = match it.kind {
            ActKind::OpenYear => "base brought forward",
            ActKind::EndBody => "base taken over",
            _ => "",
        };
        names.push((it.entry, it.line.body, it.line.stream, name));
    }
    names.sort_by_key(|(entry, ..)| *entry);
    let mut named: BTreeMap<(BodyId, StreamId), Vec<String>> = BTreeMap::new();
    for (_, body, stream, name) in names {
        let said = named.entry((body, stream)).or_default();
        if !name.is_empty() && said.iter().all(|it| it != name) {
            said.push(name.to_owned());
        }
    }
    named
}

fn side(of: Recurrence) -> usize {
    match of {
        Recurrence::Recurrent => 0,
        Recurrence::NonRecurrent => 1,
    }
}

impl Row {
    fn is_expected(&self) -> bool {
        self.anticipated != [0, 0]
    }

    /// Its sums; nothing where one is out of range.
    fn cells(&self) -> Option<[Cell; 7]> {
        let [recurrent, once] = self.confirmed;
        let [likely, likely_once] = self.anticipated;
        let confirmed = recurrent + once + self.re_provided;
        let given = |pence| match self.unknown {
            true => Some(Cell::NotRecorded),
            false => Money::narrow(pence).map(Cell::Money),
        };
        let known = |pence| Money::narrow(pence).map(Cell::Money);
        Some([
            given(recurrent)?,
            given(once)?,
            known(self.re_provided)?,
            given(confirmed)?,
            known(likely)?,
            known(likely_once)?,
            given(confirmed + likely + likely_once)?,
        ])
    }
}
