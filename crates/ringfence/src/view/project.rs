//! Projects: how far each has come, who approved it, what it was to reach.

use super::{Cell, ColumnKind, Table};
use crate::journal::act::Approval;
use crate::noun::Wording;
use crate::state::{ApprovalRead, Ledger, MeasureRead};
use crate::word::Money;

const PROJECTS: [(&str, ColumnKind); 21] = [
    ("id", ColumnKind::Text),
    ("name", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("purpose", ColumnKind::Text),
    ("proposed_by", ColumnKind::Text),
    ("state", ColumnKind::Text),
    ("since", ColumnKind::Date),
    ("chain", ColumnKind::Text),
    ("next", ColumnKind::Text),
    ("approved_once", ColumnKind::Money),
    ("approved_annual", ColumnKind::Money),
    ("committed", ColumnKind::Money),
    ("held", ColumnKind::Money),
    ("earmarked", ColumnKind::Money),
    ("spent", ColumnKind::Money),
    ("delays_open", ColumnKind::Number),
    ("milestones_late", ColumnKind::Number),
    ("verdict", ColumnKind::Text),
    ("scales", ColumnKind::Text),
    ("scales_verdict", ColumnKind::Text),
    ("entry", ColumnKind::Number),
];

/// Each project as it stands: a row for each, in the order in which they were proposed.
///
/// `since` is the day from which the state counts, `next` the body whose approval the chain waits
/// for. What is approved is that in force on the last day that is known; what is committed, held
/// and earmarked is open now, `spent` is of all years. Delays and milestones are held against the
/// same day, and the verdict is that of the last evaluation. `scales` is the project
/// that this one takes to another body, `scales_verdict` what that one was found to be.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::projects(&ledger).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn projects(ledger: &Ledger) -> Table {
    let mut table = Table::new("Projects", &PROJECTS);
    let sum = |pence: i64| Cell::maybe(Money::from_pence(pence).ok(), Cell::Money);
    for it in ledger.projects_read() {
        let chain: Vec<&str> = it.chain.iter().map(|id| id.as_str()).collect();
        table.add(vec![
            Cell::words(it.id),
            Cell::words(it.name),
            Cell::words(it.body),
            Cell::words(it.purpose),
            Cell::maybe(it.proposed_by, Cell::words),
            Cell::words(it.state.word()),
            Cell::Date(it.since),
            Cell::said(&chain.join(", ")),
            Cell::maybe(it.next, Cell::words),
            Cell::maybe(it.approved_once, Cell::Money),
            Cell::maybe(it.approved_annual, Cell::Money),
            sum(it.committed),
            sum(it.held),
            sum(it.earmarked),
            sum(it.spent),
            Cell::Number(it.delays_open),
            Cell::Number(it.milestones_late),
            Cell::maybe(it.verdict, |verdict| Cell::words(verdict.word())),
            Cell::maybe(it.scales, |(id, _)| Cell::words(id)),
            Cell::maybe(it.scales.and_then(|(_, verdict)| verdict), |verdict| {
                Cell::words(verdict.word())
            }),
            Cell::Number(it.entry),
        ]);
    }
    table
}

const APPROVALS: [(&str, ColumnKind); 16] = [
    ("project", ColumnKind::Text),
    ("kind", ColumnKind::Text),
    ("step", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("by", ColumnKind::Text),
    ("effective", ColumnKind::Date),
    ("recorded", ColumnKind::Date),
    ("amount", ColumnKind::Money),
    ("annual", ColumnKind::Money),
    ("start", ColumnKind::Date),
    ("end", ColumnKind::Date),
    ("stream", ColumnKind::Text),
    ("present", ColumnKind::Number),
    ("evidence", ColumnKind::Text),
    ("entry", ColumnKind::Number),
    ("corrected_by", ColumnKind::Number),
];

/// Who approved each project, step by step; below that, what was promised and spent for projects
/// beyond what was approved by its day.
///
/// `kind` is *approval*, *step* where others had still to approve, *corrected*, or *without
/// approval*: there `amount` is how much of the entry nobody had approved, recorded as a fact.
/// `step` is the place in the chain.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::approvals(&ledger).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn approvals(ledger: &Ledger) -> Table {
    let mut table = Table::new("Approvals", &APPROVALS);
    for it in ledger.approvals_read() {
        table.add(approval_row(&it));
    }
    for (project, entry, effective, pence) in ledger.unapproved_read() {
        let mut row = vec![Cell::Nothing; APPROVALS.len()];
        row[0] = Cell::words(project);
        row[1] = Cell::words("without approval");
        row[5] = Cell::Date(effective);
        row[7] = Cell::maybe(Money::narrow(pence), Cell::Money);
        row[14] = Cell::Number(entry);
        table.add(row);
    }
    table
        .notes
        .push("A cost that names no project is held to no approval of one.".to_owned());
    table
}

fn approval_row(it: &ApprovalRead<'_>) -> Vec<Cell> {
    let kind = match (it.corrected_by, it.gives_room) {
        (Some(_), _) => "corrected",
        (None, true) => "approval",
        (None, false) => "step",
    };
    let (amount, annual, start, end) = match it.sum {
        Approval::Once { amount } => (Some(amount), None, None, None),
        Approval::Annual {
            annual,
            from,
            until,
        } => (
            None,
            Some(annual),
            Some(from.unwrap_or(it.effective)),
            until,
        ),
    };
    vec![
        Cell::words(it.project),
        Cell::words(kind),
        Cell::maybe(it.step, |(place, of)| {
            Cell::words(format!("{place} of {of}"))
        }),
        Cell::maybe(it.body, Cell::words),
        Cell::said(it.by),
        Cell::Date(it.effective),
        Cell::Date(it.recorded),
        Cell::maybe(amount, Cell::Money),
        Cell::maybe(annual, Cell::Money),
        Cell::maybe(start, Cell::Date),
        Cell::maybe(end, Cell::Date),
        Cell::maybe(it.stream, Cell::words),
        Cell::maybe(it.present, |present| Cell::Number(present.into())),
        Cell::maybe(it.evidence, Cell::words),
        Cell::Number(it.entry),
        Cell::maybe(it.corrected_by, Cell::Number),
    ]
}

const MILESTONES: [(&str, ColumnKind); 8] = [
    ("project", ColumnKind::Text),
    ("id", ColumnKind::Text),
    ("first_due", ColumnKind::Date),
    ("due", ColumnKind::Date),
    ("met", ColumnKind::Date),
    ("state", ColumnKind::Text),
    ("late_days", ColumnKind::Number),
    ("entry", ColumnKind::Number),
];

/// The milestones of each project, as they were said last.
///
/// `state` is *met*, *met late*, *late* or *open*: one that is not met is held against the last
/// day that is known. `late_days` counts from the day on which it was due last; the first such day
/// stands beside it.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::milestones(&ledger).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn milestones(ledger: &Ledger) -> Table {
    let mut table = Table::new("Milestones", &MILESTONES);
    for it in ledger.milestones_read() {
        let state = match (it.met, it.late_days) {
            (Some(_), 0) => "met",
            (Some(_), _) => "met late",
            (None, 0) => "open",
            (None, _) => "late",
        };
        table.add(vec![
            Cell::words(it.project),
            Cell::words(it.id),
            Cell::Date(it.first_due),
            Cell::Date(it.due),
            Cell::maybe(it.met, Cell::Date),
            Cell::words(state),
            Cell::Number(it.late_days),
            Cell::Number(it.entry),
        ]);
    }
    table
}

const MEASURES: [(&str, ColumnKind); 10] = [
    ("project", ColumnKind::Text),
    ("id", ColumnKind::Text),
    ("unit", ColumnKind::Text),
    ("baseline", ColumnKind::Text),
    ("target", ColumnKind::Text),
    ("result", ColumnKind::Text),
    ("reached", ColumnKind::Flag),
    ("evaluation", ColumnKind::Text),
    ("verdict", ColumnKind::Text),
    ("entry", ColumnKind::Number),
];

/// What each project was measured by, as it was said last, and the evaluation that came next.
///
/// `reached` says whether the result is at the target or beyond it, seen from the baseline; it is
/// empty where one of the three is not recorded. A figure without a unit would be none: that is
/// its `unit`.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::measures(&ledger).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn measures(ledger: &Ledger) -> Table {
    let mut table = Table::new("Measures", &MEASURES);
    for it in ledger.measures_read() {
        let (evaluation, verdict) = it.evaluation.unzip();
        table.add(vec![
            Cell::words(it.project),
            Cell::words(it.id),
            Cell::words(it.unit),
            Cell::maybe(it.baseline, Cell::words),
            Cell::maybe(it.target, Cell::words),
            Cell::maybe(it.result, Cell::words),
            Cell::maybe(reached(&it), Cell::Flag),
            Cell::maybe(evaluation, Cell::words),
            Cell::maybe(verdict, |verdict| Cell::words(verdict.word())),
            Cell::Number(it.entry),
        ]);
    }
    table
}

fn reached(it: &MeasureRead<'_>) -> Option<bool> {
    let (baseline, target, result) = (it.baseline?, it.target?, it.result?);
    Some(match baseline <= target {
        true => target <= result,
        false => result <= target,
    })
}
