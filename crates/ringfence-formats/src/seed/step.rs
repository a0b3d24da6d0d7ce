//! What a seed folder says, in posting order.

use chrono::NaiveDate;
use ringfence::journal::{Draft, Refusals};
use ringfence::law::RuleBook;
use ringfence::word::FinancialYear;

use super::{Place, SeedFault, SeedFaults};

/// Everything that a seed folder says, in the order in which it is posted.
///
/// It is read as a whole or not at all: see [`SeedFolder`](super::SeedFolder).
#[derive(Clone, Debug)]
pub struct Seed {
    /// The rows: by the day they were recorded (effective, where that is left out; those without
    /// any day first), then by kind, then as they stand in their file.
    pub rows: Vec<SeedRow>,
}

/// One row of one file, and what it asks for.
#[derive(Clone, Debug)]
pub struct SeedRow {
    /// Where it stands.
    pub place: Place,
    /// What it asks for.
    pub step: SeedStep,
}

/// What one row of a seed asks for.
#[derive(Clone, Debug)]
pub enum SeedStep {
    /// Post a draft.
    Post(Box<Draft>),
    /// Plan a year and close it by that plan.
    Close {
        /// The year.
        year: FinancialYear,
        /// When the close counts.
        effective: NaiveDate,
        /// The rule book that it is planned under.
        book: Box<RuleBook>,
    },
}

impl Seed {
    /// What the ledger refused, as faults of the rows that asked for it. Steps are counted from
    /// nought in the order of [`Seed::rows`]; a step beyond them is passed over.
    pub fn refused<'a>(
        &self,
        refused: impl IntoIterator<Item = (usize, &'a Refusals)>,
    ) -> SeedFaults {
        let faults = refused.into_iter().filter_map(|(step, refusals)| {
            let row = self.rows.get(step)?;
            Some(SeedFault::Refused {
                place: row.place.clone(),
                refusals: refusals.clone(),
            })
        });
        SeedFaults::of(faults.collect())
    }
}
