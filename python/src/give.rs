//! What Python gets: money as `Decimal` with two places, dates as `date`, years as text.

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};
use ringfence::journal::Detail;
use ringfence::noun::Position;
use ringfence::state::Receipt;
use ringfence::view::{Cell, ColumnKind};
use ringfence::word::Money;

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static STATED: PyOnceLock<Py<PyType>> = PyOnceLock::new();

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

/// An entry's number, hash, effective date and recorded date.
pub(crate) fn receipt(receipt: Receipt) -> (u64, String, NaiveDate, NaiveDate) {
    let Receipt {
        entry,
        hash,
        effective,
        recorded,
    } = receipt;
    (entry, hash.to_string(), effective, recorded)
}

/// The figures of a position in the order of its two equations, each with its name.
fn figures(of: &Position) -> [(&'static str, Money); 23] {
    [
        ("allocated", of.allocated),
        ("contributed", of.contributed),
        ("passed_down", of.passed_down),
        ("vired_in", of.vired_in),
        ("vired_out", of.vired_out),
        ("rolled_in", of.rolled_in),
        ("re_provided", of.re_provided),
        ("rolled_out", of.rolled_out),
        ("lapsed", of.lapsed),
        ("reverted", of.reverted),
        ("deficit_met", of.deficit_met),
        ("first_call", of.first_call),
        ("authority", of.authority),
        ("available", of.available),
        ("earmarked", of.earmarked),
        ("held", of.held),
        ("committed", of.committed),
        ("invoiced", of.invoiced),
        ("accrued", of.accrued),
        ("prepaid", of.prepaid),
        ("spent", of.spent),
        ("released", of.released),
        ("drawn", of.drawn),
    ]
}

/// A position as a dictionary of its figures; none where one is not recorded.
pub(crate) fn position<'py>(
    py: Python<'py>,
    of: &Position,
    silent: &[&str],
) -> PyResult<Bound<'py, PyDict>> {
    let all = PyDict::new(py);
    for (name, sum) in figures(of) {
        let known = (!silent.contains(&name)).then(|| money(py, sum));
        all.set_item(name, known.transpose()?)?;
    }
    Ok(all)
}

/// What a column holds, as a word.
pub(crate) fn kind(of: ColumnKind) -> &'static str {
    match of {
        ColumnKind::Text => "text",
        ColumnKind::Money => "money",
        ColumnKind::Stated => "stated",
        ColumnKind::Year => "year",
        ColumnKind::Date => "date",
        ColumnKind::Number => "number",
        ColumnKind::Wte => "wte",
        ColumnKind::Flag => "flag",
        ColumnKind::Verbatim => "verbatim",
    }
}

/// What a word says that a column holds; any other word says text.
pub(crate) fn kind_of(word: &str) -> ColumnKind {
    let kinds = [
        ColumnKind::Money,
        ColumnKind::Stated,
        ColumnKind::Year,
        ColumnKind::Date,
        ColumnKind::Number,
        ColumnKind::Wte,
        ColumnKind::Flag,
        ColumnKind::Verbatim,
    ];
    let found = kinds.into_iter().find(|it| kind(*it) == word);
    found.unwrap_or(ColumnKind::Text)
}

/// A cell by its type; a stated figure keeps its sum and its text.
pub(crate) fn cell<'py>(py: Python<'py>, of: &Cell) -> PyResult<Bound<'py, PyAny>> {
    match of {
        Cell::Text(text) => Ok(text.into_pyobject(py)?.into_any()),
        Cell::Money(sum) => money(py, *sum),
        Cell::Stated { amount, .. } => {
            let class = STATED.import(py, "ringfence.table", "Stated")?;
            class.call1((money(py, *amount)?, of.to_string()))
        }
        Cell::Wte(wte) => decimal_class(py)?.call1((wte.to_string(),)),
        Cell::Year(year) => Ok(year.to_string().into_pyobject(py)?.into_any()),
        Cell::Date(day) => Ok(day.into_pyobject(py)?.into_any()),
        Cell::Number(number) => Ok(number.into_pyobject(py)?.into_any()),
        Cell::Flag(flag) => Ok(flag.into_pyobject(py)?.to_owned().into_any()),
        Cell::NotRecorded | Cell::Nothing => Ok(py.None().into_bound(py)),
    }
}
