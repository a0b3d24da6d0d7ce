//! The questions of a finance team.

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::state::Rules;
use ringfence::view::{self, Argument, Asking};

use crate::book::Book;
use crate::error::Uncompared;
use crate::rules::RuleBook;
use crate::sheet::Sheet;
use crate::{asked, error};

/// An answer: its table, and what its rows rest on.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Answer {
    inner: view::Answer,
}

#[pymethods]
impl Answer {
    /// Its table.
    fn table(&self) -> Sheet {
        Sheet::from(self.inner.table.clone())
    }

    /// The entries that made the figures of a row.
    fn trace<'py>(
        &self,
        book: &Bound<'py, Book>,
        row: usize,
        column: Option<&str>,
    ) -> PyResult<Sheet> {
        let (py, book) = (book.py(), book.get());
        let traced = py.detach(|| self.inner.trace(book.kept().ledger(), row, column));
        let missing = || PyIndexError::new_err(format!("row {row}: there is no such row"));
        Ok(Sheet::from(traced.ok_or_else(missing)?))
    }
}

/// Each question: its name and its wording, in their order.
#[pyfunction]
pub(crate) fn questions() -> Vec<(&'static str, &'static str)> {
    let all = view::questions().iter();
    all.map(|it| (it.name, it.wording)).collect()
}

/// The answer to a question.
#[pyfunction]
pub(crate) fn answer<'py>(
    book: &Bound<'py, Book>,
    said: &Bound<'py, PyDict>,
    rules: Vec<Bound<'py, RuleBook>>,
) -> PyResult<Answer> {
    let (py, book) = (book.py(), book.get());
    let rules: Vec<Rules> = rules.iter().map(|it| it.get().as_rules()).collect();
    let asking = asked::question(said)?;
    let answered = py.detach(|| answered(book, &asking, &rules));
    match answered {
        Ok(Ok(inner)) => Ok(Answer { inner }),
        Ok(Err(no)) => Err(error::unanswered(py, &no)),
        Err(no) => Err(error::compare(py, &no)),
    }
}

/// Answers it, with the journal where the question reads it.
fn answered(
    book: &Book,
    asking: &Asking<'_>,
    rules: &[Rules],
) -> Result<Result<view::Answer, view::Unanswered>, Uncompared> {
    let kept = book.kept();
    let named = view::questions().iter().find(|it| it.name == asking.name);
    let reads = named.is_some_and(|it| it.takes.contains(&Argument::Entries));
    let entries = match reads {
        true => kept.entries().map_err(Uncompared::Store)?,
        false => Vec::new(),
    };
    let asking = Asking {
        rules,
        entries: &entries,
        ..asking.clone()
    };
    Ok(view::answer(kept.ledger(), &asking))
}
