//! Tables that programs hand in by Arrow.

use std::collections::BTreeMap;

use arrow_array::{RecordBatch, RecordBatchReader};

use super::row::{Counted, Headed, RowReader};
use super::{Place, SeedFault, SeedFile, SeedReader};
use crate::arrow::cells_of;
use crate::grid::{Broken, GridCell, GridRow};

impl SeedReader<'_> {
    /// Reads a table of one kind of draft, a column for each field, from whatever gives Arrow.
    /// Rows are counted from 0.
    ///
    /// Numbers are decimals or whole, days are days, or moments at midnight without a time zone;
    /// of a column of floating-point numbers, which are not exact, the first is told, and in
    /// how many more rows there is one.
    pub fn batches(&mut self, kind: SeedFile, batches: impl RecordBatchReader) {
        let whole = Place::in_file(kind.kind());
        let of = (kind, whole.clone());
        let reader = RowReader::of(self.reading, None, of, Counted::Frame);
        let mut reader = reader.counting(self.count);
        for field in batches.schema().fields() {
            reader.headed(field.name().trim(), whole.clone());
        }
        let mut frame = FrameRows {
            reader,
            row: GridRow::default(),
            floats: BTreeMap::new(),
        };
        for (at, batch) in batches.enumerate() {
            match batch {
                Ok(batch) => frame.batch(&batch, at == 0),
                Err(no) => self.faults.push(SeedFault::BadLine {
                    place: whole.clone(),
                    found: no.to_string(),
                    expected: "a table that can be given by Arrow".to_owned(),
                }),
            }
        }
        frame.counted();
        self.take(frame.reader);
    }
}

struct FrameRows<'r> {
    reader: RowReader<'r>,
    row: GridRow,
    /// Of the columns that hold floating-point numbers, where that was told, and how many more
    /// there are.
    floats: BTreeMap<usize, (usize, usize)>,
}

impl FrameRows<'_> {
    fn batch(&mut self, batch: &RecordBatch, is_first: bool) {
        let columns: Vec<_> = batch.columns().iter().map(cells_of).collect();
        for (at, column) in columns.iter().enumerate() {
            if column.is_none() && is_first {
                let found = format!("the type {}", batch.column(at).data_type());
                self.reader.no_column(at, found);
            }
        }
        for row in 0..batch.num_rows() {
            self.row.cells.clear();
            let cells = columns.iter().map(|of| of.as_ref().map(|cell| cell(row)));
            self.row.cells.extend(cells.map(Option::unwrap_or_default));
            if self.is_told() {
                self.reader.row(&self.row);
            }
            self.row.row += 1;
        }
    }

    /// Whether the row is to be looked at: it has no floating-point number, or the first of its
    /// column.
    fn is_told(&mut self) -> bool {
        let float = |cell: &GridCell| matches!(cell, GridCell::Broken(Broken::Float(_)));
        let passed = |at: usize| matches!(self.reader.heading.get(at), Some(Headed::Passed));
        let cells = self.row.cells.iter().enumerate();
        let found = cells.filter(|(at, cell)| float(cell) && !passed(*at));
        let found: Vec<usize> = found.map(|(at, _)| at).collect();
        let is_new = found.iter().any(|at| !self.floats.contains_key(at));
        let row = self.row.row;
        for at in &found {
            let (first, more) = self.floats.entry(*at).or_insert((row, 0));
            *more += usize::from(*first != row);
        }
        found.is_empty() || is_new
    }

    /// Says with the first of the floating-point numbers of a column how many more rows have one.
    fn counted(&mut self) {
        for (at, (first, more)) in &self.floats {
            let Some(Headed::Named(column, _)) = self.reader.heading.get(*at) else {
                continue;
            };
            let place = self.reader.place(*first);
            for fault in &mut self.reader.faults {
                match fault {
                    SeedFault::BadValue {
                        place: of,
                        column: name,
                        found,
                        ..
                    } if *more > 0 && *of == place && name == column.name => {
                        let rows = if *more == 1 { "row" } else { "rows" };
                        found.push_str(&format!(", and such numbers in {more} more {rows}"));
                    }
                    _ => {}
                }
            }
        }
    }
}
