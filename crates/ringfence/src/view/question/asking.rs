//! What is said when a question is asked.

use chrono::NaiveDate;

use crate::journal::Entry;
use crate::noun::{BodyId, StreamId};
use crate::state::{Rules, Selection};
use crate::word::FinancialYear;

/// A question as it is asked: which one, of which year, and what else it takes.
///
/// ```
/// use ringfence::view::Asking;
///
/// let asking = Asking {
///     year: "2016-17".parse().ok(),
///     body: "upland".parse().ok(),
///     ..Asking::of("where_it_stands")
/// };
/// assert_eq!(asking.name, "where_it_stands");
/// assert!(asking.stream.is_none()); // of every stream
/// ```
///
/// What the question does not take is not read: see [`Argument`].
#[derive(Clone, Debug, Default)]
pub struct Asking<'a> {
    /// Which question.
    pub name: String,
    /// Of which year; each question needs one.
    pub year: Option<FinancialYear>,
    /// Whose money; left out, that of every body.
    pub body: Option<BodyId>,
    /// Of which stream; left out, of every stream.
    pub stream: Option<StreamId>,
    /// As it stood at the end of a day, by the day on which each entry counts.
    pub as_at: Option<NaiveDate>,
    /// How many days an order takes to be received.
    pub lead_days: u16,
    /// How many years after the one asked for are looked at; left out, as the question says.
    pub years_ahead: Option<u16>,
    /// The last year whose recurrent base counts as confirmed, whatever has come so far.
    pub confirmed_to: Option<FinancialYear>,
    /// From which day a recharge counts as late; left out, the first of the year's last month.
    pub late_from: Option<NaiveDate>,
    /// By which day another stream must have paid for a post, or a supplier, that is found; left
    /// out, before its new commitment.
    pub baseline: Option<NaiveDate>,
    /// By how many in a hundred what fell on one stream may differ from what was added on another;
    /// left out, 20.
    pub within: Option<u16>,
    /// The last day on which money may go from one to another; left out, the year's last.
    pub cut_off: Option<NaiveDate>,
    /// The rules that are asked instead of the book in force, or compared with it.
    pub rules: &'a [Rules],
    /// The journal, for what the ledger does not keep: the clauses of a close, a close made anew
    /// under other rules, and suppliers.
    pub entries: &'a [Entry],
}

/// What a question takes beside the year.
///
/// ```
/// use ringfence::view::Argument;
///
/// assert_eq!(Argument::AsAt.word(), "as_at");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A body.
    Body,
    /// A stream.
    Stream,
    /// A day at whose end it is asked.
    AsAt,
    /// How many days an order takes.
    LeadDays,
    /// How many years to come.
    YearsAhead,
    /// The last year whose base counts as confirmed.
    ConfirmedTo,
    /// The day from which a recharge is late.
    LateFrom,
    /// The day of a baseline.
    Baseline,
    /// So many in a hundred.
    Within,
    /// The last day for something.
    CutOff,
    /// Rules.
    Rules,
    /// The journal.
    Entries,
}

impl<'a> Asking<'a> {
    /// A question that nothing else was said of.
    pub fn of(name: &str) -> Asking<'a> {
        Asking {
            name: name.to_owned(),
            ..Asking::default()
        }
    }

    /// The lines that it is about.
    pub(crate) fn selection(&self, year: FinancialYear) -> Selection {
        Selection {
            body: self.body.clone(),
            stream: self.stream.clone(),
            year: Some(year),
            as_at: self.as_at,
            ..Selection::default()
        }
    }

    /// Whether a body and a stream are among those that are asked about.
    pub(crate) fn is_about(&self, body: &BodyId, stream: &StreamId) -> bool {
        self.body.as_ref().is_none_or(|it| it == body)
            && self.stream.as_ref().is_none_or(|it| it == stream)
    }
}

impl Argument {
    /// How it is called.
    pub const fn word(self) -> &'static str {
        match self {
            Argument::Body => "body",
            Argument::Stream => "stream",
            Argument::AsAt => "as_at",
            Argument::LeadDays => "lead_days",
            Argument::YearsAhead => "years_ahead",
            Argument::ConfirmedTo => "confirmed_to",
            Argument::LateFrom => "late_from",
            Argument::Baseline => "baseline",
            Argument::Within => "within",
            Argument::CutOff => "cut_off",
            Argument::Rules => "rules",
            Argument::Entries => "entries",
        }
    }
}
