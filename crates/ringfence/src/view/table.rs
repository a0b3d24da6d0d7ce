//! Rows for people.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::{Cell, Column, ColumnKind};
use crate::word::Money;

/// A table that people read: rows under named columns, and what stands below them.
///
/// Each row has a cell for each column. The same ledger gives the same table, row for row. It
/// prints as plain text, and serialises with sums as strings of pounds.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
/// use ringfence::view;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let table = view::positions(&ledger, &Selection::default())?;
/// assert!(table.rows.is_empty());
/// assert!(table.find_column("available").is_some());
/// assert!(table.sum_of("available").is_some_and(|sum| sum.is_zero()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not kept: it is made from the ledger each time, and only formats write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, sorted as its maker says.
    pub rows: Vec<Vec<Cell>>,
    /// What must be read with it: sources, and what it leaves out.
    pub notes: Vec<String>,
}

impl Table {
    /// A table without rows.
    pub fn new(title: impl Into<String>, columns: &[(&'static str, ColumnKind)]) -> Table {
        let columns = columns.iter().map(|(name, kind)| Column::new(name, *kind));
        Table {
            title: title.into(),
            columns: columns.collect(),
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The place of a column.
    pub fn find_column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// A cell by its row, from 0, and its column's name.
    pub fn find(&self, row: usize, column: &str) -> Option<&Cell> {
        let place = self.find_column(column)?;
        self.rows.get(row)?.get(place)
    }

    /// The cells of a column, from the first row to the last; none where there is no such column.
    pub fn cells_of<'t>(&'t self, column: &str) -> impl Iterator<Item = &'t Cell> {
        let place = self.find_column(column);
        let rows = self.rows.iter();
        rows.filter_map(move |row| row.get(place?))
    }

    /// The first rows, at most so many; the notes stay.
    pub fn head(&self, rows: usize) -> Table {
        Table {
            title: self.title.clone(),
            columns: self.columns.clone(),
            rows: self.rows.iter().take(rows).cloned().collect(),
            notes: self.notes.clone(),
        }
    }

    /// The sum of a column; nothing where there is no such column of money, where a field of it
    /// is not recorded, or where the sum is out of range. A field without an answer adds nothing.
    pub fn sum_of(&self, column: &str) -> Option<Money> {
        let place = self.find_column(column)?;
        let kinds = [ColumnKind::Money, ColumnKind::Stated];
        if !kinds.contains(&self.columns[place].kind) {
            return None;
        }
        let known = |cell: &Cell| match cell {
            Cell::NotRecorded => None,
            other => Some(other.money().unwrap_or(Money::ZERO)),
        };
        let sums: Option<Vec<Money>> = self.cells_of(column).map(known).collect();
        Money::total(sums?)
    }

    /// The sums of each column of money, by what stands in other columns: a row for each that is
    /// there, in the order in which they come. Columns of neither kind are left out. A sum of which
    /// a part is not recorded is not; nothing where there is no such column.
    ///
    /// ```
    /// use ringfence::state::Comparison;
    ///
    /// let none = Comparison {
    ///     baseline: "wales-2016".into(),
    ///     reforms: vec!["bma-2017".into()],
    ///     rows: Vec::new(),
    /// };
    /// let items = ringfence::view::compared(&none);
    /// let sums = items.sums_by(&["reform", "year", "reason"]).expect("three of its columns");
    /// assert_eq!(sums.columns[2].name, "reason");
    /// assert_eq!(sums.columns[3].name, "amount");
    /// assert!(items.sums_by(&["reasons"]).is_none());
    /// ```
    pub fn sums_by(&self, columns: &[&str]) -> Option<Table> {
        let keys: Vec<usize> = columns
            .iter()
            .map(|name| self.find_column(name))
            .collect::<Option<_>>()?;
        let is_sum = |place: &usize| self.columns[*place].kind == ColumnKind::Money;
        let sums: Vec<usize> = (0..self.columns.len()).filter(is_sum).collect();
        let places = || {
            keys.iter()
                .chain(sums.iter().filter(|it| !keys.contains(it)))
        };
        let mut table = Table {
            title: format!("{}, by {}", self.title, columns.join(", ")),
            columns: places().map(|place| self.columns[*place]).collect(),
            rows: Vec::new(),
            notes: self.notes.clone(),
        };
        let key = |row: &[Cell]| keys.iter().map(|at| row[*at].to_string()).collect();
        let mut found: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for row in &self.rows {
            let at = *found.entry(key(row)).or_insert(table.rows.len());
            match table.rows.get_mut(at) {
                None => table
                    .rows
                    .push(places().map(|it| row[*it].clone()).collect()),
                Some(sums) => {
                    let own = sums.iter_mut().zip(places());
                    own.skip(keys.len())
                        .for_each(|(sum, place)| sum.add(&row[*place]));
                }
            }
        }
        Some(table)
    }

    /// The table as Markdown: the title as a heading, figures to the right, the notes beneath.
    /// What a cell says stays words: a bar in it does not end the cell.
    ///
    /// ```
    /// use ringfence::view::{ColumnKind, Table};
    ///
    /// let table = Table::new("Left", &[("body", ColumnKind::Text), ("left", ColumnKind::Money)]);
    /// assert_eq!(table.to_markdown(), "## Left\n\n| body | left |\n|---|--:|\n");
    /// ```
    pub fn to_markdown(&self) -> String {
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let names = self.columns.iter().map(|column| column.name.to_owned());
        let rule = |place| if self.is_right(place) { "--:" } else { "---" };
        let rules: Vec<&str> = (0..self.columns.len()).map(rule).collect();
        let mut out = format!("## {}\n\n{}", self.title, row(names.collect()));
        out += &format!("|{}|\n", rules.join("|"));
        for cells in &self.rows {
            let escaped = |cell: &Cell| cell.to_string().replace('|', "\\|").replace('\n', " ");
            out += &row(cells.iter().map(escaped).collect());
        }
        for note in &self.notes {
            out += &format!("\n{note}\n");
        }
        out
    }

    pub(crate) fn add(&mut self, row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.columns.len(), "{}", self.title);
        self.rows.push(row);
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }
}

impl fmt::Display for Table {
    /// Plain text: the title, the columns, the rows, and the notes; figures stand to the right.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        let names = self.columns.iter().map(|column| column.name.to_owned());
        let head: Vec<String> = names.collect();
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect();
        let wide = |place: usize| {
            let cells = rows.iter().filter_map(|row| row.get(place));
            let widths = cells.chain(head.get(place)).map(|it| it.chars().count());
            widths.max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..head.len()).map(wide).collect();
        write_row(f, &head, &widths, &|place| self.is_right(place))?;
        for (row, cells) in rows.iter().zip(&self.rows) {
            let right = |place: usize| {
                let figure = cells.get(place).is_some_and(Cell::is_figure);
                figure || self.is_right(place)
            };
            write_row(f, row, &widths, &right)?;
        }
        for note in &self.notes {
            writeln!(f, "{note}")?;
        }
        Ok(())
    }
}

impl Table {
    fn is_right(&self, place: usize) -> bool {
        let figures = [ColumnKind::Money, ColumnKind::Stated, ColumnKind::Number];
        self.columns
            .get(place)
            .is_some_and(|column| figures.contains(&column.kind))
    }
}

fn write_row(
    f: &mut fmt::Formatter<'_>,
    row: &[String],
    widths: &[usize],
    right: &dyn Fn(usize) -> bool,
) -> fmt::Result {
    let mut line = String::new();
    for (place, (text, width)) in row.iter().zip(widths).enumerate() {
        if place > 0 {
            line.push_str("  ");
        }
        let padded = if right(place) {
            format!("{text:>width$}")
        } else {
            format!("{text:<width$}")
        };
        line.push_str(&padded);
    }
    writeln!(f, "{}", line.trim_end())
}
