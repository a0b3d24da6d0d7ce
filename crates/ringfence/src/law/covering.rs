//! What a cover asks of items and lines before it takes or gives.

use std::collections::BTreeSet;

use super::cap::Pot;
use super::claim::Turn;
use super::condition::{Condition, Scope, Verdict};
use super::cover::{Cover, Wants};
use super::english_cap::{missing_of, one_answer};
use super::sitting::Sitting;
use super::spread::Spread;
use super::worth::Worth;
use super::{CapReading, Disposal, Facts, Outcome};
use crate::word::{Citation, Money};

/// What an item lacks that is not decided. What its caps ask says itself of what.
pub(crate) fn lacking(of: &Disposal, caps: &[CapReading], item: &str) -> Vec<String> {
    match of {
        Disposal::NeedsEvidence { missing } if caps.iter().any(|it| !it.missing.is_empty()) => {
            missing.clone()
        }
        Disposal::Decided { .. } => Vec::new(),
        Disposal::NeedsEvidence { missing } => {
            missing.iter().map(|fact| missing_of(fact, item)).collect()
        }
        Disposal::Conflict { labels } => vec![missing_of(&one_answer(labels), item)],
    }
}

impl Sitting<'_> {
    /// Whether an item is of a source of a cover, and what is missing to know it.
    pub(crate) fn is_of_source(
        &self,
        cover: &Cover,
        source: usize,
        facts: &Facts,
        item: &str,
    ) -> (Verdict, Vec<String>) {
        self.holds_of(cover.from[source].when.as_ref(), facts, item)
    }

    /// Whether a deficit or line is one that a cover meets, and what is missing to know it.
    pub(crate) fn is_met(&self, cover: &Cover, facts: &Facts, who: &str) -> (Verdict, Vec<String>) {
        self.holds_of(cover.when.as_ref(), facts, who)
    }

    pub(super) fn holds_of(
        &self,
        when: Option<&Condition>,
        facts: &Facts,
        who: &str,
    ) -> (Verdict, Vec<String>) {
        let Some(when) = when else {
            return (Verdict::True, Vec::new());
        };
        let case = self.case(facts);
        let mut names = BTreeSet::new();
        case.missing(when, Scope::default(), &mut names);
        let missing = names.into_iter().map(|fact| missing_of(fact, who));
        (case.verdict(when, Scope::default()), missing.collect())
    }

    /// How much a line wants, in pence; or what is missing to know it.
    pub(crate) fn wanted(
        &self,
        cover: &Cover,
        facts: &Facts,
        line: &str,
    ) -> Result<i64, Vec<String>> {
        let Wants::Lines(value) = &cover.wants else {
            return Ok(0);
        };
        let case = self.case(facts);
        let spread = match case.worth(value, Scope::default()) {
            Worth::Number(spread) | Worth::Perhaps(spread) => spread,
            _ => Spread::NOUGHT,
        };
        let spread = spread.clamped(0, Money::MAX.pence());
        spread.known().ok_or_else(|| {
            let mut names = BTreeSet::new();
            case.missing_of(value, Scope::default(), &mut names);
            let each = names.into_iter().map(|fact| missing_of(fact, line));
            each.collect()
        })
    }
}

impl Sitting<'_> {
    /// When the turn of one that wants something comes; what is missing to know it.
    pub(crate) fn turn_to_have(
        &self,
        cover: &Cover,
        facts: &Facts,
        who: &str,
    ) -> Result<Turn, Vec<String>> {
        match self.turn_by(&cover.share, facts, || None) {
            Turn::Unknown => Err(self.missing_of_turn_by(&cover.share, facts, who)),
            known => Ok(known),
        }
    }
}

impl Cover {
    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    pub(crate) fn per(&self) -> Pot {
        self.per
    }

    pub(crate) fn meets_deficits(&self) -> bool {
        self.wants == Wants::Deficits
    }

    /// What each of its sources takes, the first first.
    pub(crate) fn sources(&self) -> impl ExactSizeIterator<Item = Outcome> + '_ {
        self.from.iter().map(|source| source.of)
    }

    pub(crate) fn citation(&self) -> &Citation {
        &self.cite
    }
}
