//! Explanations as named values.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use ringfence::law::{Answer, ClauseReading, DutyStatus, Explained, Verdict};
use ringfence::word::Money;
use ringfence_formats::explanation_html;

use crate::give;

/// An explanation as named values.
pub(crate) fn explained<'py, T>(
    py: Python<'py>,
    why: &Explained<T>,
    outcome: &str,
    parts: &[(&str, Money)],
    json: serde_json::Result<String>,
) -> PyResult<Bound<'py, PyDict>> {
    let all = PyDict::new(py);
    let parts = parts
        .iter()
        .map(|(name, sum)| Ok((*name, give::money(py, *sum)?)));
    all.set_item("outcome", outcome)?;
    all.set_item("amount", give::money(py, why.arithmetic.whole)?)?;
    all.set_item(
        "parts",
        PyTuple::new(py, parts.collect::<PyResult<Vec<_>>>()?)?,
    )?;
    all.set_item("answer", &why.answer)?;
    all.set_item("rule", &why.rule)?;
    all.set_item("citation", why.citation().map(ToString::to_string))?;
    let clauses = why.clauses.iter().map(|it| clause(py, it));
    all.set_item("clauses", clauses.collect::<PyResult<Vec<_>>>()?)?;
    all.set_item("bound", &why.bound)?;
    all.set_item("nearest_change", &why.nearest_change)?;
    all.set_item("text", why.to_string())?;
    all.set_item("markdown", why.to_markdown())?;
    all.set_item("html", explanation_html(why))?;
    all.set_item("json", json.unwrap_or_default())?;
    Ok(all)
}

fn clause<'py>(py: Python<'py>, of: &ClauseReading) -> PyResult<Bound<'py, PyDict>> {
    let all = PyDict::new(py);
    let verdict = match of.verdict {
        Verdict::True => Some(true),
        Verdict::False => Some(false),
        Verdict::Unknown => None,
    };
    all.set_item("label", &of.label)?;
    all.set_item("text", &of.text)?;
    all.set_item("verdict", verdict)?;
    all.set_item("decided", of.decided)?;
    all.set_item("in_force", of.in_force)?;
    all.set_item("in_force_from", of.in_force_from)?;
    all.set_item("citation", of.citation.to_string())?;
    all.set_item("note", of.note.as_deref())?;
    Ok(all)
}

/// The reasons of an answer about what a draft asks for.
pub(crate) fn explained_ask<'py>(
    py: Python<'py>,
    why: &Explained<Answer>,
) -> PyResult<Bound<'py, PyDict>> {
    let whole = why.arithmetic.whole;
    let above = |up_to: Money| whole.checked_sub(up_to).unwrap_or(Money::ZERO);
    let name = why.result.name();
    let parts: Vec<(&'static str, Money)> = match why.result {
        Answer::Refused { up_to } | Answer::Advised { up_to } => {
            vec![(Answer::Allowed.name(), up_to), (name, above(up_to))]
        }
        Answer::Allowed | Answer::NeedsApproval { .. } => vec![(name, whole)],
        _ => Vec::new(),
    };
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(_, sum)| !sum.is_zero())
        .collect();
    let json = serde_json::to_string(why);
    explained(py, why, name, &parts, json)
}

/// The reasons of how a duty stands.
pub(crate) fn explained_duty<'py>(
    py: Python<'py>,
    why: &Explained<DutyStatus>,
) -> PyResult<Bound<'py, PyDict>> {
    explained(py, why, why.result.name(), &[], serde_json::to_string(why))
}
