//! A book in memory.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use ringfence::journal::{ActorId, Salt};
use ringfence_store::MemoryStore;

use crate::draft::Draft;
use crate::{asked, error, give};

/// An entry's number, hash, effective date and recorded date.
type ReceiptRow = (u64, String, NaiveDate, NaiveDate);

/// A book in memory: journal and ledger, behind one lock that is never held over Python.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Book {
    book: Mutex<ringfence_store::Book<MemoryStore>>,
    actor: Option<ActorId>,
}

#[pymethods]
impl Book {
    /// An empty book: its currency, its first day and who says what is posted.
    #[new]
    fn new(header: &Bound<'_, PyDict>) -> PyResult<Book> {
        let py = header.py();
        let (header, actor) = asked::header(header)?;
        let book = ringfence_store::Book::create(MemoryStore::new(), header);
        let book = Mutex::new(book.map_err(|no| error::of_store(py, &no))?);
        Ok(Book { book, actor })
    }

    /// Why a draft would be refused; nothing where it would be posted.
    fn check<'py>(&self, py: Python<'py>, draft: &Draft) -> PyResult<Option<Bound<'py, PyAny>>> {
        let said = draft.said_by(self.actor.as_ref());
        let verdict = py.detach(|| self.kept().check(&said).map(|_| ()));
        let no = verdict.err();
        no.map(|no| error::rejection(py, &no)).transpose()
    }

    /// Posts a draft.
    fn post(&self, py: Python<'_>, draft: &Draft, salt: [u8; 16]) -> PyResult<ReceiptRow> {
        let mut said = draft.said_by(self.actor.as_ref());
        said.salt = Salt(salt);
        let posted = py.detach(|| self.kept().post(&said));
        posted.map(give::receipt).map_err(|no| error::post(py, &no))
    }

    /// The figures of one position, by name.
    fn position<'py>(
        &self,
        py: Python<'py>,
        asked: &Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let asked = asked::selection(asked)?;
        let position = py.detach(|| self.kept().ledger().position(&asked));
        give::position(py, &position.map_err(|no| error::rejected(py, &no))?)
    }

    /// The position of each line in each year: columns and rows.
    fn positions<'py>(
        &self,
        py: Python<'py>,
        asked: &Bound<'py, PyDict>,
    ) -> PyResult<(Vec<&'static str>, Vec<Bound<'py, PyTuple>>)> {
        let asked = asked::selection(asked)?;
        let all = py.detach(|| self.kept().ledger().positions(&asked));
        give::positions(py, &all.map_err(|no| error::rejected(py, &no))?)
    }

    /// The last entry: its number, its hash and when it was learned.
    fn head(&self, py: Python<'_>) -> (u64, String, NaiveDate) {
        let head = py.detach(|| self.kept().ledger().head());
        (head.entry, head.hash.to_string(), head.recorded)
    }
}

impl Book {
    /// The book, for as long as nothing of Python is called.
    pub(crate) fn kept(&self) -> MutexGuard<'_, ringfence_store::Book<MemoryStore>> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
