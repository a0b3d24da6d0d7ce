//! How much of what was given was released month by month, and when it was spent.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::share::share_of;
use super::{Cell, ColumnKind, Table};
use crate::journal::Refusals;
use crate::noun::{BodyId, StreamId};
use crate::state::{Ledger, PotRead, Selection};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 10] = [
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("month", ColumnKind::Number),
    ("until", ColumnKind::Date),
    ("given", ColumnKind::Money),
    ("released", ColumnKind::Money),
    ("released_share", ColumnKind::Text),
    ("withheld", ColumnKind::Money),
    ("spent", ColumnKind::Money),
    ("spent_share", ColumnKind::Text),
];

/// How much of what letters gave was released by the end of each month, and what part of the
/// year's spend fell in it: for each body and stream that had money or cost in the year a row for
/// each month, to that of `as_at`, and one for period 13 where it has cost.
///
/// `given` is what letters gave by then less what was passed down, `released` the means that the
/// body above gave by then, `withheld` the one less the other where the stream must be released,
/// never below nought. `spent` is what the month cost, `spent_share` its part of all that was spent
/// of the year: what months 12 and 13 have is the spike of the year end. Shares are rounded to a
/// tenth of a hundredth.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let all = Selection::default();
/// assert!(ringfence::view::releases(&ledger, &all, "2025-26".parse()?)?.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`, `unknown_stream`.
pub fn releases(ledger: &Ledger, of: &Selection, year: FinancialYear) -> Result<Table, Refusals> {
    ledger.may_ask(of)?;
    let of = Selection {
        year: Some(year),
        ..of.clone()
    };
    let mut spent: BTreeMap<(&BodyId, &StreamId), [i128; 13]> = BTreeMap::new();
    let costs = ledger.costs_read(&of);
    for cost in &costs {
        let months = spent.entry((cost.body, cost.stream)).or_default();
        months[usize::from(cost.period) - 1] += cost.pence;
    }
    let (pots, _) = ledger.stages_read(&of);
    let mut table = Table::new(format!("Releases, {year}"), &COLUMNS);
    let last = match of.as_at {
        Some(day) => ledger.months_to(year, Some(day), None) as usize,
        None => 12,
    };
    let ends = ledger.period_ends(year);
    for pot in &pots {
        let asked = of.body.as_ref().is_none_or(|body| body == pot.body)
            && ledger.is_chosen_stream(&of, pot.stream);
        let months = spent.get(&(pot.body, pot.stream)).copied();
        let months = months.unwrap_or_default();
        if asked && (!pot.given.is_empty() || months != [0; 13]) {
            add(&mut table, pot, &months, (&ends, last));
        }
    }
    Ok(table)
}

fn add(
    table: &mut Table,
    pot: &PotRead<'_>,
    spent: &[i128; 13],
    (ends, last): (&[NaiveDate; 12], usize),
) {
    let whole: i128 = spent.iter().sum();
    let closing = last == 12 && spent[12] != 0;
    for (place, this) in spent.iter().enumerate().take(last + usize::from(closing)) {
        let until = ends.get(place).copied();
        let by_then = |sums: &[(NaiveDate, i64)]| -> i128 {
            let counted = sums.iter();
            let counted = counted.filter(|(day, _)| until.is_none_or(|until| *day <= until));
            counted.map(|(_, pence)| i128::from(*pence)).sum()
        };
        let given = by_then(&pot.given) - by_then(&pot.passed_down);
        let released = by_then(&pot.released);
        let withheld = (given - released).max(0);
        let withheld = pot.needs_release.then_some(withheld);
        table.add(vec![
            Cell::words(pot.body),
            Cell::words(pot.stream),
            Cell::Number(place as u64 + 1),
            Cell::maybe(until, Cell::Date),
            sum(given),
            sum(released),
            Cell::maybe(
                share_of(released, given).filter(|_| pot.needs_release),
                Cell::Text,
            ),
            Cell::maybe(withheld, sum),
            sum(*this),
            Cell::maybe(share_of(*this, whole), Cell::Text),
        ]);
    }
}

fn sum(pence: i128) -> Cell {
    Cell::maybe(Money::narrow(pence), Cell::Money)
}
