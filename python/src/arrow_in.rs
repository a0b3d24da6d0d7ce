//! Tables of whoever gives them by Arrow.

use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use ringfence_formats::arrow;

use crate::book::Book;
use crate::{asked, error};

/// A book in memory of a journal that came by Arrow: every entry is verified.
#[pyfunction]
pub(crate) fn book_of_journal(
    given: &Bound<'_, PyAny>,
    header: &Bound<'_, PyDict>,
) -> PyResult<Book> {
    let py = given.py();
    let (header, actor) = asked::header(header)?;
    let batches = batches_of(given)?;
    let entries = py.detach(|| arrow::read_journal(batches));
    let entries = entries.map_err(|no| PyValueError::new_err(no.to_string()))?;
    let book = py.detach(|| ringfence_store::Book::verified(header, entries));
    Ok(Book::of(
        book.map_err(|no| error::of_store(py, &no))?.into_any(),
        actor,
    ))
}

/// The batches of whoever follows the Arrow PyCapsule interface.
pub(crate) fn batches_of(given: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    const NAME: &std::ffi::CStr = c"arrow_array_stream";
    let Some(gives) = given.getattr_opt("__arrow_c_stream__")? else {
        return Err(PyTypeError::new_err(format!(
            "found a {}; expected a table that can be given by Arrow: of Polars, pandas, PyArrow \
             or DuckDB, or a Table",
            given.get_type().name()?
        )));
    };
    let capsule = gives.call0()?.cast_into::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(NAME))?;
    let stream = stream.cast::<FFI_ArrowArrayStream>().as_ptr();
    #[expect(unsafe_code, reason = "the one way in which Arrow is handed over")]
    // SAFETY: a capsule of this name holds a stream of the C interface of Arrow, which lives as
    // long as the capsule does; it is moved out here, and what stays behind is released already.
    let batches = unsafe { RecordBatchStreamReader::from_raw(stream) };
    batches.map_err(|no| PyValueError::new_err(no.to_string()))
}
