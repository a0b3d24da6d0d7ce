//! What Python gets: money as `Decimal` with two places, dates as `date`, years as text.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};
use ringfence::journal::Detail;
use ringfence::word::Money;

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// The class `decimal.Decimal`.
pub(crate) fn decimal_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    DECIMAL.import(py, "decimal", "Decimal")
}

/// A sum as a `Decimal` with two places.
pub(crate) fn money<'py>(py: Python<'py>, sum: Money) -> PyResult<Bound<'py, PyAny>> {
    decimal_class(py)?.call1((sum.to_string(),))
}

/// A particular of a rejection, by its type.
pub(crate) fn detail<'py>(py: Python<'py>, detail: &Detail) -> PyResult<Bound<'py, PyAny>> {
    match detail {
        Detail::Money(sum) => money(py, *sum),
        Detail::Date(day) => Ok(day.into_pyobject(py)?.into_any()),
        Detail::Year(year) => Ok(year.to_string().into_pyobject(py)?.into_any()),
        Detail::Number(number) => Ok(number.into_pyobject(py)?.into_any()),
        Detail::Text(text) => Ok(text.into_pyobject(py)?.into_any()),
        Detail::Texts(texts) => Ok(PyTuple::new(py, texts)?.into_any()),
    }
}

/// Named particulars as a dictionary.
pub(crate) fn details<'py>(
    py: Python<'py>,
    details: &[(&'static str, Detail)],
) -> PyResult<Bound<'py, PyDict>> {
    let all = PyDict::new(py);
    for (name, value) in details {
        all.set_item(name, detail(py, value)?)?;
    }
    Ok(all)
}
