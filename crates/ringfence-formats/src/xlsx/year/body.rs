//! A row for each of some words, with where its money stands.

use super::super::XlsxFault;
use super::super::figure::{Figure, Of, Source};
use super::page::{Page, Weight};

/// The states that make up the authority of a line.
pub(super) const STATES: [&str; 5] = ["spent", "committed", "held", "earmarked", "available"];

/// Rows by the words of a column of the positions, and a row of all: authority, its states, by how
/// much they differ, and how many lines are not recorded. What the row of all comes to is given.
pub(super) fn write_stand(
    page: &mut Page<'_>,
    positions: Source<'_>,
    key: &str,
    names: &[Vec<String>],
) -> Result<Vec<Figure>, XlsxFault> {
    let words = names.first().map_or(1, Vec::len);
    let begins = page.row;
    let mut columns: Vec<Vec<Figure>> = vec![Vec::new(); STATES.len() + 1];
    for name in names {
        let said: Vec<&str> = name.iter().map(String::as_str).collect();
        page.words(&said, Weight::Plain)?;
        let cell = format!("${}", Page::cell(page.row, 0)?);
        let word = said.first().copied().unwrap_or_default();
        let of = Of::Said {
            column: key,
            cell: &cell,
            word,
        };
        let sums = ["authority"].into_iter().chain(STATES);
        for ((at, column), all) in sums.enumerate().zip(&mut columns) {
            let figure = positions.sum(column, &[of]);
            page.figure(words + at, &figure, Weight::Plain)?;
            all.push(figure);
        }
        let differs = difference(positions, &[of]);
        page.figure(words + columns.len(), &differs, Weight::Plain)?;
        page.count(
            words + columns.len() + 1,
            positions.silent("available", &[of]),
        )?;
        page.row += 1;
    }
    let mut totals = Vec::new();
    for (at, all) in columns.iter().enumerate() {
        totals.push(Figure::of_range(&page.above(words + at, begins)?, all));
    }
    let mut said = vec!["all"];
    said.resize(words, "");
    page.words(&said, Weight::Total)?;
    for (at, figure) in totals.iter().enumerate() {
        page.figure(words + at, figure, Weight::Total)?;
    }
    page.figure(
        words + totals.len(),
        &difference(positions, &[]),
        Weight::Total,
    )?;
    page.row += 1;
    page.differs(words + totals.len(), begins)?;
    let row = page.row - 1;
    let cells = totals.iter().enumerate();
    cells
        .map(|(at, figure)| Ok(figure.at(&Page::cell(row, words + at)?)))
        .collect()
}

/// By how much the authority of lines that are recorded is more than its states.
fn difference(positions: Source<'_>, of: &[Of<'_>]) -> Figure {
    let known = Of::Known {
        column: "available",
    };
    let of: Vec<Of<'_>> = match positions.silent("available", of) {
        0 => of.to_vec(),
        _ => of.iter().copied().chain([known]).collect(),
    };
    let [first, rest @ ..] = STATES;
    let states = rest.iter().fold(positions.sum(first, &of), |sum, state| {
        sum.plus(&positions.sum(state, &of))
    });
    positions.sum("authority", &of).difference(&states)
}

/// The names of the columns after the words.
pub(super) const HEADINGS: [&str; 8] = [
    "authority",
    "spent",
    "committed",
    "held",
    "earmarked",
    "available",
    "difference",
    "lines not recorded",
];
