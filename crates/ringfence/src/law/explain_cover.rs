//! The reasons of a cover: what it took of an item or gave it, and what it came to in all.

use chrono::NaiveDate;
use serde::Serialize;

use super::cap::Pot;
use super::condition::Verdict;
use super::cover::{self, Cover};
use super::decide::{Decision, Settled, Trial};
use super::english_cover;
use super::explained::{Arithmetic, ClauseReading, Explained, Step};
use super::sitting::{Seat, Sitting};
use super::{
    CapReading, Destination, Disposal, DisposalPart, Facts, NamedLine, Outcome, Release, RuleBook,
    Use,
};
use crate::noun::{BodyId, StreamId};
use crate::word::{Citation, Money};

/// What a cover took of an item, or gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverReading {
    /// Its label.
    pub cover: String,
    /// The name by which its own explanation is found: `cover:<rule>/<label>/<pot>`.
    pub name: String,
    /// Among whose items and lines it takes and gives.
    pub per: Pot,
    /// The body, or the accountable body.
    pub pot: String,
    /// How much is wanted in all; nothing where that is not known.
    pub wanted: Option<Money>,
    /// How much of it is met; nothing where that is not known.
    pub met: Option<Money>,
    /// What the item has to do with it.
    pub role: CoverRole,
    /// What is to be recorded before it is decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Its source, or the assumption that it rests on.
    pub citation: Citation,
}

/// What an item has to do with a cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CoverRole {
    /// It is a source.
    Gives {
        /// Which source it is of, counted from 1.
        source: usize,
        /// What would become of what it has left.
        of: Outcome,
        /// How much would.
        had: Money,
        /// How much of that is taken.
        gave: Money,
        /// The lines that have it; none where deficits are met.
        to: Vec<CoverGift>,
    },
    /// It is a deficit.
    Has {
        /// How much of it the covers before left.
        wanted: Money,
        /// How much of that is met.
        has: Money,
    },
}

/// What a line has of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverGift {
    /// Who holds the line.
    pub body: BodyId,
    /// Of which stream it is.
    pub stream: StreamId,
    /// How much it has.
    pub amount: Money,
}

/// What a cover comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverShares {
    /// Its label.
    pub cover: String,
    /// Its name: `cover:<rule>/<label>/<pot>`.
    pub name: String,
    /// Among whose items and lines it takes and gives.
    pub per: Pot,
    /// The body, or the accountable body.
    pub pot: String,
    /// How much is wanted; nothing where that is not known.
    pub wanted: Option<Money>,
    /// How much of it is met; nothing where that is not known.
    pub met: Option<Money>,
    /// What meets it, source by source.
    pub sources: Vec<CoverSource>,
    /// Who wants how much, and has what.
    pub wants: Vec<CoverWant>,
    /// What is to be recorded before it is decided.
    pub missing: Vec<String>,
}

/// What one item gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverSource {
    /// Which source it is of, counted from 1.
    pub source: usize,
    /// The item.
    pub item: String,
    /// What would become of what it has left.
    pub of: Outcome,
    /// How much would.
    pub had: Money,
    /// How much of that is taken.
    pub gave: Money,
}

/// What one deficit or line wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverWant {
    /// The item, or the line as body and stream.
    pub who: String,
    /// How much it wants; nothing where that is not known.
    pub wanted: Option<Money>,
    /// How much of it is met; nothing where that is not known.
    pub has: Option<Money>,
}

/// A part of an item that a cover took or met.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Covered<'b> {
    pub(super) cover: &'b Cover,
    pub(super) outcome: Outcome,
    pub(super) size: Money,
    pub(super) to: Option<Destination>,
}

impl<'b> Trial<'b> {
    /// The decision once the covers are applied that take of the item or meet it.
    pub(super) fn covered(
        &self,
        mut decision: Decision<'b>,
        covers: &[CoverReading],
    ) -> Decision<'b> {
        if covers.is_empty() || !decision.disposal.is_decided() {
            return decision;
        }
        if let Some(asks) = covers.iter().find(|it| !it.missing.is_empty()) {
            decision.disposal = Disposal::NeedsEvidence {
                missing: asks.missing.clone(),
            };
            decision.above.clear();
            return decision;
        }
        for reading in covers {
            let of_label = |cover: &&&'b Cover| cover.label == reading.cover;
            let Some(cover) = self.seat.covers.iter().find(of_label) else {
                continue;
            };
            match &reading.role {
                CoverRole::Has { has, .. } => {
                    decision.cut(*has, |_| true, self);
                    decision.covered.push(Covered {
                        cover,
                        outcome: Outcome::Absorb,
                        size: *has,
                        to: None,
                    });
                }
                CoverRole::Gives { of, gave, to, .. } => {
                    decision.cut(*gave, |outcome| outcome == *of, self);
                    decision.covered.extend(given(cover, *gave, to));
                }
            }
        }
        if let Settled::Taken(taken) = &decision.settled {
            decision.disposal = self.becomes_above(taken, &decision.above, &decision.covered);
        }
        decision
    }

    /// What a cover took or met, as a part of the item.
    pub(super) fn part_covered(&self, covered: &Covered<'_>) -> DisposalPart {
        let rolls = covered.outcome == Outcome::RollOver;
        DisposalPart {
            outcome: covered.outcome,
            amount: self.item.signed(covered.size),
            to: covered.to.clone(),
            available_from: self.next_year.filter(|_| rolls),
            release: Release::Undrawn,
            usage: Use::Any,
        }
    }
}

fn given<'b>(cover: &'b Cover, gave: Money, to: &[CoverGift]) -> Vec<Covered<'b>> {
    let one = |outcome, size, to| Covered {
        cover,
        outcome,
        size,
        to,
    };
    if to.is_empty() {
        return vec![one(Outcome::Lapse, gave, None)];
    }
    let lines = to.iter().map(|gift| {
        let line = NamedLine {
            body: Some(gift.body.clone()),
            stream: Some(gift.stream.clone()),
            recurrence: None,
        };
        let to = Some(Destination::Line(line.into()));
        one(Outcome::RollOver, gift.amount, to)
    });
    lines.collect()
}

impl Decision<'_> {
    /// Takes so much of what would come to some outcomes: what is above caps first, then of the
    /// lowest clause.
    fn cut(&mut self, size: Money, of: impl Fn(Outcome) -> bool, trial: &Trial<'_>) {
        let mut left = size;
        let mut take = |from: &mut Money| {
            let less = left.min(*from);
            *from = from.checked_sub(less).unwrap_or(Money::ZERO);
            left = left.checked_sub(less).unwrap_or(Money::ZERO);
        };
        for above in self.above.iter_mut().rev() {
            if of(above.outcome) {
                take(&mut above.size);
            }
        }
        let Settled::Taken(taken) = &mut self.settled else {
            return;
        };
        for one in taken.iter_mut().rev() {
            let outcome = match one.effect {
                None => Some(trial.item.unset()),
                Some(effect) => effect.outcome(),
            };
            if outcome.is_some_and(&of) {
                take(&mut one.size);
            }
        }
    }
}

/// The steps of what covers took or met.
pub(super) fn steps_covered<'d>(
    trial: &'d Trial<'_>,
    decision: &'d Decision<'_>,
) -> impl Iterator<Item = Step> + use<'d> {
    let moved = decision.covered.iter().filter(|it| !it.size.is_zero());
    moved.map(|covered| Step {
        label: covered.cover.label.clone(),
        text: english_cover::took(covered),
        amount: trial.item.signed(covered.size),
        parts: Vec::new(),
    })
}

/// A cover of a plan: what its own explanation is rebuilt from.
#[derive(Clone, Debug)]
pub(crate) struct SharedCover {
    /// The id of its rule.
    pub(crate) rule: String,
    pub(crate) shares: CoverShares,
}

impl RuleBook {
    /// What a cover comes to, and why.
    pub(crate) fn cover_shares(&self, of: &SharedCover, on: NaiveDate) -> Explained<CoverShares> {
        let rule = self.rules().iter().find(|rule| rule.id == of.rule);
        let covers = rule.map_or(&[][..], |rule| &rule.covers);
        let in_force = cover::in_force(covers, on);
        let cover = in_force.into_iter().find(|it| it.label == of.shares.cover);
        let gave = of.shares.sources.iter().filter(|it| !it.gave.is_zero());
        let steps = gave.map(|it| Step {
            label: it.item.clone(),
            text: english_cover::gave(it),
            amount: it.gave,
            parts: Vec::new(),
        });
        Explained {
            answer: english_cover::answer(&of.shares),
            on,
            book: self.id().to_owned(),
            book_hash: self.hash(),
            rule: Some(of.rule.clone()),
            clauses: covers
                .iter()
                .map(|one| clause_reading(one, cover))
                .collect(),
            facts: Vec::new(),
            own: Vec::new(),
            parameters: Vec::new(),
            caps: Vec::new(),
            covers: Vec::new(),
            arithmetic: Arithmetic {
                whole: of.shares.met.unwrap_or(Money::ZERO),
                steps: steps.collect(),
            },
            bound: None,
            nearest_change: None,
            result: of.shares.clone(),
        }
    }
}

fn clause_reading(of: &Cover, in_force: Option<&Cover>) -> ClauseReading {
    let this = in_force == Some(of);
    ClauseReading {
        label: of.label.clone(),
        over: None,
        text: english_cover::clause(of),
        in_force_from: of.in_force_from,
        in_force: this,
        verdict: Verdict::from(this),
        decided: this,
        note: None,
        condition: None,
        citation: of.cite.clone(),
    }
}

impl Sitting<'_> {
    /// What becomes of an item once the caps and covers are applied that touch it.
    pub(crate) fn dispose_under(
        &self,
        seat: &Seat<'_>,
        facts: &Facts,
        (caps, covers): (&[CapReading], &[CoverReading]),
    ) -> Disposal {
        let trial = Trial::of(seat, self.case(facts));
        let decision = trial.under(trial.decide(), caps);
        trial.covered(decision, covers).disposal
    }
}
