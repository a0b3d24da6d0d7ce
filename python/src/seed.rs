//! Seed folders: CSV files that fill a ledger.

use std::path::PathBuf;

use pyo3::prelude::*;
use ringfence::journal::{ActorId, Salt};
use ringfence::state::Closing;
use ringfence_formats::{SeedFolder, SeedStep};
use ringfence_store::{Step, StepRefused};

use crate::error;

/// A folder that was read as a whole: rows in the order in which they are posted.
#[pyclass(frozen, module = "ringfence._ringfence")]
pub(crate) struct Seed {
    inner: ringfence_formats::Seed,
}

/// A refused row: its file, its number and why.
pub(crate) type RefusedRow<'py> = (String, usize, Bound<'py, PyAny>);

#[pymethods]
impl Seed {
    /// Reads a folder, or says everything that is wrong with it.
    #[new]
    fn new(py: Python<'_>, folder: PathBuf) -> PyResult<Seed> {
        let seed = py.detach(|| SeedFolder::read(&folder));
        seed.map(|inner| Seed { inner })
            .map_err(|no| error::seed(py, &no))
    }

    /// How many rows it has.
    fn __len__(&self) -> usize {
        self.inner.rows.len()
    }
}

impl Seed {
    /// Its rows as steps, each draft with its salt and with an actor where it names none.
    pub(crate) fn steps(&self, salts: &[[u8; 16]], actor: Option<&ActorId>) -> Vec<Step> {
        let rows = self.inner.rows.iter().zip(salts);
        rows.map(|(row, salt)| step(&row.step, Salt(*salt), actor))
            .collect()
    }

    /// The rows of the steps that were refused.
    pub(crate) fn refused<'py>(
        &self,
        py: Python<'py>,
        steps: &[StepRefused],
    ) -> PyResult<Vec<RefusedRow<'py>>> {
        let known = steps
            .iter()
            .filter_map(|no| Some((self.inner.rows.get(no.step)?, no)));
        let row = |(row, no): (&ringfence_formats::SeedRow, &StepRefused)| {
            let why = error::rejection(py, &no.refusals)?;
            Ok((row.place.file.clone(), row.place.row, why))
        };
        known.map(row).collect()
    }
}

fn step(step: &SeedStep, salt: Salt, actor: Option<&ActorId>) -> Step {
    match step {
        SeedStep::Post(draft) => {
            let mut draft = draft.clone();
            draft.salt = salt;
            draft.actor = draft.actor.take().or_else(|| actor.cloned());
            Step::Post(draft)
        }
        SeedStep::Close {
            year,
            effective,
            book,
        } => {
            let (year, book) = (*year, (**book).clone());
            let salts = [0, 1, 2].map(|place| salt_of(salt, place));
            let actor = actor.cloned();
            let closing = Closing {
                actor,
                salts,
                ..Closing::on(*effective)
            };
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
