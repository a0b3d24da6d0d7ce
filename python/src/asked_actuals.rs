//! What is asked of an extract of a general ledger.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence::journal::{ActorId, Entry};
use ringfence::noun::{BodyId, StreamId};
use ringfence::state::Ledger;
use ringfence::view::Table;
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::{
    Actuals, ActualsFault, ExtractForm, Faults, LedgerPeriod, PlannedActuals, Reach,
};
use ringfence_store::StoreError;

use crate::asked::Asked;
use crate::book::Book;

/// The headings of an extract, by ours.
pub(crate) type Headings = Option<BTreeMap<String, String>>;

/// Why there is nothing to post, or no table.
pub(crate) enum NoActuals {
    /// The store failed.
    Store(StoreError),
    /// Files and ledger do not fit.
    Faults(Faults<ActualsFault>),
}

impl From<StoreError> for NoActuals {
    fn from(no: StoreError) -> NoActuals {
        NoActuals::Store(no)
    }
}

impl From<Faults<ActualsFault>> for NoActuals {
    fn from(no: Faults<ActualsFault>) -> NoActuals {
        NoActuals::Faults(no)
    }
}

/// What is asked beside the two files.
pub(crate) struct ActualsAsked {
    form: ExtractForm,
    period: String,
    year: Option<FinancialYear>,
    reach: Reach,
    source: String,
    control_total: Option<Money>,
    body: Option<BodyId>,
    suspense: Option<StreamId>,
    recorded: Option<NaiveDate>,
    actor: Option<ActorId>,
}

impl ActualsAsked {
    /// What is asked where something is to be posted: the control total is needed.
    pub(crate) fn to_post(given: &Bound<'_, PyDict>, headings: Headings) -> PyResult<ActualsAsked> {
        let mut asked = Asked::of(given)?;
        asked.must_have("control_total", "pounds such as Decimal(\"1234.50\")");
        ActualsAsked::of(asked, given, headings)
    }

    /// What is asked where the two are only compared.
    pub(crate) fn to_agree(
        given: &Bound<'_, PyDict>,
        headings: Headings,
    ) -> PyResult<ActualsAsked> {
        ActualsAsked::of(Asked::of(given)?, given, headings)
    }

    fn of(
        mut asked: Asked,
        given: &Bound<'_, PyDict>,
        headings: Headings,
    ) -> PyResult<ActualsAsked> {
        for (name, expected) in [
            ("period", "a period such as 2016-17 M06"),
            ("source", "a text"),
        ] {
            asked.must_have(name, expected);
        }
        let form = ExtractForm {
            signs: asked.word("signs").unwrap_or_default(),
            costs: asked.word("costs").unwrap_or_default(),
            sheet: asked.text("sheet", "the name of a sheet"),
            columns: headings.unwrap_or_default(),
        };
        let all = ActualsAsked {
            form,
            period: asked.text("period", "a text").unwrap_or_default(),
            year: asked.read("year", "a year such as 2016-17"),
            reach: match asked.flag("cumulative") {
                true => Reach::YearToDate,
                false => Reach::Period,
            },
            source: asked.text("source", "a text").unwrap_or_default(),
            control_total: asked.money("control_total"),
            body: asked.read("body", "the id of a body"),
            suspense: asked.read("suspense", "the id of a stream"),
            recorded: asked.day("recorded"),
            actor: asked.read("actor", "an id"),
        };
        asked.settle(given.py(), all)
    }

    /// What is to be posted, on what others have posted meanwhile.
    pub(crate) fn planned(
        &self,
        book: &Book,
        files: &(PathBuf, PathBuf),
    ) -> Result<PlannedActuals, NoActuals> {
        book.kept().catch_up()?;
        let control = self.control_total.unwrap_or_default();
        self.with(book, files, |it, ledger, entries| {
            it.plan(ledger, entries, control)
        })
    }

    /// The ledger beside the extract.
    pub(crate) fn agreed(
        &self,
        book: &Book,
        files: &(PathBuf, PathBuf),
    ) -> Result<Table, NoActuals> {
        let control = self.control_total;
        self.with(book, files, |it, ledger, entries| {
            it.agree(ledger, entries, control)
        })
    }

    fn with<T>(
        &self,
        book: &Book,
        (extract, map): &(PathBuf, PathBuf),
        act: impl FnOnce(&Actuals<'_>, &Ledger, &[Entry]) -> Result<T, Faults<ActualsFault>>,
    ) -> Result<T, NoActuals> {
        let kept = book.kept();
        let (entries, ledger) = (kept.entries()?, kept.ledger());
        let calendar = ledger.header().first_month;
        let period = LedgerPeriod::read(&self.period, self.year, calendar);
        let period = period.map_err(|no| Faults::one(no.into()))?;
        let (extract, map) = Actuals::read(extract, &self.form, map)?;
        let actuals = Actuals {
            extract: &extract,
            map: &map,
            period,
            reach: self.reach,
            source: self.source.clone(),
            body: self.body.clone(),
            suspense: self.suspense.clone(),
            recorded: self.recorded,
            actor: self.actor.clone(),
        };
        Ok(act(&actuals, ledger, &entries)?)
    }
}
