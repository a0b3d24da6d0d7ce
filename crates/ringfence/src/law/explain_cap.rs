//! The reasons of a cap: what it left an item, and how it was shared out.

use chrono::NaiveDate;
use serde::Serialize;

use super::bid::{self, bids_of};
use super::cap::{Cap, Pot};
use super::claim::{CapSeat, limit};
use super::condition::{Case, Scope, Verdict};
use super::decide::{Alike, Decision, Settled, Taken, Trial};
use super::english_cap;
use super::explain::reason;
use super::explained::{Arithmetic, ClauseReading, Explained, FactReading, Reason, Step};
use super::reckon::{own_readings, parameter_readings, reckoning};
use super::sitting::Seat;
use super::weigh::{Weighed, weighed};
use super::{Disposal, DisposalPart, Facts, Outcome, Release, RuleBook, Use};
use crate::word::{Citation, Money};

/// What a cap over several items left one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CapReading {
    /// Its label.
    pub cap: String,
    /// The name by which its own explanation is found, where it counts something:
    /// `cap:<rule>/<label>/<pot>`.
    pub name: String,
    /// What it stands over.
    pub per: Pot,
    /// The line, body or stream over whose items it stands.
    pub pot: String,
    /// The outcomes that it counts.
    pub outcomes: Vec<Outcome>,
    /// Whether it counts this item. Of one that it does not count it has no sums.
    pub counts: Verdict,
    /// Its condition, part by part, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Reason>,
    /// How much it is; nothing where that is not known.
    pub amount: Option<Money>,
    /// How much is claimed in all.
    pub claimed: Option<Money>,
    /// How much this item claims.
    pub claim: Option<Money>,
    /// How much the cap leaves it.
    pub share: Option<Money>,
    /// Whether an odd penny is in that.
    pub odd_penny: bool,
    /// How large the cap would have to be to leave it all.
    pub all_at: Option<Money>,
    /// What is to be recorded before it is decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Its source, or the assumption that it rests on.
    pub citation: Citation,
}

/// What a cap over several items comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CapShares {
    /// Its label.
    pub cap: String,
    /// Its name: `cap:<rule>/<label>/<pot>`.
    pub name: String,
    /// What it stands over.
    pub per: Pot,
    /// The line, body or stream over whose items it stands.
    pub pot: String,
    /// The outcomes that it counts.
    pub outcomes: Vec<Outcome>,
    /// How much it is; nothing where that is not known.
    pub amount: Option<Money>,
    /// How much is claimed in all; nothing where that is not known.
    pub claimed: Option<Money>,
    /// How much of it is kept; nothing where that is not known.
    pub kept: Option<Money>,
    /// Who claims how much, and has what, in the order of the items' names.
    pub claims: Vec<CapClaim>,
    /// What is to be recorded before it is shared out.
    pub missing: Vec<String>,
}

/// What one item claims of a cap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CapClaim {
    /// The item.
    pub item: String,
    /// How much it claims; nothing where that is not known.
    pub claim: Option<Money>,
    /// How much the cap leaves it.
    pub share: Option<Money>,
    /// Whether an odd penny is in that.
    pub odd_penny: bool,
}

/// What a cap does not leave an item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Above<'b> {
    pub(super) cap: &'b Cap,
    pub(super) outcome: Outcome,
    pub(super) size: Money,
}

impl<'b> Trial<'b> {
    /// The decision once the caps are applied that touch the item.
    pub(super) fn under(&self, decision: Decision<'b>, caps: &[CapReading]) -> Decision<'b> {
        let Settled::Taken(mut taken) = decision.settled else {
            return decision;
        };
        if let Some(asks) = caps.iter().find(|it| !it.missing.is_empty()) {
            return Decision {
                disposal: Disposal::NeedsEvidence {
                    missing: asks.missing.clone(),
                },
                settled: Settled::Taken(taken),
                above: Vec::new(),
                covered: Vec::new(),
            };
        }
        let caps = self.that_bind(caps);
        let mut disposal = decision.disposal;
        let above = self.cut(&mut taken, &caps);
        if !above.is_empty() {
            disposal = self.below(&caps);
        }
        let above = if disposal.is_decided() {
            above
        } else {
            Vec::new()
        };
        Decision {
            disposal,
            settled: Settled::Taken(taken),
            above,
            covered: Vec::new(),
        }
    }

    /// The caps that leave less than is claimed, and how much less, in pence.
    fn that_bind(&self, caps: &[CapReading]) -> Vec<(&'b CapSeat<'b>, i64)> {
        let seat: &'b Seat<'b> = self.seat;
        let binds = |reading: &CapReading| {
            let less = reading.claim?.checked_sub(reading.share?)?;
            let its = seat.caps.iter().find(|it| it.cap.label == reading.cap)?;
            less.is_positive().then(|| (its, less.pence()))
        };
        caps.iter().filter_map(binds).collect()
    }

    /// Takes what caps do not leave from what was taken.
    fn cut(&self, taken: &mut [Taken<'b>], caps: &[(&'b CapSeat<'b>, i64)]) -> Vec<Above<'b>> {
        let mut bids = bids_of(taken);
        for (cap, above) in caps {
            bid::cut(&mut bids, cap, *above);
        }
        let size = |pence: i64| Money::from_pence(pence).expect("no more than the item");
        for one in taken {
            let mut its = bids.iter().filter(|bid| bid.standing == one.standing);
            if let Some(bid) = its.find(|bid| bid.above.is_none()) {
                one.size = size(bid.size);
            }
        }
        let above = caps.iter().map(|(seat, _)| {
            let its = bids.iter().filter(|bid| bid.above == Some(seat.place));
            Above {
                cap: seat.cap,
                outcome: seat.excess,
                size: size(its.map(|bid| bid.size).sum()),
            }
        });
        above.collect()
    }

    /// What becomes of it below caps. Where clauses that come to the same would lose otherwise, it
    /// matters which of them apply.
    fn below(&self, caps: &[(&'b CapSeat<'b>, i64)]) -> Disposal {
        let open = self.open();
        let below = |way| match self.settle(&open, way) {
            Settled::Taken(mut taken) => {
                let above = self.cut(&mut taken, caps);
                Alike(self.becomes_above(&taken, &above, &[]))
            }
            settled @ Settled::Conflict(_) => Alike(self.disposal(&settled)),
        };
        let Weighed { first, mattering } = weighed(open.len(), below);
        match mattering.is_empty() {
            true => first.0,
            false => Disposal::NeedsEvidence {
                missing: self.names_of(mattering.into_iter().map(|bit| open[bit])),
            },
        }
    }

    /// What caps left it, each with its condition.
    pub(super) fn told(&self, caps: &[CapReading]) -> Vec<CapReading> {
        let condition = |of: &CapReading| {
            let mut seats = self.seat.caps.iter().map(|seat| seat.cap);
            let when = seats.find(|cap| cap.label == of.cap)?.when.as_ref()?;
            Some(reason(self.case, when, Scope::default()))
        };
        let told = caps.iter().map(|of| CapReading {
            condition: condition(of),
            ..of.clone()
        });
        told.collect()
    }

    /// Whether a cap may keep it from what it comes to alone.
    pub(super) fn may_be_capped(&self, alone: &Disposal) -> bool {
        let counts = |cap: &Cap| {
            let when = cap.when.as_ref();
            when.is_none_or(|it| self.case.verdict(it, Scope::default()) != Verdict::False)
        };
        let claims = |cap: &Cap| {
            let mut sums = cap.outcomes.iter().map(|it| alone.sum_of(*it));
            sums.any(|sum| !sum.is_zero())
        };
        let mut caps = self.seat.caps.iter().map(|seat| seat.cap);
        caps.any(|cap| claims(cap) && counts(cap))
    }

    /// What is above a cap, as a part of the item.
    pub(super) fn part_above(&self, above: &Above<'_>) -> DisposalPart {
        DisposalPart {
            outcome: above.outcome,
            amount: self.item.signed(above.size),
            to: None,
            available_from: None,
            release: Release::Undrawn,
            usage: Use::Any,
        }
    }
}

/// The steps of what is above caps.
pub(super) fn steps_above<'d>(
    trial: &'d Trial<'_>,
    decision: &'d Decision<'_>,
) -> impl Iterator<Item = Step> + use<'d> {
    let above = decision.above.iter().filter(|it| !it.size.is_zero());
    above.map(|above| Step {
        label: above.cap.label.clone(),
        text: english_cap::above(&above.cap.label, above.outcome),
        amount: trial.item.signed(above.size),
        parts: Vec::new(),
    })
}

/// The reading of the last cap that left an item less than it claims.
pub(super) fn last_that_bound<'c>(
    decision: &Decision<'_>,
    caps: &'c [CapReading],
) -> Option<&'c CapReading> {
    let last = decision.above.last()?;
    caps.iter().find(|it| it.cap == last.cap.label)
}

/// A cap of a plan: what its own explanation is rebuilt from.
#[derive(Clone, Debug)]
pub(crate) struct SharedCap {
    /// The id of its rule.
    pub(crate) rule: String,
    pub(crate) shares: CapShares,
    /// What is known of the pot.
    pub(crate) facts: Facts,
}

impl RuleBook {
    /// How a cap is shared out, and why.
    pub(crate) fn cap_shares(&self, of: &SharedCap, on: NaiveDate) -> Explained<CapShares> {
        let rule = self.rules().iter().find(|rule| rule.id == of.rule);
        let caps = rule.map_or(&[][..], |rule| &rule.caps);
        let in_force = super::cap::in_force(caps, on);
        let cap = in_force.into_iter().find(|cap| cap.label == of.shares.cap);
        let case = Case::of(&of.facts, self.parameters(), on);
        let reads = cap.map(Cap::reads).unwrap_or_default();
        let named = reads.facts.iter().filter(|name| name.group().is_none());
        let facts = named.map(|name| FactReading {
            fact: *name,
            record: None,
            value: of.facts.fact(*name).clone(),
            entries: of.facts.entries(*name).to_vec(),
        });
        let own = self.own().iter();
        let own = own.filter(|it| reads.own.contains(it.name().as_str()));
        let own: Vec<_> = own.collect();
        Explained {
            answer: english_cap::answer(&of.shares),
            on,
            book: self.id().to_owned(),
            book_hash: self.hash(),
            rule: Some(of.rule.clone()),
            clauses: caps.iter().map(|one| clause_reading(one, cap)).collect(),
            facts: facts.collect(),
            own: own_readings(case, &own, &reads.own_last),
            parameters: parameter_readings(case, reads.parameters.clone()),
            caps: Vec::new(),
            covers: Vec::new(),
            arithmetic: arithmetic(of, cap, case),
            bound: None,
            nearest_change: None,
            result: of.shares.clone(),
        }
    }
}

fn clause_reading(of: &Cap, in_force: Option<&Cap>) -> ClauseReading {
    let this = in_force == Some(of);
    ClauseReading {
        label: of.label.clone(),
        over: None,
        text: english_cap::clause(of),
        in_force_from: of.in_force_from,
        in_force: this,
        verdict: Verdict::from(this),
        decided: this,
        note: None,
        condition: None,
        citation: of.cite.clone(),
    }
}

/// What is claimed, share by share, and what of it is above the cap.
fn arithmetic(of: &SharedCap, cap: Option<&Cap>, case: Case<'_>) -> Arithmetic {
    let shares = &of.shares;
    let (Some(claimed), Some(kept), Some(cap)) = (shares.claimed, shares.kept, cap) else {
        return Arithmetic {
            whole: shares.claimed.unwrap_or(Money::ZERO),
            steps: Vec::new(),
        };
    };
    let each = shares.claims.iter().map(|claim| Step {
        label: claim.item.clone(),
        text: english_cap::share(claim),
        amount: claim.share.unwrap_or(Money::ZERO),
        parts: Vec::new(),
    });
    let above = Step {
        label: cap.label.clone(),
        text: english_cap::beyond(limit(cap, case).spread),
        amount: claimed.checked_sub(kept).unwrap_or(Money::ZERO),
        parts: reckoning(case, &cap.amount, Scope::default()),
    };
    Arithmetic {
        whole: claimed,
        steps: each.chain([above]).collect(),
    }
}
