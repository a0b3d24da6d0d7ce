//! Drafts, and the words that they are written in.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::journal::act::Unrecorded;
use ringfence::journal::{Act, ActKind, ActorId, Rejection};
use ringfence::noun::{
    BaseRule, BodyKind, ContributionRule, ContributionState, ControlMode, Counts, Recurrence,
    Standing, StatedUnit, StreamKind, Wording,
};
use ringfence::word::Rounding;

use crate::take;

/// A draft that was read: one act, its dates and its words.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Draft {
    /// The core's draft.
    pub(crate) inner: ringfence::journal::Draft,
}

#[pymethods]
impl Draft {
    /// Reads a draft of a kind from named values.
    #[new]
    fn new(kind: &str, fields: &Bound<'_, PyDict>) -> PyResult<Draft> {
        take::draft(kind, fields).map(|inner| Draft { inner })
    }

    /// The kind of act, as a word.
    #[getter]
    fn kind(&self) -> &'static str {
        Act::kind(&self.inner.act).word()
    }
}

impl Draft {
    /// The core's draft, said by somebody where it does not name its actor.
    pub(crate) fn said_by(&self, actor: Option<&ActorId>) -> ringfence::journal::Draft {
        let mut said = self.inner.clone();
        said.actor = said.actor.or_else(|| actor.cloned());
        said
    }
}

/// The fields of a kind of act: its own, then those that every draft may have.
#[pyfunction]
pub(crate) fn fields(kind: &str) -> Vec<&'static str> {
    let own = ActKind::from_word(kind).map_or(&[][..], ActKind::fields);
    [own, ActKind::common_fields()].concat()
}

/// Every code of a rejection, in order of precedence.
#[pyfunction]
pub(crate) fn codes() -> Vec<&'static str> {
    Rejection::CODES.to_vec()
}

/// The closed lists of words, by the name that Python gives each.
#[pyfunction]
pub(crate) fn words() -> Vec<(&'static str, Vec<&'static str>)> {
    closed_lists()
}

fn closed_lists() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("ActKind", list::<ActKind>()),
        ("BaseRule", list::<BaseRule>()),
        ("BodyKind", list::<BodyKind>()),
        ("ContributionRule", list::<ContributionRule>()),
        ("ContributionState", list::<ContributionState>()),
        ("ControlMode", list::<ControlMode>()),
        ("Counts", list::<Counts>()),
        ("Recurrence", list::<Recurrence>()),
        ("Rounding", list::<Rounding>()),
        ("Standing", list::<Standing>()),
        ("StatedUnit", list::<StatedUnit>()),
        ("StreamKind", list::<StreamKind>()),
        ("Unrecorded", list::<Unrecorded>()),
    ]
}

fn list<T: Wording>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}
