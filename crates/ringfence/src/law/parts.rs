//! From what each clause takes to what becomes of the item.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::condition::Scope;
use super::decide::{Settled, Taken, Trial};
use super::effect::{Destination, Effect, Happens, LineOf, NamedLine, Whither};
use super::english_value;
use super::explain_cap::Above;
use super::explain_cover::Covered;
use super::expression::Expression;
use super::worth::Worth;
use super::{Disposal, DisposalPart, Outcome, Release, Use};
use crate::word::{Id, Money, Weights};

/// The parts found so far, and what is asked before they count.
#[derive(Default)]
struct Found {
    parts: Vec<DisposalPart>,
    asked: BTreeSet<String>,
    /// The facts without which a line has no name yet.
    awaited: BTreeSet<String>,
}

impl Trial<'_> {
    pub(super) fn disposal(&self, settled: &Settled<'_>) -> Disposal {
        match settled {
            Settled::Taken(taken) => self.becomes(taken),
            Settled::Conflict(places) => {
                let label = |place: &usize| self.standing[*place].exception.label.clone();
                Disposal::Conflict {
                    labels: places.iter().map(label).collect(),
                }
            }
        }
    }

    /// What is taken, equal effects together, without what takes nothing; or what is asked first.
    pub(super) fn becomes(&self, taken: &[Taken<'_>]) -> Disposal {
        self.becomes_above(taken, &[], &[])
    }

    /// The same, with what caps over several items do not leave it and what covers took or met.
    pub(super) fn becomes_above(
        &self,
        taken: &[Taken<'_>],
        above: &[Above<'_>],
        covered: &[Covered<'_>],
    ) -> Disposal {
        let mut found = self.found(taken);
        let above = above.iter().filter(|above| !above.size.is_zero());
        above.for_each(|above| found.add(self.part_above(above)));
        let covered = covered.iter().filter(|covered| !covered.size.is_zero());
        covered.for_each(|covered| found.add(self.part_covered(covered)));
        found.asked.append(&mut found.awaited);
        found.disposal()
    }

    /// What is taken, to be held against what another clause takes: where a clause asks, it is no
    /// matter which line would receive.
    pub(super) fn compared(&self, taken: &[Taken<'_>]) -> Disposal {
        let mut found = self.found(taken);
        if !self.has_asked(taken) {
            found.asked.append(&mut found.awaited);
        }
        found.disposal()
    }

    /// Those that take something; of an item of nought the uppermost.
    fn taking<'t, 'c>(&self, taken: &'t [Taken<'c>]) -> impl Iterator<Item = &'t Taken<'c>> {
        let nothing_at_all = self.item.whole.is_zero();
        let each = taken.iter().enumerate();
        let taking =
            each.filter(move |(place, one)| !one.size.is_zero() || (nothing_at_all && *place == 0));
        taking.map(|(_, one)| one)
    }

    fn found(&self, taken: &[Taken<'_>]) -> Found {
        let mut found = Found {
            parts: Vec::with_capacity(taken.len()),
            ..Found::default()
        };
        for one in self.taking(taken) {
            match one.effect {
                None => found.add(DisposalPart {
                    outcome: self.item.unset(),
                    amount: self.item.signed(one.size),
                    to: None,
                    available_from: None,
                    release: Release::Undrawn,
                    usage: Use::Any,
                }),
                Some(effect) => self.take(effect, one.size, &mut found),
            }
        }
        found
    }

    /// Whether a line that receives something cannot be named before a fact is known. One whose
    /// name is absent never can.
    pub(super) fn is_unnamed(&self, taken: &[Taken<'_>]) -> bool {
        !self.has_asked(taken) && !self.found(taken).awaited.is_empty()
    }

    fn has_asked(&self, taken: &[Taken<'_>]) -> bool {
        let asks = |one: &Taken<'_>| one.effect.is_some_and(Effect::asks);
        self.taking(taken).any(asks)
    }

    fn take(&self, effect: &Effect, size: Money, found: &mut Found) {
        let outcome = match &effect.happens {
            Happens::Outcome(outcome) => *outcome,
            Happens::Asks(asked) => {
                found.asked.insert(asked.to_string());
                return;
            }
        };
        let part = |amount: Money, to: Option<Destination>| DisposalPart {
            outcome,
            amount: self.item.signed(amount),
            to,
            available_from: self.available_from(effect),
            release: effect.release,
            usage: effect.usage,
        };
        let weights: Vec<u64> = effect.to.iter().map(|it| it.weight).collect();
        let Ok(weights) = Weights::new(&weights) else {
            return found.add(part(size, None));
        };
        for (receiver, amount) in effect.to.iter().zip(size.split(&weights)) {
            if amount.is_zero() && !size.is_zero() {
                continue;
            }
            let to = match &receiver.place {
                Whither::SameLine => Some(Destination::SameLine),
                Whither::Project => Some(Destination::Project),
                Whither::Line(line) => self.named(line, found),
            };
            found.add(part(amount, to));
        }
    }

    /// The line that a rule names; where it cannot be named, that is asked.
    fn named(&self, line: &LineOf, found: &mut Found) -> Option<Destination> {
        let body = self.id_of(line.body.as_ref(), found);
        let stream = self.id_of(line.stream.as_ref(), found);
        let recurrence = line.recurrence;
        Some(Destination::Line(Arc::new(NamedLine {
            body,
            stream,
            recurrence,
        })))
    }

    fn id_of<Of>(&self, value: Option<&Expression>, found: &mut Found) -> Option<Id<Of>> {
        let value = value?;
        let text = match self.case.worth(value, Scope::default()) {
            Worth::Text(text) => text.parse().ok(),
            _ => None,
        };
        if text.is_none() {
            let mut names = BTreeSet::new();
            self.case.missing_of(value, Scope::default(), &mut names);
            if names.is_empty() {
                found.asked.insert(english_value::value(value));
            }
            found.awaited.extend(names.into_iter().map(str::to_owned));
        }
        text
    }

    fn available_from(&self, effect: &Effect) -> Option<NaiveDate> {
        match effect.is(Outcome::RollOver) {
            true => effect.available_from.or(self.next_year),
            false => None,
        }
    }
}

impl Found {
    fn disposal(self) -> Disposal {
        match self.asked.is_empty() {
            true => Disposal::Decided { parts: self.parts },
            false => Disposal::NeedsEvidence {
                missing: self.asked.into_iter().collect(),
            },
        }
    }

    fn add(&mut self, part: DisposalPart) {
        let alike = self.parts.iter_mut().find(|known| {
            let amount = part.amount;
            let to = known.to.clone();
            DisposalPart {
                amount,
                to,
                ..**known
            } == part
        });
        match alike {
            Some(known) => {
                known.amount = known
                    .amount
                    .checked_add(part.amount)
                    .unwrap_or(known.amount);
            }
            None => self.parts.push(part),
        }
    }
}
