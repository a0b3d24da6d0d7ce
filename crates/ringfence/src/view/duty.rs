//! How the duties of bodies stand.

use super::{Cell, ColumnKind, Table};
use crate::journal::Refusals;
use crate::law::{DutyStatus, RuleBook};
use crate::noun::Wording;
use crate::state::{Duty, Ledger, Selection};
use crate::word::FinancialYear;

const COLUMNS: [(&str, ColumnKind); 13] = [
    ("body", ColumnKind::Text),
    ("duty", ColumnKind::Text),
    ("since", ColumnKind::Year),
    ("year", ColumnKind::Year),
    ("status", ColumnKind::Text),
    ("shortfall", ColumnKind::Money),
    ("missing", ColumnKind::Text),
    ("published", ColumnKind::Text),
    ("words", ColumnKind::Text),
    ("note", ColumnKind::Text),
    ("source", ColumnKind::Text),
    ("book", ColumnKind::Text),
    ("citation", ColumnKind::Text),
];

/// How each duty of a book stands for a year, beside what was published of it: a row for each duty,
/// in the order of bodies and of the book's rules.
///
/// `status` is *met*, *not_met*, *needs_evidence* or *not_yet_due*, by what was recorded of the
/// years from `since` to `year`; `shortfall` is by how much it is missed, where the rule says how.
/// `published` and `words` are what a source says, and are never reckoned with; `note` says where
/// the two differ.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::law::RuleBook;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let (book, all) = (RuleBook::empty(), Selection::default());
/// let table = ringfence::view::duties(&ledger, &book, &all, "2018-19".parse()?)?;
/// assert!(table.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`.
pub fn duties(
    ledger: &Ledger,
    book: &RuleBook,
    of: &Selection,
    year: FinancialYear,
) -> Result<Table, Refusals> {
    let title = format!("Duties, {year}, under {}", book.id());
    let mut table = Table::new(title, &COLUMNS);
    for it in ledger.duties(book, of, year)? {
        let (status, why) = (&it.why.result, &it.why);
        let (shortfall, missing) = match status {
            DutyStatus::NotMet { shortfall } => (*shortfall, None),
            DutyStatus::NeedsEvidence { missing } => (None, Some(missing.join(", "))),
            DutyStatus::Met | DutyStatus::NotYetDue => (None, None),
        };
        let published = it.published.as_ref();
        let cited = why.clauses.iter().find(|clause| clause.in_force);
        table.add(vec![
            Cell::words(&it.body),
            Cell::maybe(why.rule.as_deref(), Cell::words),
            Cell::Year(it.since),
            Cell::Year(it.year),
            Cell::words(status.name()),
            Cell::maybe(shortfall, Cell::Money),
            Cell::maybe(missing, Cell::words),
            Cell::maybe(published, |it| Cell::words(it.says.word())),
            Cell::maybe(published, |it| Cell::words(&it.words)),
            Cell::maybe(note(&it), Cell::words),
            Cell::maybe(published, |it| Cell::said(&it.source)),
            Cell::words(&why.book),
            Cell::maybe(cited, |clause| Cell::words(&clause.citation)),
        ]);
    }
    Ok(table)
}

/// Where what was published and what the figures say differ.
fn note(of: &Duty) -> Option<String> {
    let published = of.published.as_ref()?.says.word();
    match of.why.result {
        _ if of.differs() => {
            let found = of.why.result.name();
            Some(format!(
                "the source says {published}, the figures say {found}"
            ))
        }
        DutyStatus::NeedsEvidence { .. } => {
            Some("as published; the figures are missing".to_owned())
        }
        _ => None,
    }
}
