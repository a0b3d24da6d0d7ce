//! A table that prints as plain text.

use std::fmt;

/// Rows for people, under a title and headings, with notes beneath.
///
/// ```
/// use ringfence_formats::{Align, Table};
///
/// let mut table = Table::new("Where each pound stands");
/// table.column("body", Align::Left);
/// table.column("free", Align::Right);
/// table.row(["north", "£102,000"]);
/// table.row(["harbour", "£9,500"]);
/// let expected = "Where each pound stands
///   body         free
///   -------  --------
///   north    £102,000
///   harbour    £9,500
/// ";
/// assert_eq!(table.to_string(), expected);
/// ```
///
/// Its cells are texts already: how a sum is shown is for whoever makes the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    title: String,
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

impl Table {
    /// A table without columns or rows.
    pub fn new(title: impl Into<String>) -> Table {
        Table {
            title: title.into(),
            ..Table::default()
        }
    }

    /// Adds a column; rows that are there already are blank in it.
    pub fn column(&mut self, heading: impl Into<String>, align: Align) {
        self.columns.push((heading.into(), align));
    }

    /// Adds several columns that stand on the same side.
    pub fn columns<'a>(&mut self, headings: impl IntoIterator<Item = &'a str>, align: Align) {
        for heading in headings {
            self.column(heading, align);
        }
    }

    /// Adds a row; cells beyond the last column are not shown, missing ones are blank.
    pub fn row<Cell: Into<String>>(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Adds a note beneath the rows.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// The same table with only those columns of figures whose cells are wanted; columns of
    /// words stay.
    #[must_use]
    pub fn with_columns_where(&self, wanted: impl Fn(&[&str]) -> bool) -> Table {
        let keep: Vec<bool> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, (_, align))| {
                let cells = self.rows.iter().filter_map(|row| row.get(at));
                *align == Align::Left || wanted(&cells.map(String::as_str).collect::<Vec<_>>())
            })
            .collect();
        self.with_columns_kept(&keep)
    }

    /// The same table without the columns of words whose cells are all alike: what they say is
    /// told once, in a note.
    #[must_use]
    pub fn with_alike_told_once(&self) -> Table {
        let alike = |at: usize| {
            let mut cells = self.rows.iter().map(|row| row.get(at));
            let first = cells.next().flatten()?;
            let same = self.rows.len() > 1 && cells.all(|cell| cell == Some(first));
            (same && self.columns[at].1 == Align::Left).then_some(first)
        };
        let told: Vec<Option<&String>> = (0..self.columns.len()).map(alike).collect();
        let keep: Vec<bool> = told.iter().map(Option::is_none).collect();
        let mut table = self.with_columns_kept(&keep);
        let headings = self.columns.iter().map(|(heading, _)| heading);
        let notes = headings
            .zip(told)
            .filter_map(|(heading, cell)| Some((heading, cell?)));
        let notes = notes.map(|(heading, cell)| format!("Each row, {heading}: {cell}"));
        table.notes = notes.chain(table.notes).collect();
        table
    }

    fn with_columns_kept(&self, keep: &[bool]) -> Table {
        Table {
            title: self.title.clone(),
            columns: kept(&self.columns, keep),
            rows: self.rows.iter().map(|row| kept(row, keep)).collect(),
            notes: self.notes.clone(),
        }
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its headings.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(heading, _)| heading.as_str())
    }

    /// Its rows.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Its notes.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    fn widths(&self) -> Vec<usize> {
        let width_of = |(at, (heading, _)): (usize, &(String, Align))| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            let widest = cells.map(|cell| cell.chars().count()).max();
            widest.unwrap_or(0).max(heading.chars().count())
        };
        self.columns.iter().enumerate().map(width_of).collect()
    }

    fn line<'a>(&self, widths: &[usize], cells: impl Iterator<Item = &'a str>) -> String {
        let mut line = String::new();
        for (((_, align), width), cell) in self.columns.iter().zip(widths).zip(cells) {
            line.push_str("  ");
            match align {
                Align::Left => line.push_str(&format!("{cell:<width$}")),
                Align::Right => line.push_str(&format!("{cell:>width$}")),
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

fn kept<T: Clone>(all: &[T], keep: &[bool]) -> Vec<T> {
    all.iter()
        .zip(keep)
        .filter(|(_, keep)| **keep)
        .map(|(one, _)| one.clone())
        .collect()
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        writeln!(f, "{}", self.title)?;
        writeln!(f, "{}", self.line(&widths, self.headings()))?;
        let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        writeln!(
            f,
            "{}",
            self.line(&widths, rules.iter().map(String::as_str))
        )?;
        for row in &self.rows {
            let blank = std::iter::repeat("");
            let cells = row.iter().map(String::as_str).chain(blank);
            writeln!(f, "{}", self.line(&widths, cells.take(self.columns.len())))?;
        }
        for note in &self.notes {
            writeln!(f, "  {note}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_figures_may_be_left_out() {
        let mut table = Table::new("t");
        table.column("a", Align::Left);
        table.columns(["b", "c"], Align::Right);
        table.row(["-", "-", "1"]);
        let narrow = table.with_columns_where(|cells| cells.iter().any(|cell| *cell != "-"));
        assert_eq!(narrow.headings().collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(narrow.rows(), [["-", "1"]]);
    }

    #[test]
    fn what_is_alike_in_every_row_is_told_once() {
        let mut table = Table::new("t");
        table.columns(["a", "b"], Align::Left);
        table.row(["1", "x"]);
        table.row(["2", "x"]);
        let told = table.with_alike_told_once();
        assert_eq!(
            told.to_string(),
            "t\n  a\n  -\n  1\n  2\n  Each row, b: x\n"
        );
        assert_eq!(Table::new("t").with_alike_told_once(), Table::new("t"));
    }

    #[test]
    fn short_rows_are_blank_and_long_ones_are_cut() {
        let mut table = Table::new("t");
        table.columns(["a", "b"], Align::Left);
        table.row(["1"]);
        table.row(["1", "2", "3"]);
        table.note("a note");
        assert_eq!(
            table.to_string(),
            "t\n  a  b\n  -  -\n  1\n  1  2\n  a note\n"
        );
    }
}
