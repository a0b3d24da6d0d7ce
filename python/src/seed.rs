//! Seeds: what fills a ledger from folders, workbooks, JSON lines and frames.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use ringfence::journal::{ActorId, Refusals, Salt};
use ringfence::state::{Closing, Receipt};
use ringfence_formats::{
    Aliases, ColumnMap, SeedFault, SeedFaults, SeedFile, SeedReader, SeedRow, SeedStep, Written,
    template_of,
};
use ringfence_store::{Step, StepRefused};

use crate::arrow_in::batches_of;
use crate::error;

/// How files are read that others wrote.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Reading {
    inner: ringfence_formats::Reading,
}

/// What a heading stands for: in which kind, where it is in one; theirs; ours.
type Heading = (Option<String>, String, String);

#[pymethods]
impl Reading {
    /// Takes what is declared, and files of headings and of names.
    #[new]
    fn new(
        py: Python<'_>,
        written: Vec<String>,
        columns: Vec<Heading>,
        headings: Option<PathBuf>,
        aliases: Option<PathBuf>,
    ) -> PyResult<Reading> {
        let written = written.iter().map(|word| word.parse::<Written>());
        let written = written.collect::<Result<_, _>>().map_err(no_value)?;
        let mut columns_said = named(py, headings, ColumnMap::read)?;
        for (kind, theirs, ours) in columns {
            columns_said.say(kind.as_deref(), &theirs, &ours);
        }
        let aliases = named(py, aliases, Aliases::read)?;
        Ok(Reading::of(written, columns_said, aliases))
    }
}

impl Reading {
    fn of(written: BTreeSet<Written>, columns: ColumnMap, aliases: Aliases) -> Reading {
        let inner = ringfence_formats::Reading {
            written,
            columns,
            aliases,
        };
        Reading { inner }
    }
}

/// What a file says, by its name; nothing where none is named.
fn named<T: Default>(
    py: Python<'_>,
    path: Option<PathBuf>,
    read: impl Fn(&str, &[u8]) -> Result<T, SeedFaults>,
) -> PyResult<T> {
    let Some(path) = path else {
        return Ok(T::default());
    };
    let bytes = std::fs::read(&path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read(&name, &bytes).map_err(|no| error::seed(py, &no))
}

/// How many rows have been looked at, for somebody who waits.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct RowCount {
    pub(crate) rows: AtomicU64,
}

#[pymethods]
impl RowCount {
    /// None yet.
    #[new]
    fn new() -> RowCount {
        let rows = AtomicU64::new(0);
        RowCount { rows }
    }

    /// How many there have been.
    fn __int__(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }
}

/// What was read: rows in the order in which they are posted, and what does not read.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Seed {
    rows: Mutex<Vec<SeedRow>>,
    length: usize,
    faults: SeedFaults,
}

/// Where something stands and what is wrong: file, sheet, row, cell, code, message, whole line.
type Told = (
    String,
    Option<String>,
    Option<usize>,
    Option<String>,
    String,
    String,
    String,
);

/// A refused row: its file, its number, why, and its sheet.
pub(crate) type RefusedRow<'py> = (String, usize, Bound<'py, PyAny>, Option<String>);

#[pymethods]
impl Seed {
    /// Reads a folder, or a file by the end of its name, as far as it reads.
    #[staticmethod]
    fn of_path(
        py: Python<'_>,
        path: PathBuf,
        kind: Option<&str>,
        reading: &Reading,
        count: &RowCount,
    ) -> PyResult<Seed> {
        let kind = kind.map(kind_named).transpose()?;
        Ok(py.detach(|| {
            let mut reader = SeedReader::new(&reading.inner).counting(&count.rows);
            reader.path(&path, kind);
            Seed::of(reader)
        }))
    }

    /// Reads frames, each of one kind of draft, as far as they read.
    #[staticmethod]
    fn of_frames(
        py: Python<'_>,
        frames: Vec<(String, Bound<'_, PyAny>)>,
        reading: &Reading,
        count: &RowCount,
    ) -> PyResult<Seed> {
        let mut reader = SeedReader::new(&reading.inner).counting(&count.rows);
        for (kind, frame) in &frames {
            let (kind, batches) = (kind_named(kind)?, batches_of(frame)?);
            py.detach(|| reader.batches(kind, batches));
        }
        Ok(py.detach(|| Seed::of(reader)))
    }

    /// How many rows it has.
    fn __len__(&self) -> usize {
        self.length
    }

    /// What does not read, in order.
    fn faults(&self) -> Vec<Told> {
        self.faults.all().iter().map(told).collect()
    }
}

fn told(fault: &SeedFault) -> Told {
    let place = fault.cell().0;
    let file = place.map(|place| place.file.to_string());
    (
        file.or_else(|| fault.file().map(str::to_owned))
            .unwrap_or_default(),
        place.and_then(|place| place.sheet.as_deref().map(str::to_owned)),
        place.and_then(|place| place.row),
        place.and_then(ringfence_formats::Place::cell),
        fault.code().to_owned(),
        fault.message(),
        fault.to_string(),
    )
}

fn kind_named(kind: &str) -> PyResult<SeedFile> {
    SeedFile::of_named_kind(kind).map_err(no_value)
}

fn no_value(no: impl ToString) -> PyErr {
    PyValueError::new_err(no.to_string())
}

impl Seed {
    fn of(reader: SeedReader<'_>) -> Seed {
        let (seed, faults) = reader.finish();
        let length = seed.rows.len();
        let rows = Mutex::new(seed.rows);
        Seed {
            rows,
            length,
            faults,
        }
    }

    /// Takes its rows out as steps, each draft with 16 bytes of salt and with an actor where it
    /// names none; and where each stands.
    pub(crate) fn steps(
        &self,
        salts: &[u8],
        actor: Option<&ActorId>,
    ) -> (Vec<Step>, Vec<ringfence_formats::Place>) {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let rows = std::mem::take(&mut *rows);
        let salts = salts.as_chunks::<16>().0;
        let steps = rows.into_iter().zip(salts);
        steps
            .map(|(row, salt)| (step(row.step, Salt(*salt), actor), row.place))
            .unzip()
    }
}

/// The rows of the steps that were refused.
pub(crate) fn refused<'py>(
    py: Python<'py>,
    places: &[ringfence_formats::Place],
    steps: &[StepRefused],
) -> PyResult<Vec<RefusedRow<'py>>> {
    let known = steps
        .iter()
        .filter_map(|no| Some((places.get(no.step)?, no)));
    let row = |(place, no): (&ringfence_formats::Place, &StepRefused)| {
        let why = error::rejection(py, &no.refusals)?;
        let sheet = place.sheet.as_deref().map(str::to_owned);
        Ok((place.file.to_string(), place.row.unwrap_or(0), why, sheet))
    };
    known.map(row).collect()
}

/// How many steps were accepted, and those that were refused.
pub(crate) fn parted(outcomes: Vec<Result<Receipt, Refusals>>) -> (usize, Vec<StepRefused>) {
    let all = outcomes.len();
    let refused = outcomes.into_iter().enumerate();
    let refused: Vec<StepRefused> = refused
        .filter_map(|(step, outcome)| {
            let refusals = outcome.err()?;
            Some(StepRefused { step, refusals })
        })
        .collect();
    (all - refused.len(), refused)
}

fn step(step: SeedStep, salt: Salt, actor: Option<&ActorId>) -> Step {
    match step {
        SeedStep::Post(mut draft) => {
            draft.salt = salt;
            draft.actor = draft.actor.take().or_else(|| actor.cloned());
            Step::Post(draft)
        }
        SeedStep::Close {
            year,
            effective,
            book,
        } => {
            let salts = [0, 1, 2].map(|place| salt_of(salt, place));
            let actor = actor.cloned();
            let closing = Closing {
                actor,
                salts,
                ..Closing::on(effective)
            };
            let book = *book;
            Step::Close {
                year,
                closing,
                book,
            }
        }
    }
}

/// A close makes up to three entries of one row: each has a salt of its own.
fn salt_of(salt: Salt, place: u8) -> Salt {
    let mut own = salt;
    own.0[0] ^= place;
    own
}

/// Writes an empty workbook with a sheet for each of these kinds, or for all where none is named.
#[pyfunction]
pub(crate) fn template(path: PathBuf, kinds: Vec<String>) -> PyResult<()> {
    let kinds: PyResult<Vec<SeedFile>> = kinds.iter().map(|kind| kind_named(kind)).collect();
    let bytes = template_of(&kinds?).map_err(no_value)?;
    Ok(std::fs::write(Path::new(&path), bytes)?)
}

/// The ways of writing that can be declared, each with what is meant by it.
#[pyfunction]
pub(crate) fn ways_of_writing() -> Vec<(&'static str, &'static str)> {
    let all = Written::WORDS.into_iter();
    all.map(|(word, _, meaning)| (word, meaning)).collect()
}
