//! Finding the columns of a grid by their headings.

use super::fault::{ActualsFault, CellPlace};
use crate::{Grid, GridCell, GridRow, cell_name};

/// So many rows may stand above the heading.
const MOST_ABOVE: usize = 50;

/// One column that is looked for.
pub(super) struct Wanted {
    /// What it is called here.
    pub(super) heading: String,
    /// Whether there must be such a column.
    pub(super) needed: bool,
}

/// Where the heading stands, and the column of each that was wanted.
pub(super) struct Headed<'g> {
    pub(super) grid: &'g Grid,
    /// Its place among the rows of the grid.
    pub(super) at: usize,
    pub(super) columns: Vec<Option<usize>>,
}

impl<'g> Headed<'g> {
    /// The first row that has all headings that are needed.
    pub(super) fn find(grid: &'g Grid, wanted: &[Wanted]) -> Option<Headed<'g>> {
        let rows = grid.rows.iter().take(MOST_ABOVE).enumerate();
        let mut headed = rows.map(|(at, row)| {
            let column = |of: &Wanted| columns_of(row, &of.heading).next();
            let columns = wanted.iter().map(column).collect();
            Headed { grid, at, columns }
        });
        headed.find(|it| {
            let mut each = it.columns.iter().zip(wanted);
            each.all(|(column, of)| column.is_some() || !of.needed)
        })
    }

    /// The rows beneath it.
    pub(super) fn rows(&self) -> &'g [GridRow] {
        &self.grid.rows[self.at + 1..]
    }

    /// The row of the heading.
    pub(super) fn heading(&self) -> &'g GridRow {
        &self.grid.rows[self.at]
    }

    /// A cell of a row, by the place of its column among the wanted ones.
    pub(super) fn cell<'r>(&self, row: &'r GridRow, wanted: usize) -> &'r GridCell {
        let column = self.columns.get(wanted).copied().flatten();
        column.map_or(&GridCell::Blank, |at| row.cell(at))
    }

    /// What is wrong with a cell of a row.
    pub(super) fn fault(&self, row: &GridRow, wanted: usize, expected: &str) -> ActualsFault {
        let column = self.columns.get(wanted).copied().flatten().unwrap_or(0);
        cell_fault(self.grid, row, column, expected)
    }

    /// Headings that stand there twice.
    pub(super) fn twice(&self, wanted: &[Wanted]) -> Vec<ActualsFault> {
        let row = self.heading();
        let second = |of: &Wanted| columns_of(row, &of.heading).nth(1);
        let twice = wanted.iter().filter_map(second);
        twice
            .map(|column| cell_fault(self.grid, row, column, "each heading once"))
            .collect()
    }
}

/// What is wrong with a cell.
pub(super) fn cell_fault(
    grid: &Grid,
    row: &GridRow,
    column: usize,
    expected: &str,
) -> ActualsFault {
    let cell = row.cell(column);
    let found = match cell {
        _ if cell.is_blank() => "nothing".to_owned(),
        GridCell::Text(text) => format!("{text:?}"),
        other => other.to_string(),
    };
    let (file, sheet) = (grid.file.clone(), grid.sheet.clone());
    let cell = cell_name(row.row, column);
    ActualsFault::Cell {
        place: CellPlace { file, sheet, cell },
        found,
        expected: expected.to_owned(),
    }
}

/// That no row has the headings.
pub(super) fn no_heading(file: &str, grid: Option<&Grid>, wanted: &[Wanted]) -> ActualsFault {
    let needed: Vec<&str> = wanted
        .iter()
        .filter(|it| it.needed)
        .map(|it| it.heading.as_str())
        .collect();
    let widest = grid.and_then(|it| {
        let rows = it.rows.iter().take(MOST_ABOVE);
        rows.rev()
            .max_by_key(|row| row.cells.iter().filter(|cell| !cell.is_blank()).count())
    });
    let found = widest.map_or_else(String::new, |row| {
        let cells = row.cells.iter().filter(|cell| !cell.is_blank());
        let cells: Vec<String> = cells.map(ToString::to_string).collect();
        format!("; row {} has {}", row.row, cells.join(", "))
    });
    ActualsFault::NoHeading {
        file: file.to_owned(),
        needed: needed.join(", "),
        found,
    }
}

/// The columns of a row that have a heading, however it is spelled in capitals and blanks.
fn columns_of<'r>(row: &'r GridRow, heading: &str) -> impl Iterator<Item = usize> + use<'r> {
    let heading = bare(heading);
    let cells = row.cells.iter().enumerate();
    cells.filter_map(move |(at, cell)| (bare(cell.text()?) == heading).then_some(at))
}

fn bare(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == '_' || c == '-');
    let words: Vec<String> = words
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("_")
}
