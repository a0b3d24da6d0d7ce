//! Drafts that say what must be spent of a stream, and what may be.

use ringfence::journal::act::StreamTerm;
use ringfence::journal::{Act, Draft};
use ringfence::noun::{Counts, TermId, TermSum};
use ringfence::word::{Money, Rounding};

use super::country::{Country, id};
use super::legal::Speaker;

impl Speaker<'_> {
    /// A floor or a cap of a body, low enough to be met and high enough to matter; one in three
    /// says again, with another sum, what an earlier one said.
    pub(super) fn term(&self) -> Draft {
        let known: Vec<StreamTerm> = self
            .model
            .terms(None)
            .into_values()
            .map(|it| it.said)
            .collect();
        let known = self
            .one_of(&known, self.choice.sum)
            .filter(|_| self.choice.which.is_multiple_of(3));
        let again = known.as_ref().map(|it| self.model.terms(None)[&it.id].kind);
        let mut said = known.unwrap_or_else(|| self.new_term());
        said.sum = self.sum_of_a_term(&said);
        let floor = again.map_or(self.choice.kind % 8 == 3, |it| {
            it == ringfence::noun::TermKind::Floor
        });
        let act = match (floor, self.choice.twist % 16) {
            (false, 6) | (true, 9) => Act::SetCap(said),
            (true, _) => Act::SetFloor(said),
            (false, _) => {
                said.by_day = None;
                Act::SetCap(said)
            }
        };
        let mut draft = Draft::of(act).effective(self.day);
        draft.text.source = Some("the terms of the grant".into());
        draft
    }

    fn new_term(&self) -> StreamTerm {
        let body = match self.choice.which % 4 {
            0 => self.body(),
            1 => id("aberwen"),
            _ => id("upland"),
        };
        let purposes = match self.choice.sum % 4 {
            0 => vec![self.purpose()],
            1 => vec![id(Country::PURPOSES[0])],
            _ => Vec::new(),
        };
        let any = self.choice.other % 16 == 1 && !purposes.is_empty();
        let by = self.model.calendar.first_day(self.year);
        let by_day = match self.choice.twist % 4 {
            1 => Some(by + chrono::Months::new(u32::from(self.choice.sum % 13))),
            _ => None,
        };
        let name: TermId = id(&format!("term-{}", self.model.next));
        StreamTerm {
            id: name,
            stream: self.stream(),
            body,
            year: self.year,
            sum: TermSum::Amount {
                amount: Money::new(1),
            },
            by_day,
            purposes,
            counts: if any {
                Counts::AnyStream
            } else {
                Counts::Stream
            },
        }
    }

    /// A part of what is there, or near to what counts already.
    fn sum_of_a_term(&self, said: &StreamTerm) -> TermSum {
        let percent = format!("{}.5%", self.choice.sum % 96 + 1);
        let round = match self.choice.other % 3 {
            0 => Rounding::Down,
            1 => Rounding::Up,
            _ => Rounding::HalfEven,
        };
        if self.choice.other % 4 == 2 {
            let percent = percent.parse().expect("a few in a hundred");
            return TermSum::Part { percent, round };
        }
        let counted = self.model.counted(said);
        let reach = counted.spent + counted.committed + counted.inside;
        let amount = match self.choice.other % 4 {
            0 => self.part_of(reach * 3),
            1 => self.part_of(reach * 2),
            _ => super::legal::money(reach.max(1)),
        };
        TermSum::Amount { amount }
    }
}
