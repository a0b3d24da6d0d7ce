//! What a book says of three-year plans, and of terms that outlive a base.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::view;

use crate::asked;
use crate::book::Book;
use crate::rules::RuleBook;
use crate::sheet::Sheet;

/// The versions of bodies' plans.
#[pyfunction]
pub(crate) fn plans<'py>(book: &Bound<'py, Book>, asked: &Bound<'py, PyDict>) -> PyResult<Sheet> {
    let of = asked::selection(asked)?;
    book.get()
        .shown(book.py(), |ledger| Ok(view::plans(ledger, &of)))
}

/// The lines of bodies' plans.
#[pyfunction]
pub(crate) fn plan_lines<'py>(
    book: &Bound<'py, Book>,
    asked: &Bound<'py, PyDict>,
) -> PyResult<Sheet> {
    let of = asked::selection(asked)?;
    book.get()
        .shown(book.py(), |ledger| Ok(view::plan_lines(ledger, &of)))
}

/// What was planned of a year, beside what came of it.
#[pyfunction]
pub(crate) fn plan_against_actual<'py>(
    book: &Bound<'py, Book>,
    year: &Bound<'py, PyAny>,
    asked: &Bound<'py, PyDict>,
) -> PyResult<Sheet> {
    let (of, shown) = (asked::selection(asked)?, asked::id("year", year)?);
    let book = book.get();
    book.shown(year.py(), |ledger| {
        view::plan_against_actual(ledger, &of, shown)
    })
}

/// Which commitments for a fixed term outlive the base that is confirmed.
#[pyfunction]
pub(crate) fn fixed_terms<'py>(
    book: &Bound<'py, Book>,
    rules: Option<Bound<'py, RuleBook>>,
    asked: &Bound<'py, PyDict>,
) -> PyResult<Sheet> {
    let of = asked::selection(asked)?;
    let rules = rules.as_ref().map(|rules| &rules.get().inner);
    let shown = |ledger: &_| Ok(view::fixed_terms(ledger, &of, rules));
    book.get().shown(book.py(), shown)
}
