//! What Python gets: money as `Decimal` with two places, dates as `date`, years as text.

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};
use ringfence::journal::Detail;
use ringfence::noun::{Position, Wording};
use ringfence::state::{Comparison, Receipt, Standing};
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

/// A position as a dictionary of its figures.
pub(crate) fn position<'py>(py: Python<'py>, of: &Position) -> PyResult<Bound<'py, PyDict>> {
    let all = PyDict::new(py);
    for (name, sum) in figures(of) {
        all.set_item(name, money(py, sum)?)?;
    }
    Ok(all)
}

/// Columns, and rows of as many cells.
pub(crate) type Table<'py> = (Vec<&'static str>, Vec<Bound<'py, PyTuple>>);

/// A row: texts, then sums.
pub(crate) fn row<'py>(
    py: Python<'py>,
    texts: &[&str],
    sums: &[Money],
) -> PyResult<Bound<'py, PyTuple>> {
    let mut row = Vec::with_capacity(texts.len() + sums.len());
    for text in texts {
        row.push(text.into_pyobject(py)?.into_any());
    }
    for sum in sums {
        row.push(money(py, *sum)?);
    }
    PyTuple::new(py, row)
}

/// Columns and rows of positions.
pub(crate) fn positions<'py>(py: Python<'py>, all: &[Standing]) -> PyResult<Table<'py>> {
    let mut columns = vec!["body", "stream", "year", "vintage", "recurrence", "hops"];
    columns.extend(figures(&Position::default()).map(|(name, _)| name));
    let rows = all.iter().map(|at| standing(py, at));
    Ok((columns, rows.collect::<PyResult<Vec<_>>>()?))
}

fn standing<'py>(py: Python<'py>, at: &Standing) -> PyResult<Bound<'py, PyTuple>> {
    let (year, vintage) = (at.year.to_string(), at.line.vintage.to_string());
    let (body, stream) = (at.line.body.as_str(), at.line.stream.as_str());
    let line = [body, stream, &year, &vintage, at.line.recurrence.word()];
    let line = row(py, &line, &[])?;
    let hops = (at.hops,).into_pyobject(py)?;
    let sums = row(py, &[], &figures(&at.position).map(|(_, sum)| sum))?;
    let start = line.as_sequence().concat(hops.as_sequence())?;
    start.concat(sums.as_sequence())?.to_tuple()
}

const COMPARISON: [&str; 12] = [
    "year",
    "reform",
    "item",
    "body",
    "stream",
    "vintage",
    "recurrence",
    "amount",
    "kept_by_baseline",
    "kept_by_reform",
    "undecided",
    "difference",
];

/// Columns and rows of a comparison.
pub(crate) fn comparison<'py>(py: Python<'py>, of: &Comparison) -> PyResult<Table<'py>> {
    let rows = of.rows.iter().map(|it| {
        let (year, vintage) = (it.year.to_string(), it.line.vintage.to_string());
        let (body, stream) = (it.line.body.as_str(), it.line.stream.as_str());
        let item = [year.as_str(), &it.reform, &it.item];
        let line = [body, stream, &vintage, it.line.recurrence.word()];
        let kept = [it.amount, it.kept_by_baseline, it.kept_by_reform];
        let sums = [&kept[..], &[it.undecided, it.difference]].concat();
        row(py, &[&item[..], &line[..]].concat(), &sums)
    });
    Ok((COMPARISON.to_vec(), rows.collect::<PyResult<Vec<_>>>()?))
}
