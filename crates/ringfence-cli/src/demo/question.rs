//! Two questions of a finance team, and the entries behind a figure.

use ringfence::view::{self, Asking};
use ringfence::word::FinancialYear;

use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::{self, printed};

/// Where the pounds of a cluster stand, and by which entries it comes to what it has spent; then
/// three years of it.
pub(super) fn asked(loaded: &Loaded, year: FinancialYear) -> Result<[String; 3], Failure> {
    let ledger = loaded.book.ledger();
    let of = |name: &str| Asking {
        year: Some(year),
        body: "north".parse().ok(),
        stream: "cluster".parse().ok(),
        lead_days: 28,
        ..Asking::of(name)
    };
    let stands = view::answer(ledger, &of("where_it_stands"))?;
    let years = view::answer(ledger, &of("three_years"))?;
    let lacking = || Failure::Lacking {
        folder: "aberwen".to_owned(),
        what: "cluster money of North",
    };
    let spent = stands.trace(ledger, 0, Some("spent")).ok_or_else(lacking)?;
    let figures = [
        "body",
        "authority",
        "spent",
        "committed",
        "earmarked",
        "available",
        "order_by",
    ];
    Ok([
        shown(&stands.table, &figures),
        shown(
            &spent,
            &[
                "entry",
                "effective",
                "what",
                "commitment",
                "project",
                "amount",
            ],
        ),
        shown(
            &years.table,
            &["body", "year", "given", "spent", "variance"],
        ),
    ])
}

/// Some columns of a table, so that it fits the page.
fn shown(of: &view::Table, columns: &[&str]) -> String {
    let places: Vec<usize> = columns.iter().filter_map(|it| of.find_column(it)).collect();
    let mut some = view::Table {
        title: of.title.clone(),
        columns: places.iter().map(|at| of.columns[*at]).collect(),
        rows: Vec::new(),
        notes: of.notes.clone(),
    };
    let picked = of.rows.iter();
    some.rows = picked
        .map(|row| places.iter().map(|at| row[*at].clone()).collect())
        .collect();
    printed(&show::shown(&some))
}
