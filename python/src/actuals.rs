//! Costs of a general ledger: what is to be posted, and whether the ledger agrees.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::journal::{ActorId, Salt};
use ringfence_formats::PlannedActuals;
use ringfence_store::{PostError, Step, StepRefused};

use crate::asked_actuals::{ActualsAsked, Headings};
use crate::book::Book;
use crate::error;
use crate::sheet::Sheet;

/// A refused line: the extract, its row and why.
type RefusedLine<'py> = (String, usize, Bound<'py, PyAny>);

/// What is to be posted so that a book has what an extract states.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Actuals {
    planned: PlannedActuals,
}

#[pymethods]
impl Actuals {
    /// Reads an extract and its map, or says everything that is wrong with them.
    #[new]
    fn new(
        book: &Bound<'_, Book>,
        files: (PathBuf, PathBuf),
        asked: &Bound<'_, PyDict>,
        headings: Headings,
    ) -> PyResult<Actuals> {
        let (py, book) = (book.py(), book.get());
        let asked = ActualsAsked::to_post(asked, headings)?;
        let planned = py.detach(|| asked.planned(book, &files));
        planned
            .map(|planned| Actuals { planned })
            .map_err(|no| error::actuals(py, &no))
    }

    /// How many drafts there are.
    fn __len__(&self) -> usize {
        self.planned.drafts.len()
    }

    /// What is no fault and should be known.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.planned.notes.clone()
    }

    /// Posts all of it or nothing: how many were accepted, and which were refused.
    fn post<'py>(
        &self,
        book: &Bound<'py, Book>,
        salts: Vec<[u8; 16]>,
    ) -> PyResult<(usize, Vec<RefusedLine<'py>>)> {
        let (py, book) = (book.py(), book.get());
        let steps = self.steps(&salts, book.actor());
        match py.detach(|| book.kept().post_all(&steps)) {
            Ok(receipts) => Ok((receipts.len(), Vec::new())),
            Err(PostError::StepsRefused(steps)) => Ok((0, self.refused(py, &steps)?)),
            Err(no) => Err(error::post(py, &no)),
        }
    }
}

impl Actuals {
    fn steps(&self, salts: &[[u8; 16]], actor: Option<&ActorId>) -> Vec<Step> {
        let step = |(planned, salt): (&ringfence_formats::PlannedActual, &[u8; 16])| {
            let mut draft = Box::new(planned.draft.clone());
            draft.salt = Salt(*salt);
            draft.actor = draft.actor.take().or_else(|| actor.cloned());
            Step::Post(draft)
        };
        let drafts = self.planned.drafts.iter().zip(salts);
        drafts.map(step).collect()
    }

    fn refused<'py>(
        &self,
        py: Python<'py>,
        steps: &[StepRefused],
    ) -> PyResult<Vec<RefusedLine<'py>>> {
        let known = steps
            .iter()
            .filter_map(|no| Some((self.planned.drafts.get(no.step)?, no)));
        let row = |(of, no): (&ringfence_formats::PlannedActual, &StepRefused)| {
            let why = error::rejection(py, &no.refusals)?;
            Ok((of.file.clone(), of.row.unwrap_or(0), why))
        };
        known.map(row).collect()
    }
}

/// Whether a book has what an extract states, by cost centre.
#[pyfunction]
pub(crate) fn agree(
    book: &Bound<'_, Book>,
    files: (PathBuf, PathBuf),
    asked: &Bound<'_, PyDict>,
    headings: Headings,
) -> PyResult<Sheet> {
    let (py, book) = (book.py(), book.get());
    let asked = ActualsAsked::to_agree(asked, headings)?;
    let table = py.detach(|| asked.agreed(book, &files));
    table.map(Sheet::from).map_err(|no| error::actuals(py, &no))
}
