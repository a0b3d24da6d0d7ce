//! A sum, divided among bodies.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::view;

use crate::book::Book;
use crate::sheet::Sheet;
use crate::take::{Unfit, Unfitness};
use crate::{asked, error};

/// What each body has of a sum.
#[pyfunction]
pub(crate) fn apportion<'py>(
    book: &Bound<'py, Book>,
    asked: &Bound<'py, PyDict>,
    weights: Option<Vec<(String, u64)>>,
) -> PyResult<Sheet> {
    let (py, book) = (book.py(), book.get());
    let asked = asked::apportion(asked, weights)?;
    let kind = Unfitness::Value;
    match py.detach(|| view::apportion(book.kept().ledger(), &asked)) {
        Ok(table) => Ok(Sheet::from(table)),
        Err(faults) => {
            let unfit = faults.into_iter().map(|fault| Unfit { kind, fault });
            Err(error::unfit(py, &unfit.collect::<Vec<_>>()))
        }
    }
}
