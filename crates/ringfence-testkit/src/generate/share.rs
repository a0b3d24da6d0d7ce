//! Drafts that state the shares of joint projects.

use std::num::NonZeroU32;

use chrono::{Days, NaiveDate};
use ringfence::journal::act::{PartyShare, Share};
use ringfence::journal::{Act, Draft};
use ringfence::noun::BodyId;

use super::country::{Country, id};
use super::legal::Speaker;

impl Speaker<'_> {
    /// Mostly of several bodies; now and then with other shares of what is left, from a day that
    /// lies behind, or with what a partner brings.
    pub(super) fn shares(&self) -> Draft {
        let Some((project, its)) = self.project() else {
            return Draft::of(self.propose()).effective(self.day);
        };
        let mut cost = vec![self.party(&its.body, self.choice.sum)];
        for (place, (name, _)) in Country::BODIES.iter().enumerate() {
            let joins = self.choice.other >> place & 1 == 1;
            if joins && its.body.as_str() != *name {
                cost.push(self.party(&id(name), self.choice.kind.rotate_left(place as u32)));
            }
        }
        let differs = self.choice.twist % 4 == 1;
        let last = cost.iter().rev().take(if differs { 2 } else { 0 });
        let left = last
            .map(|it| self.party(&it.body, self.choice.which))
            .collect();
        let contributions = self.brought_by(&cost);
        self.said_from(Share {
            project,
            cost,
            left,
            contributions,
        })
    }

    fn said_from(&self, share: Share) -> Draft {
        let first = self.model.calendar.first_day(self.year);
        let back = Days::new(u64::from(self.choice.which % 64));
        let day: NaiveDate = match self.choice.kind % 4 {
            1 => (self.day - back).max(first),
            _ => self.day,
        };
        Draft::of(Act::Share(share)).effective(day)
    }

    fn brought_by(&self, parties: &[PartyShare]) -> Vec<ringfence::noun::ContributionId> {
        let any = self.choice.twist % 32 == 2;
        let its = self
            .model
            .contributed()
            .filter(|it| any || parties.iter().any(|party| party.body == it.partner));
        let mut all: Vec<_> = its.map(|it| it.id.clone()).collect();
        all.dedup();
        all.truncate(2);
        all
    }

    fn party(&self, body: &BodyId, weight: u8) -> PartyShare {
        PartyShare {
            body: body.clone(),
            weight: NonZeroU32::new(u32::from(weight % 7) + 1).unwrap_or(NonZeroU32::MIN),
        }
    }
}
