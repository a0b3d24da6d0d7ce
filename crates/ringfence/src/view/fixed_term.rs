//! Commitments for a fixed term beside the base that is confirmed for them.

use std::sync::Arc;

use super::{Cell, ColumnKind, Table};
use crate::law::RuleBook;
use crate::state::{ConfirmedBase, Ledger, RecurrentRead, Selection};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 14] = [
    ("commitment", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("post", ColumnKind::Text),
    ("start", ColumnKind::Date),
    ("end", ColumnKind::Date),
    ("stated_for", ColumnKind::Year),
    ("notice", ColumnKind::Number),
    ("confirmed_to", ColumnKind::Year),
    ("outlives_from", ColumnKind::Year),
    ("beyond", ColumnKind::Money),
    ("state", ColumnKind::Text),
    ("clause", ColumnKind::Text),
    ("entry", ColumnKind::Number),
];

/// The commitments for a fixed term, posts among them, that still run: whether each outlives the
/// base that is confirmed for it, by body, stream and start.
///
/// The base of a line is confirmed for the year that an opening notice of its own states, in its
/// first year by its first notice, where nothing came to it from another; and for as many years
/// more as a rule of the question `base` of the book says, which is `clause`. A commitment
/// `outlives` its money where it runs in a year after `confirmed_to`; `outlives_from` is the first
/// such year, `beyond` what it comes to from then to its end. It is of money that is certain, not
/// of how much there is: of that see `commitments_above_funding` of the
/// [`findings`](super::findings). Without a book it is the one in force. Of a selection it reads
/// body, stream, `as_at` and `as_known`.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::law::RuleBook;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let book = RuleBook::preset("committee-2017-certainty")?;
/// let table = ringfence::view::fixed_terms(&ledger, &Selection::default(), Some(&book));
/// assert!(table.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fixed_terms(ledger: &Ledger, of: &Selection, rules: Option<&RuleBook>) -> Table {
    let book = match rules {
        Some(rules) => Arc::new(rules.clone()),
        None => ledger.book_known(of),
    };
    let mut table = Table::new(format!("Fixed terms, under {}", book.id()), &COLUMNS);
    let base = ledger.base_read(of.as_at, ledger.last_known(of));
    let notices = base.notices();
    let mut all = ledger.recurrent_read(of.as_at);
    all.retain(|it| is_asked(ledger, it, of));
    all.sort_by_key(|it| (it.body, it.stream, it.start, it.entry));
    for it in all {
        let Some(end) = it.ends_on else { continue };
        let confirmed = ledger.furthest((it.body, it.stream), (&base, &notices), &book);
        table.add(row(ledger, &it, end, confirmed));
    }
    table
}

fn is_asked(ledger: &Ledger, it: &RecurrentRead<'_>, of: &Selection) -> bool {
    let known = ledger.last_known(of).is_none_or(|last| it.entry <= last);
    let placed = of.as_at.is_none_or(|day| it.placed_on <= day);
    let over = match (it.over_since, of.as_at) {
        (Some(over), Some(day)) => over <= day,
        (over, _) => over.is_some(),
    };
    let of_body = of.body.as_ref().is_none_or(|body| body == it.body);
    known && placed && !over && of_body && ledger.is_chosen_stream(of, it.stream)
}

fn row(
    ledger: &Ledger,
    it: &RecurrentRead<'_>,
    end: chrono::NaiveDate,
    confirmed: Option<ConfirmedBase>,
) -> Vec<Cell> {
    let calendar = ledger.calendar();
    let (first, last) = (calendar.nearest_year(it.start), calendar.nearest_year(end));
    // What is asked of a year stands on that year's money, whatever a base says.
    let sure = confirmed.as_ref().map_or(first, |it| it.to.max(first));
    let beyond = years(sure.next(), last).map(|year| ledger.year_sum_read(it, year));
    let outlives = sure < last;
    vec![
        Cell::words(it.id),
        Cell::words(it.body),
        Cell::words(it.stream),
        Cell::maybe(ledger.post_of_read(it.id), Cell::words),
        Cell::Date(it.start),
        Cell::Date(end),
        Cell::maybe(confirmed.as_ref().map(|it| it.stated), Cell::Year),
        Cell::maybe(confirmed.as_ref().map(|it| it.notice), Cell::Number),
        Cell::maybe(confirmed.as_ref().map(|it| it.to), Cell::Year),
        Cell::maybe(outlives.then(|| sure.next()), Cell::Year),
        Cell::maybe(Money::total(beyond), Cell::Money),
        Cell::words(if outlives { "outlives" } else { "within" }),
        Cell::maybe(confirmed.and_then(|it| it.by), |by| Cell::words(by.clause)),
        Cell::Number(it.entry),
    ]
}

fn years(first: FinancialYear, last: FinancialYear) -> impl Iterator<Item = FinancialYear> {
    let next = move |year: &FinancialYear| (*year < last).then(|| year.next());
    std::iter::successors((first <= last).then_some(first), next)
}
