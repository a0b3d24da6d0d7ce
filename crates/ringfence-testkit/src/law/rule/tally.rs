//! How often a run on random books reached what there is to reach.

use std::collections::BTreeMap;
use std::fmt;

use ringfence::law::{CapReading, Disposal, Explained, Outcome, Verdict};
use ringfence::state::Plan;

use crate::model::{Answers, COUNTS, Shares, WHEN};

/// How often each kind of answer, and each part of the language, was reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookTally {
    /// Items before books.
    pub items: u64,
    /// Parts of decisions, by outcome; conflicts; what was asked, by why.
    pub answers: BTreeMap<String, u64>,
    /// What the model looked at: values by their head, comparisons by their verdict.
    pub reached: BTreeMap<String, u64>,
}

const ASKED: &str = "asked what matters";
const ASKED_BY_A_CLAUSE: &str = "asked by a clause";
const ASKED_ALL_THE_SAME: &str = "asked though no way that was tried differs";
const UNKNOWN_ALIKE: &str = "decided with something unknown";
const CONFLICT: &str = "conflict";
const ODD_PENNY: &str = "an odd penny of a cap";
const UNSURE: &str = "asked whether a cap counts it";
const WIDER: &str = "a wider rule kept more";

/// What a large run must reach: heads of values, conditions, and comparisons either way.
const PARTS: [&str; 78] = [
    "stated",
    "fact",
    "recorded_on",
    "recorded_by",
    "recorded_by nobody",
    "own by",
    "own by, outlived",
    "own by nobody",
    "parameter",
    "month",
    "day",
    "year",
    "of",
    "least",
    "greatest",
    "plus",
    "minus",
    "excess",
    "times",
    "cases",
    "sum",
    "count",
    "earliest",
    "latest",
    "days_from",
    "days_over",
    "days covered twice",
    "month_of",
    "year_of",
    "down",
    "up",
    "half_up",
    "half_even",
    "to_whole",
    "all",
    "any",
    "not",
    "all delay",
    "any delay",
    "all slippage",
    "any slippage",
    "all approval",
    "any approval",
    "all notice",
    "any notice",
    "all given",
    "any given",
    "all member",
    "any member",
    "is true",
    "is false",
    "is_not true",
    "is_not false",
    "above true",
    "above false",
    "at_least true",
    "at_least false",
    "below true",
    "below false",
    "at_most true",
    "at_most false",
    "before true",
    "before false",
    "on_or_after true",
    "on_or_after false",
    "after true",
    "after false",
    "on_or_before true",
    "on_or_before false",
    "one_of true",
    "one_of false",
    "none_of true",
    "none_of false",
    "recorded true",
    "recorded false",
    "on another day",
    "to a line named",
    "to several",
];

impl BookTally {
    pub(super) fn of(said: &Disposal, answers: &Answers) -> BookTally {
        let mut tally = BookTally {
            items: 1,
            reached: answers.reached.clone(),
            ..BookTally::default()
        };
        let mut count = |what: &str| *tally.answers.entry(what.to_owned()).or_default() += 1;
        match said {
            Disposal::Decided { parts } => {
                parts.iter().for_each(|part| count(part.outcome.name()));
                if !answers.missing.is_empty() {
                    count(UNKNOWN_ALIKE);
                }
            }
            Disposal::Conflict { .. } => count(CONFLICT),
            Disposal::NeedsEvidence { .. } if !answers.is_one() => count(ASKED),
            Disposal::NeedsEvidence { .. } => match answers.each[0].is_decided() {
                true => count(ASKED_ALL_THE_SAME),
                false => count(ASKED_BY_A_CLAUSE),
            },
        }
        tally
    }

    /// What the caps of a plan did, and what became of its items.
    pub(super) fn of_caps(plan: &Plan, shares: &Shares) -> BookTally {
        let mut tally = BookTally {
            reached: shares.reached.clone(),
            ..BookTally::default()
        };
        let mut count = |what: &str| *tally.answers.entry(what.to_owned()).or_default() += 1;
        for decision in plan.decisions() {
            let each = shares.each.get(&decision.item.to_string());
            match &decision.disposal {
                Disposal::Decided { parts } => {
                    parts.iter().for_each(|part| count(part.outcome.name()));
                    if shares.open {
                        count(UNKNOWN_ALIKE);
                    }
                }
                Disposal::Conflict { .. } => count(CONFLICT),
                Disposal::NeedsEvidence { .. } => match each {
                    Some(each) if each.len() > 1 => count(ASKED),
                    Some(each) if !each.contains(&None) => count(ASKED_ALL_THE_SAME),
                    _ => count(ASKED_BY_A_CLAUSE),
                },
            }
        }
        for why in plan.caps() {
            if why.result.claims.iter().any(|claim| claim.odd_penny) {
                count(ODD_PENNY);
            }
        }
        tally.items = plan.decisions().len() as u64;
        tally
    }

    /// An item of which it is not known whether a cap counts it.
    pub(super) fn count_unsure(&mut self, why: &Explained<Disposal>) {
        let asks = |cap: &CapReading| cap.counts == Verdict::Unknown && !cap.missing.is_empty();
        if why.caps.iter().any(asks) {
            self.count(UNSURE);
        }
    }

    pub(super) fn count_wider(&mut self, more: u64) {
        *self.answers.entry(WIDER.to_owned()).or_default() += more;
    }

    pub(super) fn count(&mut self, what: &str) {
        *self.answers.entry(what.to_owned()).or_default() += 1;
    }

    /// What was never reached of what drafts ask for.
    pub fn asks_missing(&self) -> Vec<String> {
        super::ask::missing_of(self)
    }

    /// What was never reached of duties.
    pub fn duties_missing(&self) -> Vec<&'static str> {
        let all = [
            "met",
            "not_met",
            "not_yet_due",
            "floor",
            "floor on lines",
            "floor reached",
            "met whatever is missing",
            "missed whatever is missing",
            ASKED,
            ASKED_ALL_THE_SAME,
        ];
        let all = all.into_iter();
        all.filter(|it| !self.answers.contains_key(*it)).collect()
    }

    /// What was never reached of caps.
    pub fn caps_missing(&self) -> Vec<String> {
        let answers = [
            ASKED,
            ASKED_BY_A_CLAUSE,
            UNKNOWN_ALIKE,
            CONFLICT,
            ODD_PENNY,
            UNSURE,
            WIDER,
        ];
        let answers = answers.into_iter().map(str::to_owned);
        let pots = ["line", "body", "accountable", "stream", "nearest"];
        let shares = ["pro_rata", "first_come", "priority"];
        let leaves = ["all", "less", "nothing"];
        let caps = pots.iter().flat_map(|pot| {
            let each = shares.iter().map(move |share| format!("{pot} {share}"));
            each.flat_map(|cap| leaves.map(|it| format!("{cap} leaves {it}")))
        });
        let answers = answers.filter(|it| self.answers.get(it).is_none_or(|count| *count == 0));
        let caps = caps.chain(WHEN.into_iter().chain(COUNTS).map(str::to_owned));
        let caps = caps.filter(|it| !self.reached.contains_key(it));
        answers.chain(caps).collect()
    }

    /// Adds another tally.
    pub fn add(&mut self, more: &BookTally) {
        self.items += more.items;
        for (into, from) in [
            (&mut self.answers, &more.answers),
            (&mut self.reached, &more.reached),
        ] {
            for (word, count) in from {
                *into.entry(word.clone()).or_default() += count;
            }
        }
    }

    /// What was never reached.
    pub fn missing(&self) -> Vec<&'static str> {
        let answers = [ASKED, ASKED_BY_A_CLAUSE, UNKNOWN_ALIKE, CONFLICT];
        let outcomes = Outcome::ALL.into_iter().map(Outcome::name);
        let answers = outcomes.chain(answers);
        let answers = answers.filter(|word| !self.answers.contains_key(*word));
        let parts = PARTS.into_iter();
        let parts = parts.filter(|word| !self.reached.contains_key(*word));
        answers.chain(parts).collect()
    }
}

impl fmt::Display for BookTally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} items", self.items)?;
        for (what, counts) in [("answers", &self.answers), ("looked at", &self.reached)] {
            let all = counts.iter().map(|(word, count)| format!("{word} {count}"));
            writeln!(f, "{what}: {}", Vec::from_iter(all).join(", "))?;
        }
        Ok(())
    }
}
