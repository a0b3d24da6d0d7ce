//! `ringfence rules duties`: how each duty of a book stands.

use std::path::Path;

use ringfence::state::Selection;
use ringfence::view;
use ringfence::word::FinancialYear;

use super::explain::{book_of, year_of};
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::{printed, shown};

/// A row for each duty and each body on which it lies.
pub(super) fn duties(
    folder: &Path,
    named: Option<&str>,
    year: Option<FinancialYear>,
) -> Result<String, Failure> {
    let loaded = Loaded::from(folder)?;
    let ledger = loaded.book.ledger();
    let (book, year) = (book_of(ledger, named)?, year_of(ledger, year)?);
    let all = view::duties(ledger, &book, &Selection::default(), year)?;
    let mut table = shown(&all);
    if all.rows.is_empty() {
        table.note("The book lays no duty on a body of the folder.");
    }
    Ok(printed(&table))
}
