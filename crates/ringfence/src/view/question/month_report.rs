//! Question 3: the month's report.

use chrono::NaiveDate;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use super::pot::{Stands, standings};
use crate::noun::{BodyId, FreezeId, StreamId};
use crate::state::{ForecastRead, Ledger, Origin};
use crate::view::Cell;
use crate::view::profile::out_of_range;
use crate::word::FinancialYear;

pub(super) const QUESTION: Question = Question {
    number: 3,
    name: "month_report",
    title: "Month report",
    wording: "What was to be spent by now, what was (invoiced, accrued), what will have been by \
              the year's end, what has moved since the last month that was frozen, and why?",
    about: "A row for each body and stream with money in the year, in that order, all of its lines \
            together. What is computed forecasts nobody's behaviour: what nobody has ordered, and \
            no profile expects, is not in it.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text("body", "whose lines"),
        Derived::text("stream", "of which stream"),
        Derived::date(
            "until",
            "as_at, else the day on which the last entry was recorded",
        ),
        Derived::money("authority", "spending power in force on the lines"),
        Derived::money(
            "profiled",
            "what of it was to be spent by the end of that day's month",
        ),
        Derived::money("invoiced", "cost that was invoiced"),
        Derived::money("accrued", "cost received and not invoiced"),
        Derived::money("prepaid", "invoiced for a later period"),
        Derived::money("spent", "invoiced + accrued − prepaid"),
        Derived::money("variance", "profiled − spent: above nought an under-spend"),
        Derived::money("committed", "promised in the year and not yet a cost"),
        Derived::money(
            "still_profiled",
            "what the profile puts into the months that are left",
        ),
        Derived::money(
            "computed",
            "spent + the greater of committed and still_profiled: what will have been spent",
        ),
        Derived::text(
            "rests_on",
            "what beside spend is in that: commitments, profile, or nothing more than spend",
        ),
        Derived::money(
            "forecast",
            "what somebody said last would have been spent by the year's last day, corrected \
             forecasts left out",
        ),
        Derived::text("role", "who said it"),
        Derived::date("said_on", "on which day"),
        Derived::text("reason", "and why"),
        Derived::money("difference", "forecast − computed"),
        Derived::text(
            "frozen",
            "the last month of the year that was frozen by then",
        ),
        Derived::money(
            "frozen_spent",
            "what was spent by the end of that month, as it was known when it was frozen",
        ),
        Derived::money("frozen_computed", "what was computed then"),
        Derived::money("movement", "computed − frozen_computed"),
    ],
    adds_up: &["spent", "committed", "authority"],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let of = asking.selection(year);
    let day = ledger.day_asked(&of);
    let now = standings(ledger, &of)?;
    let frozen = ledger.last_frozen_read(year, &of);
    let then = match &frozen {
        Some((id, at)) => Some((*id, standings(ledger, at)?)),
        None => None,
    };
    let mut said = ledger.forecasts_read(&of, year);
    said.retain(|it| it.corrected_by.is_none());
    let mut rows = Rows::default();
    for (pot, at) in &now {
        let (body, stream) = pot;
        let own = said
            .iter()
            .filter(|it| (it.body, it.stream) == (body, stream));
        let last = own.max_by_key(|it| (it.effective, it.entry));
        let then = then.as_ref().map(|(id, all)| (*id, all.get(pot)));
        let cells = row((body, stream, day), at, last, then);
        let cells = cells.ok_or_else(|| out_of_range(&format!("{body}/{stream}")))?;
        let lines = Origin::Lines(body.clone(), stream.clone(), year);
        let forecast = last.map(|it| Origin::Entry(it.entry));
        rows.add(cells, [lines].into_iter().chain(forecast).collect());
    }
    Ok(rows)
}

fn row(
    (body, stream, day): (&BodyId, &StreamId, NaiveDate),
    at: &Stands,
    said: Option<&ForecastRead<'_>>,
    then: Option<(&FreezeId, Option<&Stands>)>,
) -> Option<Vec<Cell>> {
    let unknown = at.unknown;
    let computed = at.computed()?;
    let forecast = said.map(|it| it.amount);
    let difference = forecast.map(|sum| sum.checked_sub(computed));
    let nothing = Stands::default();
    let frozen = then.map(|(id, stands)| (id, stands.unwrap_or(&nothing)));
    let before = frozen.map(|(_, stands)| stands.computed());
    let moved = before.map(|sum| computed.checked_sub(sum?));
    Some(vec![
        Cell::words(body),
        Cell::words(stream),
        Cell::Date(day),
        unknown.given(at.authority),
        unknown.given(at.profiled),
        unknown.spent(at.invoiced),
        unknown.spent(at.accrued),
        unknown.spent(at.prepaid),
        unknown.spent(at.spent),
        unknown.both(at.profiled.checked_sub(at.spent)?),
        unknown.spent(at.committed),
        unknown.given(at.still_profiled()?),
        unknown.both(computed),
        Cell::words(at.rests_on()),
        Cell::maybe(forecast, Cell::Money),
        Cell::maybe(said, |it| Cell::words(it.role)),
        Cell::maybe(said, |it| Cell::Date(it.effective)),
        Cell::maybe(said, |it| Cell::words(it.reason)),
        Cell::maybe(difference.flatten(), |sum| unknown.both(sum)),
        Cell::maybe(frozen, |(id, _)| Cell::words(id)),
        Cell::maybe(frozen, |(_, it)| it.unknown.spent(it.spent)),
        Cell::maybe(frozen.zip(before.flatten()), |((_, it), sum)| {
            it.unknown.both(sum)
        }),
        Cell::maybe(moved.flatten(), |sum| unknown.both(sum)),
    ])
}
