//! Tables: kept as they were made, and given as cells or as Arrow.

use std::borrow::Cow;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyTuple};
use ringfence::noun::{Stated, StatedUnit, Wording};
use ringfence::view::{self, Cell, ColumnKind};
use ringfence_formats::{Frame, arrow, xlsx_of};

use crate::{give, take};

/// What a sheet is made of.
type Parts<'py> = (
    String,
    Vec<(String, &'static str)>,
    Vec<Bound<'py, PyTuple>>,
    Vec<Vec<String>>,
    Vec<String>,
);

/// A table of the core, or one of Python's cells. Its cells become Python's when they are asked
/// for.
#[pyclass(frozen, eq, module = "ringfence._ringfence")]
#[derive(PartialEq, Eq)]
pub(crate) struct Sheet {
    frame: Frame,
}

impl From<view::Table> for Sheet {
    fn from(table: view::Table) -> Sheet {
        let frame = Frame::from(table);
        Sheet { frame }
    }
}

impl From<Frame> for Sheet {
    fn from(frame: Frame) -> Sheet {
        Sheet { frame }
    }
}

#[pymethods]
impl Sheet {
    /// A title, columns with what they hold, rows, the columns that are not recorded in each row,
    /// and notes.
    #[new]
    fn new(
        title: String,
        columns: Vec<(String, String)>,
        rows: Vec<Bound<'_, PyTuple>>,
        silent: Vec<Vec<String>>,
        notes: Vec<String>,
    ) -> PyResult<Sheet> {
        let columns = columns.into_iter();
        let columns: Vec<_> = columns
            .map(|(name, kind)| (Cow::Owned(name), give::kind_of(&kind)))
            .collect();
        let rows = cells_of(&columns, &rows, &silent)?;
        let frame = Frame {
            title,
            columns,
            rows,
            notes,
        };
        Ok(Sheet { frame })
    }

    /// What it shows.
    #[getter]
    fn title(&self) -> &str {
        &self.frame.title
    }

    /// What must be read with it.
    #[getter]
    fn notes(&self) -> Vec<&str> {
        self.frame.notes.iter().map(String::as_str).collect()
    }

    /// Its columns, and what each holds.
    #[getter]
    fn columns(&self) -> Vec<(&str, &'static str)> {
        let columns = self.frame.columns.iter();
        columns
            .map(|(name, kind)| (name.as_ref(), give::kind(*kind)))
            .collect()
    }

    /// Its cells, row by row.
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        let rows = self.frame.rows.iter().map(|row| {
            let cells = row.iter().map(|it| give::cell(py, it));
            PyTuple::new(py, cells.collect::<PyResult<Vec<_>>>()?)
        });
        rows.collect()
    }

    /// The columns that are not recorded in each row.
    fn silent(&self) -> Vec<Vec<&str>> {
        let rows = 0..self.frame.rows.len();
        rows.map(|row| self.frame.not_recorded(row).collect())
            .collect()
    }

    /// Some of its rows, by their places.
    fn taken(&self, places: Vec<usize>) -> Sheet {
        let rows = places
            .iter()
            .filter_map(|place| self.frame.rows.get(*place));
        let frame = Frame {
            rows: rows.cloned().collect(),
            title: self.frame.title.clone(),
            columns: self.frame.columns.clone(),
            notes: self.frame.notes.clone(),
        };
        Sheet { frame }
    }

    /// Its parts, from which it is made again.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        Ok((slf.get_type().into_any(), slf.get().parts(slf.py())?))
    }

    /// Its bytes as a workbook of Excel, with where its figures come from.
    fn to_excel<'py>(&self, py: Python<'py>, source: &str) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| xlsx_of(&self.frame, source));
        let bytes = bytes.map_err(|no| PyValueError::new_err(no.to_string()))?;
        Ok(PyBytes::new(py, &bytes))
    }

    fn __len__(&self) -> usize {
        self.frame.rows.len()
    }

    /// The table as a stream of Arrow; it has the types that it has, whatever is asked.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batch = py.detach(|| arrow::batch_of(&self.frame));
        let batch = batch.map_err(|no| PyValueError::new_err(no.to_string()))?;
        let stream = FFI_ArrowArrayStream::new(reader_of(batch));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }
}

impl Sheet {
    /// A table of the core, as Python holds it.
    pub(crate) fn bound<'py>(py: Python<'py>, of: &view::Table) -> PyResult<Bound<'py, Sheet>> {
        Bound::new(py, Sheet::from(of.clone()))
    }

    /// What makes it again.
    fn parts<'py>(&self, py: Python<'py>) -> PyResult<Parts<'py>> {
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        let columns = self.columns().into_iter();
        let columns = columns.map(|(name, kind)| (name.to_owned(), kind));
        Ok((
            self.frame.title.clone(),
            columns.collect(),
            self.rows(py)?,
            self.silent().into_iter().map(owned).collect(),
            self.frame.notes.clone(),
        ))
    }
}

/// The cells of rows, each of its column's kind.
fn cells_of(
    columns: &[(Cow<'static, str>, ColumnKind)],
    rows: &[Bound<'_, PyTuple>],
    silent: &[Vec<String>],
) -> PyResult<Vec<Vec<Cell>>> {
    let rows = rows.iter().zip(silent).enumerate();
    let rows = rows.map(|(number, (row, silent))| {
        let cells = columns.iter().zip(row.iter()).map(|((name, kind), cell)| {
            let is_silent = silent.iter().any(|it| it == name);
            cell_of(*kind, &cell, is_silent)?.ok_or_else(|| unfit(number, name, *kind, &cell))
        });
        cells.collect()
    });
    rows.collect()
}

fn reader_of(batch: RecordBatch) -> Box<dyn RecordBatchReader + Send> {
    let schema = batch.schema();
    Box::new(RecordBatchIterator::new([Ok(batch)], schema))
}

/// A cell of a column by its type; nothing where it is not of its kind.
fn cell_of(kind: ColumnKind, cell: &Bound<'_, PyAny>, is_silent: bool) -> PyResult<Option<Cell>> {
    if is_silent {
        return Ok(Some(Cell::NotRecorded));
    }
    if cell.is_none() {
        return Ok(Some(Cell::Nothing));
    }
    let words = || -> PyResult<String> { Ok(cell.str()?.to_cow()?.into_owned()) };
    Ok(match kind {
        ColumnKind::Money => take::money(cell)?.map(Cell::Money),
        ColumnKind::Wte => words()?.parse().ok().map(Cell::Wte),
        ColumnKind::Year => words()?.parse().ok().map(Cell::Year),
        ColumnKind::Date => take::day_alone(cell).map(Cell::Date),
        ColumnKind::Number => cell.extract().ok().map(Cell::Number),
        ColumnKind::Flag => cell.extract().ok().map(Cell::Flag),
        ColumnKind::Stated => stated(cell, &words()?)?,
        ColumnKind::Text | ColumnKind::Verbatim => Some(Cell::Text(words()?)),
    })
}

/// A sum as its source stated it: in the unit and with the places that read so.
fn stated(cell: &Bound<'_, PyAny>, text: &str) -> PyResult<Option<Cell>> {
    let Some(amount) = take::money(&cell.getattr("amount")?)? else {
        return Ok(None);
    };
    let figure = text.split(' ').next().unwrap_or_default();
    let places = figure.split_once('.').map_or(0, |(_, places)| places.len());
    let Ok(places) = u8::try_from(places) else {
        return Ok(None);
    };
    let units = StatedUnit::WORDS.iter().map(|(_, unit)| *unit);
    let mut each = units.map(|unit| Cell::Stated {
        amount,
        stated: Stated { unit, places },
    });
    Ok(each.find(|it| it.to_string() == text))
}

#[cold]
fn unfit(row: usize, column: &str, kind: ColumnKind, cell: &Bound<'_, PyAny>) -> PyErr {
    let found = cell
        .repr()
        .map_or_else(|_| String::new(), |it| it.to_string());
    let expected = match kind {
        ColumnKind::Money => "whole pence, as a Decimal or an int of pounds",
        ColumnKind::Number => "a whole number from nought",
        ColumnKind::Date => "a date without a time of day",
        ColumnKind::Wte => "a part of a post with at most two places",
        ColumnKind::Year => "a financial year such as '2016-17'",
        ColumnKind::Flag => "True or False",
        ColumnKind::Stated => "a sum as its source stated it",
        ColumnKind::Text | ColumnKind::Verbatim => "a text",
    };
    PyValueError::new_err(format!(
        "row {row}, column {column:?}: found {found}; expected {expected}"
    ))
}
