//! What can only be seen of the duties of a whole book: names, and a deficit counted twice.

use super::Outcome;
use super::fault::{FaultCode, FaultList};
use super::read_clause::read_citation;
use super::read_rule::{Outline, Outlines};
use super::section::{Item, Section};
use crate::word::Citation;

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
    section.allow_only(&["double_deficit", "cite"], faults);
    let reason = section.need_text("double_deficit", faults);
    let cite = section.need("cite", "a source or a declared assumption", faults);
    let cite = cite.and_then(|item| read_citation(&item, faults));
    Some((format!("double_deficit is overridden: {}", reason?), cite?))
}

/// Checks the duties of a book against each other and against its other rules.
pub(super) fn check_duties(outlines: &Outlines, double: DoubleDeficit, faults: &mut FaultList) {
    let ids = outlines.rules.iter().map(|it| &it.id);
    let mut known: Vec<&String> = ids.flatten().collect();
    for duty in &outlines.duties {
        let Some(id) = &duty.id else { continue };
        if known.contains(&id) {
            let found = format!("a second rule {id}");
            let fault = duty
                .place
                .fault(FaultCode::Duplicate, found, "one rule of this id");
            faults.add(fault);
        }
        known.push(id);
    }
    if double == DoubleDeficit::Overridden {
        return;
    }
    let taken: Vec<String> = outlines.rules.iter().flat_map(first_calls).collect();
    let Some(first) = taken.first() else { return };
    for duty in &outlines.duties {
        let (Some(id), Some(place)) = (&duty.id, &duty.cumulative) else {
            continue;
        };
        let found = format!(
            "a deficit counted twice: {first} takes it first from the next year, and {id}/base \
             counts it again over several years"
        );
        let expected =
            "one of the two; or [book] override = { double_deficit = \"why not\", cite }";
        faults.add(place.fault(FaultCode::DoubleDeficit, found, expected));
    }
}

/// The clauses that take a deficit first from the next year.
fn first_calls(outline: &Outline) -> Vec<String> {
    let Some(rule) = &outline.rule else {
        return Vec::new();
    };
    let base = rule.base.iter().map(|clause| ("base", clause));
    let others = rule.exceptions.iter();
    let others = others.map(|one| (one.label.as_str(), &one.clause));
    let takes = base
        .chain(others)
        .filter(|(_, it)| it.effect.is(Outcome::FirstCall));
    takes
        .map(|(label, _)| format!("{}/{label}", rule.id))
        .collect()
}
