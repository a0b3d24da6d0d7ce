//! Question 11: who approved what, and what was spent without a project that was approved.

use chrono::NaiveDate;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::journal::ActKind;
use crate::journal::act::Approval;
use crate::state::{ApprovalRead, Ledger, Origin};
use crate::view::Cell;
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 11,
    name: "approvals",
    title: "Approvals",
    wording: "Who approved each project, release and virement, and what was spent with no \
              approval?",
    about: "A row for each approval of a project, and each step of one, that counts in the year; \
            for what was promised or spent for projects beyond what was approved by its day; for \
            each virement and each release of the year on each line that it touches, in the order \
            of the journal; then for each body and stream what was spent for no project. Projects \
            are there where neither a body nor a stream is asked about.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text(
            "what",
            "approval, step (others have still to approve), without approval, virement, release, \
             or spent without a project",
        ),
        Derived::text("project", "the project"),
        Derived::text(
            "step",
            "the place in the project's chain of approval, where it has one",
        ),
        Derived::text(
            "body",
            "of an approval, which body approves; else whose line",
        ),
        Derived::text("stream", "of which stream"),
        Derived::date("effective", "when it counts"),
        Derived::text("sum", "once, each year, or added to the approval before"),
        Derived::money(
            "amount",
            "what is approved; what nobody had approved; what is vired or released into the \
             line, below nought out of it; what was spent for no project",
        ),
        Derived::text(
            "by",
            "who approved, as the approval says; the ledger keeps it of projects",
        ),
        Derived::number("present", "how many were present"),
        Derived::text("evidence", "the evidence of the approval"),
        Derived::number("entry", "the entry"),
    ],
    adds_up: &[],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut rows = Rows::default();
    if asking.body.is_none() && asking.stream.is_none() {
        projects(ledger, asking, year, &mut rows);
    }
    for it in ledger.asked_read(year, asking.as_at) {
        if !asking.is_about(&it.line.body, &it.line.stream) {
            continue;
        }
        let what = if it.kind == ActKind::Vire {
            "virement"
        } else {
            "release"
        };
        let cells = vec![
            Cell::words(what),
            Cell::Nothing,
            Cell::Nothing,
            Cell::words(&it.line.body),
            Cell::words(&it.line.stream),
            Cell::Date(ledger.effective_of(it.entry)),
            Cell::Nothing,
            Cell::maybe(Money::from_pence(it.pence).ok(), Cell::Money),
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
            Cell::Number(it.entry),
        ];
        rows.add(cells, vec![Origin::On(it.entry, it.line.clone(), year)]);
    }
    for ((body, stream), cost) in ledger.ledger_costs(year, asking.as_at) {
        if cost.unnamed == 0 || !asking.is_about(body, stream) {
            continue;
        }
        let cells = vec![
            Cell::words("spent without a project"),
            Cell::Nothing,
            Cell::Nothing,
            Cell::words(body),
            Cell::words(stream),
            Cell::Nothing,
            Cell::Nothing,
            Cell::maybe(Money::from_pence(cost.unnamed).ok(), Cell::Money),
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
        ];
        rows.add(
            cells,
            vec![Origin::Unnamed(body.clone(), stream.clone(), year)],
        );
    }
    Ok(rows)
}

/// The approvals that stand and count in the year, those of earlier years for every year too;
/// then what was promised or spent for projects beyond them.
fn projects(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear, rows: &mut Rows) {
    let calendar = ledger.calendar();
    let (first, last) = (calendar.first_day(year), calendar.last_day(year));
    let by_then = |day: NaiveDate| day <= last && asking.as_at.is_none_or(|until| day <= until);
    let mut all = ledger.approvals_read();
    all.retain(|it| it.corrected_by.is_none() && by_then(it.effective));
    all.sort_by_key(|it| it.entry);
    for it in all {
        let (sum, amount, counts) = match it.sum {
            Approval::Once { amount } => ("once", amount, it.effective >= first),
            Approval::Annual { annual, until, .. } => (
                "each year",
                annual,
                until.is_none_or(|until| until >= first),
            ),
        };
        if counts {
            let origins = [Origin::Entry(it.entry), Origin::Project(it.project.clone())];
            rows.add(
                approval(&it, if it.adds { "added" } else { sum }, amount),
                origins.into(),
            );
        }
    }
    for (project, entry, day, pence) in ledger.unapproved_read() {
        if day < first || !by_then(day) {
            continue;
        }
        let mut cells = vec![Cell::words("without approval"), Cell::words(project)];
        cells.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Date(day)]);
        cells.extend([
            Cell::Nothing,
            Cell::maybe(Money::narrow(pence), Cell::Money),
        ]);
        cells.extend([
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
            Cell::Number(entry),
        ]);
        rows.add(cells, vec![Origin::Entry(entry)]);
    }
}

fn approval(it: &ApprovalRead<'_>, sum: &str, amount: Money) -> Vec<Cell> {
    let what = if it.gives_room { "approval" } else { "step" };
    let step = it.step.map(|(place, of)| format!("{place} of {of}"));
    vec![
        Cell::words(what),
        Cell::words(it.project),
        Cell::maybe(step, Cell::words),
        Cell::maybe(it.body, Cell::words),
        Cell::maybe(it.stream, Cell::words),
        Cell::Date(it.effective),
        Cell::words(sum),
        Cell::Money(amount),
        Cell::said(it.by),
        Cell::maybe(it.present, |present| Cell::Number(present.into())),
        Cell::maybe(it.evidence, Cell::words),
        Cell::Number(it.entry),
    ]
}
