//! Costs of a general ledger, as a source states them for a period.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use ringfence::journal::{ActorId, Draft, Entry};
use ringfence::noun::{BodyId, StreamId, Wording};
use ringfence::state::Ledger;
use ringfence::view::Table;
use ringfence::word::{Calendar, Money};

use super::agreement::agreement;
use super::change::changes;
use super::draft::Drafting;
use super::fault::ActualsFault;
use super::notes::notes_of;
use super::place::Places;
use super::posted::{Origin, Posted};
use super::{CostCode, Extract, ExtractForm, LedgerMap, LedgerPeriod};
use crate::Faults;

/// Costs that a general ledger states for a period: an extract, and where its lines belong.
///
/// What is posted is the difference between the extract and what the same source posted before,
/// line by line, so that the same extract again posts nothing, and all that was posted always
/// adds up to the extract. A line that the map does not cover waits in suspense; once a row
/// covers it and the period is loaded again, its cost moves to where it belongs.
///
/// What is more is a spend that is `actual`, what moves a recharge, what is less a credit, each
/// with the source, the period, the cost centre and the subjective code in its words, and a key
/// that is made of them.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
/// use ringfence::word::Calendar;
/// use ringfence_formats::{Actuals, ExtractForm, LedgerPeriod, Reach};
///
/// # let folder = std::env::temp_dir().join(format!("ringfence-actuals-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// let (m06, map) = (folder.join("m06.csv"), folder.join("map.csv"));
/// std::fs::write(&m06, "cost_centre,subjective,amount\n00123,5210,1000.00\n")?;
/// std::fs::write(&map, "cost_centre,body,stream,purpose\n00123,north,cluster,access\n")?;
/// let (extract, map) = Actuals::read(&m06, &ExtractForm::default(), &map)?;
/// # std::fs::remove_dir_all(&folder)?;
/// let actuals = Actuals {
///     extract: &extract,
///     map: &map,
///     period: LedgerPeriod::read("Sep-16", None, Calendar::default())?,
///     reach: Reach::Period,
///     source: "Upland general ledger".into(),
///     body: None,
///     suspense: None,
///     recorded: None,
///     actor: None,
/// };
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let agreed = actuals.agree(&ledger, &[], None)?;
/// assert_eq!(agreed.find(0, "difference").expect("a cell").to_string(), "−£1,000.00");
/// // A ledger without bodies has no place for it: each name is told.
/// let faults = actuals.plan(&ledger, &[], "1000".parse()?).unwrap_err();
/// assert!(faults.to_string().starts_with("map.csv, row 2, column body: found \"north\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Actuals<'a> {
    /// What the general ledger states.
    pub extract: &'a Extract,
    /// Where its lines belong.
    pub map: &'a LedgerMap,
    /// Of which period.
    pub period: LedgerPeriod,
    /// How much of the year it states.
    pub reach: Reach,
    /// What the source is called: one general ledger has one name, from month to month.
    pub source: String,
    /// The body in whose suspense lines wait; left out, the one that answers for all of the map.
    pub body: Option<BodyId>,
    /// The stream where lines wait; left out, the only one that is marked so.
    pub suspense: Option<StreamId>,
    /// When it was learned.
    pub recorded: Option<NaiveDate>,
    /// Who says it.
    pub actor: Option<ActorId>,
}

/// How much of a year an extract states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// The period alone.
    #[default]
    Period,
    /// From the first month to the period: what the periods before it posted is taken off.
    YearToDate,
}

impl Wording for Reach {
    const WORDS: &'static [(&'static str, Reach)] = &[
        ("period", Reach::Period),
        ("year_to_date", Reach::YearToDate),
    ];
}

/// What is to be posted, and what a person should know of it.
#[derive(Clone, Debug, Default)]
pub struct PlannedActuals {
    /// The drafts, in the order in which they are posted, all or none.
    pub drafts: Vec<PlannedActual>,
    /// What is no fault and should be known: lines in suspense, rows of the map that nothing
    /// used, totals left out.
    pub notes: Vec<String>,
}

/// One draft, and the row of the extract that it is of.
#[derive(Clone, Debug)]
pub struct PlannedActual {
    /// The draft.
    pub draft: Draft,
    /// The extract that it is of.
    pub file: String,
    /// The first row of its line; nothing where the extract has it no more.
    pub row: Option<usize>,
}

impl Actuals<'_> {
    /// Reads an extract and its map.
    ///
    /// # Errors
    /// Everything that is wrong with either, at once.
    ///
    /// ```
    /// use ringfence_formats::{Actuals, ExtractForm};
    ///
    /// let no = Actuals::read("m06.csv", &ExtractForm::default(), "map.csv").unwrap_err();
    /// assert_eq!(no.all().len(), 2);
    /// ```
    pub fn read(
        extract: impl AsRef<Path>,
        form: &ExtractForm,
        map: impl AsRef<Path>,
    ) -> Result<(Extract, LedgerMap), Faults<ActualsFault>> {
        match (Extract::read(extract, form), LedgerMap::read(map)) {
            (Ok(extract), Ok(map)) => Ok((extract, map)),
            (Err(faults), Ok(_)) | (Ok(_), Err(faults)) => Err(faults),
            (Err(faults), Err(others)) => Err(faults.and(others)),
        }
    }

    /// What is to be posted so that the ledger has what the extract states.
    ///
    /// It posts nothing and judges nothing: whether a year is open, and what a stream may be
    /// spent on, is for the ledger to say when the drafts are posted.
    ///
    /// # Errors
    /// Everything that stands against it, at once: a control total that differs, names of the map
    /// that the ledger does not have, lines with nowhere to wait, cost that would fall below
    /// nought.
    ///
    /// ```
    /// # use ringfence::journal::Header;
    /// # use ringfence::state::Ledger;
    /// # use ringfence::word::Calendar;
    /// # use ringfence_formats::{Actuals, ExtractForm, LedgerPeriod, Reach};
    /// # let folder = std::env::temp_dir().join(format!("ringfence-plan-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// # let (m06, map) = (folder.join("m06.csv"), folder.join("map.csv"));
    /// # std::fs::write(&m06, "cost_centre,subjective,amount\n00123,5210,1000.00\n")?;
    /// # std::fs::write(&map, "cost_centre,body,stream,purpose\n00123,north,cluster,access\n")?;
    /// # let (extract, map) = Actuals::read(&m06, &ExtractForm::default(), &map)?;
    /// # std::fs::remove_dir_all(&folder)?;
    /// # let actuals = Actuals {
    /// #     extract: &extract,
    /// #     map: &map,
    /// #     period: LedgerPeriod::read("Sep-16", None, Calendar::default())?,
    /// #     reach: Reach::Period,
    /// #     source: "Upland general ledger".into(),
    /// #     body: None,
    /// #     suspense: None,
    /// #     recorded: None,
    /// #     actor: None,
    /// # };
    /// let ledger = Ledger::new(Header::new("GBP")?);
    /// let faults = actuals.plan(&ledger, &[], "999.99".parse()?).unwrap_err();
    /// assert!(faults.to_string().contains("999.99"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn plan(
        &self,
        ledger: &Ledger,
        entries: &[Entry],
        control_total: Money,
    ) -> Result<PlannedActuals, Faults<ActualsFault>> {
        let posted = self.posted(ledger, entries)?;
        let mut faults = Faults::none();
        self.look_at_the_total(control_total, &mut faults);
        let wanted = self.wanted(&posted);
        let places = Places::of(self, ledger, &posted, &wanted, &mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        let changes = changes(self, &posted, &wanted, &places);
        let calendar = ledger.header().first_month;
        let notes = notes_of(self, &posted, &wanted, &places, self.day(calendar));
        let drafting = Drafting::new(self, posted, calendar);
        let drafts = drafting.drafts_of(&changes, &mut faults);
        faults.or(PlannedActuals { drafts, notes })
    }

    /// Whether the ledger has what the extract states: a row for each cost centre.
    ///
    /// # Errors
    /// A control total that differs, a journal that does not read, a source without a name.
    ///
    /// ```
    /// # use ringfence::journal::Header;
    /// # use ringfence::state::Ledger;
    /// # use ringfence::word::Calendar;
    /// # use ringfence_formats::{Actuals, ExtractForm, LedgerPeriod, Reach};
    /// # let folder = std::env::temp_dir().join(format!("ringfence-agree-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// # let (m06, map) = (folder.join("m06.csv"), folder.join("map.csv"));
    /// # std::fs::write(&m06, "cost_centre,subjective,amount\n00123,5210,1000.00\n")?;
    /// # std::fs::write(&map, "cost_centre,body,stream,purpose\n00123,north,cluster,access\n")?;
    /// # let (extract, map) = Actuals::read(&m06, &ExtractForm::default(), &map)?;
    /// # std::fs::remove_dir_all(&folder)?;
    /// # let actuals = Actuals {
    /// #     extract: &extract,
    /// #     map: &map,
    /// #     period: LedgerPeriod::read("Sep-16", None, Calendar::default())?,
    /// #     reach: Reach::Period,
    /// #     source: "Upland general ledger".into(),
    /// #     body: None,
    /// #     suspense: None,
    /// #     recorded: None,
    /// #     actor: None,
    /// # };
    /// let ledger = Ledger::new(Header::new("GBP")?);
    /// let control = Some("999.99".parse()?);
    /// assert!(actuals.agree(&ledger, &[], control).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn agree(
        &self,
        ledger: &Ledger,
        entries: &[Entry],
        control_total: Option<Money>,
    ) -> Result<Table, Faults<ActualsFault>> {
        let posted = self.posted(ledger, entries)?;
        let mut faults = Faults::none();
        if let Some(control) = control_total {
            self.look_at_the_total(control, &mut faults);
        }
        let table = agreement(self, &posted);
        faults.or(table)
    }

    fn posted(&self, ledger: &Ledger, entries: &[Entry]) -> Result<Posted, Faults<ActualsFault>> {
        let calendar = ledger.header().first_month;
        let source = self.source.trim();
        if source.is_empty() {
            return Err(Faults::one(ActualsFault::Asked {
                field: "source",
                found: format!("{:?}", self.source),
                expected: "what the general ledger is called, the same from month to month".into(),
            }));
        }
        let posted = Posted::of(entries, source, calendar);
        posted.map_err(|no| Faults::one(no.into()))
    }

    fn look_at_the_total(&self, control: Money, faults: &mut Faults<ActualsFault>) {
        let file = self.extract.file.clone();
        let found = self.extract.total();
        let pair = found.and_then(|found| Some((found, found.checked_sub(control)?)));
        match pair {
            None => faults.add(ActualsFault::OutOfRange { file }),
            Some((_, difference)) if difference.is_zero() => {}
            Some((found, difference)) => faults.add(ActualsFault::ControlTotal {
                file,
                found,
                control,
                difference,
            }),
        }
    }

    /// Whether what was posted for a period is a part of what the extract states.
    pub(super) fn reaches(&self, period: LedgerPeriod) -> bool {
        match self.reach {
            Reach::Period => period == self.period,
            Reach::YearToDate => period.year == self.period.year && period <= self.period,
        }
    }

    /// How much cost the period is to have, line by line, in pence: also of lines that were
    /// posted before and that the extract has no more.
    fn wanted(&self, posted: &Posted) -> BTreeMap<CostCode, i64> {
        let mut wanted: BTreeMap<CostCode, i64> = BTreeMap::new();
        for (code, pence) in self.extract.costs() {
            wanted.insert(code.clone(), pence);
        }
        for moved in posted
            .moved
            .iter()
            .filter(|it| self.reaches(it.origin.period))
        {
            let of_line = wanted.entry(moved.origin.code.clone()).or_insert(0);
            if moved.origin.period != self.period {
                *of_line = of_line.saturating_sub(moved.pence);
            }
        }
        wanted
    }

    /// The line of a code in this period.
    pub(super) fn origin(&self, code: &CostCode) -> Origin {
        Origin {
            code: code.clone(),
            period: self.period,
        }
    }

    /// The day on which the map is asked.
    pub(super) fn day(&self, calendar: Calendar) -> NaiveDate {
        self.period.last_day(calendar)
    }
}

/// The periods after one that a source posted already.
pub(super) fn later_periods(of: &Actuals<'_>, posted: &Posted) -> BTreeSet<LedgerPeriod> {
    let periods = posted.moved.iter().map(|it| it.origin.period);
    let later = |it: &LedgerPeriod| it.year == of.period.year && *it > of.period;
    periods.filter(later).collect()
}
