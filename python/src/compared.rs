//! Comparisons of a book.

use ringfence::state::{Comparison, Rules};
use ringfence::word::FinancialYear;

use crate::book::Book;
use crate::error::Uncompared;

impl Book {
    /// What rule books would have done with years, against a baseline.
    pub(crate) fn compared(
        &self,
        baseline: &Rules,
        reforms: &[Rules],
        years: &[FinancialYear],
    ) -> Result<Comparison, Uncompared> {
        let kept = self.kept();
        let entries = kept.entries().map_err(Uncompared::Store)?;
        let compared = kept.ledger().compare(&entries, baseline, reforms, years);
        compared.map_err(Uncompared::Rules)
    }
}
