//! What another rule would have done.

use std::collections::BTreeMap;

use super::{Cell, ColumnKind, Table};
use crate::noun::{BodyId, Wording};
use crate::state::{Comparison, ComparisonRow};
use crate::word::Money;

const COLUMNS: [(&str, ColumnKind); 21] = [
    ("year", ColumnKind::Year),
    ("reform", ColumnKind::Text),
    ("item", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("vintage", ColumnKind::Year),
    ("recurrence", ColumnKind::Text),
    ("accountable", ColumnKind::Text),
    ("amount", ColumnKind::Money),
    ("kept_by_baseline", ColumnKind::Money),
    ("kept_by_reform", ColumnKind::Money),
    ("lapsed_by_baseline", ColumnKind::Money),
    ("lapsed_by_reform", ColumnKind::Money),
    ("reverted_by_reform", ColumnKind::Money),
    ("re_provided_by_reform", ColumnKind::Money),
    ("absorbed_by_reform", ColumnKind::Money),
    ("first_call_by_reform", ColumnKind::Money),
    ("undecided", ColumnKind::Money),
    ("difference", ColumnKind::Money),
    ("reason_of_baseline", ColumnKind::Text),
    ("reason", ColumnKind::Text),
];

const BY_BOARD: [(&str, ColumnKind); 15] = [
    ("reform", ColumnKind::Text),
    ("accountable", ColumnKind::Text),
    ("amount", ColumnKind::Money),
    ("kept_by_baseline", ColumnKind::Money),
    ("kept_by_reform", ColumnKind::Money),
    ("lapsed_by_baseline", ColumnKind::Money),
    ("lapsed_by_reform", ColumnKind::Money),
    ("reverted_by_reform", ColumnKind::Money),
    ("re_provided_by_reform", ColumnKind::Money),
    ("absorbed_by_reform", ColumnKind::Money),
    ("first_call_by_reform", ColumnKind::Money),
    ("undecided", ColumnKind::Money),
    ("difference", ColumnKind::Money),
    ("difference_below", ColumnKind::Money),
    ("gains", ColumnKind::Text),
];

/// What must be read with a comparison.
const NOTES: [&str; 3] = [
    "Behaviour is held fixed: nobody spends otherwise because the rule is another.",
    "Only the years asked for are closed anew: what earlier years would have kept is not here.",
    "Money that is kept at the end of several years counts in each of them.",
];

/// What the baseline and each reform do with every item, and the difference in what they keep: a
/// row for each item and reform, in the order of the comparison.
///
/// What a reform keeps, lapses, reverts, re-provides, absorbs, makes a first call or leaves
/// undecided adds up to the amount; a deficit stands below nought. An item that only the baseline
/// has, since the reform ended its money in an earlier year, has an amount of nought. `reason` is
/// the rule and the clauses that took something of it, *not there* where there was nothing to take.
///
/// [`Table::sums_by`] makes of it the sums by year, body, stream, line or reason.
///
/// ```
/// use ringfence::state::Comparison;
///
/// let none = Comparison {
///     baseline: "wales-2016".into(),
///     reforms: vec!["bma-2017".into()],
///     rows: Vec::new(),
/// };
/// let table = ringfence::view::compared(&none);
/// assert_eq!(table.title, "bma-2017 compared with wales-2016");
/// assert!(table.sum_of("difference").is_some_and(|sum| sum.is_zero()));
/// ```
pub fn compared(of: &Comparison) -> Table {
    let mut table = Table::new(title(of), &COLUMNS);
    for row in &of.rows {
        table.add(vec![
            Cell::Year(row.year),
            Cell::words(&row.reform),
            Cell::words(&row.item),
            Cell::words(&row.line.body),
            Cell::words(&row.line.stream),
            Cell::Year(row.line.vintage),
            Cell::words(row.line.recurrence.word()),
            Cell::words(&row.accountable),
            Cell::Money(row.amount),
            Cell::Money(row.kept_by_baseline),
            Cell::Money(row.kept_by_reform),
            Cell::Money(row.lapsed_by_baseline),
            Cell::Money(row.lapsed_by_reform),
            Cell::Money(row.reverted_by_reform),
            Cell::Money(row.re_provided_by_reform),
            Cell::Money(row.absorbed_by_reform),
            Cell::Money(row.first_call_by_reform),
            Cell::Money(row.undecided),
            Cell::Money(row.difference),
            Cell::words(&row.reason_of_baseline),
            Cell::words(&row.reason),
        ]);
    }
    NOTES.iter().for_each(|note| table.note(*note));
    table
}

/// What the baseline and each reform do, by accountable body, and who gains: a row for each reform
/// and body, in the order of the reforms, then of the bodies.
///
/// Deficits are no part of the amount, and stand below nought as absorbed or as a first call: what
/// a reform keeps, lapses, reverts, re-provides or leaves undecided adds up to the amount.
/// `difference_below` is the part on the lines of the bodies that it answers for. Where that is
/// above nought *those below* gain what the body itself would have had; where it is below nought
/// the body gains; else nobody does.
pub fn compared_by_board(of: &Comparison) -> Table {
    let mut table = Table::new(format!("{}, by accountable body", title(of)), &BY_BOARD);
    for reform in &of.reforms {
        let mut boards: BTreeMap<&BodyId, Vec<&ComparisonRow>> = BTreeMap::new();
        for row in of.rows.iter().filter(|row| row.reform == *reform) {
            boards.entry(&row.accountable).or_default().push(row);
        }
        for (board, rows) in boards {
            table.add(row_of_board(reform, board, &rows));
        }
    }
    NOTES.iter().for_each(|note| table.note(*note));
    table
}

fn row_of_board(reform: &str, board: &BodyId, rows: &[&ComparisonRow]) -> Vec<Cell> {
    let of = |pick: fn(&ComparisonRow) -> Money| Cell::sum(rows.iter().map(|row| pick(row)));
    // A deficit stands below nought, and is nothing to keep.
    let there = |pick: fn(&ComparisonRow) -> Money| {
        let sums = rows.iter().map(|row| pick(row));
        Cell::sum(sums.filter(|sum| sum.is_positive()))
    };
    let below = rows.iter().filter(|row| row.line.body != *board);
    let below = Money::total(below.map(|row| row.difference)).unwrap_or(Money::ZERO);
    let gains = if below.is_positive() {
        Cell::words("those below")
    } else if below.is_negative() {
        Cell::words(board)
    } else {
        Cell::Nothing
    };
    vec![
        Cell::words(reform),
        Cell::words(board),
        there(|row| row.amount),
        of(|row| row.kept_by_baseline),
        of(|row| row.kept_by_reform),
        of(|row| row.lapsed_by_baseline),
        of(|row| row.lapsed_by_reform),
        of(|row| row.reverted_by_reform),
        of(|row| row.re_provided_by_reform),
        of(|row| row.absorbed_by_reform),
        of(|row| row.first_call_by_reform),
        there(|row| row.undecided),
        of(|row| row.difference),
        Cell::Money(below),
        gains,
    ]
}

fn title(of: &Comparison) -> String {
    format!("{} compared with {}", of.reforms.join(", "), of.baseline)
}
