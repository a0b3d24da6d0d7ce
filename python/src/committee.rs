//! What a board answers to a committee.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::view;
use ringfence_formats::committee_return_html;

use crate::book::Book;
use crate::sheet::Sheet;
use crate::{asked, error};

/// The answers as named values: title, tables, text, Markdown and HTML.
#[pyfunction]
pub(crate) fn committee_return<'py>(
    book: &Bound<'py, Book>,
    asked: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyDict>> {
    let (py, book) = (book.py(), book.get());
    let (board, stream) = asked::board(asked)?;
    let all = py.detach(|| view::committee_return(book.kept().ledger(), &board, stream.as_ref()));
    let all = all.map_err(|no| error::rejected(py, &no))?;
    let tables = all.answers.iter().map(|it| Sheet::bound(py, it));
    let said = PyDict::new(py);
    said.set_item("title", &all.title)?;
    said.set_item("answers", tables.collect::<PyResult<Vec<_>>>()?)?;
    said.set_item("text", all.to_string())?;
    said.set_item("markdown", all.to_markdown())?;
    said.set_item("html", committee_return_html(&all))?;
    Ok(said)
}
