//! Tables that are asked for by their name alone.

use pyo3::PyResult;
use pyo3::exceptions::PyValueError;
use ringfence::state::Ledger;
use ringfence::view::{self, Table};

/// The table of a name.
pub(crate) fn table_of(name: &str) -> PyResult<fn(&Ledger) -> Table> {
    match name {
        "notices" => Ok(view::notices),
        "totals" => Ok(view::totals),
        "marks" => Ok(view::marks),
        "projects" => Ok(view::projects),
        "approvals" => Ok(view::approvals),
        "milestones" => Ok(view::milestones),
        "measures" => Ok(view::measures),
        other => Err(PyValueError::new_err(format!("{other} is no table"))),
    }
}
