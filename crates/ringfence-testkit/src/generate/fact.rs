//! Drafts that record what random rule books declare.

use chrono::Days;
use ringfence::journal::act::{FactOf, RecordFact};
use ringfence::journal::{Act, Draft};
use ringfence::law::FactType;
use ringfence::noun::{FactValue, PromiseKind};
use ringfence::word::{FinancialYear, Money};

use super::country::id;
use super::legal::Speaker;
use super::rule::FACTS_OF_HISTORIES;

impl Speaker<'_> {
    /// Of the type that random books declare, one time in eight of another; one time in four
    /// without its value.
    pub(super) fn fact_of_a_book(&self) -> Draft {
        let at = usize::from(self.choice.kind) % FACTS_OF_HISTORIES.len();
        let (name, kind) = FACTS_OF_HISTORIES[at];
        let sum = Money::new(i32::from(self.choice.sum) * 100_000 + i32::from(self.choice.which));
        let late = u64::from(self.choice.sum);
        let value = match (self.choice.twist / 4 % 8, kind) {
            (0 | 1, _) => None,
            (2, _) => Some(FactValue::Whole(7)),
            (_, FactType::Money) => Some(FactValue::Money(sum)),
            (_, FactType::Date) => Some(FactValue::Date(self.day + Days::new(late))),
            _ => Some(FactValue::Flag(self.choice.sum.is_multiple_of(2))),
        };
        let (fact, of) = (id(name), self.of_what());
        let act = Act::RecordFact(RecordFact { fact, of, value });
        let mut draft = Draft::of(act).effective(self.day_of_a_change());
        draft.text.evidence = Some("minutes of the meeting".into());
        let authors = [None, Some("upland"), Some(" harbour "), Some(" ")];
        draft.text.by = authors[usize::from(self.choice.which) % authors.len()].map(Into::into);
        draft
    }

    /// Of half of the lines all; else this year's money, that of the year before, or of the next.
    fn vintage_of_a_letter(&self) -> Option<FinancialYear> {
        let year = self.year;
        match self.choice.days % 6 {
            0..3 => None,
            3 => Some(year),
            4 => Some(year.previous()),
            _ => Some(year.next()),
        }
    }

    /// Of which body, line, project, commitment or hold somebody records something.
    pub(super) fn of_what(&self) -> FactOf {
        let promise = |kind| self.promise(kind).map(|(id, _)| id);
        let of_promise = match self.choice.other % 5 {
            2 => {
                promise(PromiseKind::Commitment).map(|commitment| FactOf::Commitment { commitment })
            }
            4 => promise(PromiseKind::Hold).map(|hold| FactOf::Hold { hold }),
            _ => None,
        };
        match (self.choice.other % 5, self.project(), of_promise) {
            (1, Some((project, _)), _) => FactOf::Project { project },
            (_, _, Some(of)) => of,
            (3, _, _) => FactOf::Line {
                stream: self.stream(),
                body: self.body(),
                vintage: self.vintage_of_a_letter(),
            },
            _ => FactOf::Body { body: self.body() },
        }
    }
}
