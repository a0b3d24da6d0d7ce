//! The plan of a close, and its reasons.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use ringfence::journal::act::{EndedLine, PartnerLine};
use ringfence::law::{ClauseReading, Disposal, DutyStatus, Explained, Outcome, Verdict};
use ringfence::noun::BodyId;
use ringfence::state::Decision;
use ringfence::view;
use ringfence::word::Money;

use crate::{asked, give};

/// A contribution, its partner, the line, and how much goes back.
type GoneBack<'py> = (String, String, String, Bound<'py, PyAny>);

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

    /// What falls to whom, by accountable body and stream.
    fn who_benefits<'py>(&self, py: Python<'py>) -> PyResult<give::Table<'py>> {
        give::table(py, &view::who_would_benefit(&self.inner))
    }

    /// What it still asks: the item, its place, the missing fact, and what to do.
    fn blockers(&self) -> Vec<(&str, &str, &str, &str)> {
        let all = self.inner.blockers().iter();
        all.map(|it| (&*it.item, &*it.place, &*it.missing, it.works))
            .collect()
    }

    /// Each item, what becomes of it, and by which clause.
    fn decisions<'py>(&self, py: Python<'py>) -> PyResult<give::Table<'py>> {
        let table = py.detach(|| view::decisions(&self.inner));
        give::table(py, &table)
    }

    /// Anticipated sums that end with the year: the id, its line, and what was never confirmed.
    fn ended<'py>(&self, py: Python<'py>) -> PyResult<Vec<(String, String, Bound<'py, PyAny>)>> {
        let all = self.inner.ended().iter();
        let row = |it: &EndedLine| {
            let (id, line) = (it.id.to_string(), it.line.to_string());
            Ok((id, line, give::money(py, it.amount)?))
        };
        all.map(row).collect()
    }

    /// What goes back to partners: the contribution, the partner, the line, how much.
    fn gone_back<'py>(&self, py: Python<'py>) -> PyResult<Vec<GoneBack<'py>>> {
        let all = self.inner.gone_back().iter();
        let row = |it: &PartnerLine| {
            let names = (
                it.id.to_string(),
                it.partner.to_string(),
                it.line.to_string(),
            );
            Ok((names.0, names.1, names.2, give::money(py, it.amount)?))
        };
        all.map(row).collect()
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
    let all = told(py, why, serde_json::to_string(why).unwrap_or_default())?;
    let parts = why.result.parts().iter();
    let parts = parts.map(|it| Ok((it.outcome.name(), give::money(py, it.amount)?)));
    let parts = PyTuple::new(py, parts.collect::<PyResult<Vec<_>>>()?)?;
    all.set_item("outcome", outcome_of(&why.result))?;
    all.set_item("parts", parts)?;
    Ok(all)
}

/// A duty and its reasons, by name.
pub(crate) fn duty<'py>(
    py: Python<'py>,
    why: &Explained<DutyStatus>,
) -> PyResult<Bound<'py, PyDict>> {
    let all = told(py, why, serde_json::to_string(why).unwrap_or_default())?;
    all.set_item("outcome", why.result.name())?;
    all.set_item("parts", PyTuple::empty(py))?;
    Ok(all)
}

/// What every answer says of its reasons.
fn told<'py, T>(py: Python<'py>, why: &Explained<T>, json: String) -> PyResult<Bound<'py, PyDict>> {
    let all = PyDict::new(py);
    all.set_item("amount", give::money(py, why.arithmetic.whole)?)?;
    all.set_item("answer", &why.answer)?;
    all.set_item("rule", &why.rule)?;
    all.set_item("citation", why.citation().map(ToString::to_string))?;
    let clauses = why.clauses.iter().map(|it| clause(py, it));
    all.set_item("clauses", clauses.collect::<PyResult<Vec<_>>>()?)?;
    all.set_item("bound", &why.bound)?;
    all.set_item("nearest_change", &why.nearest_change)?;
    all.set_item("text", why.to_string())?;
    all.set_item("markdown", why.to_markdown())?;
    all.set_item("json", json)?;
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
