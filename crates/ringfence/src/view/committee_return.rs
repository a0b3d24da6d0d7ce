//! What a committee asks every board of its money.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::outcome::{Asked, Outcomes, outcomes};
use super::{Cell, ColumnKind, Table};
use crate::journal::{Refusals, Rejection};
use crate::noun::{Account, BodyId, StreamId};
use crate::state::{Ledger, NoticeRead};
use crate::word::{FinancialYear, Money};

const NOTIFIED: [(&str, ColumnKind); 7] = [
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("notified", ColumnKind::Text),
    ("amount", ColumnKind::Stated),
    ("notice", ColumnKind::Text),
    ("source", ColumnKind::Text),
    ("entry", ColumnKind::Number),
];

const USABLE: [(&str, ColumnKind); 7] = [
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("amount", ColumnKind::Stated),
    ("counts_from", ColumnKind::Date),
    ("days_into_year", ColumnKind::Number),
    ("note", ColumnKind::Text),
    ("entry", ColumnKind::Number),
];

const RELEASED: [(&str, ColumnKind); 7] = [
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("receiver", ColumnKind::Text),
    ("passed_down", ColumnKind::Money),
    ("first_passed_down", ColumnKind::Date),
    ("released", ColumnKind::Money),
    ("first_released", ColumnKind::Date),
];

const ALLOCATED: [(&str, ColumnKind); 6] = [
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("allocated", ColumnKind::Money),
    ("re_provided", ColumnKind::Money),
    ("passed_down", ColumnKind::Money),
    ("said", ColumnKind::Text),
];

const SPENT: [(&str, ColumnKind); 10] = [
    ("stream", ColumnKind::Text),
    ("year", ColumnKind::Year),
    ("given", ColumnKind::Money),
    ("spent", ColumnKind::Money),
    ("variance", ColumnKind::Money),
    ("lapsed", ColumnKind::Money),
    ("rolled_over", ColumnKind::Money),
    ("otherwise", ColumnKind::Money),
    ("still_open", ColumnKind::Money),
    ("said", ColumnKind::Text),
];

/// A board's answers to the five questions that the Senedd's committee put to every board in 2017:
/// when it was told its allocation, when the money could be used, how it was released to
/// clusters, what was allocated in each year, and what was spent, with the difference explained.
///
/// Each answer is a [`Table`] whose title is the question, in words of ours. A sum stands as its
/// source stated it, and what no source records is *not recorded*, with the source's own words.
///
/// ```
#[doc = include_str!("../../docs/aberwen.txt")]
/// let all = ringfence::view::committee_return(&aberwen(), &"upland".parse()?, None)?;
/// assert_eq!(all.answers.len(), 5);
/// assert!(all.to_string().contains("2. From when could the money be used?"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is no table of positions: pounds that a board passes to clusters for which it answers are
/// its own here. It prints as plain text; [`to_markdown`](Self::to_markdown) is for papers.
///
/// Source: the reply of Powys Teaching Health Board to the committee's letter of 16 May 2017, which
/// answers these five questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitteeReturn {
    /// What it is, and whose.
    pub title: String,
    /// The answers, in the order of the questions.
    pub answers: Vec<Table>,
}

/// What a board answers to the five questions, of one stream or of all that it was given.
///
/// In the last answer `given` is all that the board and those for whom it answers had for the
/// year, and `variance` what of it was not spent: the sum of what `lapsed`, what was `rolled_over`,
/// what is `still_open`, and of what went `otherwise`: reverted or called first, less deficits met.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let no = ringfence::view::committee_return(&ledger, &"powys".parse()?, None);
/// assert_eq!(no.expect_err("nobody is there").first().code(), "unknown_body");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `unknown_body`, `unknown_stream`, `money_out_of_range`.
pub fn committee_return(
    ledger: &Ledger,
    board: &BodyId,
    stream: Option<&StreamId>,
) -> Result<CommitteeReturn, Refusals> {
    let of = Asked { board, stream };
    let (outcomes, letters) = (outcomes(ledger, &of)?, of.letters(ledger));
    let name = ledger.body_name_read(board);
    let title = format!("What {name} answers to a committee's five questions");
    let answers = vec![
        notified(&letters),
        usable(ledger, &letters),
        released(ledger, &of, &outcomes)?,
        allocated(&outcomes)?,
        spent(&outcomes)?,
    ];
    Ok(CommitteeReturn { title, answers })
}

impl CommitteeReturn {
    /// The return as Markdown: a heading, and each answer under its question.
    pub fn to_markdown(&self) -> String {
        let parts = self.answers.iter().map(Table::to_markdown);
        format!(
            "# {}\n\n{}",
            self.title,
            parts.collect::<Vec<_>>().join("\n")
        )
    }
}

impl std::fmt::Display for CommitteeReturn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.title)?;
        self.answers.iter().try_for_each(|it| write!(f, "\n{it}"))
    }
}

fn notified(letters: &[NoticeRead<'_>]) -> Table {
    let mut table = Table::new("1. When was the board told its allocation?", &NOTIFIED);
    for it in letters {
        let day = it
            .dated
            .map_or_else(|| it.effective.to_string(), str::to_owned);
        table.add(vec![
            Cell::words(it.stream),
            Cell::Year(it.year),
            Cell::words(day),
            Cell::stated(it.amount, it.stated),
            Cell::said(it.notice),
            Cell::maybe(it.source, Cell::words),
            Cell::Number(it.entry),
        ]);
    }
    table
}

fn usable(ledger: &Ledger, letters: &[NoticeRead<'_>]) -> Table {
    let mut table = Table::new("2. From when could the money be used?", &USABLE);
    for it in letters {
        let first = ledger.header().first_month.first_day(it.year);
        let late = (it.effective - first).num_days().max(0);
        let day = Some(it.effective).filter(|_| !it.amount.is_zero());
        table.add(vec![
            Cell::words(it.stream),
            Cell::Year(it.year),
            Cell::stated(it.amount, it.stated),
            Cell::maybe(day, Cell::Date),
            Cell::maybe(day, |_| Cell::Number(late.unsigned_abs())),
            Cell::maybe(it.note, Cell::words),
            Cell::Number(it.entry),
        ]);
    }
    table.note("Money counts from the day of its notice; days are from the first day of the year.");
    table
}

/// What one receiver had passed down and released of a stream in a year.
#[derive(Default)]
struct Passed {
    down: i128,
    down_first: Option<NaiveDate>,
    released: i128,
    released_first: Option<NaiveDate>,
}

fn released(ledger: &Ledger, of: &Asked<'_>, outcomes: &Outcomes) -> Result<Table, Refusals> {
    let mut table = Table::new("3. How was it released to clusters?", &RELEASED);
    let mut passed: BTreeMap<(StreamId, FinancialYear, BodyId), Passed> = BTreeMap::new();
    for it in of.passed_down(ledger) {
        let key = (it.stream.clone(), it.year, it.to.clone());
        passed.entry(key).or_default().pass(it.amount, it.effective);
    }
    for ((stream, year), outcome) in outcomes {
        let below = outcome.lines.iter().filter(|line| line.body != *of.board);
        for line in below {
            for moved in ledger.movements_read(line, *year) {
                let change = match (moved.from, moved.to) {
                    (Account::ReleaseGiven, _) => i128::from(moved.amount),
                    (_, Account::ReleaseGiven) => -i128::from(moved.amount),
                    _ => continue,
                };
                let key = (stream.clone(), *year, line.body.clone());
                let to = passed.entry(key).or_default();
                to.release(change, moved.effective);
            }
        }
    }
    let spoken: BTreeSet<_> = passed.keys().map(|it| (it.0.clone(), it.1)).collect();
    for ((stream, year, receiver), it) in passed {
        let place = format!("{receiver} of {stream} in {year}");
        table.add(vec![
            Cell::words(&stream),
            Cell::Year(year),
            Cell::words(&receiver),
            pounds(it.down, &place)?,
            Cell::maybe(it.down_first, Cell::Date),
            pounds(it.released, &place)?,
            Cell::maybe(it.released_first, Cell::Date),
        ]);
    }
    for (stream, year) in outcomes.keys().filter(|it| !spoken.contains(*it)) {
        table.note(format!(
            "Of {stream} in {year} no passing down and no release to anybody below is recorded."
        ));
    }
    Ok(table)
}

impl Passed {
    fn pass(&mut self, amount: Money, day: NaiveDate) {
        self.down += i128::from(amount.pence());
        self.down_first = Some(self.down_first.map_or(day, |it| it.min(day)));
    }

    fn release(&mut self, pence: i128, day: NaiveDate) {
        self.released += pence;
        self.released_first = Some(self.released_first.map_or(day, |it| it.min(day)));
    }
}

fn allocated(outcomes: &Outcomes) -> Result<Table, Refusals> {
    let mut table = Table::new("4. What was allocated in each year?", &ALLOCATED);
    for ((stream, year), it) in outcomes {
        let place = format!("{stream} in {year}");
        table.add(vec![
            Cell::words(stream),
            Cell::Year(*year),
            it.unknown_own.given(money(it.allocated, &place)?),
            pounds(it.re_provided, &place)?,
            pounds(it.passed_down, &place)?,
            Cell::said(&it.said_of_allocation()),
        ]);
    }
    Ok(table)
}

fn spent(outcomes: &Outcomes) -> Result<Table, Refusals> {
    let title = "5. What was spent in each year, and what explains the difference?";
    let mut table = Table::new(title, &SPENT);
    for ((stream, year), it) in outcomes {
        let place = format!("{stream} in {year}");
        table.add(vec![
            Cell::words(stream),
            Cell::Year(*year),
            it.unknown.given(money(it.given(), &place)?),
            it.unknown.spent(money(it.spent, &place)?),
            it.unknown.both(money(it.variance(), &place)?),
            pounds(it.lapsed, &place)?,
            pounds(it.rolled_over, &place)?,
            pounds(it.otherwise, &place)?,
            it.unknown.both(money(it.still_open, &place)?),
            Cell::said(&it.said_of_spend()),
        ]);
    }
    table.note("Of the board and of all for whom it answers at the end of the year.");
    Ok(table)
}

fn pounds(pence: i128, place: &str) -> Result<Cell, Refusals> {
    money(pence, place).map(Cell::Money)
}

fn money(pence: i128, place: &str) -> Result<Money, Refusals> {
    let place = place.to_owned();
    Money::narrow(pence).ok_or_else(|| Refusals::of(Rejection::MoneyOutOfRange { place }))
}
