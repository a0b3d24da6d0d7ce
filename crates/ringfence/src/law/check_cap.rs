//! What can only be seen of the caps of a rule beside its clauses.

use super::Outcome;
use super::effect::Effect;
use super::fault::{FaultCode, FaultList, NOTHING, Place};
use super::read_cap::{OutlineCap, lets_go};
use super::read_rule::{Clauses, OutlineLabel};
use super::rule::Clause;
use crate::word::one_of;

/// A clause of the rule, as far as caps need it.
pub(super) struct Kept<'l> {
    label: &'l str,
    /// What it comes to from each of its days; nothing where that did not load.
    comes_to: Vec<Option<Option<Outcome>>>,
}

impl Kept<'_> {
    /// Whether it brings something to one of these.
    fn keeps(&self, outcomes: &[Outcome]) -> bool {
        let keeps = |its: &Option<Outcome>| its.is_some_and(|it| outcomes.contains(&it));
        self.comes_to.iter().flatten().any(keeps) || self.comes_to.contains(&None)
    }

    /// Whether what it takes is gone on each of its days, and none of it is counted as these.
    fn lets_go(&self, outcomes: &[Outcome]) -> bool {
        let gone = |it: Outcome| it != Outcome::RollOver && !outcomes.contains(&it);
        let mut known = self.comes_to.iter().flatten();
        known.all(|its| its.is_some_and(gone))
    }
}

/// The clauses by their labels, and what of them matters to caps. Of what did not load nothing is
/// said.
pub(super) fn kept<'l>(of: &Clauses<'l, Effect>) -> Vec<Kept<'l>> {
    let of_label = |label: &str| -> Vec<Option<&Clause>> {
        if label == "base" {
            return of.base.iter().map(Option::as_ref).collect();
        }
        let its = of.exceptions.iter().filter_map(|one| match one {
            Some(one) => (one.label == label).then_some(Some(&one.clause)),
            None => Some(None),
        });
        its.collect()
    };
    let kept = |label: &'l OutlineLabel| {
        let clauses = of_label(&label.label).into_iter();
        let comes_to = clauses.map(|clause| clause.map(|clause| clause.effect.outcome()));
        Kept {
            label: &label.label,
            comes_to: comes_to.collect(),
        }
    };
    of.labels.iter().map(kept).collect()
}

/// What can only be seen of all caps of a rule together: their names and days, what they count,
/// and what becomes of what is above them.
pub(super) fn check_caps(caps: &[&OutlineCap], clauses: &[Kept<'_>], faults: &mut FaultList) {
    for (place, cap) in caps.iter().enumerate() {
        let Some(label) = cap.label.as_deref() else {
            continue;
        };
        if clauses.iter().any(|clause| clause.label == label) {
            let found = format!("a cap {label}, beside a clause of that label");
            let expected = "another label: no clause of the rule has it";
            faults.add(cap.place.fault(FaultCode::Duplicate, found, expected));
        }
        let same = |other: &&OutlineCap| other.label == cap.label && other.from == cap.from;
        if let Some(from) = cap.from.filter(|_| caps[..place].iter().any(same)) {
            let found = format!("a second cap {label} from {from}");
            let expected = "one cap of a label from one day";
            faults.add(cap.place.fault(FaultCode::Overlap, found, expected));
        }
    }
    for cap in caps {
        let Some(outcomes) = &cap.outcomes else {
            continue;
        };
        for (label, place) in &cap.counts {
            check_counted((label, place), outcomes, clauses, faults);
        }
        let stays = |it: &Kept<'_>| it.label == "base" && !it.lets_go(outcomes);
        if clauses.iter().any(stays) && !cap.says_excess {
            let mut place = cap.place.clone();
            place.key.push_str(".excess");
            let words: Vec<&str> = lets_go(outcomes).iter().map(|(word, _)| *word).collect();
            let expected = format!("{}: the base case does not let it go", one_of(&words));
            faults.add(place.fault(FaultCode::MissingKey, NOTHING, expected));
        }
    }
}

/// What a cap counts by name is a clause that brings something to its outcomes.
fn check_counted(
    (label, place): (&str, &Place),
    outcomes: &[Outcome],
    clauses: &[Kept<'_>],
    faults: &mut FaultList,
) {
    let keeping = clauses.iter().filter(|it| it.keeps(outcomes));
    let mut labels: Vec<&str> = keeping.map(|it| it.label).collect();
    if labels.contains(&label) {
        return;
    }
    let (does, does_not) = match outcomes {
        [Outcome::RollOver] => ("rolls over", "rolls nothing over"),
        [Outcome::ReProvide] => ("re-provides", "re-provides nothing"),
        _ => ("rolls over or re-provides", "does neither"),
    };
    let known = clauses.iter().any(|clause| clause.label == label);
    let found = match known {
        true => format!("{label:?}, which {does_not}"),
        false => format!("{label:?}"),
    };
    labels.dedup();
    let expected = match labels.is_empty() {
        true => format!("a clause that {does}: the rule has none"),
        false => format!("a clause that {does}: {}", one_of(&labels)),
    };
    let fault = place.fault(FaultCode::UnknownName, found, expected);
    faults.add(fault.with_nearest(label, labels));
}
