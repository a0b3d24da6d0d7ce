//! A year's allocation as boards list it.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::view;

use crate::asked;
use crate::book::Book;
use crate::sheet::Sheet;

/// What is confirmed and what anticipated, recurrent and not, by body and stream.
#[pyfunction]
pub(crate) fn allocation_schedule<'py>(
    book: &Bound<'py, Book>,
    year: &Bound<'py, PyAny>,
    asked: &Bound<'py, PyDict>,
) -> PyResult<Sheet> {
    let (of, shown) = (asked::selection(asked)?, asked::id("year", year)?);
    book.get().shown(year.py(), |ledger| {
        view::allocation_schedule(ledger, shown, &of)
    })
}
