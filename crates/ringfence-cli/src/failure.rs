//! Why a command could not answer.

use ringfence::journal::Refusals;
use ringfence::law::PresetError;
use ringfence::state::CompareError;
use ringfence_formats::SeedFaults;
use ringfence_store::PostError;
use thiserror::Error;

/// Why a command could not answer.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// A folder has faults.
    #[error("{folder} has faults, and nothing of it was loaded:\n{faults}")]
    Faults {
        /// The folder.
        folder: String,
        /// Everything that is wrong with it.
        faults: SeedFaults,
    },
    /// The store failed.
    #[error("nothing was posted: {0}")]
    Post(#[from] PostError),
    /// The ledger refused an answer.
    #[error(transparent)]
    Refused(#[from] Refusals),
    /// A rule book that does not come with the library.
    #[error(transparent)]
    Preset(#[from] PresetError),
    /// Rules that could not be compared.
    #[error(transparent)]
    Compared(#[from] CompareError),
    /// The folder lacks something that the demo shows.
    #[error("the seed in {folder} lacks {what}, which the demo shows")]
    Lacking {
        /// The folder.
        folder: String,
        /// What it lacks.
        what: &'static str,
    },
}
