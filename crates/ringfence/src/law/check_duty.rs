//! What can only be seen of the duties of a whole book: a deficit counted twice.

use super::Outcome;
use super::fault::{FaultCode, FaultList};
use super::read_clause::{CITED, read_citation};
use super::read_rule::{AnyRule, Outline};
use super::section::{Item, Section};
use crate::word::Citation;

pub(super) const OVERRIDE_KEYS: [&str; 2] = ["double_deficit", "cite"];

/// Whether a book may count a deficit twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DoubleDeficit {
    Refused,
    /// The book says why.
    Overridden,
}

/// Whether the header of a book overrides it.
pub(super) fn overrides(whole: &Section<'_>) -> DoubleDeficit {
    let silent = &mut FaultList::default();
    let header = whole.find("book").and_then(|item| item.section(silent));
    match header.is_some_and(|header| header.has("override")) {
        true => DoubleDeficit::Overridden,
        false => DoubleDeficit::Refused,
    }
}

/// Why a book counts a deficit twice all the same, and who says so.
pub(super) fn read_reason(item: &Item<'_>, faults: &mut FaultList) -> Option<(String, Citation)> {
    let section = item.section(faults)?;
    section.allow_only(&OVERRIDE_KEYS, faults);
    let reason = section.need_text("double_deficit", faults);
    let cite = section.need("cite", CITED, faults);
    let cite = cite.and_then(|item| read_citation(&item, faults));
    Some((format!("double_deficit is overridden: {}", reason?), cite?))
}

/// No deficit is taken first from the next year and counted again by a duty of several years.
pub(super) fn check_duties(rules: &[Outline], double: DoubleDeficit, faults: &mut FaultList) {
    if double == DoubleDeficit::Overridden {
        return;
    }
    let taken = rules.iter().find_map(first_call);
    let Some(first) = taken else { return };
    for outline in rules {
        let Some(AnyRule::Duty(duty)) = &outline.rule else {
            continue;
        };
        let Some(place) = duty.first_cumulative() else {
            continue;
        };
        let found = format!(
            "a deficit counted twice: {first} takes it first from the next year, and {}/base \
             counts it again over several years",
            duty.id
        );
        let expected = "one of the two; or [book.override] with double_deficit, why, and cite";
        let place = &outline.labels[place].place;
        faults.add(place.fault(FaultCode::DoubleDeficit, found, expected));
    }
}

/// The first clause of a rule that takes a deficit first from the next year.
fn first_call(outline: &Outline) -> Option<String> {
    let Some(AnyRule::RollOver(rule)) = &outline.rule else {
        return None;
    };
    let base = rule.base.iter().map(|clause| ("base", clause));
    let others = rule.exceptions.iter();
    let others = others.map(|one| (one.label.as_str(), &one.clause));
    let mut all = base.chain(others);
    let takes = all.find(|(_, it)| it.effect.is(Outcome::FirstCall));
    takes.map(|(label, _)| format!("{}/{label}", rule.id))
}
