//! Totals beside the sums of their parts.

use ringfence::noun::Stated;
use ringfence::word::Money;

use super::figure::{Figure, Marked};
use super::found::Found;
use super::heading::{Heading, Meaning};

/// A total that the source states, and what its parts come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Compared {
    /// Its row in the table's own figures.
    pub(super) row: usize,
    /// Its column in the table's own figures.
    pub(super) column: usize,
    /// Whether its parts stand above it or beside it.
    pub(super) along: &'static str,
    /// What the source states.
    pub(super) amount: Money,
    /// In which unit, with how many places.
    pub(super) stated: Stated,
    /// What its parts come to; nothing where one of them is not recorded.
    pub(super) parts: Option<Money>,
}

/// Each total of a table, down and across, in the order of rows and columns. Sums beyond what
/// money can be are given by their place.
pub(super) fn compared_in(found: &Found) -> (Vec<Compared>, Vec<(usize, usize)>) {
    let (mut all, mut beyond) = (Vec::new(), Vec::new());
    for (row, figures) in found.figures.iter().enumerate() {
        let line = found.across.iter().zip(figures);
        for (column, sum) in totals_of(line) {
            add(&mut all, &mut beyond, found, (row, column, "across"), sum);
        }
    }
    for column in 0..found.across.len() {
        let figures = found.figures.iter().map(|row| &row[column]);
        for (row, sum) in totals_of(found.down.iter().zip(figures)) {
            add(&mut all, &mut beyond, found, (row, column, "down"), sum);
        }
    }
    all.sort_by_key(|it| (it.row, it.column, it.along));
    (all, beyond)
}

/// What the parts of a total come to.
#[derive(Clone, Copy)]
enum Sum {
    Of(Money),
    NotRecorded,
    Beyond,
}

impl Sum {
    fn and(self, figure: &Figure) -> Sum {
        match (self, figure) {
            (Sum::Beyond, _) => Sum::Beyond,
            (_, Figure::Silent(_)) | (Sum::NotRecorded, _) => Sum::NotRecorded,
            (sum, Figure::Blank) => sum,
            (Sum::Of(sum), Figure::Sum { amount, .. }) => {
                sum.checked_add(*amount).map_or(Sum::Beyond, Sum::Of)
            }
        }
    }
}

/// The places of the totals in a line of figures, each with what its parts come to.
fn totals_of<'a>(line: impl Iterator<Item = (&'a Heading, &'a Marked)>) -> Vec<(usize, Sum)> {
    let (mut all, mut since) = (Sum::Of(Money::ZERO), Sum::Of(Money::ZERO));
    let mut totals = Vec::new();
    for (place, (heading, (figure, _))) in line.enumerate() {
        match heading.meaning {
            Meaning::Part(_) => {
                all = all.and(figure);
                since = since.and(figure);
            }
            Meaning::Subtotal => {
                totals.push((place, since));
                since = Sum::Of(Money::ZERO);
            }
            Meaning::Total => totals.push((place, all)),
            Meaning::LeftOut => {}
        }
    }
    totals
}

fn add(
    all: &mut Vec<Compared>,
    beyond: &mut Vec<(usize, usize)>,
    found: &Found,
    (row, column, along): (usize, usize, &'static str),
    sum: Sum,
) {
    let is_read = |it: &Heading| it.meaning != Meaning::LeftOut;
    let (figure, _) = &found.figures[row][column];
    let Figure::Sum { amount, stated } = figure else {
        return;
    };
    if !is_read(&found.down[row]) || !is_read(&found.across[column]) {
        return;
    }
    let parts = match sum {
        Sum::Of(sum) => Some(sum),
        Sum::NotRecorded => None,
        Sum::Beyond => return beyond.push((row, column)),
    };
    all.push(Compared {
        row,
        column,
        along,
        amount: *amount,
        stated: *stated,
        parts,
    });
}
