//! Question 11: who approved what, and what was spent without a project that was approved.

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::journal::ActKind;
use crate::state::{Ledger, Origin};
use crate::view::Cell;
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 11,
    name: "approvals",
    title: "Approvals",
    wording: "Who approved each project, release and virement, and what was spent with no \
              approval?",
    about: "A row for each approval of a project that counts in the year, then for each virement \
            and each release of the year on each line that it touches, in the order of the \
            journal; then for each body and stream what was spent for no project.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text(
            "what",
            "approval, virement, release, or spent without a project",
        ),
        Derived::text("project", "the project that is approved"),
        Derived::text("body", "whose line; of an approval, without an answer"),
        Derived::text("stream", "of which stream"),
        Derived::date("effective", "when it counts"),
        Derived::text(
            "sum",
            "once, each year, or each of these added to the approval before",
        ),
        Derived::money(
            "amount",
            "what is approved; what is vired or released into the line, below nought out of it; \
             what was spent for no project",
        ),
        Derived::text(
            "by",
            "who approved, as the approval says; the ledger keeps it of projects",
        ),
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
            Cell::words(&it.line.body),
            Cell::words(&it.line.stream),
            Cell::Date(ledger.effective_of(it.entry)),
            Cell::Nothing,
            Cell::maybe(Money::from_pence(it.pence).ok(), Cell::Money),
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
            Cell::words(body),
            Cell::words(stream),
            Cell::Nothing,
            Cell::Nothing,
            Cell::maybe(Money::from_pence(cost.unnamed).ok(), Cell::Money),
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

fn projects(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear, rows: &mut Rows) {
    for it in ledger.approvals_of_year(year, asking.as_at) {
        let cells = vec![
            Cell::words("approval"),
            Cell::words(it.project),
            Cell::Nothing,
            Cell::Nothing,
            Cell::Date(ledger.effective_of(it.entry)),
            Cell::words(it.sum),
            Cell::Money(it.amount),
            Cell::said(it.by),
            Cell::Number(it.entry),
        ];
        rows.add(
            cells,
            vec![Origin::Entry(it.entry), Origin::Project(it.project.clone())],
        );
    }
}
