//! The nearest single change that would give another answer.

use super::condition::{Case, Condition, Verdict};
use super::decide::Trial;
use super::english;
use super::english_effect;
use super::english_value::in_words;
use super::explain::alone;
use super::expression::Reads;
use super::{Disposal, FactName, Facts};

/// The first single comparison that, turned round, gives another decision: what does not hold
/// is turned first, and what nobody can change is left as it is.
pub(super) fn nearest_change(trial: &Trial<'_>, now: &Disposal) -> Option<String> {
    let case = trial.case;
    let mut turns = Vec::new();
    for standing in trial.standing.iter().filter(|standing| standing.suits) {
        turns_of(&standing.exception.when, case.facts, &mut turns);
        let inner = standing.exception.clause.amount.conditions();
        inner
            .into_iter()
            .for_each(|when| turns_of(when, case.facts, &mut turns));
    }
    for verdict in [Verdict::True, Verdict::False] {
        for (node, text) in &turns {
            let turned = Some((*node, verdict));
            let then = Trial::of(trial.seat, Case { turned, ..case });
            let then = then.decide().disposal;
            if then.is_decided() && then != *now {
                let change = english_effect::change(&text(verdict)?, &then);
                return Some(alone(change, trial, &then));
            }
        }
    }
    None
}

pub(super) type Turn<'c> = (u32, Box<dyn Fn(Verdict) -> Option<String> + 'c>);

pub(super) fn turns_of<'c>(condition: &'c Condition, facts: &Facts, turns: &mut Vec<Turn<'c>>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| turns_of(part, facts, turns));
        }
        Condition::Not(inner) => turns_of(inner, facts, turns),
        Condition::Compare(_) if is_fixed(condition) => {}
        Condition::Compare(one) => {
            turns.push((
                one.node,
                Box::new(|verdict| Some(english::supposed(one, verdict))),
            ));
        }
        Condition::Over(test) if facts.records(test.group).is_empty() => {
            let text = |_| Some(english::supposed_record(test, &in_words(&test.inner)));
            turns.push((test.node, Box::new(text)));
        }
        Condition::Over(test) => turns_of(&test.inner, facts, turns),
    }
}

/// Whether a comparison reads only what nobody can change: which item it is, and in which year.
fn is_fixed(comparison: &Condition) -> bool {
    let mut reads = Reads::default();
    comparison.note_reads(&mut reads);
    let others = reads.own.is_empty() && reads.parameters.is_empty() && reads.groups.is_empty();
    let fixed = |fact: &FactName| match fact {
        FactName::YearKnownTo => false,
        FactName::ItemId | FactName::ItemKind | FactName::AskKind => true,
        other => {
            let (room, name) = other.name().split_once('.').unwrap_or_default();
            room == "year" || OF_NAMES.contains(&room) && matches!(name, "id" | "kind")
        }
    };
    others && !reads.facts.is_empty() && reads.facts.iter().all(fixed)
}

/// Whose ids and kinds stay as they are.
const OF_NAMES: [&str; 3] = ["body", "stream", "parent"];
