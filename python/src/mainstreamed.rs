//! What went to core money, and who bears what of a joint project.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::view;

use crate::asked;
use crate::book::Book;
use crate::sheet::Sheet;

/// The table of mainstreamings, and of recurrent virements that are none.
#[pyfunction]
pub(crate) fn mainstreamed<'py>(
    book: &Bound<'py, Book>,
    asked: &Bound<'py, PyDict>,
) -> PyResult<Sheet> {
    let (py, book) = (book.py(), book.get());
    let asked = asked::selection(asked)?;
    let table = py.detach(|| view::mainstreamed(book.kept().ledger(), &asked));
    Ok(Sheet::from(table))
}

/// The parties of joint projects in a year.
#[pyfunction]
pub(crate) fn joint<'py>(
    book: &Bound<'py, Book>,
    year: &Bound<'py, PyAny>,
    asked: &Bound<'py, PyDict>,
) -> PyResult<Sheet> {
    let (py, book) = (book.py(), book.get());
    let (year, asked) = (asked::id("year", year)?, asked::selection(asked)?);
    let table = py.detach(|| view::joint(book.kept().ledger(), year, &asked));
    Ok(Sheet::from(table))
}
