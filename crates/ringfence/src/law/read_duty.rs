//! Reading the rules of the question `duty`.

use super::FactType;
use super::about::About;
use super::duty::{Bodies, DutyClause, DutyRule};
use super::fault::{FaultCode, FaultList};
use super::node::NodeKind;
use super::read_clause::{read_cite, read_from, read_until};
use super::read_condition::Reader;
use super::read_rule::{Outline, OutlineLabel};
use super::read_value::Wanted;
use super::section::{Item, Section};
use crate::noun::{BodyKind, Wording};
use crate::word::FinancialYear;

pub(super) const DUTY_KEYS: [&str; 7] = [
    "id", "title", "question", "bodies", "kinds", "from", "value",
];
pub(super) const DUTY_VALUE_KEYS: [&str; 6] = [
    "in_force_from",
    "in_force_until",
    "window",
    "holds",
    "shortfall",
    "cite",
];

/// The most years that a duty looks at.
pub(super) const LONGEST: i64 = 50;

/// Reads one rule of that question; its values are the labels of its outline.
pub(super) fn read_duty(
    section: &Section<'_>,
    outline: &mut Outline,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<DutyRule> {
    section.allow_only(&DUTY_KEYS, faults);
    reader.about = About::Duty;
    let bodies = read_bodies(section, faults);
    let first_year = read_year(section, faults);
    let expected = "a value: [[rule.value]] with a date, what holds and a source";
    let values = section.need_list("value", (FaultCode::NoBase, expected), faults);
    let labels = &mut outline.labels;
    let read = |item: &Item<'_>| read_clause(item, labels, reader, faults);
    let values: Vec<_> = values.iter().map(read).collect();
    Some(DutyRule {
        id: outline.id.clone()?,
        bodies: bodies?,
        first_year: first_year?,
        values: values.into_iter().collect::<Option<_>>()?,
    })
}

fn read_bodies(section: &Section<'_>, faults: &mut FaultList) -> Option<Bodies> {
    let expected = "\"any\" or a list of body ids";
    if let Some(item) = section.find("kinds") {
        if let Some(bodies) = section.find("bodies") {
            let place = bodies.place;
            faults.add(place.fault(FaultCode::UnknownKey, "kinds beside it", "one of the two"));
        }
        let kinds = item.list(faults)?;
        if kinds.is_empty() {
            return item.wrong("a list of kinds of body", faults);
        }
        let kinds: Vec<_> = kinds
            .iter()
            .map(|it| it.word(BodyKind::WORDS, faults))
            .collect();
        return kinds.into_iter().collect::<Option<_>>().map(Bodies::Kinds);
    }
    let item = section.need("bodies", "\"any\" or a list of body ids; or kinds", faults)?;
    match &item.node.kind {
        NodeKind::Text(text) if text == "any" => Some(Bodies::Any),
        NodeKind::List(ids) if !ids.is_empty() => {
            let listed = item.list(faults)?;
            let ids = listed.iter().map(|id| id.id(faults).map(str::to_owned));
            let ids: Vec<_> = ids.collect();
            ids.into_iter().collect::<Option<_>>().map(Bodies::These)
        }
        _ => item.word_such_as(&[("any", Bodies::Any)], expected, faults),
    }
}

/// Nothing inside where every year is tested.
fn read_year(section: &Section<'_>, faults: &mut FaultList) -> Option<Option<FinancialYear>> {
    let Some(item) = section.find("from") else {
        return Some(None);
    };
    let year = match &item.node.kind {
        NodeKind::Text(text) => text.parse().ok(),
        _ => None,
    };
    let expected = "the first year that is tested, such as \"2016-17\"";
    year.or_else(|| item.wrong(expected, faults)).map(Some)
}

fn read_clause(
    item: &Item<'_>,
    labels: &mut Vec<OutlineLabel>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<DutyClause> {
    let section = item.section(faults)?;
    section.allow_only(&DUTY_VALUE_KEYS, faults);
    let from = read_from(&section, faults);
    labels.push(OutlineLabel {
        label: "base".to_owned(),
        over: None,
        from,
        place: section.place().clone(),
    });
    let until = read_until(&section, from, faults);
    let window = read_window(&section, faults);
    let holds = section
        .need("holds", "the condition under which it is met", faults)
        .and_then(|item| reader.condition(&item, faults));
    let shortfall = section.find("shortfall");
    let shortfall = match shortfall {
        None => Some(None),
        Some(item) => reader
            .value(&item, Wanted::of(FactType::Money), faults)
            .map(Some),
    };
    let cite = read_cite(&section, faults);
    Some(DutyClause {
        in_force_from: from?,
        in_force_until: until?,
        window: window?,
        holds: holds?,
        shortfall: shortfall?,
        cite: cite?,
    })
}

/// How many years it looks at; one where it does not say.
fn read_window(section: &Section<'_>, faults: &mut FaultList) -> Option<u16> {
    let Some(item) = section.find("window") else {
        return Some(1);
    };
    let years = item.whole_number(faults)?;
    let years = Some(years).filter(|years| (1..=LONGEST).contains(years));
    let years = years.and_then(|years| u16::try_from(years).ok());
    years.or_else(|| item.wrong("how many years it looks at, from 1 to 50", faults))
}
