//! A book.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use ringfence::journal::{ActorId, Advice, Refusals, Salt};
use ringfence::noun::Position;
use ringfence::state::{Checked, Ledger, Receipt, Rules, Selection};
use ringfence::view;
use ringfence_store::{AnyStore, MemoryStore, PostError};

use crate::draft::Draft;
use crate::explained::{explained_ask, explained_duty};
use crate::plan::Plan;
use crate::rules::RuleBook;
use crate::seed::{RefusedRow, Seed};
use crate::sheet::Sheet;
use crate::{asked, error, give, listed, seed};

/// An entry's number, hash, effective date and recorded date.
type ReceiptRow = (u64, String, NaiveDate, NaiveDate);

/// A book over a store of any kind.
pub(crate) type Kept = ringfence_store::Book<AnyStore>;

/// A book: journal and ledger, behind one lock that is never held over Python.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Book {
    book: Mutex<Kept>,
    actor: Option<ActorId>,
}

#[pymethods]
impl Book {
    /// An empty book in memory: its currency, its first day and who says what is posted.
    #[new]
    fn new(header: &Bound<'_, PyDict>) -> PyResult<Book> {
        let py = header.py();
        let (header, actor) = asked::header(header)?;
        let book = Kept::create(Box::new(MemoryStore::new()), header);
        Ok(Book::of(
            book.map_err(|no| error::of_store(py, &no))?,
            actor,
        ))
    }

    /// Why a draft would be refused; nothing, and what would be advised, where it would be posted.
    fn check<'py>(&self, py: Python<'py>, draft: &Draft) -> PyResult<error::Verdict<'py>> {
        let said = draft.said_by(self.actor.as_ref());
        match py.detach(|| self.advised(&said)) {
            Ok(advice) => Ok((None, error::advice(py, &advice)?)),
            Err(no) => Ok((Some(error::rejection(py, &no)?), error::advice(py, &[])?)),
        }
    }

    /// What the rules of the book in force say of a draft, each with its question's rule.
    fn why_ask<'py>(&self, py: Python<'py>, draft: &Draft) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let said = draft.said_by(self.actor.as_ref());
        let all = py.detach(|| self.kept().ledger().why_ask(&said));
        all.iter().map(|why| explained_ask(py, why)).collect()
    }

    /// Posts a draft: its receipt, and what was advised against it.
    fn post<'py>(
        &self,
        py: Python<'py>,
        draft: &Draft,
        salt: [u8; 16],
    ) -> PyResult<(ReceiptRow, Bound<'py, PyTuple>)> {
        let mut said = draft.said_by(self.actor.as_ref());
        said.salt = Salt(salt);
        let posted = py.detach(|| self.posted(&said));
        let (receipt, advice) = posted.map_err(|no| error::post(py, &no))?;
        Ok((give::receipt(receipt), error::advice(py, &advice)?))
    }

    /// The figures of one position, by name; none where one is not recorded.
    fn position<'py>(
        &self,
        py: Python<'py>,
        asked: &Bound<'py, PyDict>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let asked = asked::selection(asked)?;
        let known = py.detach(|| self.recorded(&asked));
        let (position, silent) = known.map_err(|no| error::rejected(py, &no))?;
        give::position(py, &position, &silent)
    }

    /// The position of each line in each year.
    fn positions<'py>(&self, py: Python<'py>, asked: &Bound<'py, PyDict>) -> PyResult<Sheet> {
        let asked = asked::selection(asked)?;
        self.shown(py, |ledger| view::positions(ledger, &asked))
    }

    /// What happened on a line in a year.
    fn statement<'py>(
        &self,
        year: &Bound<'py, PyAny>,
        asked: &Bound<'py, PyDict>,
    ) -> PyResult<Sheet> {
        let (of, shown) = (asked::selection(asked)?, asked::id("year", year)?);
        self.shown(year.py(), |ledger| view::statement(ledger, &of, shown))
    }

    /// How sums fall over the months of a year.
    fn profiles<'py>(
        &self,
        year: &Bound<'py, PyAny>,
        asked: &Bound<'py, PyDict>,
    ) -> PyResult<Sheet> {
        let (of, shown) = (asked::selection(asked)?, asked::id("year", year)?);
        self.shown(year.py(), |ledger| view::profiles(ledger, &of, shown))
    }

    /// What roles think will have been spent in a year.
    fn forecasts<'py>(
        &self,
        year: &Bound<'py, PyAny>,
        asked: &Bound<'py, PyDict>,
    ) -> PyResult<Sheet> {
        let (of, shown) = (asked::selection(asked)?, asked::id("year", year)?);
        self.shown(year.py(), |ledger| view::forecasts(ledger, &of, shown))
    }

    /// How years of whole bodies turned out.
    fn outturns<'py>(&self, py: Python<'py>, asked: &Bound<'py, PyDict>) -> PyResult<Sheet> {
        let asked = asked::selection(asked)?;
        self.shown(py, |ledger| Ok(view::outturns(ledger, &asked)))
    }

    /// How duties stand for a year under a rule book.
    fn duties<'py>(
        &self,
        year: &Bound<'py, PyAny>,
        rules: &RuleBook,
        asked: &Bound<'py, PyDict>,
    ) -> PyResult<Sheet> {
        let (of, asked) = (asked::id("year", year)?, asked::selection(asked)?);
        self.shown(year.py(), |ledger| {
            view::duties(ledger, &rules.inner, &asked, of)
        })
    }

    /// Why each duty stands as it does.
    fn why_duties<'py>(
        &self,
        year: &Bound<'py, PyAny>,
        rules: &RuleBook,
        asked: &Bound<'py, PyDict>,
    ) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let (py, of) = (year.py(), asked::id("year", year)?);
        let asked = asked::selection(asked)?;
        let all = py.detach(|| self.kept().ledger().duties(&rules.inner, &asked, of));
        let all = all.map_err(|no| error::rejected(py, &no))?;
        all.iter().map(|it| explained_duty(py, &it.why)).collect()
    }

    /// What has moved in a month since it was frozen.
    fn movement<'py>(&self, name: &Bound<'py, PyAny>) -> PyResult<Sheet> {
        let frozen = asked::id("name", name)?;
        self.shown(name.py(), |ledger| view::movement(ledger, &frozen))
    }

    /// What was to be spent month by month, and what was.
    fn months<'py>(&self, year: &Bound<'py, PyAny>, asked: &Bound<'py, PyDict>) -> PyResult<Sheet> {
        let (of, shown) = (asked::selection(asked)?, asked::id("year", year)?);
        self.shown(year.py(), |ledger| view::months(ledger, &of, shown))
    }

    /// The journal, entry by entry.
    fn journal<'py>(&self, py: Python<'py>) -> PyResult<Sheet> {
        let entries = py.detach(|| self.kept().entries());
        let entries = entries.map_err(|no| error::of_store(py, &no))?;
        let table = py.detach(|| view::journal(&entries));
        Ok(Sheet::from(table.map_err(|no| error::of_journal(py, &no))?))
    }

    /// A table that is asked for by its name alone.
    fn listed<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Sheet> {
        let table = listed::table_of(name)?;
        self.shown(py, |ledger| Ok(table(ledger)))
    }

    /// What is expected for a year, and what came of it.
    fn anticipated<'py>(&self, year: &Bound<'py, PyAny>) -> PyResult<Sheet> {
        let of = asked::id("year", year)?;
        self.shown(year.py(), |ledger| Ok(view::anticipated(ledger, of)))
    }

    /// What partners add in a year, and what went back.
    fn contributions<'py>(&self, year: &Bound<'py, PyAny>) -> PyResult<Sheet> {
        let of = asked::id("year", year)?;
        self.shown(year.py(), |ledger| Ok(view::contributions(ledger, of)))
    }

    /// How the recurrent base of a year becomes that of the next.
    fn base_bridge<'py>(
        &self,
        year: &Bound<'py, PyAny>,
        asked: &Bound<'py, PyDict>,
    ) -> PyResult<Sheet> {
        let (of, asked) = (asked::id("year", year)?, asked::selection(asked)?);
        self.shown(year.py(), |ledger| {
            Ok(view::base_bridge(ledger, of, &asked))
        })
    }

    /// Bodies as they stood on a day.
    fn bodies<'py>(&self, py: Python<'py>, asked: &Bound<'py, PyDict>) -> PyResult<Sheet> {
        let asked = asked::selection(asked)?;
        self.shown(py, |ledger| Ok(view::bodies(ledger, &asked)))
    }

    /// The posts of a year: who is in them on a day, and what they cost.
    fn posts<'py>(&self, year: &Bound<'py, PyAny>, asked: &Bound<'py, PyDict>) -> PyResult<Sheet> {
        let (of, asked) = (asked::id("year", year)?, asked::selection(asked)?);
        self.shown(year.py(), |ledger| Ok(view::posts(ledger, of, asked.as_at)))
    }

    /// What is wrong, and since when.
    fn findings<'py>(&self, py: Python<'py>, asked: &Bound<'py, PyDict>) -> PyResult<Sheet> {
        let asked = asked::selection(asked)?;
        let Some(known) = asked.as_known else {
            return self.shown(py, |ledger| view::findings(ledger, asked.as_at));
        };
        let then = py.detach(|| self.kept().as_known(known));
        let then = then.map_err(|no| error::of_store(py, &no))?;
        let table = py.detach(|| view::findings(&then, asked.as_at));
        Ok(Sheet::from(table.map_err(|no| error::rejected(py, &no))?))
    }

    /// How floors stand.
    fn floors<'py>(&self, py: Python<'py>, asked: &Bound<'py, PyDict>) -> PyResult<Sheet> {
        let asked = asked::selection(asked)?;
        self.shown(py, |ledger| view::floors(ledger, asked.as_at))
    }

    /// How caps stand.
    fn caps<'py>(&self, py: Python<'py>, asked: &Bound<'py, PyDict>) -> PyResult<Sheet> {
        let asked = asked::selection(asked)?;
        self.shown(py, |ledger| view::caps(ledger, asked.as_at))
    }

    /// What the close of a year did with each item.
    fn decisions<'py>(&self, year: &Bound<'py, PyAny>) -> PyResult<Sheet> {
        let closed = asked::id("year", year)?;
        self.shown(year.py(), |ledger| Ok(view::decisions_of(ledger, closed)))
    }

    /// Who gained by the close of a year.
    fn who_benefits<'py>(&self, year: &Bound<'py, PyAny>) -> PyResult<Sheet> {
        let closed = asked::id("year", year)?;
        self.shown(year.py(), |ledger| Ok(view::who_benefits(ledger, closed)))
    }

    /// What of a rule book does not fit the ledger.
    fn warnings_of(&self, rules: &RuleBook) -> Vec<String> {
        let all = self.kept().ledger().warnings_of(&rules.inner);
        all.iter().map(ToString::to_string).collect()
    }

    /// Plans the close of a year under a rule book.
    fn plan_close(&self, year: &Bound<'_, PyAny>, rules: &RuleBook) -> PyResult<Plan> {
        let py = year.py();
        let year = asked::id("year", year)?;
        let plan = py.detach(|| self.kept().ledger().plan_close(year, &rules.inner));
        plan.map(|inner| Plan { inner })
            .map_err(|no| error::rejected(py, &no))
    }

    /// Closes a year as planned; the receipts of the adoption, the close and the opening.
    fn close(
        &self,
        plan: &Plan,
        said: &Bound<'_, PyDict>,
        salts: [[u8; 16]; 3],
    ) -> PyResult<Vec<ReceiptRow>> {
        let py = said.py();
        let mut closing = asked::closing(said, salts)?;
        closing.actor = closing.actor.or_else(|| self.actor.clone());
        let closed = py.detach(|| self.kept().close(&plan.inner, &closing));
        let receipts = closed.map_err(|no| error::post(py, &no))?;
        Ok(receipts.into_iter().map(give::receipt).collect())
    }

    /// What rule books would have done with years, against a baseline: by item, and by board.
    fn compare<'py>(
        &self,
        baseline: &RuleBook,
        reforms: Vec<Bound<'py, RuleBook>>,
        years: &Bound<'py, PyAny>,
    ) -> PyResult<(Sheet, Sheet)> {
        let (py, baseline) = (years.py(), baseline.as_rules());
        let reforms: Vec<Rules> = reforms.iter().map(|it| it.get().as_rules()).collect();
        let years = asked::years(years)?;
        let compared = py.detach(|| self.compared(&baseline, &reforms, &years));
        let all = compared.map_err(|no| error::compare(py, &no))?;
        let (items, boards) = (view::compared(&all), view::compared_by_board(&all));
        Ok((Sheet::from(items), Sheet::from(boards)))
    }

    /// Posts all rows of a seed or none: how many were accepted, and which were refused.
    fn load<'py>(
        &self,
        py: Python<'py>,
        seed: &Seed,
        salts: &[u8],
    ) -> PyResult<(usize, Vec<RefusedRow<'py>>)> {
        let (steps, places) = seed.steps(salts, self.actor.as_ref());
        match py.detach(|| self.kept().post_all(&steps)) {
            Ok(receipts) => Ok((receipts.len(), Vec::new())),
            Err(PostError::StepsRefused(no)) => Ok((0, seed::refused(py, &places, &no)?)),
            Err(no) => Err(error::post(py, &no)),
        }
    }

    /// Posts each row of a seed that is accepted: how many were, and which were refused.
    fn load_each<'py>(
        &self,
        py: Python<'py>,
        seed: &Seed,
        salts: &[u8],
    ) -> PyResult<(usize, Vec<RefusedRow<'py>>)> {
        let (steps, places) = seed.steps(salts, self.actor.as_ref());
        let outcomes = py.detach(|| self.kept().post_each(&steps));
        let outcomes = outcomes.map_err(|no| error::post(py, &no))?;
        let (accepted, no) = seed::parted(outcomes);
        Ok((accepted, seed::refused(py, &places, &no)?))
    }

    /// The last entry: its number, its hash and when it was learned.
    fn head(&self, py: Python<'_>) -> (u64, String, NaiveDate) {
        let head = py.detach(|| self.kept().ledger().head());
        (head.entry, head.hash.to_string(), head.recorded)
    }
}

impl Book {
    pub(crate) fn of(book: Kept, actor: Option<ActorId>) -> Book {
        let book = Mutex::new(book);
        Book { book, actor }
    }

    /// The book, for as long as nothing of Python is called.
    pub(crate) fn kept(&self) -> MutexGuard<'_, Kept> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who says what names nobody.
    pub(crate) fn actor(&self) -> Option<&ActorId> {
        self.actor.as_ref()
    }

    /// What would be advised against a draft, or was where it stands already.
    fn advised(&self, said: &ringfence::journal::Draft) -> Result<Vec<Advice>, Refusals> {
        let kept = self.kept();
        Ok(match kept.check(said)? {
            Checked::Append(event) => event.advice().to_vec(),
            Checked::Unchanged(receipt) => kept.ledger().advice_of(receipt.entry).to_vec(),
        })
    }

    fn posted(
        &self,
        said: &ringfence::journal::Draft,
    ) -> Result<(Receipt, Vec<Advice>), PostError> {
        let mut kept = self.kept();
        let receipt = kept.post(said)?;
        Ok((receipt, kept.ledger().advice_of(receipt.entry).to_vec()))
    }

    /// A table of the ledger as it stands.
    pub(crate) fn shown<'py>(
        &self,
        py: Python<'py>,
        view: impl FnOnce(&Ledger) -> Result<view::Table, Refusals> + Send,
    ) -> PyResult<Sheet> {
        let table = py.detach(|| view(self.kept().ledger()));
        Ok(Sheet::from(table.map_err(|no| error::rejected(py, &no))?))
    }

    /// A position, and the names of its figures that are not recorded.
    fn recorded(&self, of: &Selection) -> Result<(Position, Vec<&'static str>), Refusals> {
        let kept = self.kept();
        let position = kept.ledger().position(of)?;
        Ok((position, kept.ledger().not_recorded_of(of)?))
    }
}
