//! What another rule would have done, and for whom.

use pyo3::prelude::*;
use ringfence::view;

use crate::give;

/// What rule books keep of each item, against a baseline.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Comparison {
    /// The core's comparison.
    pub(crate) inner: ringfence::state::Comparison,
}

#[pymethods]
impl Comparison {
    /// Each item and reform.
    fn items<'py>(&self, py: Python<'py>) -> PyResult<give::Table<'py>> {
        give::table(py, &view::compared(&self.inner))
    }

    /// Each accountable body and reform, and who gains.
    fn by_board<'py>(&self, py: Python<'py>) -> PyResult<give::Table<'py>> {
        give::table(py, &view::compared_by_board(&self.inner))
    }
}
