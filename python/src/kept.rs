//! Tables of what is kept back and what goes on.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::view;

use crate::book::Book;
use crate::sheet::Sheet;
use crate::{asked, error};

/// How much was released month by month, and when it was spent.
#[pyfunction]
pub(crate) fn releases<'py>(
    book: &Bound<'py, Book>,
    year: &Bound<'py, PyAny>,
    asked: &Bound<'py, PyDict>,
) -> PyResult<Sheet> {
    let (py, book) = (book.py(), book.get());
    let (of, shown) = (asked::selection(asked)?, asked::id("year", year)?);
    let table = py.detach(|| view::releases(book.kept().ledger(), &of, shown));
    Ok(Sheet::from(table.map_err(|no| error::rejected(py, &no))?))
}

/// What stopping a stream would leave to be paid.
#[pyfunction]
pub(crate) fn stopping<'py>(
    book: &Bound<'py, Book>,
    asked: &Bound<'py, PyDict>,
) -> PyResult<Sheet> {
    let (py, book) = (book.py(), book.get());
    let (stream, on) = asked::stopping(asked)?;
    let table = py.detach(|| view::stopping(book.kept().ledger(), &stream, on));
    Ok(Sheet::from(table.map_err(|no| error::rejected(py, &no))?))
}
