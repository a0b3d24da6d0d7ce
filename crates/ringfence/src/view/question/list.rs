//! What is asked: the list of questions.

use super::answer::Rows;
use super::asking::{Argument, Asking};
use super::fault::Unanswered;
use super::{
    allocation, anticipated, approvals, base_bridge, cut_off, delay, duties, general_ledger,
    mainstream_or_stop, month_report, other_rules, re_provision, recurrence, redistribution,
    ring_fence, staff, standing, three_years, under_use, year_end,
};
use crate::state::Ledger;
use crate::view::{Column, ColumnKind};
use crate::word::FinancialYear;

/// A question of a finance team: its name, its wording, what it takes, and the columns of its
/// answer.
///
/// Every question takes a year.
///
/// ```
/// use ringfence::view::{Argument, questions};
///
/// let all = questions();
/// let stands = all.iter().find(|it| it.name == "where_it_stands").expect("the fourth");
/// assert_eq!(stands.number, 4);
/// assert!(stands.takes.contains(&Argument::LeadDays));
/// let available = stands.columns.iter().find(|it| it.name == "available");
/// assert_eq!(available.and_then(|it| it.column().unit), Some("pounds"));
/// ```
///
/// It is no answer: that is [`answer`](super::answer()).
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// Its place among the twenty.
    pub number: u8,
    /// Its name, by which it is asked.
    pub name: &'static str,
    /// The title of its answer.
    pub title: &'static str,
    /// What it asks, in a sentence.
    pub wording: &'static str,
    /// What its answer is about: what a row is, and in which order they stand.
    pub about: &'static str,
    /// What it takes beside the year.
    pub takes: &'static [Argument],
    /// The columns of its answer, in order.
    pub columns: &'static [Derived],
    /// The columns whose figures the trace of a row adds up to.
    pub adds_up: &'static [&'static str],
    pub(crate) rows: fn(&Ledger, &Asking<'_>, FinancialYear) -> Result<Rows, Unanswered>,
}

/// A column of an answer, and from what it is worked out.
///
/// ```
/// use ringfence::view::{ColumnKind, Derived};
///
/// let spent = Derived::money("spent", "invoiced + accrued − prepaid");
/// assert_eq!((spent.name, spent.kind), ("spent", ColumnKind::Money));
/// ```
///
/// It holds no figure: the rows of the answer do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// From what it is worked out.
    pub from: &'static str,
}

impl Derived {
    /// A column of any kind.
    pub const fn new(name: &'static str, kind: ColumnKind, from: &'static str) -> Derived {
        Derived { name, kind, from }
    }

    /// A column of words.
    pub const fn text(name: &'static str, from: &'static str) -> Derived {
        Derived::new(name, ColumnKind::Text, from)
    }

    /// A column of sums in pounds.
    pub const fn money(name: &'static str, from: &'static str) -> Derived {
        Derived::new(name, ColumnKind::Money, from)
    }

    /// A column of days.
    pub const fn date(name: &'static str, from: &'static str) -> Derived {
        Derived::new(name, ColumnKind::Date, from)
    }

    /// A column of entries or counts.
    pub const fn number(name: &'static str, from: &'static str) -> Derived {
        Derived::new(name, ColumnKind::Number, from)
    }

    /// A column of financial years.
    pub const fn year(name: &'static str, from: &'static str) -> Derived {
        Derived::new(name, ColumnKind::Year, from)
    }

    /// The column as a table has it.
    pub const fn column(&self) -> Column {
        Column::new(self.name, self.kind)
    }
}

const ALL: &[Question] = &[
    allocation::QUESTION,
    anticipated::QUESTION,
    month_report::QUESTION,
    standing::QUESTION,
    recurrence::QUESTION,
    under_use::QUESTION,
    staff::QUESTION,
    ring_fence::QUESTION,
    delay::QUESTION,
    redistribution::QUESTION,
    approvals::QUESTION,
    general_ledger::QUESTION,
    cut_off::QUESTION,
    year_end::QUESTION,
    re_provision::QUESTION,
    base_bridge::QUESTION,
    duties::QUESTION,
    three_years::QUESTION,
    mainstream_or_stop::QUESTION,
    other_rules::QUESTION,
];

/// The questions of a finance team, in the order in which a year asks them.
///
/// ```
/// let names: Vec<&str> = ringfence::view::questions().iter().map(|it| it.name).collect();
/// assert!(names.contains(&"where_it_stands"));
/// ```
pub fn questions() -> &'static [Question] {
    ALL
}
