//! The figures of a table with the words along its sides.

use std::collections::BTreeSet;

use ringfence::noun::{BodyId, StreamId};
use ringfence::word::FinancialYear;

use super::fault::AllocationFault;
use super::figure::{Marked, figure_of};
use super::heading::{Heading, Meaning};
use super::layout::{AllocationLayout, Along};
use crate::{Faults, Grid, GridCell, GridRow, Shown, cell_name, column_name};

/// The figures of a table with the words along its sides.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What stands over the columns.
    pub(super) across: Vec<Heading>,
    /// What stands beside the rows; the number of each is as a spreadsheet counts.
    pub(super) down: Vec<Heading>,
    /// A figure for each row and column.
    pub(super) figures: Vec<Vec<Marked>>,
    /// What stands above and below: titles, footnotes, headings of parts.
    pub(super) words: Vec<String>,
}

/// Reads a grid; what is wrong is added to the faults.
pub(super) fn found_in(
    grid: &Grid,
    layout: &AllocationLayout,
    faults: &mut Faults<AllocationFault>,
) -> Found {
    let mut reader = Reader {
        grid,
        layout,
        faults,
        found: Found::default(),
    };
    reader.read();
    reader.found
}

/// Where something stands, for people.
pub(super) fn place_in(grid: &Grid, at: &str) -> String {
    match &grid.sheet {
        Some(sheet) => format!("{}, sheet {sheet}, {at}", grid.file),
        None => format!("{}, {at}", grid.file),
    }
}

struct Reader<'a> {
    grid: &'a Grid,
    layout: &'a AllocationLayout,
    faults: &'a mut Faults<AllocationFault>,
    found: Found,
}

impl Reader<'_> {
    fn read(&mut self) {
        let Some(place) = self.heading_place() else {
            return;
        };
        let (above, rest) = self.grid.rows.split_at(place);
        let Some((heading, rows)) = rest.split_first() else {
            return;
        };
        for row in above {
            self.words(row);
        }
        let filled = rest.iter().filter_map(first_filled);
        let names = filled.min().unwrap_or(0);
        self.columns(heading, names);
        for row in rows {
            self.row(row, names);
        }
        self.twice();
        if !self.found.down.iter().any(is_part) && self.faults.is_empty() {
            let found = "no row with figures".to_owned();
            self.fault("below the heading", found, "a row for each name");
        }
    }

    fn heading_place(&mut self) -> Option<usize> {
        let rows = &self.grid.rows;
        let place = match self.layout.heading_row {
            Some(number) => rows.iter().position(|row| row.row == number),
            None => rows.iter().position(|row| filled(row) > 1),
        };
        if place.is_none() {
            let at = self
                .layout
                .heading_row
                .map(|number| format!("row {number}"));
            let at = at.unwrap_or_else(|| "row 1".to_owned());
            self.fault(&at, "nothing".to_owned(), "the names across the top");
        }
        place
    }

    fn columns(&mut self, heading: &GridRow, names: usize) {
        for (at, cell) in heading.cells.iter().enumerate().skip(names + 1) {
            let name = cell_name(heading.row, at);
            match cell {
                _ if cell.is_blank() => {}
                GridCell::Text(text) | GridCell::Number(text) => {
                    let heading = Heading::of(at, text, self.layout);
                    self.is_id(&heading, self.layout.across, &name);
                    self.found.across.push(heading);
                }
                _ => {
                    let wanted = "a name in each cell: take merged cells apart";
                    self.fault(&format!("cell {name}"), cell.to_string(), wanted);
                }
            }
        }
    }

    fn row(&mut self, row: &GridRow, names: usize) {
        let cell = row.cell(names);
        if filled(row) < 2 && first_filled(row) == Some(names) {
            return self.words(row);
        }
        let at = cell_name(row.row, names);
        let (GridCell::Text(text) | GridCell::Number(text)) = cell else {
            let found = match cell.is_blank() {
                true => "figures without a name".to_owned(),
                false => cell.to_string(),
            };
            return self.fault(&format!("cell {at}"), found, "the name of the row");
        };
        let heading = Heading::of(row.row, text, self.layout);
        if row.shown == Shown::Hidden {
            self.found.words.push(format!("Row {} is hidden.", row.row));
        }
        if heading.meaning != Meaning::LeftOut {
            self.is_id(&heading, self.layout.down, &at);
            let figures = self.figures(row, names);
            self.found.figures.push(figures);
            self.found.down.push(heading);
        }
    }

    fn figures(&mut self, row: &GridRow, names: usize) -> Vec<Marked> {
        let across = std::mem::take(&mut self.found.across);
        let mut figures = Vec::with_capacity(across.len());
        for heading in &across {
            let left_out = heading.meaning == Meaning::LeftOut;
            let blank = GridCell::Blank;
            let cell = if left_out {
                &blank
            } else {
                row.cell(heading.at)
            };
            match figure_of(cell, self.layout) {
                Ok(figure) => figures.push(figure),
                Err(wanted) => {
                    let at = format!("cell {}", cell_name(row.row, heading.at));
                    self.fault(&at, cell.to_string(), &wanted);
                    figures.push((super::figure::Figure::Blank, Vec::new()));
                }
            }
        }
        let known: BTreeSet<usize> = across.iter().map(|it| it.at).collect();
        for (at, cell) in row.cells.iter().enumerate().skip(names + 1) {
            if !cell.is_blank() && !known.contains(&at) {
                let name = format!("cell {}", cell_name(row.row, at));
                self.fault(
                    &name,
                    cell.to_string(),
                    "nothing under a column without a name",
                );
            }
        }
        self.found.across = across;
        figures
    }

    /// A title, a footnote: a row in which one cell is filled.
    fn words(&mut self, row: &GridRow) {
        let cells = row.cells.iter().filter(|cell| !cell.is_blank());
        let said: Vec<_> = cells
            .map(|cell| cell.to_string().trim().to_owned())
            .collect();
        self.found.words.push(said.join(" "));
    }

    /// A fault where a part of a side is no year, or no id.
    fn is_id(&mut self, heading: &Heading, along: Along, at: &str) {
        let Meaning::Part(id) = &heading.meaning else {
            return;
        };
        let (fits, wanted) = match along {
            Along::Years => (
                id.parse::<FinancialYear>().is_ok(),
                "a year such as 2016-17",
            ),
            Along::Bodies => (id.parse::<BodyId>().is_ok(), "the id of a body"),
            Along::Streams => (id.parse::<StreamId>().is_ok(), "the id of a stream"),
        };
        if !fits {
            let wanted = format!(
                "{wanted}: say in names what it stands for, or that it is one of totals, \
                 subtotals or left_out"
            );
            let found = format!("{:?}", heading.words);
            self.fault(&format!("cell {at}"), found, &wanted);
        }
    }

    /// A fault for each part that stands along a side twice.
    fn twice(&mut self) {
        for (side, headings) in [
            ("row", self.found.down.clone()),
            ("column", self.found.across.clone()),
        ] {
            let mut seen = BTreeSet::new();
            for heading in headings {
                let Meaning::Part(id) = heading.meaning else {
                    continue;
                };
                if !seen.insert(id.clone()) {
                    let wanted = "it once: two figures of one line would add up";
                    let at = match side {
                        "row" => format!("row {}", heading.at),
                        _ => format!("column {}", column_name(heading.at)),
                    };
                    self.fault(&at, format!("{id} twice"), wanted);
                }
            }
        }
    }

    fn fault(&mut self, at: &str, found: String, expected: &str) {
        let (place, expected) = (place_in(self.grid, at), expected.to_owned());
        self.faults.add(AllocationFault {
            place,
            found,
            expected,
        });
    }
}

fn is_part(heading: &Heading) -> bool {
    matches!(heading.meaning, Meaning::Part(_))
}

/// How many cells are filled; a title that is merged over a row fills one.
fn filled(row: &GridRow) -> usize {
    let own = row.row.to_string();
    let is_filled = |cell: &&GridCell| match cell {
        GridCell::Covered(first) => first.trim_start_matches(char::is_alphabetic) != own,
        cell => !cell.is_blank(),
    };
    row.cells.iter().filter(is_filled).count()
}

fn first_filled(row: &GridRow) -> Option<usize> {
    row.cells.iter().position(|cell| !cell.is_blank())
}
