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
    pub(super) title: String,
    pub(super) columns: Vec<(String, Align)>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) notes: Vec<String>,
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

    /// The same table with its words broken over several lines, so that no line has more than so
    /// many columns of text. Headings give way first, then the widest column. A figure and a single
    /// word are never broken: where these alone are wider, so is the table.
    ///
    /// ```
    /// use ringfence_formats::{Align, Table};
    ///
    /// let mut table = Table::new("Letters");
    /// table.column("letter", Align::Left);
    /// table.column("what was given", Align::Right);
    /// table.row(["revised letter of May", "£453,000"]);
    /// let expected = "Letters
    ///              what was
    ///   letter        given
    ///   ---------  --------
    ///   revised    £453,000
    ///   letter of
    ///   May
    /// ";
    /// assert_eq!(table.within(23).to_string(), expected);
    /// ```
    #[must_use]
    pub fn within(&self, width: usize) -> Table {
        let (unbroken, least) = (self.widths_with_cells_whole(), self.least_widths());
        let mut widths = self.widths();
        while widths.iter().map(|one| one + INDENT).sum::<usize>() > width {
            let breakable = (0..widths.len()).filter(|at| widths[*at] > least[*at]);
            let Some(at) = breakable.max_by_key(|at| (widths[*at] > unbroken[*at], widths[*at]))
            else {
                break;
            };
            widths[at] -= 1;
        }
        let columns = self.columns.iter().zip(&widths);
        let cells = |row: &Vec<String>| {
            let cells = row.iter().zip(self.columns.iter().zip(&widths));
            let broken_cell =
                |(cell, ((_, align), width)): (&String, (&(String, Align), &usize))| match align {
                    Align::Left => broken(cell, *width),
                    Align::Right => cell.clone(),
                };
            cells.map(broken_cell).collect()
        };
        let notes = self.notes.iter();
        Table {
            title: self.title.clone(),
            columns: columns
                .map(|((heading, align), width)| (broken(heading, *width), *align))
                .collect(),
            rows: self.rows.iter().map(cells).collect(),
            notes: notes
                .map(|note| broken(note, width.saturating_sub(2 * INDENT)))
                .collect(),
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
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(at, (heading, _))| widest_line(heading).max(self.widest(at, widest_line)))
            .collect()
    }

    /// How narrow each column can be: a figure is not broken, a word neither.
    fn least_widths(&self) -> Vec<usize> {
        let columns = self.columns.iter().zip(self.widths_with_cells_whole());
        columns
            .enumerate()
            .map(|(at, ((heading, align), whole))| match align {
                Align::Left => widest_word(heading).max(self.widest(at, widest_word)),
                Align::Right => whole,
            })
            .collect()
    }

    /// How narrow each column can be where only its heading is broken.
    fn widths_with_cells_whole(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(at, (heading, _))| widest_word(heading).max(self.widest(at, widest_line)))
            .collect()
    }

    fn widest(&self, at: usize, width_of: fn(&str) -> usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| width_of(cell)).max().unwrap_or(0)
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

    /// The lines of a row; a cell of fewer lines than the others stands at the top, a heading at
    /// the bottom, right above its column.
    fn lines(&self, widths: &[usize], cells: &[&str], stands: Stands) -> Vec<String> {
        let heights: Vec<usize> = cells.iter().map(|cell| cell.lines().count()).collect();
        let height = heights.iter().copied().max().unwrap_or(0).max(1);
        let nth = |at: usize| {
            let parts = cells.iter().zip(&heights).map(move |(cell, own)| {
                let above = match stands {
                    Stands::AtTheTop => 0,
                    Stands::AtTheBottom => height - own,
                };
                at.checked_sub(above)
                    .and_then(|place| cell.lines().nth(place))
                    .unwrap_or("")
            });
            self.line(widths, parts)
        };
        (0..height).map(nth).collect()
    }
}

/// By how much a column, and a note, stands in from what is left of it.
const INDENT: usize = 2;

/// Where a cell stands beside taller ones.
#[derive(Clone, Copy, Debug)]
enum Stands {
    AtTheTop,
    AtTheBottom,
}

fn widest_line(text: &str) -> usize {
    let lines = text.lines().map(|line| line.chars().count());
    lines.max().unwrap_or(0)
}

/// How wide the widest word stands, with what stands before the first.
fn widest_word(text: &str) -> usize {
    let indent = text.chars().take_while(|one| *one == ' ').count();
    let words = text
        .split_whitespace()
        .map(|word| indent + word.chars().count());
    words.max().unwrap_or(0)
}

/// A text whose words are broken over lines of a width; each stands in as far as the first.
fn broken(text: &str, width: usize) -> String {
    let indent: String = text.chars().take_while(|one| *one == ' ').collect();
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    lines.join("\n")
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
        let headings: Vec<&str> = self.headings().collect();
        for line in self.lines(&widths, &headings, Stands::AtTheBottom) {
            writeln!(f, "{line}")?;
        }
        let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        let rules = rules.iter().map(String::as_str);
        writeln!(f, "{}", self.line(&widths, rules))?;
        for row in &self.rows {
            let cells = row.iter().map(String::as_str).chain(std::iter::repeat(""));
            let cells: Vec<&str> = cells.take(self.columns.len()).collect();
            for line in self.lines(&widths, &cells, Stands::AtTheTop) {
                writeln!(f, "{line}")?;
            }
        }
        for note in &self.notes {
            writeln!(f, "  {}", note.replace('\n', "\n    "))?;
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
    fn words_are_broken_where_they_stand_and_figures_never() {
        let mut table = Table::new("t");
        table.column("body", Align::Left);
        table.column("sum stated", Align::Right);
        table.row(["  North cluster", "£453 thousand"]);
        table.note("a note of many words, too");
        let narrow = [
            "t",
            "  body          sum stated",
            "  ---------  -------------",
            "    North    £453 thousand",
            "    cluster",
            "  a note of many words,",
            "    too",
            "",
        ];
        assert_eq!(table.within(26).to_string(), narrow.join("\n"));
        let narrowest = table.within(0).to_string();
        assert!(narrowest.contains("£453 thousand\n"), "{narrowest}");
        assert_eq!(table.within(80), table);
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
