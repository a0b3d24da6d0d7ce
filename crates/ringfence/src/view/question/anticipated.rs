//! Question 2: what is expected and not notified, and what rests on it.

use chrono::NaiveDate;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::noun::{BodyId, StreamId, Wording};
use crate::state::{AnticipatedRead, Ledger, Origin, Selection};
use crate::view::Cell;
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 2,
    name: "anticipated",
    title: "What is anticipated, and what rests on it",
    wording: "What is expected that no notice has given yet, and what has been promised or spent \
              already that rests on it?",
    about: "A row for each sum that was anticipated for the year, in the order of body, stream \
            and id. None of it is money.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text("id", "the anticipated sum"),
        Derived::text("name", "what it is called"),
        Derived::text("body", "who expects it"),
        Derived::text("stream", "of which stream"),
        Derived::text("recurrence", "whether it would come every year"),
        Derived::date("since", "the day from which it was expected"),
        Derived::money("amount", "how much was expected"),
        Derived::money("confirmed", "what notices that name it have given"),
        Derived::money("open", "amount − confirmed, never below nought"),
        Derived::text(
            "state",
            "open, confirmed, ended (its year closed first) or corrected",
        ),
        Derived::money(
            "available",
            "what is available to the body of the stream in the year",
        ),
        Derived::money(
            "rests_on_it",
            "by how much more was promised or spent than there is, up to what is open: of several \
             open sums of one body and stream the first in the table carries it first",
        ),
        Derived::number("entry", "where it was anticipated"),
    ],
    adds_up: &[],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut rows = Rows::default();
    let mut all = ledger.anticipated_read();
    all.retain(|it| it.year == year && asking.is_about(it.body, it.stream));
    all.retain(|it| asking.as_at.is_none_or(|day| it.effective <= day));
    all.sort_by_key(|it| (it.body, it.stream, it.id));
    let mut of_line: Option<Carried<'_>> = None;
    for it in &all {
        let same = of_line
            .as_ref()
            .is_some_and(|last| last.line == (it.body, it.stream));
        if !same {
            of_line = Some(Carried::by(ledger, it, asking, year)?);
        }
        let confirmed = confirmed(ledger, it, asking);
        let open = it.amount.pence().saturating_sub(confirmed).max(0);
        let (available, rests) = match of_line.as_mut() {
            Some(line) => (line.available.clone(), line.carries(open)),
            None => (Cell::Nothing, Cell::Nothing),
        };
        let sum = |pence| Cell::maybe(Money::from_pence(pence).ok(), Cell::Money);
        let cells = vec![
            Cell::words(it.id),
            Cell::words(it.name),
            Cell::words(it.body),
            Cell::words(it.stream),
            Cell::words(it.recurrence.word()),
            Cell::Date(it.effective),
            Cell::Money(it.amount),
            sum(confirmed),
            sum(open),
            Cell::words(state_of(it, open, asking.as_at)),
            available,
            rests,
            Cell::Number(it.entry),
        ];
        let entries = it.confirmed_by.iter().copied();
        let origins = std::iter::once(it.entry).chain(entries);
        rows.add(cells, origins.map(Origin::Entry).collect());
    }
    Ok(rows)
}

/// What is still expected of a sum on a day, in pence; nothing before it was expected, once its
/// year has ended, or where it was corrected.
pub(in crate::view) fn anticipated_open(
    ledger: &Ledger,
    it: &AnticipatedRead<'_>,
    as_at: Option<NaiveDate>,
) -> Option<i64> {
    let asking = Asking {
        as_at,
        ..Asking::default()
    };
    let open = it.amount.pence() - confirmed(ledger, it, &asking);
    let by_then = |day| as_at.is_none_or(|until| day <= until);
    let ended = it.closed_by.is_some_and(|(_, day)| by_then(day));
    let stands = by_then(it.effective) && !ended && it.corrected_by.is_none();
    Some(open).filter(|open| stands && *open > 0)
}

/// What notices that count by the day have confirmed, in pence.
fn confirmed(ledger: &Ledger, of: &AnticipatedRead<'_>, asking: &Asking<'_>) -> i64 {
    let notices = ledger.notices_read();
    let by = of
        .confirmed_by
        .iter()
        .filter(|entry| ledger.counts_on(**entry, asking.as_at));
    let given = by.filter_map(|entry| notices.iter().find(|it| it.entry == *entry));
    given.fold(0, |sum, it| sum.saturating_add(it.amount.pence()))
}

fn state_of(it: &AnticipatedRead<'_>, open: i64, as_at: Option<NaiveDate>) -> &'static str {
    let by_then = |day| as_at.is_none_or(|until| day <= until);
    let ended = it.closed_by.is_some_and(|(_, day)| by_then(day));
    match (it.corrected_by, open) {
        (Some(_), _) => "corrected",
        (None, 0) => "confirmed",
        (None, _) if ended => "ended",
        (None, _) => "open",
    }
}

/// What is available to a body of a stream, and how much more than there is was taken of it.
struct Carried<'l> {
    line: (&'l BodyId, &'l StreamId),
    available: Cell,
    short: Option<i64>,
}

impl<'l> Carried<'l> {
    fn by(
        ledger: &Ledger,
        of: &AnticipatedRead<'l>,
        asking: &Asking<'_>,
        year: FinancialYear,
    ) -> Result<Carried<'l>, Unanswered> {
        let place = Selection {
            body: Some(of.body.clone()),
            stream: Some(of.stream.clone()),
            ..asking.selection(year)
        };
        let available = ledger.position(&place)?.available;
        let known = !ledger.not_recorded_of(&place)?.contains(&"available");
        Ok(Carried {
            line: (of.body, of.stream),
            available: if known {
                Cell::Money(available)
            } else {
                Cell::NotRecorded
            },
            short: known.then(|| available.pence().saturating_neg().max(0)),
        })
    }

    /// What of the shortfall rests on a sum that is open.
    fn carries(&mut self, open: i64) -> Cell {
        let Some(short) = self.short.as_mut() else {
            return Cell::NotRecorded;
        };
        let carried = open.min(*short);
        *short -= carried;
        Cell::maybe(Money::from_pence(carried).ok(), Cell::Money)
    }
}
