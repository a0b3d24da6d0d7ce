//! Question 15: whether the two entries of a re-provision match, and what they move.

use std::collections::BTreeMap;

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::list::{Derived, Question};
use super::trace::Opened;
use crate::noun::{Account, BodyId, StreamId};
use crate::state::{Ledger, Origin};
use crate::view::{Cell, ColumnKind};
use crate::word::{FinancialYear, Money};

pub(super) const QUESTION: Question = Question {
    number: 15,
    name: "re_provision",
    title: "Re-provision",
    wording: "Do the two sides of each re-provision match, and by how much does it move each \
              year's result and each three-year window's?",
    about: "A row for each entry that takes money out of the year or into it and provides it \
            again in the next, by body and stream, in the order of the journal.",
    takes: &[Argument::Body, Argument::Stream, Argument::AsAt],
    columns: &[
        Derived::number("entry", "the entry"),
        Derived::text("body", "whose money"),
        Derived::text("stream", "of which stream"),
        Derived::text("notice", "the letter"),
        Derived::date("effective", "when it counts"),
        Derived::year("from_year", "the year that gives it up"),
        Derived::money("taken", "what that year gives up; below nought"),
        Derived::year("to_year", "the year that has it again"),
        Derived::money("given", "what that year is given"),
        Derived::new("matches", ColumnKind::Flag, "whether taken + given = 0"),
        Derived::money(
            "moves_from_year",
            "by how much the first year's result moves: taken",
        ),
        Derived::money(
            "moves_to_year",
            "by how much the second year's result moves: given",
        ),
        Derived::money(
            "moves_window_ending",
            "by how much the three years that end with from_year move: they hold only taken",
        ),
        Derived::money(
            "moves_windows_over_both",
            "by how much windows that hold both years move: taken + given",
        ),
        Derived::money(
            "moves_window_beginning",
            "by how much the three years that begin with to_year move: they hold only given",
        ),
    ],
    adds_up: &[
        "taken",
        "given",
        "moves_from_year",
        "moves_to_year",
        "moves_window_ending",
        "moves_windows_over_both",
        "moves_window_beginning",
    ],
    rows,
};

/// The two sides of an entry, by body and stream.
type Sides<'l> = BTreeMap<(u64, &'l BodyId, &'l StreamId), Vec<(FinancialYear, i64)>>;

fn rows(ledger: &Ledger, asking: &Asking<'_>, year: FinancialYear) -> Result<Rows, Unanswered> {
    let mut rows = Rows::default();
    let notices = ledger.notices_read();
    let mut sides: Sides<'_> = BTreeMap::new();
    for it in notices.iter().filter(|it| it.re_provided) {
        let counts = ledger.counts_on(it.entry, asking.as_at);
        if counts && asking.is_about(it.to, it.stream) {
            let side = sides.entry((it.entry, it.to, it.stream)).or_default();
            side.push((it.year, it.amount.pence()));
        }
    }
    for ((entry, body, stream), sides) in sides {
        let first = sides.iter().min_by_key(|(year, _)| *year).copied();
        let last = sides.iter().max_by_key(|(year, _)| *year).copied();
        let Some(((from, taken), (to, given))) = first.zip(last) else {
            continue;
        };
        if ![from, to].contains(&year) {
            continue;
        }
        let sum = |pence: i64| Cell::maybe(Money::from_pence(pence).ok(), Cell::Money);
        let cells = vec![
            Cell::Number(entry),
            Cell::words(body),
            Cell::words(stream),
            Cell::maybe(ledger.words_read(entry), Cell::said),
            Cell::Date(ledger.effective_of(entry)),
            Cell::Year(from),
            sum(taken),
            Cell::Year(to),
            sum(given),
            Cell::Flag(taken + given == 0),
            sum(taken),
            sum(given),
            sum(taken),
            sum(taken + given),
            sum(given),
        ];
        let side = |year| Origin::Of(entry, body.clone(), stream.clone(), year);
        let opened = |column, years: &[FinancialYear]| Opened {
            column,
            accounts: vec![(Account::ReProvided, -1)],
            origins: years.iter().map(|year| side(*year)).collect(),
        };
        let mut all = Vec::new();
        for column in ["taken", "moves_from_year", "moves_window_ending"] {
            all.push(opened(column, &[from]));
        }
        for column in ["given", "moves_to_year", "moves_window_beginning"] {
            all.push(opened(column, &[to]));
        }
        all.push(opened("moves_windows_over_both", &[from, to]));
        rows.add_opened(cells, vec![Origin::Entry(entry)], all);
    }
    Ok(rows)
}
