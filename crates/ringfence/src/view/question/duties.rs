//! Question 17: the three-year duty, the year's own result, and what next year must be.

use std::collections::BTreeMap;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::noun::BodyId;
use crate::state::{Ledger, Origin, OutturnFigures, OutturnWhat, Selection};
use crate::view::{Cell, ColumnKind, Table, duties};
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 17,
    name: "duties",
    title: "Duties",
    wording: "How does each body stand in the three years that end with this one, was each duty \
              met, and what must next year's result be?",
    about: "A row for each duty that the rules asked (else the book in force) lay on a body, in \
            the order of bodies and rules; a body without a duty has a row where the outturn of \
            one of its three years is recorded.",
    takes: &[Argument::Body, Argument::AsAt, Argument::Rules],
    columns: &[
        Derived::text("body", "on whom it lies"),
        Derived::money(
            "limit",
            "allotments and other receipts of the year, as recorded",
        ),
        Derived::money("cost", "what the year cost, as recorded"),
        Derived::money(
            "result",
            "limit − cost, or as it was stated: above nought is left",
        ),
        Derived::money("result_last_year", "the same of the year before"),
        Derived::money("result_before_that", "the same of the year before that"),
        Derived::money(
            "three_years",
            "the three results together; no answer where one of them is not recorded",
        ),
        Derived::money(
            "next_year_at_least",
            "the least result of the next year with which the three years that end with it come \
             to nought: −(result + result_last_year)",
        ),
        Derived::text("duty", "the duty, by the rule that lays it"),
        Derived::year("since", "the first of the years that it looks at"),
        Derived::text("status", "met, not_met, needs_evidence or not_yet_due"),
        Derived::money(
            "shortfall",
            "by how much it is missed, where the rule says how",
        ),
        Derived::text("missing", "what was not recorded that it needs"),
        Derived::text("published", "what a source says of it; never reckoned with"),
        Derived::text("words", "the source's own words"),
        Derived::text("note", "where the source and the figures differ"),
        Derived::text("book", "the rule book"),
        Derived::new("citation", ColumnKind::Text, "the source of the rule"),
    ],
    adds_up: &[],
    rows,
};

/// The figures in force of a body's years, each with its entry.
type Outturns = BTreeMap<(BodyId, FinancialYear), (OutturnFigures, u64)>;

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let of = Selection {
        year: None,
        stream: None,
        ..asking.selection(year)
    };
    let mut outturns = Outturns::new();
    for it in ledger
        .outturns_read(&of)
        .iter()
        .filter(|it| it.is_in_force())
    {
        if let OutturnWhat::Figures(figures) = it.what {
            outturns.insert((it.body.clone(), it.year), (*figures, it.entry));
        }
    }
    let mut books = Vec::new();
    for rules in asking.rules {
        books.push(rules.book()?);
    }
    if books.is_empty() {
        books.push((*ledger.rule_book()).clone());
    }
    let mut rows = Rows::default();
    let mut named = std::collections::BTreeSet::new();
    for book in &books {
        let table = duties(ledger, book, &of, year)?;
        for row in 0..table.rows.len() {
            let body = table.find(row, "body").map(ToString::to_string);
            let Some(body) = body.and_then(|it| it.parse::<BodyId>().ok()) else {
                continue;
            };
            let (cells, origins) = cells(&outturns, &body, year, Some((&table, row)));
            rows.add(cells, origins);
            named.insert(body);
        }
    }
    let window = [year, year.previous(), year.previous().previous()];
    let recorded = outturns.keys().filter(|(_, year)| window.contains(year));
    let mut others: Vec<&BodyId> = recorded.map(|(body, _)| body).collect();
    others.dedup();
    for body in others.into_iter().filter(|it| !named.contains(*it)) {
        let (cells, origins) = cells(&outturns, body, year, None);
        rows.add(cells, origins);
    }
    Ok(rows)
}

fn cells(
    outturns: &Outturns,
    body: &BodyId,
    year: FinancialYear,
    duty: Option<(&Table, usize)>,
) -> (Vec<Cell>, Vec<Origin>) {
    let years = [year, year.previous(), year.previous().previous()];
    let found = years.map(|year| outturns.get(&(body.clone(), year)));
    let results = found.map(|it| it.and_then(|(figures, _)| figures.result()));
    let together = |results: &[Option<Money>]| -> Option<Money> {
        let all: Option<Vec<Money>> = results.iter().copied().collect();
        Money::total(all?)
    };
    let own = found[0].map(|(figures, _)| *figures);
    let sum = |sum: Option<Money>| Cell::maybe(sum, Cell::Money);
    let mut cells = vec![
        Cell::words(body),
        sum(own.and_then(|it| it.limit)),
        sum(own.and_then(|it| it.cost)),
        sum(results[0]),
        sum(results[1]),
        sum(results[2]),
        sum(together(&results)),
        sum(together(&results[..2]).map(Money::negated)),
    ];
    let columns = [
        "duty",
        "since",
        "status",
        "shortfall",
        "missing",
        "published",
        "words",
        "note",
        "book",
        "citation",
    ];
    cells.extend(columns.map(|name| {
        let cell = duty.and_then(|(table, row)| table.find(row, name));
        cell.cloned().unwrap_or(Cell::Nothing)
    }));
    let entries = found
        .iter()
        .flatten()
        .map(|(_, entry)| Origin::Entry(*entry));
    (cells, entries.collect())
}
