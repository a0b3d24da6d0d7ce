//! From one year's opening base to the next one's, and what recurrent commitments do beside it.

use std::collections::BTreeSet;

use super::base::{Base, BaseLine, Part};
use super::{Cell, ColumnKind, Table};
use crate::state::{Ledger, RecurrentRead, Selection};
use crate::word::{FinancialYear, Money};

const COLUMNS: [(&str, ColumnKind); 17] = [
    ("body", ColumnKind::Text),
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("opening_base", ColumnKind::Money),
    ("notices", ColumnKind::Money),
    ("virements", ColumnKind::Money),
    ("passed_down", ColumnKind::Money),
    ("full_year_effect", ColumnKind::Money),
    ("ended", ColumnKind::Money),
    ("taken_over", ColumnKind::Money),
    ("next_base", ColumnKind::Money),
    ("commitments_opening", ColumnKind::Money),
    ("commitments_new", ColumnKind::Money),
    ("commitments_full_year_effect", ColumnKind::Money),
    ("commitments_ended", ColumnKind::Money),
    ("commitments_next", ColumnKind::Money),
    ("above_commitments", ColumnKind::Money),
];

/// How the recurrent base of a year becomes that of the next: a row for each body and stream with
/// recurrent money or recurrent commitments, in that order.
///
/// opening base + notices + virements + passed down + full-year effect + ended + taken over = next
/// base, always.
/// The opening base is what earlier years bring, or the line's own opening notice; what is passed
/// down or vired away stands below nought; the full-year effect is what notices of the year come to
/// in twelve months beyond the year; taken over is what bodies that ended left, below nought on
/// their own lines and above it on those of their successors, together nought. The same of
/// recurrent commitments: those of earlier years in twelve months, what the year began or changed
/// costs in it, what twelve months cost beyond that, what ended. `above_commitments` is the next
/// base less the next commitments.
///
/// Of a selection it reads body, stream, `as_at` and `as_known`.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let bridge = ringfence::view::base_bridge(&ledger, "2016-17".parse()?, &Selection::default());
/// assert!(bridge.rows.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn base_bridge(ledger: &Ledger, year: FinancialYear, of: &Selection) -> Table {
    let mut table = Table::new(format!("Base bridge, {year}"), &COLUMNS);
    let base = Base::known(ledger, of);
    let commitments = ledger.recurrent_read(of.as_at);
    let asked = |(body, stream): &BaseLine<'_>| {
        let of_body = of.body.as_ref().is_none_or(|id| id == *body);
        of_body && of.stream.as_ref().is_none_or(|id| id == *stream)
    };
    let mut lines: BTreeSet<BaseLine<'_>> = base.lines();
    lines.extend(commitments.iter().map(|it| (it.body, it.stream)));
    for line in lines.into_iter().filter(asked) {
        let of_line = commitments.iter().filter(|it| (it.body, it.stream) == line);
        let mut promised = [0; 5];
        for it in of_line {
            let parts = Promised::of(ledger, it, year, of).parts();
            for (sum, part) in promised.iter_mut().zip(parts) {
                *sum += part;
            }
        }
        let given = given(&base, line, year);
        if given.iter().chain(&promised).any(|sum| *sum != 0) {
            table.add(row(line, year, given, promised));
        }
    }
    table
}

fn row(
    (body, stream): BaseLine<'_>,
    year: FinancialYear,
    given: [i64; 8],
    promised: [i64; 5],
) -> Vec<Cell> {
    let sum = |pence: i64| Cell::maybe(Money::from_pence(pence).ok(), Cell::Money);
    let mut cells = vec![Cell::words(body), Cell::words(stream), Cell::Year(year)];
    cells.extend(given.into_iter().chain(promised).map(sum));
    cells.push(sum(given[7] - promised[4]));
    cells
}

/// Opening, notices, virements, passed down, full-year effect, ended, taken over; and the next
/// opening.
fn given(base: &Base<'_>, line: BaseLine<'_>, year: FinancialYear) -> [i64; 8] {
    let mut sums = [0; 8];
    for part in base.received(line, year) {
        count(&mut sums, &part, year, 1);
    }
    for part in base.passed_down(line, year) {
        count(&mut sums, &part, year, -1);
    }
    let next = year.next();
    let twelve = |parts: Vec<Part<'_>>| -> i64 { parts.iter().map(|it| it.full_year).sum() };
    let lasting = twelve(base.brought(line, next)) - twelve(base.brought_down(line, next));
    let all = twelve(base.received(line, year)) - twelve(base.passed_down(line, year));
    sums[6] = base.taken_over(line, next);
    sums[5] = lasting - all - sums[6];
    sums[7] = lasting;
    sums
}

/// Counts what one notice does to a line: it receives, or, with −1, passes down.
fn count(sums: &mut [i64; 8], part: &Part<'_>, year: FinancialYear, sign: i64) {
    let notice = &part.notice;
    let is_of_year = notice.year == year;
    let place = match (is_of_year && !notice.opening, notice.virement, sign) {
        (false, ..) => 0,
        (true, _, -1) => 3,
        (true, Some(_), _) => 2,
        (true, None, _) => 1,
    };
    let in_year = if is_of_year {
        part.in_year
    } else {
        part.full_year
    };
    sums[place] += sign * in_year;
    sums[4] += sign * (part.full_year - in_year);
}

/// What a recurrent commitment comes to: at the opening and at the next in twelve months, and in
/// the year.
struct Promised {
    opening: i64,
    in_year: i64,
    next: i64,
}

impl Promised {
    fn of(
        ledger: &Ledger,
        of: &RecurrentRead<'_>,
        year: FinancialYear,
        asked: &Selection,
    ) -> Promised {
        let calendar = ledger.calendar();
        let (first, last) = (calendar.first_day(year), calendar.last_day(year));
        let next = calendar.first_day(year.next());
        let known = |day: chrono::NaiveDate| asked.as_at.is_none_or(|at| day <= at);
        let over = of.over_since.filter(|day| known(*day));
        if !known(of.placed_on) || over.is_some_and(|day| day <= of.placed_on) {
            return Promised {
                opening: 0,
                in_year: 0,
                next: 0,
            };
        }
        let goes_on = |day| over.is_none_or(|over| day < over);
        let stood = of.start < first && of.placed_on < first && goes_on(first);
        let stands = of.start <= last && goes_on(next);
        let at = |stands: bool, day| if stands { of.annual_on(day).pence() } else { 0 };
        let began = goes_on(first) && of.start <= last;
        Promised {
            opening: at(stood, first),
            in_year: if began {
                ledger.year_sum_read(of, year).pence()
            } else {
                0
            },
            next: at(stands, next),
        }
    }

    /// Opening, new, full-year effect, ended; and the next opening.
    fn parts(&self) -> [i64; 5] {
        let Promised {
            opening,
            in_year,
            next,
        } = *self;
        if next == 0 {
            let new = if opening == 0 { in_year } else { 0 };
            return [opening, new, 0, -(opening + new), 0];
        }
        let new = in_year - opening;
        [opening, new, next - in_year, 0, next]
    }
}
