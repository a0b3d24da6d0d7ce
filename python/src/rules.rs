//! Rule books and reforms.

use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};
use ringfence::state::Rules;

use crate::error;

/// What makes an object again, and what that is given.
type Made<'py> = (Bound<'py, PyAny>, Bound<'py, PyTuple>);

/// A rule book: a text with rules, each of which names its source.
///
/// >>> from ringfence import RuleBook
/// >>> book = RuleBook.preset("wales-2016")
/// >>> book.id
/// 'wales-2016'
/// >>> RuleBook.read(book.text) == book
/// True
#[pyclass(frozen, eq, module = "ringfence")]
#[derive(PartialEq, Eq)]
pub(crate) struct RuleBook {
    /// The core's book.
    pub(crate) inner: ringfence::law::RuleBook,
}

#[pymethods]
impl RuleBook {
    /// Take a book that comes with the library.
    #[staticmethod]
    fn preset(py: Python<'_>, name: &str) -> PyResult<RuleBook> {
        let book = ringfence::law::RuleBook::preset(name);
        book.map(RuleBook::of)
            .map_err(|no| error::no_preset(py, &no))
    }

    /// Read a book from TOML or JSON, whole or not at all.
    #[staticmethod]
    fn read(py: Python<'_>, text: &str) -> PyResult<RuleBook> {
        let book = ringfence::law::RuleBook::read(text);
        book.map(RuleBook::of)
            .map_err(|no| error::book_faults(py, &no))
    }

    /// Give the book without rules: everything lapses, deficits are absorbed.
    ///
    /// >>> RuleBook.empty().id
    /// 'empty'
    #[staticmethod]
    fn empty() -> RuleBook {
        RuleBook::of(ringfence::law::RuleBook::empty())
    }

    /// List the names of the books that come with the library.
    #[staticmethod]
    fn presets() -> Vec<&'static str> {
        ringfence::law::RuleBook::presets().collect()
    }

    /// Its id.
    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    /// What it is called.
    #[getter]
    fn title(&self) -> &str {
        self.inner.title()
    }

    /// Its version, where it states one.
    #[getter]
    fn version(&self) -> Option<&str> {
        self.inner.version()
    }

    /// What it is about, where it says so.
    #[getter]
    fn about(&self) -> Option<&str> {
        self.inner.about()
    }

    /// The hash of its text, which entries name.
    #[getter]
    fn hash(&self) -> String {
        self.inner.hash().to_string()
    }

    /// Its text, as it was read.
    #[getter]
    fn text(&self) -> &str {
        self.inner.text()
    }

    /// The assumptions that stand where no source was found, each with its place.
    #[getter]
    fn assumptions(&self) -> Vec<String> {
        let all = self.inner.assumptions();
        all.iter()
            .map(|it| format!("{}: {}", it.place, it.cite))
            .collect()
    }

    /// What its author is likely not to have meant: gaps and overlaps of tiers, each with its line.
    ///
    /// >>> RuleBook.preset("wales-2016").warnings
    /// []
    #[getter]
    fn warnings(&self) -> Vec<String> {
        let all = self.inner.warnings();
        all.iter().map(ToString::to_string).collect()
    }

    fn __hash__(&self) -> isize {
        let hash = self.inner.hash().to_string();
        isize::from_str_radix(&hash[..15], 16).unwrap_or(0)
    }

    fn __repr__(&self) -> String {
        format!("<RuleBook {}, hash {:.12}>", self.id(), self.hash())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Made<'py>> {
        let class = PyType::new::<RuleBook>(py);
        Ok(match self.text() {
            "" => (class.getattr("empty")?, PyTuple::empty(py)), // the one book without a text
            text => (class.getattr("read")?, PyTuple::new(py, [text])?),
        })
    }
}

impl RuleBook {
    fn of(inner: ringfence::law::RuleBook) -> RuleBook {
        RuleBook { inner }
    }

    /// The book as one side of a comparison.
    pub(crate) fn as_rules(&self) -> Rules {
        Rules::Book(self.inner.clone())
    }
}

/// A proposal to change a rule book: a name, a reason, an author and dated replacements.
///
/// >>> from ringfence import Reform, RuleBook
/// >>> reform = Reform.preset("bma-2017-attached")
/// >>> reform.over(RuleBook.preset("bma-2017")).id
/// 'bma-2017-attached'
#[pyclass(frozen, module = "ringfence")]
pub(crate) struct Reform {
    /// The core's reform.
    pub(crate) inner: ringfence::law::Reform,
    /// The name of the method that made it, and what that was given.
    made_by: (&'static str, String),
}

#[pymethods]
impl Reform {
    /// Take a reform that comes with the library.
    #[staticmethod]
    fn preset(py: Python<'_>, name: &str) -> PyResult<Reform> {
        let reform = ringfence::law::Reform::preset(name);
        let made_by = ("preset", name.to_owned());
        reform
            .map(|inner| Reform { inner, made_by })
            .map_err(|no| error::no_preset(py, &no))
    }

    /// Read a reform from TOML or JSON, whole or not at all.
    #[staticmethod]
    fn read(py: Python<'_>, text: &str) -> PyResult<Reform> {
        let reform = ringfence::law::Reform::read(text);
        let made_by = ("read", text.to_owned());
        reform
            .map(|inner| Reform { inner, made_by })
            .map_err(|no| error::book_faults(py, &no))
    }

    /// List the names of the reforms that come with the library.
    #[staticmethod]
    fn presets() -> Vec<&'static str> {
        ringfence::law::Reform::presets().collect()
    }

    /// Its id, and that of the book it makes.
    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    /// What it is called.
    #[getter]
    fn name(&self) -> &str {
        self.inner.name()
    }

    /// Why it is proposed.
    #[getter]
    fn reason(&self) -> &str {
        self.inner.reason()
    }

    /// Who proposes it.
    #[getter]
    fn author(&self) -> &str {
        self.inner.author()
    }

    /// The id of the book it is laid over.
    #[getter]
    fn base(&self) -> &str {
        self.inner.base()
    }

    /// Lay it over a book: the book as reformed.
    fn over(&self, py: Python<'_>, book: &RuleBook) -> PyResult<RuleBook> {
        let reformed = self.inner.over(&book.inner);
        reformed
            .map(RuleBook::of)
            .map_err(|no| error::book_faults(py, &no))
    }

    fn __repr__(&self) -> String {
        format!("<Reform {} of {}>", self.id(), self.base())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Made<'py>> {
        let (method, given) = &self.made_by;
        let makes = PyType::new::<Reform>(py).getattr(*method)?;
        Ok((makes, PyTuple::new(py, [given])?))
    }
}
