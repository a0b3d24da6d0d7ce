//! How often a run reached what there is to reach.

use std::collections::BTreeMap;
use std::fmt;

use ringfence::journal::{ActKind, Rejection};
use ringfence::law::{Destination, Disposal, Outcome};
use ringfence::noun::Wording;
use ringfence::state::Plan;
use ringfence::word::Money;

/// What a decision comes to that asks for evidence.
const NEEDS_EVIDENCE: &str = "needs_evidence";

/// What may go to others.
const MOVED: [&str; 4] = [
    "kept on a line that is named",
    "covers that meet deficits",
    "covers that give to lines",
    "covers without anything to give",
];

/// With what the name of a deficit begins.
const DEFICIT: &str = "deficit:";

/// How often each kind of event, each outcome of a close and each code was reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Accepted, by the event's word.
    pub events: BTreeMap<&'static str, u64>,
    /// Parts of decisions, by outcome; and decisions that had none, as they asked for evidence.
    pub outcomes: BTreeMap<&'static str, u64>,
    /// Refused, by code.
    pub codes: BTreeMap<&'static str, u64>,
    /// Caps over several items, by what they stand over and whether one left less than was claimed.
    pub caps: BTreeMap<&'static str, u64>,
    /// What went to others: to a line that a rule names, and by covers to deficits and to lines.
    pub moved: BTreeMap<&'static str, u64>,
    /// Recorded against advice, by code.
    pub advised: BTreeMap<&'static str, u64>,
    /// Walks.
    pub histories: u64,
}

impl Tally {
    /// Counts the code of a refusal.
    pub(super) fn count_code(&mut self, judged: Result<(), &'static str>) {
        if let Err(code) = judged {
            *self.codes.entry(code).or_default() += 1;
        }
    }

    /// Counts what was advised against an entry.
    pub(super) fn count_advice(&mut self, codes: &[&'static str]) {
        for code in codes {
            *self.advised.entry(code).or_default() += 1;
        }
    }

    /// Counts what the items of a plan come to.
    pub(super) fn count_outcomes(&mut self, plan: &Plan) {
        for decision in plan.decisions() {
            let asks = matches!(decision.disposal, Disposal::NeedsEvidence { .. });
            let parts = decision.disposal.parts().iter();
            let words = parts.map(|part| part.outcome.name());
            for word in words.chain(asks.then_some(NEEDS_EVIDENCE)) {
                *self.outcomes.entry(word).or_default() += 1;
            }
            let parts = decision.disposal.parts().iter();
            let named = parts.filter(|it| matches!(it.to, Some(Destination::Line(_))));
            *self.moved.entry(MOVED[0]).or_default() += named.count() as u64;
        }
        for cover in plan.covers() {
            let of = cover.result;
            let is_met = of.met.is_some_and(Money::is_positive);
            let deficits = of.wants.iter().any(|it| it.who.starts_with(DEFICIT));
            let word = match (is_met, deficits) {
                (false, _) => MOVED[3],
                (true, true) => MOVED[1],
                (true, false) => MOVED[2],
            };
            *self.moved.entry(word).or_default() += 1;
        }
        for cap in plan.caps() {
            let word = match cap.result.kept == cap.result.claimed {
                true => "left whole",
                false => cap.result.per.name(),
            };
            *self.caps.entry(word).or_default() += 1;
        }
    }

    /// Adds another tally.
    pub fn add(&mut self, more: &Tally) {
        self.histories += more.histories;
        for (into, from) in [
            (&mut self.events, &more.events),
            (&mut self.outcomes, &more.outcomes),
            (&mut self.caps, &more.caps),
            (&mut self.moved, &more.moved),
            (&mut self.codes, &more.codes),
            (&mut self.advised, &more.advised),
        ] {
            for (word, count) in from {
                *into.entry(word).or_default() += count;
            }
        }
    }

    /// The kinds of event that were never reached.
    pub fn events_missing(&self) -> Vec<&'static str> {
        let words = ActKind::WORDS.iter().map(|(_, kind)| kind.event_word());
        words
            .filter(|word| !self.events.contains_key(word))
            .collect()
    }

    /// The outcomes that no part of a decision ever came to.
    pub fn outcomes_missing(&self) -> Vec<&'static str> {
        let words = Outcome::ALL.into_iter().map(Outcome::name);
        words
            .chain([NEEDS_EVIDENCE])
            .filter(|word| !self.outcomes.contains_key(word))
            .collect()
    }

    /// What no cap ever stood over and bound; and whether none was ever left whole.
    pub fn caps_missing(&self) -> Vec<&'static str> {
        let words = ["line", "body", "accountable", "stream", "left whole"].into_iter();
        words.filter(|word| !self.caps.contains_key(word)).collect()
    }

    /// What never went to others.
    pub fn moved_missing(&self) -> Vec<&'static str> {
        let never = |word: &&str| self.moved.get(word).is_none_or(|count| *count == 0);
        MOVED.into_iter().filter(never).collect()
    }

    /// The codes that were never reached.
    pub fn codes_missing(&self) -> Vec<&'static str> {
        let codes = Rejection::CODES.iter().copied();
        codes
            .filter(|code| !self.codes.contains_key(code))
            .collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} histories", self.histories)?;
        for (what, counts) in [
            ("events", &self.events),
            ("outcomes", &self.outcomes),
            ("caps that bound, by what they stand over", &self.caps),
            ("went to others", &self.moved),
            ("codes", &self.codes),
            ("advised", &self.advised),
        ] {
            let all: Vec<String> = counts
                .iter()
                .map(|(word, n)| format!("{word} {n}"))
                .collect();
            writeln!(f, "{what}: {}", all.join(", "))?;
        }
        writeln!(
            f,
            "never: {}",
            [
                self.events_missing(),
                self.outcomes_missing(),
                self.caps_missing(),
                self.codes_missing()
            ]
            .concat()
            .join(", ")
        )
    }
}
