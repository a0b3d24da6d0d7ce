//! Refusals and faults as Python's exceptions, by type. The classes are Python's own.

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use ringfence::journal::{Advice, FieldFault, JournalError, Refusals, Rejection};
use ringfence::law::{BookFaults, PresetError};
use ringfence::state::CompareError;
use ringfence::view::Unanswered;
use ringfence_formats::SeedFaults;
use ringfence_store::{Again, Applied, PostError, StepRefused, StoreError};

use crate::asked_actuals::NoActuals;
use crate::give;
use crate::take::{Unfit, Unfitness};

const CLASSES: &str = "ringfence.errors";

/// A refused draft as a `Rejection`: the answer, with what else stands against it.
pub(crate) fn rejection<'py>(py: Python<'py>, no: &Refusals) -> PyResult<Bound<'py, PyAny>> {
    let others = no
        .others()
        .iter()
        .map(|other| reason(py, other, &PyTuple::empty(py)))
        .collect::<PyResult<Vec<_>>>()?;
    reason(py, no.first(), &PyTuple::new(py, others)?)
}

fn reason<'py>(
    py: Python<'py>,
    no: &Rejection,
    others: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let details = give::details(py, &no.details())?;
    let given = (no.code(), no.to_string(), details, others);
    py.import(CLASSES)?.getattr("Rejection")?.call1(given)
}

/// What a check says: the rejection, if any, and what would be advised.
pub(crate) type Verdict<'py> = (Option<Bound<'py, PyAny>>, Bound<'py, PyTuple>);

/// What was advised against an entry, each as an `Advice`.
pub(crate) fn advice<'py>(py: Python<'py>, all: &[Advice]) -> PyResult<Bound<'py, PyTuple>> {
    let class = py.import(CLASSES)?.getattr("Advice")?;
    let each = all.iter().map(|it| {
        let given = (it.code(), it.to_string(), give::details(py, &it.details())?);
        class.call1(given)
    });
    PyTuple::new(py, each.collect::<PyResult<Vec<_>>>()?)
}

/// The exception of a refused draft.
pub(crate) fn rejected(py: Python<'_>, no: &Refusals) -> PyErr {
    match rejection(py, no) {
        Ok(rejection) => raised(py, "Rejected", (rejection,)),
        Err(broken) => broken,
    }
}

/// The exception of values that cannot be taken: of types first, then of values.
pub(crate) fn unfit(py: Python<'_>, faults: &[Unfit]) -> PyErr {
    let of_type = faults.iter().any(|it| it.kind == Unfitness::Type);
    let class = if of_type {
        "FieldTypeError"
    } else {
        "FieldValueError"
    };
    match as_faults(py, faults) {
        Ok(faults) => raised(py, class, (faults,)),
        Err(broken) => broken,
    }
}

fn as_faults<'py>(py: Python<'py>, faults: &[Unfit]) -> PyResult<Bound<'py, PyTuple>> {
    let class = py.import(CLASSES)?.getattr("Fault")?;
    let all = faults.iter().map(|Unfit { fault, .. }| {
        let given = (&fault.field, &fault.found, &fault.expected);
        class.call1(given)
    });
    PyTuple::new(py, all.collect::<PyResult<Vec<_>>>()?)
}

/// The exception of a rule file that does not load.
pub(crate) fn book_faults(py: Python<'_>, faults: &BookFaults) -> PyErr {
    let each = faults.faults().iter().map(ToString::to_string);
    match PyTuple::new(py, each.collect::<Vec<_>>()) {
        Ok(faults) => raised(py, "RuleBookError", (faults,)),
        Err(broken) => broken,
    }
}

/// The exception of a seed folder that does not read.
pub(crate) fn seed(py: Python<'_>, faults: &SeedFaults) -> PyErr {
    let each = faults.all().iter().map(ToString::to_string);
    match PyTuple::new(py, each.collect::<Vec<_>>()) {
        Ok(faults) => raised(py, "SeedError", (faults,)),
        Err(broken) => broken,
    }
}

/// The exception of a file that does not read, with all that is wrong with it.
pub(crate) fn file<F: std::fmt::Display>(py: Python<'_>, faults: &[F]) -> PyErr {
    let each = faults.iter().map(ToString::to_string);
    match PyTuple::new(py, each.collect::<Vec<_>>()) {
        Ok(faults) => raised(py, "FileError", (faults,)),
        Err(broken) => broken,
    }
}

/// Why the costs of a general ledger could not be read, or do not fit.
pub(crate) fn actuals(py: Python<'_>, no: &NoActuals) -> PyErr {
    let faults = match no {
        NoActuals::Store(no) => return of_store(py, no),
        NoActuals::Faults(faults) => faults,
    };
    let told = PyTuple::new(py, faults.lines());
    told.map_or_else(|broken| broken, |told| raised(py, "ActualsError", (told,)))
}

/// The exception of a preset that could not be had.
pub(crate) fn no_preset(py: Python<'_>, no: &PresetError) -> PyErr {
    match no {
        PresetError::Faults(faults) => book_faults(py, faults),
        PresetError::Unknown { .. } => raised(py, "RuleBookError", ((no.to_string(),),)),
    }
}

/// Why rules could not be compared.
pub(crate) enum Uncompared {
    /// The store failed.
    Store(StoreError),
    /// A year or a rule stands against it.
    Rules(CompareError),
}

/// The exception of rules that could not be compared.
pub(crate) fn compare(py: Python<'_>, no: &Uncompared) -> PyErr {
    match no {
        Uncompared::Store(no) => of_store(py, no),
        Uncompared::Rules(CompareError::Refused(no)) => rejected(py, no),
        Uncompared::Rules(CompareError::Faults(no)) => book_faults(py, no),
        Uncompared::Rules(CompareError::Journal(no)) => of_journal(py, no),
    }
}

/// The exception of a question without an answer.
pub(crate) fn unanswered(py: Python<'_>, no: &Unanswered) -> PyErr {
    match no {
        Unanswered::UnknownQuestion { found, .. } => not_a_question(py, found, no),
        Unanswered::YearMissing { name } => not_a_question(py, name, no),
        Unanswered::Refused(no) => rejected(py, no),
        Unanswered::Faults(no) => book_faults(py, no),
        Unanswered::Journal(no) => of_journal(py, no),
    }
}

fn not_a_question(py: Python<'_>, found: &str, no: &Unanswered) -> PyErr {
    let fault = FieldFault {
        field: "name".to_owned(),
        found: format!("{found:?}"),
        expected: no.to_string(),
    };
    let kind = Unfitness::Value;
    unfit(py, &[Unfit { kind, fault }])
}

/// The exception of a draft that was not posted.
pub(crate) fn post(py: Python<'_>, no: &PostError) -> PyErr {
    match no {
        PostError::Refused(no) => rejected(py, no),
        PostError::StepsRefused(steps) => steps_refused(py, steps),
        PostError::Store(no) => of_store(py, no),
    }
}

fn steps_refused(py: Python<'_>, steps: &[StepRefused]) -> PyErr {
    match steps.first() {
        Some(step) => rejected(py, &step.refusals),
        None => raised(py, "StoreError", ("nothing was posted",)),
    }
}

/// The exception of a store that failed.
pub(crate) fn of_store(py: Python<'_>, no: &StoreError) -> PyErr {
    let perhaps_applied = no.applied() == Applied::Perhaps;
    let try_again = no.again() == Again::AsItStands;
    raised(
        py,
        "StoreError",
        (no.to_string(), perhaps_applied, try_again),
    )
}

/// The exception of a checkpoint or key that cannot be read, or does not match.
pub(crate) fn checkpoint(py: Python<'_>, no: &dyn std::fmt::Display) -> PyErr {
    raised(py, "CheckpointError", (no.to_string(),))
}

/// The exception of a journal that cannot be read.
pub(crate) fn of_journal(py: Python<'_>, no: &JournalError) -> PyErr {
    raised(py, "StoreError", (no.to_string(),))
}

fn raised<'py, A>(py: Python<'py>, class: &str, given: A) -> PyErr
where
    A: pyo3::call::PyCallArgs<'py>,
{
    let made = py
        .import(CLASSES)
        .and_then(|classes| classes.getattr(class)?.call1(given));
    made.map_or_else(|broken| broken, PyErr::from_value)
}
