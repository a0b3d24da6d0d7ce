//! From the rows of one file, sheet or frame to drafts.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use ringfence::journal::{FieldFault, FieldValue};
use ringfence::word::{nearest, one_of};

use super::alias::Known;
use super::cells::{Taken, put, take};
use super::column::{Column, columns_of};
use super::spelling::{self, Spelt};
use super::{Place, Reading, SeedFault, SeedFile, SeedRow, Written};
use crate::grid::{Broken, GridCell, GridRow, Shown, column_name};

/// What stands above the cells of a column.
#[derive(Clone, Copy)]
pub(super) enum Headed {
    /// A column of the draft, and its field.
    Named(Column, usize),
    /// Something that is passed by: it was told, or is said to stand for nothing.
    Passed,
    /// Nothing.
    Blank,
}

impl Headed {
    pub(super) fn is(&self, name: &str) -> bool {
        match self {
            Headed::Named(column, _) => column.name == name,
            Headed::Passed | Headed::Blank => false,
        }
    }
}

/// How the rows are headed and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// As a spreadsheet counts, the heading in row 1, and commas between the cells.
    Csv,
    /// As a spreadsheet counts, the heading in row 1.
    Sheet,
    /// Lines that each name what they hold.
    Lines,
    /// From 0, without a row of headings.
    #[cfg(feature = "arrow")]
    Frame,
}

/// Reads the rows of one file, sheet or frame. What does not read is gathered, never the end.
pub(super) struct RowReader<'r> {
    pub(super) reading: &'r Reading,
    pub(super) folder: Option<&'r Path>,
    pub(super) file: SeedFile,
    pub(super) columns: Vec<Column>,
    pub(super) whole: Place,
    pub(super) counted: Counted,
    pub(super) heading: Vec<Headed>,
    /// How many faults there are in the names of the columns.
    pub(super) heading_faults: usize,
    pub(super) fields: Vec<(String, FieldValue)>,
    /// What each field of the row would need, where it does not read.
    pub(super) hints: Vec<(usize, String)>,
    pub(super) rows: Vec<SeedRow>,
    pub(super) unread: Vec<(Place, Vec<FieldFault>)>,
    pub(super) faults: Vec<SeedFault>,
    pub(super) count: Option<&'r AtomicU64>,
}

impl<'r> RowReader<'r> {
    pub(super) fn of(
        reading: &'r Reading,
        folder: Option<&'r Path>,
        (file, whole): (SeedFile, Place),
        counted: Counted,
    ) -> RowReader<'r> {
        RowReader {
            reading,
            folder,
            file,
            columns: columns_of(file),
            whole,
            counted,
            heading: Vec::new(),
            heading_faults: 0,
            fields: Vec::new(),
            hints: Vec::new(),
            rows: Vec::new(),
            unread: Vec::new(),
            faults: Vec::new(),
            count: None,
        }
    }

    /// Counts there each row that it looks at.
    pub(super) fn counting(self, count: Option<&'r AtomicU64>) -> RowReader<'r> {
        RowReader { count, ..self }
    }

    /// Takes the names of the columns from the first row.
    pub(super) fn heading(&mut self, row: &GridRow) {
        for (at, cell) in row.cells.iter().enumerate() {
            let place = self.cell(row.row, at);
            match cell {
                GridCell::Broken(Broken::Quotation(_)) => {
                    let cell = at + 1;
                    self.faults.push(SeedFault::BadQuotation { place, cell });
                    self.heading.push(Headed::Passed);
                    self.heading_faults += 1;
                }
                GridCell::Broken(_) | GridCell::Covered(_) => {
                    let expected = "the name of a column".to_owned();
                    self.refuse(row.row, at, (cell.to_string(), expected));
                    self.heading.push(Headed::Passed);
                    self.heading_faults += 1;
                }
                _ => self.headed(cell.to_string().trim(), place),
            }
        }
    }

    /// Takes the name of the next column.
    pub(super) fn headed(&mut self, written: &str, place: Place) {
        let ours = self.reading.columns.ours(self.file.kind(), written);
        let name = ours.unwrap_or(written);
        let known = self.columns.iter().find(|it| it.name == name).copied();
        let headed = match known {
            Some(column) if self.fields.iter().any(|(field, _)| field == column.name) => {
                let column = column.name.to_owned();
                self.faults.push(SeedFault::ColumnTwice { place, column });
                self.heading_faults += 1;
                Headed::Passed
            }
            Some(column) => {
                let value = FieldValue::Text(String::new());
                self.fields.push((column.name.to_owned(), value));
                Headed::Named(column, self.fields.len() - 1)
            }
            None if ours == Some("") => Headed::Passed,
            None if name.is_empty() => Headed::Blank,
            None => {
                let known: Vec<&'static str> = self.columns.iter().map(|it| it.name).collect();
                self.faults.push(unknown_column(place, name, &known));
                self.heading_faults += 1;
                Headed::Passed
            }
        };
        self.heading.push(headed);
    }

    /// Forgets the names of the columns: each line has its own.
    pub(super) fn unheaded(&mut self) {
        self.heading.clear();
        self.fields.clear();
        self.heading_faults = 0;
    }

    /// Whether each name of a column is one of them, once.
    pub(super) fn is_headed(&self) -> bool {
        self.heading_faults == 0
    }

    /// Takes a column out that is of no type of which a cell could be.
    #[cfg(feature = "arrow")]
    pub(super) fn no_column(&mut self, at: usize, found: String) {
        if let Some(Headed::Named(column, _)) = self.heading.get(at) {
            self.faults.push(SeedFault::BadValue {
                place: self.whole.clone(),
                column: column.name.to_owned(),
                found,
                expected: "text, whole numbers, decimals, days or flags".to_owned(),
            });
            self.heading_faults += 1;
        }
    }

    /// Reads a row, and keeps what it asks for or what is wrong with it.
    pub(super) fn row(&mut self, row: &GridRow) {
        if let Some(count) = self.count {
            count.fetch_add(1, Ordering::Relaxed);
        }
        if !self.is_sound(row) {
            return;
        }
        let before = self.faults.len();
        self.hints.clear();
        let day = self.day_of(row);
        for at in 0..self.heading.len().max(row.cells.len()) {
            let cell = row.cell(at);
            let headed = self.heading.get(at).copied().unwrap_or(Headed::Blank);
            match (headed, cell) {
                (Headed::Named(column, field), _) => {
                    self.field(row, at, (column, field), day);
                }
                (_, GridCell::Broken(Broken::NotUtf8(found))) => {
                    self.not_utf8(row.row, at, (at + 1).to_string(), found);
                }
                (Headed::Blank, cell) if !cell.is_blank() => {
                    let expected = "nothing: the column has no heading".to_owned();
                    self.refuse(row.row, at, (format!("{:?}", cell.to_string()), expected));
                }
                (Headed::Blank | Headed::Passed, _) => {}
            }
        }
        match self.faults.len() == before {
            true => self.step(row.row),
            false => self.beside(row.row, before),
        }
    }

    /// Whether the row can be looked at cell by cell.
    fn is_sound(&mut self, row: &GridRow) -> bool {
        let place = self.place(row.row);
        let quotation = |cell: &GridCell| matches!(cell, GridCell::Broken(Broken::Quotation(_)));
        let (found, expected) = (row.cells.len(), self.heading.len());
        let fault = if let Some(at) = row.cells.iter().position(quotation) {
            SeedFault::BadQuotation {
                place,
                cell: at + 1,
            }
        } else if self.counted == Counted::Csv && found != expected {
            SeedFault::RaggedRow {
                place,
                found,
                expected,
            }
        } else if row.shown == Shown::Hidden && !self.reading.written.contains(&Written::Hidden) {
            SeedFault::Hidden { place }
        } else {
            return true;
        };
        self.faults.push(fault);
        false
    }

    /// Puts a cell into its field.
    fn field(
        &mut self,
        row: &GridRow,
        at: usize,
        (column, field): (Column, usize),
        day: Option<NaiveDate>,
    ) {
        let reading = self.reading;
        let value = &mut self.fields[field].1;
        let cell = row.cell(at);
        match (take(cell, column, &reading.written, value), cell) {
            (Taken::Yes, _) => {}
            (Taken::IfDeclared(hint), _) => self.hints.push((field, hint)),
            (Taken::No(..), GridCell::Broken(Broken::NotUtf8(found))) => {
                return self.not_utf8(row.row, at, column.name.to_owned(), found);
            }
            (Taken::No(found, expected), _) => {
                return self.refuse(row.row, at, (found, expected));
            }
        }
        if reading.aliases.has(column.name) {
            self.alias(row.row, at, (column, field), day);
        }
    }

    /// Puts our names in the place of theirs, each of several with `;` between them.
    fn alias(
        &mut self,
        row: usize,
        at: usize,
        (column, field): (Column, usize),
        day: Option<NaiveDate>,
    ) {
        let reading = self.reading;
        let FieldValue::Text(text) = &self.fields[field].1 else {
            return;
        };
        let theirs: Vec<String> = text.split(';').map(|it| it.trim().to_owned()).collect();
        let mut ours = Vec::new();
        for name in theirs.iter().filter(|name| !name.is_empty()) {
            match reading.aliases.known(column.name, name, day) {
                Known::Ours(name) => ours.push(name),
                Known::Itself => ours.push(name),
                Known::Nothing(expected) => {
                    self.refuse(row, at, (format!("{name:?}"), expected));
                }
            }
        }
        put(&mut self.fields[field].1, &ours.join(";"));
    }

    /// The day on which the row counts, where it says one.
    fn day_of(&self, row: &GridRow) -> Option<NaiveDate> {
        self.reading.aliases.columns().next()?;
        let is_day = |headed: &Headed| headed.is("effective");
        let at = self.heading.iter().position(is_day)?;
        match row.cell(at) {
            GridCell::Day(day) => Some(*day),
            GridCell::Text(text) => match spelling::day(text, &self.reading.written) {
                Spelt::Plain(plain) => plain.parse().ok(),
                _ => text.trim().parse().ok(),
            },
            _ => None,
        }
    }

    fn refuse(&mut self, row: usize, at: usize, (found, expected): (String, String)) {
        let column = match self.heading.get(at) {
            Some(Headed::Named(column, _)) => column.name.to_owned(),
            _ => column_name(at),
        };
        self.faults.push(SeedFault::BadValue {
            place: self.cell(row, at),
            column,
            found,
            expected,
        });
    }

    fn not_utf8(&mut self, row: usize, at: usize, column: String, found: &str) {
        self.faults.push(SeedFault::NotUtf8 {
            place: self.cell(row, at),
            column,
            found: found.to_owned(),
        });
    }

    /// Whether cells have names, as those of a spreadsheet.
    pub(super) fn is_sheet(&self) -> bool {
        matches!(self.counted, Counted::Csv | Counted::Sheet)
    }

    pub(super) fn place(&self, row: usize) -> Place {
        Place {
            row: Some(row),
            ..self.whole.clone()
        }
    }

    fn cell(&self, row: usize, column: usize) -> Place {
        Place {
            column: Some(column).filter(|_| self.is_sheet()),
            ..self.place(row)
        }
    }
}

fn unknown_column(place: Place, written: &str, known: &[&'static str]) -> SeedFault {
    let nearest = nearest(written, known.iter().copied());
    let expected = nearest.map_or_else(|| one_of(known), |column| format!("{column}?"));
    SeedFault::UnknownColumn {
        place,
        column: written.chars().take(80).collect(),
        expected,
        nearest,
    }
}
