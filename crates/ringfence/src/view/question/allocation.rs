//! Question 1: what the allocation is, from which letter, and whether that agrees.

use std::collections::BTreeMap;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use crate::journal::ActKind;
use crate::noun::{Line, TermKind, Wording};
use crate::state::{GivenRead, Ledger, NoticeRead, Origin, TermRead};
use crate::view::base::{Base, BaseStanding};
use crate::view::{Cell, ColumnKind, Table, term, totals};
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 1,
    name: "allocation",
    title: "Allocation",
    wording: "What is the allocation today, line by line, from which letter, ring-fenced or \
              separately identified, recurrent or not; and does it agree with what was published?",
    about: "A row for each letter and each other entry that gives to a line in the year, in the \
            order of body, stream, recurrence and journal: together they are what is allocated. \
            Then a row for each published total of the year, beside the new money that notices \
            give; it is of the stream as a whole, and only there unless a body is asked about.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::text(
            "body",
            "who receives it; without an answer beside a published total",
        ),
        Derived::text("stream", "of which stream"),
        Derived::text("recurrence", "recurrent or non-recurrent"),
        Derived::text(
            "what",
            "letter (new money), passed down, base brought forward, base taken over, \
             re-provided, taken on, reversal, or published total",
        ),
        Derived::text("notice", "what the letter is called, or the total's id"),
        Derived::text("giver", "who gives it"),
        Derived::text(
            "dated",
            "how the source gives the day, where it does not state one",
        ),
        Derived::date("effective", "when it counts"),
        Derived::text("source", "where it was published"),
        Derived::text(
            "fence",
            "ring-fenced, where a floor of the stream is in force for the year and binds the body \
             or one above it; else separately identified: only its purposes bind",
        ),
        Derived::text(
            "base",
            "of a base brought forward, whether its opening notice has confirmed it",
        ),
        Derived::money("allocated", "what the entry gave to the line in the year"),
        Derived::money(
            "full_year",
            "of a letter, what it comes to in twelve months",
        ),
        Derived::money(
            "notices",
            "of a total, the new money of its stream and year",
        ),
        Derived::new(
            "published",
            ColumnKind::Stated,
            "the total as its source stated it",
        ),
        Derived::money("difference", "the published total less the notices"),
        Derived::text(
            "difference_is",
            "what is known of it, such as rounding; or not explained",
        ),
        Derived::number("entry", "the entry"),
    ],
    adds_up: &["allocated"],
    rows,
};

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut given = ledger.given_read(year, asking.as_at);
    given.retain(|it| asking.is_about(&it.line.body, &it.line.stream));
    given.sort_by(|a, b| (&a.line, a.entry).cmp(&(&b.line, b.entry)));
    let notices = ledger.notices_read();
    let mut by_entry: BTreeMap<u64, Vec<&NoticeRead<'_>>> = BTreeMap::new();
    for notice in notices.iter().filter(|it| it.year == year) {
        by_entry.entry(notice.entry).or_default().push(notice);
    }
    let floors = term::read(ledger, TermKind::Floor, asking.as_at)?;
    let fence = |line: &Line| {
        let binds = |it: &TermRead<'_>| {
            (it.stream, it.year) == (&line.stream, year)
                && ledger.is_within_read(&line.body, it.body)
        };
        match floors.iter().any(binds) {
            true => "ring-fenced",
            false => "separately identified",
        }
    };
    let base = Base::known(ledger, &asking.selection(year));
    let mut rows = Rows::default();
    for it in &given {
        let of_entry = by_entry.get(&it.entry).into_iter().flatten();
        let mut of_line = of_entry.filter(|notice| {
            let (line, stream) = (&it.line, notice.virement.unwrap_or(notice.stream));
            (notice.to, stream) == (&line.body, &line.stream)
        });
        let standing = base.standing_of(&it.line, year);
        let cells = cells(
            ledger,
            it,
            of_line.next().copied(),
            standing,
            fence(&it.line),
        );
        let origin = Origin::On(it.entry, it.line.clone(), year);
        rows.add(cells, vec![origin]);
    }
    if asking.body.is_none() {
        published(ledger, asking, year, &mut rows, &notices);
    }
    Ok(rows)
}

fn cells(
    ledger: &Ledger,
    it: &GivenRead,
    notice: Option<&NoticeRead<'_>>,
    standing: BaseStanding,
    fence: &'static str,
) -> Vec<Cell> {
    let base = match (it.kind, standing) {
        (ActKind::OpenYear, BaseStanding::Confirmed) => Cell::words("confirmed"),
        (ActKind::OpenYear, BaseStanding::NotYetConfirmed) => Cell::words("not yet confirmed"),
        _ => Cell::Nothing,
    };
    let line = &it.line;
    vec![
        Cell::words(&line.body),
        Cell::words(&line.stream),
        Cell::words(line.recurrence.word()),
        Cell::words(what(it.kind, notice)),
        Cell::maybe(notice, |it| Cell::said(it.notice)),
        Cell::maybe(notice, |it| Cell::words(it.giver)),
        Cell::maybe(notice.and_then(|it| it.dated), Cell::words),
        Cell::Date(ledger.effective_of(it.entry)),
        Cell::maybe(notice.and_then(|it| it.source), Cell::words),
        Cell::words(fence),
        base,
        Cell::maybe(Money::from_pence(it.pence).ok(), Cell::Money),
        Cell::maybe(notice, |it| Cell::Money(it.full_year)),
        Cell::Nothing,
        Cell::Nothing,
        Cell::Nothing,
        Cell::Nothing,
        Cell::Number(it.entry),
    ]
}

fn what(kind: ActKind, notice: Option<&NoticeRead<'_>>) -> &'static str {
    match (kind, notice) {
        (ActKind::OpenYear, _) => "base brought forward",
        (ActKind::EndBody, _) => "base taken over",
        (ActKind::ReProvide, _) => "re-provided",
        (ActKind::TakeOn, _) => "taken on",
        (ActKind::Correct | ActKind::Reopen, _) => "reversal",
        (_, Some(it)) if it.is_new => "letter",
        (ActKind::Allocate, _) => "passed down",
        _ => "restated",
    }
}

/// The published totals of the year beside the notices.
fn published(
    ledger: &Ledger,
    asking: &Asking<'_>,
    year: FinancialYear,
    rows: &mut Rows,
    notices: &[NoticeRead<'_>],
) {
    let all = totals(ledger);
    for row in 0..all.rows.len() {
        let cell = |name: &str| all.find(row, name).cloned().unwrap_or(Cell::Nothing);
        let stream = cell("stream");
        let named = stream.text().unwrap_or_default();
        let asked = asking.stream.as_ref().is_none_or(|it| it.as_str() == named);
        if cell("year") != Cell::Year(year) || !asked {
            continue;
        }
        let entry = match cell("entry") {
            Cell::Number(entry) => entry,
            _ => 0,
        };
        let new = notices.iter().filter(|it| {
            let is_new = it.is_new && it.virement.is_none() && it.corrected_by.is_none();
            is_new && it.year == year && it.stream.as_str() == named
        });
        let entries = std::iter::once(entry).chain(new.map(|it| it.entry));
        let origins = entries.map(Origin::Entry).collect();
        rows.add(total(ledger, &all, row, entry), origins);
    }
}

fn total(ledger: &Ledger, all: &Table, row: usize, entry: u64) -> Vec<Cell> {
    let cell = |name: &str| all.find(row, name).cloned().unwrap_or(Cell::Nothing);
    let mut cells = vec![Cell::Nothing, cell("stream"), Cell::Nothing];
    cells.extend([
        Cell::words("published total"),
        cell("total"),
        Cell::Nothing,
        Cell::Nothing,
    ]);
    cells.extend([
        Cell::Date(ledger.effective_of(entry)),
        cell("source"),
        Cell::Nothing,
    ]);
    cells.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing, cell("notices")]);
    let stated = match cell("published_stated") {
        Cell::Nothing => cell("published"),
        stated => stated,
    };
    cells.extend([
        stated,
        cell("difference"),
        cell("difference_is"),
        Cell::Number(entry),
    ]);
    cells
}
