//! The answer to a question.

use std::fmt;

use chrono::NaiveDate;

use super::asking::Asking;
use super::fault::Unanswered;
use super::list::{Question, questions};
use super::trace::{self, Opened};
use crate::state::{Ledger, Origin, Until};
use crate::view::{Cell, Table};

/// The answer to a question: a table, each row of which opens to the entries that made its
/// figures.
///
/// ```
#[doc = include_str!("../../../docs/aberwen.txt")]
/// use ringfence::view::{Asking, answer};
///
/// let ledger = aberwen();
/// let asking = Asking { year: "2025-26".parse().ok(), ..Asking::of("where_it_stands") };
/// let stands = answer(&ledger, &asking)?;
/// let committed = stands.table.find(0, "committed").map(ToString::to_string);
/// assert_eq!(committed.as_deref(), Some("£60,000.00"));
///
/// let why = stands.trace(&ledger, 0, Some("committed")).expect("the row is there");
/// assert_eq!(why.find(0, "commitment").and_then(|it| it.text()), Some("ward-6"));
/// assert_eq!(why.sum_of("amount"), stands.table.sum_of("committed"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is not kept: it is made from the ledger each time.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The name of the question.
    pub name: &'static str,
    /// What it shows.
    pub table: Table,
    origins: Vec<Vec<Origin>>,
    opened: Vec<Vec<Opened>>,
    until: Until,
}

/// The rows of an answer, each with what its figures rest on, and the notes below them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    rows: Vec<Vec<Cell>>,
    origins: Vec<Vec<Origin>>,
    opened: Vec<Vec<Opened>>,
    notes: Vec<String>,
}

impl Rows {
    /// Adds a row, and what its figures rest on.
    pub(crate) fn add(&mut self, row: Vec<Cell>, origins: Vec<Origin>) {
        self.add_opened(row, origins, Vec::new());
    }

    /// Adds a row, what its figures rest on, and figures that are made of movements of their own.
    pub(crate) fn add_opened(&mut self, row: Vec<Cell>, origins: Vec<Origin>, opened: Vec<Opened>) {
        self.rows.push(row);
        self.origins.push(origins);
        self.opened.push(opened);
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }
}

/// Answers a question: the same ledger and the same question give the same table, row for row.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::Ledger;
/// use ringfence::view::{Asking, answer, questions};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// for question in questions() {
///     let asking = Asking { year: "2016-17".parse().ok(), ..Asking::of(question.name) };
///     let answer = answer(&ledger, &asking)?;
///     assert_eq!(answer.table.columns.len(), question.columns.len());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A name that is none, a year that is not said, a body or stream that is not there
/// (`unknown_body`, `unknown_stream`), a sum beyond money (`money_out_of_range`); where rules are
/// asked, a reform that does not fit and a journal that does not hold.
pub fn answer(ledger: &Ledger, asking: &Asking<'_>) -> Result<Answer, Unanswered> {
    let named = |it: &&Question| it.name == asking.name;
    let question = questions().iter().find(named);
    let question = question.ok_or_else(|| Unanswered::unknown(&asking.name))?;
    let name = question.name;
    let year = asking.year.ok_or(Unanswered::YearMissing { name })?;
    ledger.may_ask(&asking.selection(year))?;
    let Rows {
        rows,
        origins,
        opened,
        notes,
    } = (question.rows)(ledger, asking, year)?;
    let mut table = Table {
        title: title(question, asking, &year.to_string()),
        columns: question.columns.iter().map(|it| it.column()).collect(),
        rows: Vec::with_capacity(rows.len()),
        notes,
    };
    rows.into_iter().for_each(|row| table.add(row));
    let until = Until {
        entry: ledger.head().entry,
        day: asking.as_at,
    };
    Ok(Answer {
        name,
        table,
        origins,
        opened,
        until,
    })
}

impl Answer {
    /// The movements and entries that made the figures of a row, counted from 0: by their days,
    /// then by the journal. Nothing where there is no such row.
    ///
    /// With a column that is a figure of a position, or of those that the question says add up,
    /// only what moved that figure: its `amount` is what it added, below nought what it took, and
    /// together they are the figure, where the row is of lines of one year. An entry that moved
    /// nothing, such as a forecast, has no amount.
    pub fn trace(&self, ledger: &Ledger, row: usize, column: Option<&str>) -> Option<Table> {
        let origins = self.origins.get(row)?;
        let cells = self.table.rows.get(row)?.iter();
        let names = cells.take(2).map(ToString::to_string);
        let names: Vec<String> = names.filter(|it| !it.is_empty()).collect();
        let title = format!("{}: {}", self.table.title, names.join(", "));
        let own = self.opened.get(row)?.iter();
        let own = own.clone().find(|it| Some(it.column) == column);
        let (origins, figure) = match own {
            Some(own) => (&own.origins, Some((own.column, own.accounts.clone()))),
            None => {
                let named = column.and_then(|name| Some((name, trace::figure(name)?)));
                (origins, named)
            }
        };
        Some(trace::trace(ledger, title, (origins, self.until), figure))
    }

    /// As at which day it was asked.
    pub fn as_at(&self) -> Option<NaiveDate> {
        self.until.day
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table.fmt(f)
    }
}

fn title(question: &Question, asking: &Asking<'_>, year: &str) -> String {
    let of = [
        Some(question.title.to_owned()),
        asking.body.as_ref().map(ToString::to_string),
        asking.stream.as_ref().map(ToString::to_string),
        Some(year.to_owned()),
        asking.as_at.map(|day| format!("as at {day}")),
    ];
    let of: Vec<String> = of.into_iter().flatten().collect();
    of.join(", ")
}
