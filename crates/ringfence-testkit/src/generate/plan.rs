//! Drafts that say what is planned.

use ringfence::journal::Act;
use ringfence::journal::act::{Forecast, Freeze, Profile, ProfileOf};
use ringfence::noun::{PromiseId, PromiseKind};
use ringfence::word::{Money, MonthShape};

use super::country::id;
use super::legal::Speaker;

impl Speaker<'_> {
    /// What is planned, which moves no money; or what another book knew.
    pub(super) fn plan(&self) -> Act {
        if self.choice.which / 8 % 8 == 1 && self.choice.kind >= 128 {
            return self.take_on();
        }
        match self.choice.which / 8 % 8 {
            0 | 1 => self.freeze(),
            2..5 => self.forecast(),
            _ => Act::Profile(self.profile()),
        }
    }

    /// A month of the year; one time in eight under a name that was given.
    fn freeze(&self) -> Act {
        let number = match self.choice.sum % 8 {
            0 => 1,
            _ => self.model.next,
        };
        Act::Freeze(Freeze {
            id: id(&format!("month-{number}")),
            year: self.year,
            month: self.choice.other % 13,
        })
    }

    fn forecast(&self) -> Act {
        let roles = ["cluster-lead", "finance", "board"];
        let role = self.one_of(&roles, self.choice.twist).unwrap_or("board");
        let amount = match self.choice.sum % 8 {
            0 => Money::ZERO,
            _ => Money::new(i32::from(self.choice.sum) * 70_001),
        };
        Act::Forecast(Forecast {
            stream: self.stream(),
            body: self.body(),
            year: self.year,
            amount,
            role: id(role),
        })
    }

    fn profile(&self) -> Profile {
        let all = self.model.promises.iter();
        let all = all.filter(|(_, it)| it.kind == PromiseKind::Commitment);
        let all: Vec<PromiseId> = all.map(|(id, _)| id.clone()).collect();
        match self.one_of(&all, self.choice.which) {
            Some(commitment) if self.choice.twist % 3 == 1 => Profile {
                of: ProfileOf::Commitment { commitment },
                shape: self.shape(None),
            },
            _ => self.profile_of_lines(),
        }
    }

    fn profile_of_lines(&self) -> Profile {
        let (stream, body) = (self.stream(), self.body());
        let only = self.choice.twist % 5;
        let recurrence = (only == 1).then(|| self.recurrence());
        let vintage = (only == 2).then_some(self.year);
        let lines = self.model.lines(&body, &stream, self.year);
        let sums = self.model.positions();
        let chosen = lines.into_iter().filter(|line| {
            recurrence.is_none_or(|it| it == line.recurrence)
                && vintage.is_none_or(|it| it == line.vintage)
        });
        let sums = chosen.map(|line| sums[&(self.year, line)].authority);
        let whole = Money::total(sums);
        let of = ProfileOf::Line {
            stream,
            body,
            year: self.year,
            vintage,
            recurrence,
        };
        let shape = self.shape(whole);
        Profile { of, shape }
    }

    /// Weights, a term, or sums that are together what there is.
    fn shape(&self, whole: Option<Money>) -> MonthShape {
        let first = self.model.calendar.first_day(self.year);
        let later = |months: u32, days: u8| {
            let day = first + chrono::Months::new(months);
            day + chrono::Days::new(u64::from(days))
        };
        match self.choice.sum % 4 {
            0 => {
                let weight = |at: u32| u32::from(self.choice.which) >> (at % 8) & 3;
                let weights = std::array::from_fn(|at| weight(at as u32));
                MonthShape::Weights { weights }
            }
            1 => {
                let start = later(u32::from(self.choice.other % 14), self.choice.which % 28);
                let end = later(u32::from(self.choice.twist % 14), self.choice.which % 31);
                let end = (!self.choice.which.is_multiple_of(3)).then_some(end);
                MonthShape::Term { start, end }
            }
            _ => {
                let whole = whole.unwrap_or(Money::new(1_000_001));
                let mut amounts = [Money::ZERO; 12];
                let third = Money::from_pence(whole.pence() / 3).expect("less than the whole");
                amounts[usize::from(self.choice.other % 6)] = third;
                amounts[11] = whole.checked_sub(third).expect("the rest");
                MonthShape::Amounts { amounts }
            }
        }
    }
}
