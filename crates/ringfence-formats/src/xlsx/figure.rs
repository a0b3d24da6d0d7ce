//! A formula of Excel, and what it comes to.

use ringfence::view::Cell;
use ringfence::word::Money;
use rust_decimal::Decimal;
use rust_xlsxwriter::Formula;

use super::XlsxFault;
use super::value::{NOT_RECORDED, is_kept};
use crate::Frame;

/// A frame that stands in the workbook as a table of a name.
#[derive(Clone, Copy)]
pub(super) struct Source<'f> {
    pub(super) name: &'static str,
    pub(super) frame: &'f Frame,
}

/// Which rows of a table a sum is of.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    /// Those that say in a column what a cell of the sheet says.
    Said {
        column: &'a str,
        cell: &'a str,
        word: &'a str,
    },
    /// Those that say a word in a column.
    Word { column: &'a str, word: &'a str },
    /// Those of which a column is recorded.
    Known { column: &'a str },
}

/// A formula and what it comes to, in pence; nothing where it is not recorded.
#[derive(Clone)]
pub(super) struct Figure {
    formula: String,
    pence: Option<i128>,
}

impl<'f> Source<'f> {
    /// The sum of a column, of the rows that fit all that is asked.
    pub(super) fn sum(self, column: &str, of: &[Of<'_>]) -> Figure {
        let (name, sum) = (self.name, heading(column));
        let formula = match of {
            [] => format!("SUM({name}[{sum}])"),
            _ => {
                let asked: Vec<String> = of.iter().map(|it| it.asked(name)).collect();
                format!("SUMIFS({name}[{sum}],{})", asked.join(","))
            }
        };
        let rows = self.frame.rows.iter();
        let fit = rows.filter(|row| of.iter().all(|it| it.fits(self.frame, row)));
        let sums = fit.filter_map(|row| self.cell(row, column)?.money());
        let pence = Some(sums.map(|sum| i128::from(sum.pence())).sum());
        Figure { formula, pence }
    }

    /// How many rows that fit do not say what a column holds.
    pub(super) fn silent(self, column: &str, of: &[Of<'_>]) -> usize {
        let rows = self.frame.rows.iter();
        let fit = rows.filter(|row| of.iter().all(|it| it.fits(self.frame, row)));
        let cells = fit.filter_map(|row| self.cell(row, column));
        cells.filter(|cell| **cell == Cell::NotRecorded).count()
    }

    /// What rows say in a column, each word once, in the order in which they come.
    pub(super) fn words(self, column: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for row in &self.frame.rows {
            let word = self.cell(row, column).map(ToString::to_string);
            words.extend(word.filter(|it| !words.contains(it)));
        }
        words
    }

    fn cell(self, row: &'f [Cell], column: &str) -> Option<&'f Cell> {
        find(self.frame, row, column)
    }
}

impl Of<'_> {
    fn asked(&self, table: &str) -> String {
        match self {
            Of::Said { column, cell, .. } => format!("{table}[{}],{cell}", heading(column)),
            Of::Word { column, word } => format!("{table}[{}],\"{word}\"", heading(column)),
            Of::Known { column } => {
                format!("{table}[{}],\"<>{NOT_RECORDED}\"", heading(column))
            }
        }
    }

    fn fits(&self, frame: &Frame, row: &[Cell]) -> bool {
        match self {
            Of::Said { column, word, .. } | Of::Word { column, word } => {
                find(frame, row, column).is_some_and(|it| it.to_string() == *word)
            }
            Of::Known { column } => find(frame, row, column) != Some(&Cell::NotRecorded),
        }
    }
}

impl Figure {
    /// The sum of other figures, which stand in a range of cells.
    pub(super) fn of_range(range: &str, all: &[Figure]) -> Figure {
        let known: Option<Vec<i128>> = all.iter().map(|it| it.pence).collect();
        Figure {
            formula: format!("SUM({range})"),
            pence: known.map(|all| all.into_iter().sum()),
        }
    }

    /// The figure of a cell.
    pub(super) fn at(&self, cell: &str) -> Figure {
        Figure {
            formula: cell.to_owned(),
            pence: self.pence,
        }
    }

    /// The figure of a cell of another sheet.
    pub(super) fn on(&self, sheet: &str) -> Figure {
        self.at(&format!("'{sheet}'!{}", self.formula))
    }

    pub(super) fn plus(self, other: &Figure) -> Figure {
        Figure {
            formula: format!("{}+{}", self.formula, other.formula),
            pence: self.pence.zip(other.pence).map(|(one, more)| one + more),
        }
    }

    /// As it is taken from others: less itself.
    pub(super) fn taken(self) -> Figure {
        Figure {
            formula: format!("-{}", self.formula),
            pence: self.pence.map(|pence| -pence),
        }
    }

    /// Less a figure that is no sum of others by itself.
    pub(super) fn less(self, other: &Figure) -> Figure {
        Figure {
            formula: format!("{}-{}", self.formula, other.formula),
            pence: self.pence.zip(other.pence).map(|(one, less)| one - less),
        }
    }

    /// By how much it is more than another, to the penny.
    pub(super) fn difference(&self, other: &Figure) -> Figure {
        Figure {
            formula: format!("ROUND({}-({}),2)", self.formula, other.formula),
            pence: self.pence.zip(other.pence).map(|(one, less)| one - less),
        }
    }

    /// The same, unless a column of a table is not recorded in some row.
    pub(super) fn if_recorded(self, source: Source<'_>, columns: &[&str]) -> Figure {
        let is_silent = |column: &&&str| source.silent(column, &[]) > 0;
        let Some(column) = columns.iter().find(is_silent) else {
            return self;
        };
        let range = format!("{}[{}]", source.name, heading(column));
        let count = format!("COUNTIF({range},\"{NOT_RECORDED}\")");
        Figure {
            formula: format!("IF({count}>0,\"{NOT_RECORDED}\",{})", self.formula),
            pence: None,
        }
    }

    /// Whether it comes to nought, or is not recorded.
    pub(super) fn is_right(&self) -> bool {
        self.pence.is_none_or(|pence| pence == 0)
    }

    pub(super) fn is_recorded(&self) -> bool {
        self.pence.is_some()
    }

    /// The formula with its result, as a workbook holds both.
    ///
    /// # Errors
    /// Where the result has more digits than Excel keeps.
    pub(super) fn written(&self) -> Result<Formula, XlsxFault> {
        let result = match self.pence {
            None => NOT_RECORDED.to_owned(),
            Some(pence) => {
                let sum = Decimal::try_from_i128_with_scale(pence, 2).unwrap_or(Decimal::MAX);
                if !is_kept(sum) {
                    let formula = self.formula.clone();
                    let pence = Money::from_pence(i64::try_from(pence).unwrap_or(i64::MAX));
                    let found = pence.map_or(sum.to_string(), |it| it.in_words());
                    return Err(XlsxFault::SumTooLong { formula, found });
                }
                sum.normalize().to_string()
            }
        };
        Ok(Formula::new(format!("={}", self.formula)).set_result(result))
    }
}

/// What a column is called on a sheet of a year's workbook.
pub(super) fn heading(column: &str) -> String {
    column.replace('_', " ")
}

fn find<'r>(frame: &Frame, row: &'r [Cell], column: &str) -> Option<&'r Cell> {
    let mut columns = frame.columns.iter();
    row.get(columns.position(|(name, _)| name == column)?)
}
