//! What was planned of a year beside what came of it.

use std::collections::{BTreeMap, BTreeSet};

use super::profile::out_of_range;
use super::unrecorded::Unknown;
use super::{Cell, ColumnKind, Table};
use crate::journal::Refusals;
use crate::noun::{BodyId, Line, ProjectId, Recurrence, StreamId};
use crate::state::{Ledger, MarkRead, PlanRead, Selection, Used};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 12] = [
    ("body", ColumnKind::Text),
    ("plan", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("stream", ColumnKind::Text),
    ("project", ColumnKind::Text),
    ("planned", ColumnKind::Money),
    ("allocated", ColumnKind::Money),
    ("authority", ColumnKind::Money),
    ("committed", ColumnKind::Money),
    ("spent", ColumnKind::Money),
    ("variance", ColumnKind::Money),
    ("state", ColumnKind::Text),
];

/// A stream of a body, and a project or none.
type Of<'l> = (&'l StreamId, Option<&'l ProjectId>);

/// What a body planned for a year, by the version in force, beside what came of it: a row for each
/// stream and project of which something was planned, given, committed or spent.
///
/// Money is given for a stream, not for a project: `allocated` and `authority` stand on the row
/// without one. Committed is what is still open, spent what it cost; both are the table of
/// positions by project. `variance` is what was planned less what is committed and spent: above
/// nought what is left of the plan. `state` is *begun*, *not begun* where something was planned and
/// nothing is committed or spent, or *not planned* where something is that was not; *not recorded*
/// where that rests on what no source records, and nothing where neither is, or the body has no
/// plan in force.
///
/// Without a body it is of each that has a version in force for the year. Of a selection it reads
/// body, stream, `as_at` and `as_known`; the version in force on a day is the last published by it.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
/// use ringfence::view;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let of = Selection::default();
/// assert!(view::plan_against_actual(&ledger, &of, "2016-17".parse()?)?.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`, `unknown_stream`, `money_out_of_range`.
pub fn plan_against_actual(
    ledger: &Ledger,
    of: &Selection,
    year: FinancialYear,
) -> Result<Table, Refusals> {
    let mut table = Table::new(format!("Plan against actual, {year}"), &COLUMNS);
    ledger.position(of)?;
    let bodies: BTreeSet<&BodyId> = match &of.body {
        Some(body) => BTreeSet::from([body]),
        // A plan may be published from a day before the one on which it was begun.
        None => {
            let of_any_day = Selection {
                as_at: None,
                ..of.clone()
            };
            let all = ledger.plans_read(&of_any_day);
            all.iter().map(|it| it.body).collect()
        }
    };
    for body in bodies {
        let plan = ledger.plan_in_force_read(body, year, of);
        if plan.is_none() && of.body.is_some() {
            table.note(format!("{body} has no plan for {year} that is in force."));
        }
        if plan.is_some() || of.body.is_some() {
            add_rows(&mut table, ledger, (body, year), plan.as_ref(), of)?;
        }
    }
    Ok(table)
}

fn add_rows(
    table: &mut Table,
    ledger: &Ledger,
    (body, year): (&BodyId, FinancialYear),
    plan: Option<&PlanRead<'_>>,
    of: &Selection,
) -> Result<(), Refusals> {
    let planned = planned(plan, year);
    let used = ledger.used_by_project(body, year, of);
    let marks = ledger.marks_known(ledger.last_known(of));
    let of_body = Selection {
        body: Some(body.clone()),
        year: Some(year),
        ..of.clone()
    };
    let given = ledger.positions(&of_body)?;
    let marked = marks.iter().filter(|it| (it.body, it.year) == (body, year));
    let mut rows: BTreeSet<Of<'_>> = planned.keys().copied().collect();
    rows.extend(used.keys().copied());
    rows.extend(given.iter().map(|it| (&it.line.stream, None)));
    rows.extend(marked.map(|it| (it.stream, None)));
    rows.retain(|(stream, _)| ledger.is_chosen_stream(of, stream));
    for (stream, project) in rows {
        let its = given.iter().filter(|it| it.line.stream == *stream);
        let its = its.filter(|_| project.is_none()).map(|it| &it.position);
        let sums = [
            Money::total(its.clone().map(|it| it.allocated)),
            Money::total(its.map(|it| it.authority)),
        ];
        let row = Row {
            planned: plan.map(|_| planned.get(&(stream, project)).copied().unwrap_or(0)),
            given: project.is_none().then_some(sums),
            used: used.get(&(stream, project)).copied().unwrap_or_default(),
            unknown: unknown_of(&marks, body, stream, year),
        };
        if row.says_nothing() {
            continue;
        }
        let mut cells = vec![
            Cell::words(body),
            Cell::maybe(plan, |plan| Cell::words(plan.id)),
            Cell::Year(year),
            Cell::words(stream),
            Cell::maybe(project, Cell::words),
        ];
        let place = || out_of_range(&format!("{body}/{stream}"));
        cells.extend(row.cells().ok_or_else(place)?);
        table.add(cells);
    }
    Ok(())
}

/// What is planned for a year, in pence, by stream and project.
fn planned<'p>(plan: Option<&PlanRead<'p>>, year: FinancialYear) -> BTreeMap<Of<'p>, i128> {
    let mut sums = BTreeMap::new();
    let lines = plan.into_iter().flat_map(|it| &it.lines);
    for line in lines.filter(|line| line.year == year) {
        let sum = sums.entry((line.stream, line.project)).or_insert(0);
        *sum += i128::from(line.amount.pence());
    }
    sums
}

/// What is not known of the year's own line.
fn unknown_of(
    marks: &[MarkRead<'_>],
    body: &BodyId,
    stream: &StreamId,
    year: FinancialYear,
) -> Unknown {
    let line = Line {
        body: body.clone(),
        stream: stream.clone(),
        vintage: year,
        recurrence: Recurrence::NonRecurrent,
    };
    Unknown::of_line(marks, &line, year)
}

/// What is known of a stream and project.
struct Row {
    /// Nothing where no plan is in force.
    planned: Option<i128>,
    /// Allocated and authority, where it is of no project.
    given: Option<[Option<Money>; 2]>,
    used: Used,
    unknown: Unknown,
}

impl Row {
    fn says_nothing(&self) -> bool {
        let nothing = Some(Money::ZERO);
        let planned = self.planned.unwrap_or(0);
        let sums = planned == 0 && self.used.committed == 0 && self.used.spent == 0;
        let given = self.given.is_none_or(|sums| sums == [nothing, nothing]);
        let hidden = self.given.is_some() && !self.unknown.leaves_available();
        sums && given && !hidden
    }

    /// Planned, allocated, authority, committed, spent, variance and state; nothing where a sum
    /// is out of range.
    fn cells(&self) -> Option<[Cell; 7]> {
        let Row {
            planned,
            given,
            used,
            unknown,
        } = self;
        let left = |planned: i128| Money::narrow(planned - used.committed - used.spent);
        let variance = match planned.map(left) {
            None => Cell::Nothing,
            Some(sum) if !unknown.spend => Cell::Money(sum?),
            Some(_) => Cell::NotRecorded,
        };
        let [allocated, authority] = match given {
            None => [Cell::Nothing, Cell::Nothing],
            Some([allocated, authority]) => {
                [unknown.given((*allocated)?), unknown.given((*authority)?)]
            }
        };
        let planned = match planned {
            None => Cell::Nothing,
            Some(sum) => Cell::Money(Money::narrow(*sum)?),
        };
        Some([
            planned,
            allocated,
            authority,
            unknown.drained(Money::narrow(used.committed)?),
            unknown.spent(Money::narrow(used.spent)?),
            variance,
            Cell::said(self.state()),
        ])
    }

    fn state(&self) -> &'static str {
        let Some(planned) = self.planned else {
            return "";
        };
        let begun = self.used.committed != 0 || self.used.spent != 0;
        match (planned != 0, begun) {
            (false, true) => "not planned",
            (true, true) => "begun",
            _ if self.unknown.spend => "not recorded",
            (true, false) => "not begun",
            (false, false) => "",
        }
    }
}
