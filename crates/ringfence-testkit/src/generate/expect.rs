//! Sums that are expected, letters that confirm them, and what partners add.

use ringfence::journal::Act;
use ringfence::journal::act::{Anticipate, Contribute};
use ringfence::noun::{BodyId, ContributionState, Recurrence};
use ringfence::word::Money;

use super::country::{Country, id};
use super::legal::Speaker;

impl Speaker<'_> {
    /// A letter of the source; now and then a sum that one is expected to bring, or a letter
    /// that brings it.
    pub(super) fn letter(&self) -> Act {
        match self.choice.twist % 16 {
            9 | 10 | 12 => self.anticipate(),
            4 | 11 | 13 | 14 => self.confirm(),
            0 | 15 => self.contribute(),
            _ => self.notice(),
        }
    }

    /// What another body adds: a contribution that comes further, or a new one.
    fn contribute(&self) -> Act {
        let known: Vec<Contribute> = self.model.contributed().cloned().collect();
        let goes_on = self.choice.other.is_multiple_of(2);
        let known = self.one_of(&known, self.choice.which).filter(|_| goes_on);
        let state = match self.choice.days % 4 {
            0 => ContributionState::Expected,
            1 => ContributionState::Agreed,
            _ => ContributionState::Received,
        };
        let amount = Money::new(i32::from(self.choice.sum) * 7_001 + 1);
        let known = known.unwrap_or_else(|| self.new_contribution());
        let share = (self.choice.days >= 9).then(|| format!("{}.5%", self.choice.which % 100));
        Act::Contribute(Contribute {
            amount,
            state,
            share: share.map(|it| it.parse().expect("a part of a hundred")),
            ..known
        })
    }

    fn new_contribution(&self) -> Contribute {
        let body = self.body();
        let partners: Vec<BodyId> = Country::BODIES.iter().map(|it| id(it.0)).collect();
        let others = partners.into_iter().filter(|it| *it != body);
        let others: Vec<BodyId> = others.collect();
        let partner = self.one_of(&others, self.choice.sum);
        Contribute {
            id: id(&format!("added-{}", self.model.next)),
            partner: partner.unwrap_or_else(|| body.clone()),
            stream: self.stream(),
            body,
            year: self.year,
            amount: Money::ZERO,
            state: ContributionState::Expected,
            share: None,
        }
    }

    fn anticipate(&self) -> Act {
        let year = match self.choice.twist % 16 {
            10 => self.year.next(),
            _ => self.year,
        };
        Act::Anticipate(Anticipate {
            id: id(&format!("expected-{}", self.model.next)),
            stream: self.stream(),
            body: self.body(),
            year,
            amount: Money::new(i32::from(self.choice.sum) * 20_003 + 1),
            recurrence: self.recurrence(),
        })
    }

    /// A part of what was expected, all of it, or more; now and then some of it is taken back.
    fn confirm(&self) -> Act {
        let expected: Vec<Anticipate> = self.model.anticipated().cloned().collect();
        let Some(it) = self.one_of(&expected, self.choice.which) else {
            return self.anticipate();
        };
        let amount = match self.choice.days % 6 {
            0 => it.amount,
            1 => it.amount.negated(),
            _ => Money::new(i32::from(self.choice.sum) * 10_007 + 1),
        };
        let mut act = self.allocation(amount);
        (act.stream, act.to, act.year) = (it.stream, it.body, it.year);
        (act.from, act.recurrence) = (Some(id("aberwen")), it.recurrence);
        act.opening = it.recurrence == Recurrence::Recurrent && self.choice.days == 7;
        act.confirms = Some(it.id);
        Act::Allocate(act)
    }
}
