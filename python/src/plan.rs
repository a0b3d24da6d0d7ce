//! The plan of a close, and its reasons.

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use ringfence::law::{ClauseReading, Disposal, Explained, Outcome, Verdict};
use ringfence::noun::{BodyId, Wording};
use ringfence::state::Decision;
use ringfence::word::Money;

use crate::{asked, give};

const COLUMNS: [&str; 10] = [
    "item",
    "kind",
    "body",
    "stream",
    "vintage",
    "recurrence",
    "accountable",
    "outcome",
    "amount",
    "available_from",
];
const WHO_GAINS: [&str; 6] = ["body", "stream", "own", "fell_in", "met", "net"];

/// What a close would do; it stands on one entry and changes nothing.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Plan {
    /// The core's plan.
    pub(crate) inner: ringfence::state::Plan,
}

#[pymethods]
impl Plan {
    /// The year that it closes.
    #[getter]
    fn year(&self) -> String {
        self.inner.year().to_string()
    }

    /// How much is kept, of all bodies or of one.
    fn rolled_over<'py>(
        &self,
        py: Python<'py>,
        body: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.sum_of(py, Outcome::RollOver, body)
    }

    /// How much lapses, of all bodies or of one.
    fn lapsed<'py>(
        &self,
        py: Python<'py>,
        body: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.sum_of(py, Outcome::Lapse, body)
    }

    /// What falls to a body that answers for others and for itself, all told.
    fn benefits<'py>(
        &self,
        py: Python<'py>,
        body: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let body: BodyId = asked::id("body", body)?;
        let all = self.inner.benefits();
        let sums = all.iter().filter(|it| it.body == body).map(|it| it.net);
        give::money(py, Money::total(sums).unwrap_or(Money::ZERO))
    }

    /// What falls to whom, by accountable body and stream: columns and rows.
    fn who_benefits<'py>(&self, py: Python<'py>) -> PyResult<give::Table<'py>> {
        let all = self.inner.benefits();
        let rows = all.iter().map(|it| {
            let sums = [it.own, it.fell_in, it.met, it.net];
            give::row(py, &[it.body.as_str(), it.stream.as_str()], &sums)
        });
        Ok((WHO_GAINS.to_vec(), rows.collect::<PyResult<Vec<_>>>()?))
    }

    /// What it still asks: the item, its place, the missing fact, and what to do.
    fn blockers(&self) -> Vec<(&str, &str, &str, &str)> {
        let all = self.inner.blockers().iter();
        all.map(|it| (&*it.item, &*it.place, &*it.missing, it.works))
            .collect()
    }

    /// Each part of each decision: columns and rows.
    fn decisions<'py>(&self, py: Python<'py>) -> PyResult<give::Table<'py>> {
        let mut rows = Vec::new();
        for decision in self.inner.decisions() {
            rows.extend(decision_rows(py, decision)?);
        }
        Ok((COLUMNS.to_vec(), rows))
    }

    /// Why an item comes to what it does, for each line on which it stands.
    fn why<'py>(&self, py: Python<'py>, item: &str) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let all = py.detach(|| self.inner.why(item));
        all.iter().map(|why| explained(py, why)).collect()
    }

    /// The names of its items.
    fn items(&self) -> Vec<String> {
        let all = self.inner.decisions().iter();
        all.map(|it| it.item.to_string()).collect()
    }
}

impl Plan {
    fn sum_of<'py>(
        &self,
        py: Python<'py>,
        outcome: Outcome,
        body: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let body: Option<BodyId> = body.map(|it| asked::id("body", it)).transpose()?;
        let chosen = |it: &Decision| body.as_ref().is_none_or(|body| it.line.body == *body);
        give::money(py, self.inner.sum_of(outcome, chosen))
    }
}

/// One row for each part of a decision; one for an item that is not decided.
fn decision_rows<'py>(py: Python<'py>, of: &Decision) -> PyResult<Vec<Bound<'py, PyTuple>>> {
    let mut parts: Vec<_> = of.disposal.parts().iter().collect();
    parts.sort_by_key(|part| part.outcome);
    let (item, vintage) = (of.item.to_string(), of.line.vintage.to_string());
    let row = |outcome: &str, amount: Money, from: Option<NaiveDate>| {
        let texts = [
            item.as_str(),
            of.kind.word(),
            of.line.body.as_str(),
            of.line.stream.as_str(),
            vintage.as_str(),
            of.line.recurrence.word(),
            of.accountable.as_str(),
            outcome,
        ];
        let row = give::row(py, &texts, &[amount])?;
        let last = (from,).into_pyobject(py)?;
        row.as_sequence().concat(last.as_sequence())?.to_tuple()
    };
    if parts.is_empty() {
        return Ok(vec![row(outcome_of(&of.disposal), of.amount, None)?]);
    }
    let each = parts
        .iter()
        .map(|it| row(it.outcome.name(), it.amount, it.available_from));
    each.collect()
}

/// One word for what becomes of an item.
fn outcome_of(disposal: &Disposal) -> &'static str {
    match disposal {
        Disposal::NeedsEvidence { .. } => "needs_evidence",
        Disposal::Conflict { .. } => "rules_conflict",
        Disposal::Decided { parts } => match parts.as_slice() {
            [] => "nothing",
            [first, rest @ ..] if rest.iter().all(|it| it.outcome == first.outcome) => {
                first.outcome.name()
            }
            _ => "split",
        },
    }
}

/// An explanation as named values.
fn explained<'py>(py: Python<'py>, why: &Explained<Disposal>) -> PyResult<Bound<'py, PyDict>> {
    let all = PyDict::new(py);
    let parts = why.result.parts().iter();
    let parts = parts.map(|it| Ok((it.outcome.name(), give::money(py, it.amount)?)));
    all.set_item("outcome", outcome_of(&why.result))?;
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
    all.set_item("json", serde_json::to_string(why).unwrap_or_default())?;
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
    Ok(all)
}
