//! Everything that a seed is read from, gathered.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicU64;

use ringfence::journal::ActKind;
use ringfence::word::one_of;

use super::circle::circles_in;
use super::order::in_posting_order;
use super::row::{Counted, RowReader};
use super::{Place, Reading, Seed, SeedFault, SeedFaults, SeedFile, SeedRow};
use crate::grid::{CsvRows, Grid, GridRow};

/// Reads drafts from folders, files, workbooks and frames, as far as they read, and gathers what
/// does not.
///
/// A row that does not read is left out, and the rest is read on; where the names of the columns
/// are at fault, all rows below them are left out. [`finish`](SeedReader::finish) gives the rows in
/// posting order, and the faults: whoever wants all or nothing takes the rows only where there are
/// none.
///
/// ```
/// use ringfence_formats::{Reading, SeedFile, SeedReader};
///
/// let reading = Reading::default();
/// let mut reader = SeedReader::new(&reading);
/// let bodies = SeedFile::of_kind("bodies").ok_or("a kind")?;
/// reader.csv("bodies.csv", bodies, None, b"id,kind\ngov,government\nnorth,village\n");
/// let (seed, faults) = reader.finish();
/// assert_eq!((seed.rows.len(), faults.all().len()), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct SeedReader<'r> {
    pub(super) reading: &'r Reading,
    pub(super) rows: Vec<SeedRow>,
    pub(super) faults: Vec<SeedFault>,
    /// Where the parents of bodies stand in each file or sheet.
    parents: Vec<Place>,
    pub(super) count: Option<&'r AtomicU64>,
}

impl<'r> SeedReader<'r> {
    /// Nothing yet, to be read in this way.
    pub fn new(reading: &'r Reading) -> SeedReader<'r> {
        SeedReader {
            reading,
            rows: Vec::new(),
            faults: Vec::new(),
            parents: Vec::new(),
            count: None,
        }
    }

    /// Counts there each row that it looks at, for somebody who waits.
    pub fn counting(self, rows: &'r AtomicU64) -> SeedReader<'r> {
        let count = Some(rows);
        SeedReader { count, ..self }
    }

    /// Reads a folder, or one file, as [`file`](SeedReader::file) does. Where a kind is named for
    /// what holds several, that is a fault, and nothing of it is read.
    pub fn path(&mut self, path: &Path, kind: Option<SeedFile>) {
        if path.is_file() {
            return self.file(path, kind);
        }
        match kind.filter(|_| path.is_dir()) {
            Some(kind) => self.of_many(path, "a folder, whose files say what they hold", kind),
            None => self.folder(path),
        }
    }

    /// Reads one file by the end of its name: `.csv`, `.jsonl` or `.ndjson`, and `.xlsx` where
    /// this crate is built with the feature `xlsx`. A CSV file holds what its name says, unless
    /// somebody says otherwise; the others say it themselves.
    pub fn file(&mut self, path: &Path, kind: Option<SeedFile>) {
        let Some(bytes) = self.bytes_of(path) else {
            return;
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = path.parent();
        let end = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        match end.as_str() {
            "jsonl" | "ndjson" => match kind {
                Some(kind) => {
                    self.of_many(path, "JSON lines, each of which says what it holds", kind)
                }
                None => self.json_lines(&name, folder, &bytes),
            },
            #[cfg(feature = "xlsx")]
            "xlsx" | "xlsm" | "xls" | "xlsb" => match kind {
                Some(kind) => {
                    self.of_many(path, "a workbook, whose sheets say what they hold", kind)
                }
                None => self.workbook(&name, folder, &bytes),
            },
            "csv" => match kind.or_else(|| SeedFile::named(&name)) {
                Some(kind) => self.csv(&name, kind, folder, &bytes),
                None => self
                    .faults
                    .push(super::folder::unknown_file(name.into_owned())),
            },
            _ => {
                let expected = "a folder, or a file that ends in .csv, .xlsx or .jsonl".to_owned();
                let (file, nearest) = (name.into_owned(), None);
                self.faults.push(SeedFault::UnknownFile {
                    file,
                    expected,
                    nearest,
                });
            }
        }
    }

    fn of_many(&mut self, path: &Path, what: &'static str, kind: SeedFile) {
        let name = path.file_name().map(|name| name.to_string_lossy());
        self.faults.push(SeedFault::KindOfMany {
            file: name.map_or_else(|| path.display().to_string(), Into::into),
            what,
            kind: kind.kind(),
        });
    }

    pub(super) fn bytes_of(&mut self, path: &Path) -> Option<Vec<u8>> {
        match fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(source) => {
                let path = path.to_owned();
                self.faults.push(SeedFault::Unreadable { path, source });
                None
            }
        }
    }

    /// Reads a CSV file of one kind of draft; rule books that its cells name are looked for in the
    /// folder.
    pub fn csv(&mut self, name: &str, kind: SeedFile, folder: Option<&Path>, bytes: &[u8]) {
        let bytes = match self.reading.encoding().decoded(name, bytes) {
            Ok(bytes) => bytes,
            Err(fault) => return self.faults.push(SeedFault::NoGrid(fault)),
        };
        let mut rows = CsvRows::of(&bytes);
        let mut row = GridRow::default();
        let whole = Place::in_file(name);
        if !rows.next_into(&mut row) || row.row != 1 {
            return self.faults.push(SeedFault::NoHeading { place: whole });
        }
        let mut reader =
            RowReader::of(self.reading, folder, (kind, whole), Counted::Csv).counting(self.count);
        reader.heading(&row);
        while rows.next_into(&mut row) {
            reader.row(&row);
        }
        self.take(reader);
    }

    /// Reads the rows of a grid whose first row names the columns.
    pub fn grid(&mut self, grid: &Grid, kind: SeedFile, folder: Option<&Path>) {
        let whole = Place {
            sheet: grid.sheet.as_deref().map(Into::into),
            ..Place::in_file(&grid.file)
        };
        let mut rows = grid.rows.iter();
        let Some(heading) = rows.next().filter(|first| first.row == 1) else {
            return self.faults.push(SeedFault::NoHeading { place: whole });
        };
        let mut reader =
            RowReader::of(self.reading, folder, (kind, whole), Counted::Sheet).counting(self.count);
        reader.heading(heading);
        rows.for_each(|row| reader.row(row));
        self.take(reader);
    }

    pub(super) fn take(&mut self, reader: RowReader<'_>) {
        if reader.file == SeedFile::Drafts(ActKind::AddBody) {
            self.parents.push(reader.in_column(&reader.whole, "parent"));
        }
        let (rows, faults) = reader.finish();
        self.rows.extend(rows);
        self.faults.extend(faults);
    }

    /// The rows that read, in posting order, and everything that does not; of a circle of parents
    /// the first row is left out.
    pub fn finish(mut self) -> (Seed, SeedFaults) {
        for (mut place, circle) in circles_in(&self.rows) {
            self.rows.retain(|row| row.place != place);
            let of = |it: &&Place| it.file == place.file && it.sheet == place.sheet;
            let mut columns = self.parents.iter().filter(of).map(|it| it.column);
            let first = columns.next().flatten();
            // Of two files of one name nobody can tell which it was.
            place.column = first.filter(|_| columns.all(|it| it == first));
            self.faults.push(SeedFault::ParentCircle { place, circle });
        }
        let rows = in_posting_order(self.rows);
        (Seed { rows }, SeedFaults::of(self.faults))
    }
}

pub(super) fn all_names() -> String {
    one_of(&SeedFile::names().collect::<Vec<_>>())
}
