//! A table out.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, LargeStringBuilder,
    StringDictionaryBuilder,
};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema};
use chrono::NaiveDate;
use ringfence::view::{Cell, ColumnKind};

use crate::Frame;

/// The name of the column that says what is not recorded.
const NOT_RECORDED: &str = "not_recorded";

/// A table as one batch of records.
///
/// ```
/// use ringfence::view::{Cell, ColumnKind};
/// use ringfence_formats::{Frame, arrow};
///
/// let frame = Frame {
///     columns: vec![("available".into(), ColumnKind::Money)],
///     rows: vec![vec![Cell::Text("ample".to_owned())]],
///     ..Frame::default()
/// };
/// let no = arrow::batch_of(&frame).expect_err("a word where money stands").to_string();
/// assert!(no.contains("row 0, column \"available\": found ample"), "{no}");
/// ```
///
/// # Errors
/// Those of Arrow: where a cell is not of its column's kind.
pub fn batch_of(frame: &Frame) -> Result<RecordBatch, ArrowError> {
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for (place, (name, kind)) in frame.columns.iter().enumerate() {
        let column = column_of(frame, place, *kind)?;
        fields.push(Field::new(name.as_ref(), column.data_type().clone(), true));
        columns.push(column);
    }
    if let Some(column) = not_recorded(frame)? {
        fields.push(Field::new(NOT_RECORDED, column.data_type().clone(), true));
        columns.push(column);
    }
    let said = [
        ("ringfence.title", frame.title.clone()),
        ("ringfence.notes", frame.notes.join("\n")),
    ];
    let said: HashMap<String, String> = said
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text))
        .collect();
    let schema = Arc::new(Schema::new(fields).with_metadata(said));
    let rows = arrow_array::RecordBatchOptions::new().with_row_count(Some(frame.rows.len()));
    RecordBatch::try_new_with_options(schema, columns, &rows)
}

fn column_of(frame: &Frame, place: usize, kind: ColumnKind) -> Result<ArrayRef, ArrowError> {
    let cells = Cells {
        frame,
        place,
        rows: frame.rows.len(),
    };
    match kind {
        ColumnKind::Money => {
            let sums = cells.map(|cell| Some(i128::from(cell.money()?.pence())));
            decimals(sums, cells.rows, 18)
        }
        ColumnKind::Wte => {
            let parts = cells.map(|cell| match cell {
                Cell::Wte(wte) => Some(i128::from(wte.hundredths())),
                _ => None,
            });
            decimals(parts, cells.rows, 10)
        }
        ColumnKind::Text | ColumnKind::Year | ColumnKind::Stated => words(cells),
        ColumnKind::Verbatim => texts(cells),
        ColumnKind::Date => days(cells),
        ColumnKind::Number => numbers(cells),
        ColumnKind::Flag => flags(cells),
    }
}

fn words(cells: Cells<'_>) -> Result<ArrayRef, ArrowError> {
    let mut column = StringDictionaryBuilder::<Int32Type>::new();
    for word in cells.map(|cell| Some(text_of(cell))) {
        match word? {
            Some(word) => drop(column.append(word)?),
            None => column.append_null(),
        }
    }
    Ok(Arc::new(column.finish()))
}

fn texts(cells: Cells<'_>) -> Result<ArrayRef, ArrowError> {
    let mut column = LargeStringBuilder::new();
    for text in cells.map(|cell| cell.text()) {
        column.append_option(text?);
    }
    Ok(Arc::new(column.finish()))
}

fn days(cells: Cells<'_>) -> Result<ArrayRef, ArrowError> {
    let mut column = Date32Builder::with_capacity(cells.rows);
    for day in cells.map(day_of) {
        column.append_option(day?);
    }
    Ok(Arc::new(column.finish()))
}

fn numbers(cells: Cells<'_>) -> Result<ArrayRef, ArrowError> {
    let mut column = Int64Builder::with_capacity(cells.rows);
    let number = |cell: &Cell| match cell {
        Cell::Number(number) => i64::try_from(*number).ok(),
        _ => None,
    };
    for number in cells.map(number) {
        column.append_option(number?);
    }
    Ok(Arc::new(column.finish()))
}

fn flags(cells: Cells<'_>) -> Result<ArrayRef, ArrowError> {
    let mut column = BooleanBuilder::with_capacity(cells.rows);
    let flag = |cell: &Cell| match cell {
        Cell::Flag(flag) => Some(*flag),
        _ => None,
    };
    for flag in cells.map(flag) {
        column.append_option(flag?);
    }
    Ok(Arc::new(column.finish()))
}

/// The cells of one column.
#[derive(Clone, Copy)]
struct Cells<'f> {
    frame: &'f Frame,
    place: usize,
    rows: usize,
}

impl<'f> Cells<'f> {
    /// What each holds; nothing where it has no answer.
    fn map<T>(
        self,
        read: impl Fn(&'f Cell) -> Option<T>,
    ) -> impl Iterator<Item = Result<Option<T>, ArrowError>> {
        let rows = self.frame.rows.iter().enumerate();
        rows.map(move |(row, cells)| match cells.get(self.place) {
            None | Some(Cell::Nothing | Cell::NotRecorded) => Ok(None),
            Some(cell) => match read(cell) {
                Some(value) => Ok(Some(value)),
                None => Err(self.unfit(row, cell)),
            },
        })
    }

    #[cold]
    fn unfit(self, row: usize, cell: &Cell) -> ArrowError {
        let (name, kind) = &self.frame.columns[self.place];
        ArrowError::InvalidArgumentError(format!(
            "row {row}, column {name:?}: found {cell}, which is not of a column of kind {kind:?}"
        ))
    }
}

/// Hundredths as decimals of two places.
fn decimals(
    all: impl Iterator<Item = Result<Option<i128>, ArrowError>>,
    rows: usize,
    digits: u8,
) -> Result<ArrayRef, ArrowError> {
    let mut column = Decimal128Builder::with_capacity(rows);
    for one in all {
        column.append_option(one?);
    }
    let column = column.finish().with_precision_and_scale(digits, 2)?;
    column.validate_decimal_precision(digits)?;
    Ok(Arc::new(column))
}

/// Days since the first of 1970.
fn day_of(cell: &Cell) -> Option<i32> {
    let Cell::Date(day) = cell else {
        return None;
    };
    i32::try_from(day.signed_duration_since(NaiveDate::default()).num_days()).ok()
}

fn text_of(cell: &Cell) -> std::borrow::Cow<'_, str> {
    match cell {
        Cell::Text(text) => text.as_str().into(),
        other => other.to_string().into(),
    }
}

/// What is not recorded, row by row; nothing where all of it is.
fn not_recorded(frame: &Frame) -> Result<Option<ArrayRef>, ArrowError> {
    let mut words = StringDictionaryBuilder::<Int32Type>::new();
    let mut is_any = false;
    for row in 0..frame.rows.len() {
        let names: Vec<&str> = frame.not_recorded(row).collect();
        is_any |= !names.is_empty();
        match names.is_empty() {
            true => words.append_null(),
            false => drop(words.append(names.join(", "))?),
        }
    }
    let column: ArrayRef = Arc::new(words.finish());
    Ok(is_any.then_some(column))
}
