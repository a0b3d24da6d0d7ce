//! `ringfence rules compare`: what several rules would have kept.

use std::path::Path;

use ringfence::state::Rules;
use ringfence::view::{self, Cell, Column, ColumnKind};
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::Table;
use ringfence_store::PostError;

use super::command::By;
use super::named::rules;
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::{cell, pounds, says};

/// What of a comparison is shown.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shown<'b> {
    /// Each item.
    Items,
    /// The sums of the bodies that answer.
    Boards,
    /// The sums by something else.
    Sums(&'b [By]),
}

/// One table of several rules and years: what each reform keeps adds up to the sums below it.
pub(super) fn compare(
    folder: &Path,
    (baseline, reforms): (&str, &[String]),
    years: &[FinancialYear],
    shown: Shown<'_>,
) -> Result<String, Failure> {
    let baseline = rules(baseline)?;
    let reforms: Vec<Rules> = reforms
        .iter()
        .map(|name| rules(name))
        .collect::<Result<_, _>>()?;
    let loaded = Loaded::from(folder)?;
    let ledger = loaded.book.ledger();
    let mut years = years.to_vec();
    if years.is_empty() {
        years = [ledger.closed_years(), ledger.open_years()].concat();
    }
    let entries = loaded.book.entries().map_err(PostError::from)?;
    let compared = ledger.compare(&entries, &baseline, &reforms, &years)?;
    let table = match shown {
        Shown::Items => view::compared(&compared),
        Shown::Boards => view::compared_by_board(&compared),
        Shown::Sums(by) => sums_by(&view::compared(&compared), by),
    };
    let mut shown = summed(&table);
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    shown.note(format!("Years: {}.", years.join(", ")));
    Ok(shown.to_string())
}

/// The sums of the items by reform and by what is asked for, each column once.
fn sums_by(items: &view::Table, by: &[By]) -> view::Table {
    let mut columns = vec!["reform"];
    for column in by.iter().flat_map(|it| it.columns()) {
        if !columns.contains(column) {
            columns.push(column);
        }
    }
    let sums = items.sums_by(&columns);
    sums.expect("columns of a comparison")
}

/// The rows of each reform with their sums below, without columns that say nothing.
fn summed(of: &view::Table) -> Table {
    let head = view::Table {
        title: of.title.clone(),
        columns: of.columns.clone(),
        rows: Vec::new(),
        notes: of.notes.clone(),
    };
    let mut table = Table::of_view(&head, cell);
    let reform = of.find_column("reform").unwrap_or(0);
    for rows in of.rows.chunk_by(|one, next| one[reform] == next[reform]) {
        rows.iter().for_each(|row| table.row(row.iter().map(cell)));
        table.row(sums(of, reform, rows));
    }
    table.with_columns_where(says)
}

fn sums(of: &view::Table, reform: usize, rows: &[Vec<Cell>]) -> Vec<String> {
    let sum = |(place, column): (usize, &Column)| {
        let sums = rows.iter().filter_map(|row| row[place].money());
        match column.kind {
            _ if place == reform => format!("all, {}", rows[0][reform]),
            ColumnKind::Money => Money::total(sums).map_or_else(String::new, pounds),
            _ => String::new(),
        }
    };
    of.columns.iter().enumerate().map(sum).collect()
}
