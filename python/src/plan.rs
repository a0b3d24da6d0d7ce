//! The plan of a close, and its reasons.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::journal::act::{EndedLine, PartnerLine};
use ringfence::law::{CapShares, CoverShares, Disposal, Explained, Outcome};
use ringfence::noun::BodyId;
use ringfence::state::Decision;
use ringfence::view;
use ringfence::word::Money;

use crate::explained::explained;
use crate::sheet::Sheet;
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
    fn who_benefits(&self) -> Sheet {
        Sheet::from(view::who_would_benefit(&self.inner))
    }

    /// What it still asks: the item, its place, the missing fact, and what to do.
    fn blockers(&self) -> Vec<(&str, &str, &str, &str)> {
        let all = self.inner.blockers().iter();
        all.map(|it| (&*it.item, &*it.place, &*it.missing, it.works))
            .collect()
    }

    /// Each item, what becomes of it, and by which clause.
    fn decisions<'py>(&self, py: Python<'py>) -> PyResult<Sheet> {
        let table = py.detach(|| view::decisions(&self.inner));
        Ok(Sheet::from(table))
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
        if let Some(cap) = py.detach(|| self.inner.why_cap(item)) {
            return Ok(vec![cap_explained(py, &cap)?]);
        }
        if let Some(cover) = py.detach(|| self.inner.why_cover(item)) {
            return Ok(vec![cover_explained(py, &cover)?]);
        }
        let all = py.detach(|| self.inner.why(item));
        all.iter().map(|why| explained_item(py, why)).collect()
    }

    /// The names of the caps over several items, in the order in which they are applied.
    fn caps(&self) -> Vec<String> {
        self.inner.caps().map(|cap| cap.result.name).collect()
    }

    /// The names of the covers, in the order in which they are applied.
    fn covers(&self) -> Vec<String> {
        let all = self.inner.covers();
        all.map(|cover| cover.result.name).collect()
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
fn explained_item<'py>(py: Python<'py>, why: &Explained<Disposal>) -> PyResult<Bound<'py, PyDict>> {
    let parts = why.result.parts().iter();
    let parts: Vec<_> = parts.map(|it| (it.outcome.name(), it.amount)).collect();
    let json = serde_json::to_string(why);
    explained(py, why, outcome_of(&why.result), &parts, json)
}

/// How a cap is shared out: its parts are the items, with what each has of it, and what is above.
fn cap_explained<'py>(py: Python<'py>, why: &Explained<CapShares>) -> PyResult<Bound<'py, PyDict>> {
    let outcome = match why.result.missing.is_empty() {
        true => "cap",
        false => "needs_evidence",
    };
    shared_out(py, why, outcome, serde_json::to_string(why))
}

fn cover_explained<'py>(
    py: Python<'py>,
    why: &Explained<CoverShares>,
) -> PyResult<Bound<'py, PyDict>> {
    let outcome = match why.result.missing.is_empty() {
        true => "cover",
        false => "needs_evidence",
    };
    shared_out(py, why, outcome, serde_json::to_string(why))
}

/// What stands over several items: its parts are what each of them has or gives.
fn shared_out<'py, Of>(
    py: Python<'py>,
    why: &Explained<Of>,
    outcome: &str,
    json: serde_json::Result<String>,
) -> PyResult<Bound<'py, PyDict>> {
    let steps = why.arithmetic.steps.iter();
    let parts: Vec<_> = steps.map(|it| (it.label.as_str(), it.amount)).collect();
    explained(py, why, outcome, &parts, json)
}
