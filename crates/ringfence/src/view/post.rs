//! The posts that commitments pay for.

use chrono::NaiveDate;

use super::{Cell, ColumnKind, Table};
use crate::state::{Ledger, PostRead, PostStanding};
use crate::word::{FinancialYear, Wte};

const COLUMNS: [(&str, ColumnKind); 22] = [
    ("post", ColumnKind::Text),
    ("role", ColumnKind::Text),
    ("employer", ColumnKind::Text),
    ("commitment", ColumnKind::Text),
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("cost", ColumnKind::Text),
    ("payer", ColumnKind::Text),
    ("wte", ColumnKind::Wte),
    ("in_post", ColumnKind::Wte),
    ("vacant", ColumnKind::Wte),
    ("vacant_since", ColumnKind::Date),
    ("cause", ColumnKind::Text),
    ("planned_start", ColumnKind::Date),
    ("actual_start", ColumnKind::Date),
    ("end", ColumnKind::Date),
    ("annual", ColumnKind::Money),
    ("in_year", ColumnKind::Money),
    ("full_year_effect", ColumnKind::Money),
    ("vacancy", ColumnKind::Money),
    ("year", ColumnKind::Year),
    ("entry", ColumnKind::Number),
];

/// The posts of a year: a row for each commitment that pays for one in it, in the order of post
/// and commitment.
///
/// `wte` is what the commitment pays for, `in_post` and `vacant` how much of that is filled on
/// the day: `as_at`, else the year's last. A post is vacant until somebody is in it. `in_year` is
/// what the commitment costs in the year by its profile; `full_year_effect` what twelve months
/// cost beyond that; `vacancy` what the vacant days up to the day were to cost. A commitment made
/// once, such as an exit cost, has its sum as `in_year`.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// assert!(ringfence::view::posts(&ledger, "2016-17".parse()?, None).rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn posts(ledger: &Ledger, year: FinancialYear, as_at: Option<NaiveDate>) -> Table {
    let mut table = Table::new(format!("Posts, {year}"), &COLUMNS);
    let mut all = ledger.posts_read(year, as_at);
    all.sort_by_key(|it| (it.id, it.commitment));
    for post in &all {
        table.add(row(post, year));
    }
    table
}

fn row(post: &PostRead<'_>, year: FinancialYear) -> Vec<Cell> {
    let wte = Cell::maybe(post.wte, Cell::Wte);
    let none = Cell::maybe(post.wte.map(|_| Wte::NOUGHT), Cell::Wte);
    let (in_post, vacant) = match post.standing {
        PostStanding::NotPaidFor => (none.clone(), none),
        PostStanding::InPost => (wte.clone(), none),
        PostStanding::Vacant(..) => (none, wte.clone()),
    };
    let (since, cause) = match post.standing {
        PostStanding::Vacant(since, cause) => (Some(since), cause),
        _ => (None, None),
    };
    vec![
        Cell::words(post.id),
        Cell::maybe(post.role, Cell::words),
        Cell::words(post.employer),
        Cell::words(post.commitment),
        Cell::words(post.body),
        Cell::words(post.stream),
        Cell::maybe(post.cost, Cell::words),
        Cell::words(post.payer),
        wte,
        in_post,
        vacant,
        Cell::maybe(since, Cell::Date),
        Cell::maybe(cause, Cell::words),
        Cell::maybe(post.planned_start, Cell::Date),
        Cell::maybe(post.actual_start, Cell::Date),
        Cell::maybe(post.end, Cell::Date),
        Cell::maybe(post.annual, Cell::Money),
        Cell::Money(post.in_year),
        Cell::Money(post.full_year_effect),
        Cell::Money(post.vacancy),
        Cell::Year(year),
        Cell::Number(post.entry),
    ]
}
