//! All of a year in one workbook.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use ringfence_formats::{YearBookFault, YearWorkbook, year_workbook};

use crate::book::Book;
use crate::{asked, error};

/// A year as a workbook of Excel: its bytes.
#[pyfunction]
pub(crate) fn workbook<'py>(
    book: &Bound<'py, Book>,
    year: &Bound<'py, PyAny>,
    asked: &Bound<'py, PyDict>,
    source: &str,
) -> PyResult<Bound<'py, PyBytes>> {
    let (py, year) = (year.py(), asked::id("year", year)?);
    let body = asked::selection(asked)?.body;
    let body = body.as_ref();
    let of = YearWorkbook { year, body, source };
    let book = book.get();
    let bytes = py.detach(|| year_workbook(book.kept().ledger(), &of));
    let bytes = bytes.map_err(|no| unwritten(py, &no))?;
    Ok(PyBytes::new(py, &bytes))
}

#[cold]
fn unwritten(py: Python<'_>, no: &YearBookFault) -> PyErr {
    match no {
        YearBookFault::Refused(no) => error::rejected(py, no),
        YearBookFault::Unanswered(no) => error::unanswered(py, no),
        YearBookFault::Unheld(no) => PyValueError::new_err(no.to_string()),
    }
}
