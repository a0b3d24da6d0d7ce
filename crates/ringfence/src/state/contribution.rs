//! Contributions: how far each has come, and what goes back of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Ledger;
use super::event::Event;
use super::index::{At, Named};
use super::record::{Body, Stream};
use crate::journal::act::{Contribute, PartnerLine};
use crate::noun::{
    BodyId, ContributionId, ContributionRule, ContributionState, OfContribution, StreamId,
};
use crate::word::{FinancialYear, Percent};

/// Money that a partner adds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Contribution {
    pub(crate) id: ContributionId,
    pub(crate) partner: At<Body>,
    pub(crate) stream: At<Stream>,
    pub(crate) body: At<Body>,
    pub(crate) year: FinancialYear,
    pub(crate) steps: Vec<Step>,
}

/// What was said of it at one time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Step {
    pub(crate) entry: u64,
    pub(crate) state: ContributionState,
    pub(crate) amount: i64,
    pub(crate) share: Option<Percent>,
}

impl Named for Contribution {
    type Of = OfContribution;

    fn id(&self) -> &ContributionId {
        &self.id
    }
}

/// What was last expected, last agreed, and received so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Come {
    pub(crate) expected: i64,
    pub(crate) agreed: i64,
    pub(crate) received: i64,
}

impl Come {
    pub(crate) fn of(steps: impl IntoIterator<Item = Step>) -> Come {
        let mut come = Come::default();
        for step in steps {
            match step.state {
                ContributionState::Expected => come.expected = step.amount,
                ContributionState::Agreed => come.agreed = step.amount,
                ContributionState::Received => {
                    come.received = come.received.saturating_add(step.amount);
                }
            }
        }
        come
    }

    /// How much of what was agreed, or expected where nothing was, has not come.
    pub(crate) fn lacking(self) -> i64 {
        let due = if self.agreed > 0 {
            self.agreed
        } else {
            self.expected
        };
        due.saturating_sub(self.received).max(0)
    }

    /// How much of it is authority.
    pub(crate) fn counted(self, rule: ContributionRule) -> i64 {
        match rule {
            ContributionRule::Received => self.received,
            ContributionRule::Agreed => self.agreed.max(self.received),
        }
    }
}

/// A contribution with its names, and how far it has come.
#[derive(Clone, Debug)]
pub(crate) struct ContributionRead<'l> {
    pub(crate) id: &'l ContributionId,
    pub(crate) partner: &'l BodyId,
    pub(crate) body: &'l BodyId,
    pub(crate) stream: &'l StreamId,
    pub(crate) year: FinancialYear,
    pub(crate) since: NaiveDate,
    pub(crate) come: Come,
    pub(crate) counted: i64,
    pub(crate) share: Option<Percent>,
    /// Its part of what was spent.
    pub(crate) spent: Option<i64>,
    /// What went back as its year closed.
    pub(crate) gone_back: Option<i64>,
    /// The entry that closed its year, and the day from which that counts.
    pub(crate) closed_by: Option<(u64, NaiveDate)>,
    pub(crate) entry: u64,
}

impl Ledger {
    pub(crate) fn settle_contribution(
        &mut self,
        said: &Contribute,
        event: &Event<'_>,
        number: u64,
    ) {
        let step = Step {
            entry: number,
            state: said.state,
            amount: said.amount.pence(),
            share: said.share,
        };
        if let Some(at) = self.contributions.find(&said.id) {
            self.contributions[at].steps.push(step);
            return;
        }
        let named = (event.named.stream, event.named.body, event.named.other);
        let (Some(stream), Some(body), Some(partner)) = named else {
            return;
        };
        self.contributions.add(Contribution {
            id: said.id.clone(),
            partner,
            stream,
            body,
            year: said.year,
            steps: vec![step],
        });
    }

    /// What was said of a contribution and stands.
    pub(crate) fn steps_of(&self, of: &Contribution) -> Vec<Step> {
        let stands = |step: &&Step| !self.corrected.contains_key(&step.entry);
        of.steps.iter().filter(stands).copied().collect()
    }

    /// How much of a contribution is authority.
    pub(crate) fn counted_of(&self, of: &Contribution) -> i64 {
        let rule = self.streams[of.stream].contributions;
        Come::of(self.steps_of(of)).counted(rule)
    }

    /// The share that was last said of a contribution.
    pub(crate) fn share_of(&self, of: &Contribution) -> Option<Percent> {
        let steps = self.steps_of(of);
        steps.iter().rev().find_map(|step| step.share)
    }

    /// The contribution of which an entry speaks.
    pub(crate) fn contribution_of(&self, entry: u64) -> Option<&Contribution> {
        let mut all = self.contributions.iter().map(|(_, it)| it);
        all.find(|it| it.steps.iter().any(|step| step.entry == entry))
    }

    /// All contributions, in the order of the journal.
    pub(crate) fn contributions_read(&self) -> Vec<ContributionRead<'_>> {
        let read = |(_, it)| {
            let it: &Contribution = it;
            let close = self.closes.iter().find(|close| close.year == it.year);
            let back = |all: &[PartnerLine]| {
                let of = all.iter().filter(|line| line.id == it.id);
                of.map(|line| line.amount.pence()).sum()
            };
            let entry = it.steps[0].entry;
            ContributionRead {
                id: &it.id,
                partner: &self.bodies[it.partner].id,
                body: &self.bodies[it.body].id,
                stream: &self.streams[it.stream].id,
                year: it.year,
                since: self.effective_of(entry),
                come: Come::of(self.steps_of(it)),
                counted: self.counted_of(it),
                share: self.share_of(it),
                spent: self.spent_of(it),
                gone_back: close.map(|close| back(&close.gone_back)),
                closed_by: close.map(|close| (close.entry, self.effective_of(close.entry))),
                entry,
            }
        };
        self.contributions.iter().map(read).collect()
    }
}
