//! From the cells of one file to drafts.

use std::path::Path;

use chrono::NaiveDate;
use ringfence::journal::{Act, ActKind, Draft, FieldFault, FieldValue};
use ringfence::word::{FinancialYear, nearest, one_of};

use super::book::book_named;
use super::sheet::{RawRow, rows_of};
use super::{Place, SeedFault, SeedFile, SeedRow, SeedStep};

/// The rows of one file that read; what does not is added to the faults.
pub(super) fn rows_in(
    folder: &Path,
    name: &str,
    file: SeedFile,
    bytes: &[u8],
    faults: &mut Vec<SeedFault>,
) -> Vec<SeedRow> {
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if utf16 {
        faults.push(SeedFault::Utf16 {
            file: name.to_owned(),
        });
        return Vec::new();
    }
    let mut rows = rows_of(bytes).into_iter().peekable();
    let Some(heading) = rows.next_if(|first| first.row == 1) else {
        faults.push(SeedFault::NoHeading {
            file: name.to_owned(),
        });
        return Vec::new();
    };
    let mut reader = FileReader::new(folder, name, file);
    let heading = reader.heading(&heading);
    let rows = rows
        .map(|row| reader.row(&heading, &row))
        .collect::<Vec<_>>();
    let (rows, found) = reader.finish(&heading, rows);
    faults.extend(found);
    rows
}

/// What one row gave: a step, or faults that were noted.
struct Read {
    place: Place,
    step: Result<SeedStep, Vec<FieldFault>>,
}

/// Which column each cell stands in; nothing where the column is not read.
type Heading = Vec<Option<&'static str>>;

struct FileReader<'a> {
    folder: &'a Path,
    name: &'a str,
    file: SeedFile,
    faults: Vec<SeedFault>,
}

impl<'a> FileReader<'a> {
    fn new(folder: &'a Path, name: &'a str, file: SeedFile) -> FileReader<'a> {
        FileReader {
            folder,
            name,
            file,
            faults: Vec::new(),
        }
    }

    fn place(&self, row: usize) -> Place {
        Place {
            file: self.name.to_owned(),
            row,
        }
    }

    fn heading(&mut self, heading: &RawRow) -> Heading {
        let known = self.file.columns();
        let mut columns: Heading = Vec::new();
        if let Some(cell) = heading.bad_quotation {
            let place = self.place(heading.row);
            self.faults.push(SeedFault::BadQuotation { place, cell });
        }
        for cell in &heading.cells {
            let written = String::from_utf8_lossy(cell);
            let written = written.trim();
            let column = known.iter().copied().find(|column| *column == written);
            let place = self.place(heading.row);
            match column {
                Some(column) if columns.contains(&Some(column)) => {
                    let column = column.to_owned();
                    self.faults.push(SeedFault::ColumnTwice { place, column });
                    columns.push(None);
                }
                None => {
                    self.faults.push(unknown_column(place, written, &known));
                    columns.push(None);
                }
                column => columns.push(column),
            }
        }
        columns
    }

    fn row(&mut self, heading: &Heading, row: &RawRow) -> Option<Read> {
        let place = self.place(row.row);
        if let Some(cell) = row.bad_quotation {
            self.faults.push(SeedFault::BadQuotation { place, cell });
            return None;
        }
        if row.cells.len() != heading.len() {
            let (found, expected) = (row.cells.len(), heading.len());
            self.faults.push(SeedFault::RaggedRow {
                place,
                found,
                expected,
            });
            return None;
        }
        let fields = self.fields(heading, row, &place)?;
        let step = match self.file {
            SeedFile::Drafts(ActKind::AdoptBook) => self.adoption(&fields, &place)?,
            SeedFile::Drafts(kind) => {
                let draft = Draft::read(kind, &fields);
                draft.map(|draft| SeedStep::Post(Box::new(draft)))
            }
            SeedFile::Closes => self.close(&fields, &place)?,
        };
        Some(Read { place, step })
    }

    /// The named cells of a row; nothing where one is not text.
    fn fields(
        &mut self,
        heading: &Heading,
        row: &RawRow,
        place: &Place,
    ) -> Option<Vec<(String, FieldValue)>> {
        let mut fields = Vec::new();
        let before = self.faults.len();
        for (at, (column, cell)) in heading.iter().zip(&row.cells).enumerate() {
            match (std::str::from_utf8(cell), column) {
                (Ok(text), Some(column)) => {
                    fields.push(((*column).to_owned(), FieldValue::Text(text.to_owned())));
                }
                (Ok(_), None) => {}
                (Err(_), column) => self.faults.push(SeedFault::NotUtf8 {
                    place: place.clone(),
                    column: column.map_or_else(|| (at + 1).to_string(), str::to_owned),
                    found: String::from_utf8_lossy(cell).chars().take(40).collect(),
                }),
            }
        }
        (self.faults.len() == before).then_some(fields)
    }

    /// An adoption carries the whole text of the book, to the letter.
    fn adoption(
        &mut self,
        fields: &[(String, FieldValue)],
        place: &Place,
    ) -> Option<Result<SeedStep, Vec<FieldFault>>> {
        let mut draft = match Draft::read(ActKind::AdoptBook, fields) {
            Ok(draft) => draft,
            Err(faults) => return Some(Err(faults)),
        };
        if let Act::AdoptBook(adoption) = &mut draft.act {
            match book_named(self.folder, &adoption.book, place) {
                Ok(book) => adoption.book = book.text().to_owned(),
                Err(faults) => {
                    self.faults.extend(faults);
                    return None;
                }
            }
        }
        Some(Ok(SeedStep::Post(Box::new(draft))))
    }

    fn close(
        &mut self,
        fields: &[(String, FieldValue)],
        place: &Place,
    ) -> Option<Result<SeedStep, Vec<FieldFault>>> {
        let mut faults = Vec::new();
        let year = needed(fields, "year", "a year such as 2016-17", &mut faults)
            .and_then(|text| year_of(text, &mut faults));
        let effective = needed(fields, "effective", "a day such as 2017-03-31", &mut faults)
            .and_then(|text| day_of(text, &mut faults));
        let book = needed(
            fields,
            "book",
            "a rule book such as wales-2016",
            &mut faults,
        )
        .map(|text| book_named(self.folder, text, place));
        if let Some(Err(found)) = book {
            self.faults.extend(found);
            self.faults
                .extend(faults.into_iter().map(|fault| bad_value(place, fault)));
            return None;
        }
        let (Some(year), Some(effective), Some(Ok(book))) = (year, effective, book) else {
            return Some(Err(faults));
        };
        Some(Ok(SeedStep::Close {
            year,
            effective,
            book: Box::new(book),
        }))
    }

    /// The rows that read. What every row lacks for want of a column is one fault, not many.
    fn finish(
        mut self,
        heading: &Heading,
        rows: Vec<Option<Read>>,
    ) -> (Vec<SeedRow>, Vec<SeedFault>) {
        let reads: Vec<Read> = rows.into_iter().flatten().collect();
        let missing = missing_columns(heading, &reads);
        let place = self.place(1);
        self.faults
            .extend(missing.iter().map(|fault| SeedFault::MissingColumn {
                place: place.clone(),
                column: fault.field.clone(),
                expected: fault.expected.clone(),
            }));
        let mut rows = Vec::new();
        for Read { place, step } in reads {
            match step {
                Ok(step) => rows.push(SeedRow { place, step }),
                Err(faults) => {
                    let told =
                        |fault: &FieldFault| missing.iter().any(|it| it.field == fault.field);
                    let rest = faults.into_iter().filter(|fault| !told(fault));
                    self.faults
                        .extend(rest.map(|fault| bad_value(&place, fault)));
                }
            }
        }
        (rows, self.faults)
    }
}

/// The faults that every row has in a column that the heading lacks.
fn missing_columns(heading: &Heading, reads: &[Read]) -> Vec<FieldFault> {
    let faults_of = |read: &Read| match &read.step {
        Ok(_) => Vec::new(),
        Err(faults) => faults.clone(),
    };
    let Some(first) = reads.first() else {
        return Vec::new();
    };
    let everywhere = |fault: &FieldFault| reads.iter().all(|read| faults_of(read).contains(fault));
    let lacking = |fault: &FieldFault| {
        let in_heading = heading
            .iter()
            .flatten()
            .any(|column| *column == fault.field);
        !in_heading && everywhere(fault)
    };
    faults_of(first).into_iter().filter(lacking).collect()
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

fn bad_value(place: &Place, fault: FieldFault) -> SeedFault {
    SeedFault::BadValue {
        place: place.clone(),
        column: fault.field,
        found: fault.found,
        expected: fault.expected,
    }
}

fn needed<'a>(
    fields: &'a [(String, FieldValue)],
    name: &str,
    expected: &str,
    faults: &mut Vec<FieldFault>,
) -> Option<&'a str> {
    let field = fields.iter().find(|(field, _)| field == name);
    match field {
        Some((_, FieldValue::Text(text))) if !text.trim().is_empty() => Some(text.trim()),
        _ => {
            faults.push(FieldFault {
                field: name.to_owned(),
                found: "nothing".to_owned(),
                expected: expected.to_owned(),
            });
            None
        }
    }
}

fn year_of(text: &str, faults: &mut Vec<FieldFault>) -> Option<FinancialYear> {
    let read = text.parse();
    read.map_err(|fault: ringfence::word::YearError| {
        faults.push(FieldFault {
            field: "year".to_owned(),
            found: fault.to_string(),
            expected: "a year such as 2016-17".to_owned(),
        });
    })
    .ok()
}

fn day_of(text: &str, faults: &mut Vec<FieldFault>) -> Option<NaiveDate> {
    let read = text.parse::<NaiveDate>().ok();
    let plain = read.filter(|day| day.to_string() == text);
    if plain.is_none() {
        faults.push(FieldFault {
            field: "effective".to_owned(),
            found: format!("{text:?}"),
            expected: "a day that exists, such as 2017-03-31".to_owned(),
        });
    }
    plain
}
