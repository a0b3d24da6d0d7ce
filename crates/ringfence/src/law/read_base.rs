//! Reading the rules of the question `base`.

use super::base_rule::{BaseClause, BaseRule};
use super::fault::{FaultCode, FaultList};
use super::read_clause::{read_cite, read_from, read_until};
use super::read_rule::{Outline, OutlineLabel, streams_of};
use super::section::{Item, Section};

pub(super) const BASE_KEYS: [&str; 5] = ["id", "title", "question", "streams", "value"];
pub(super) const BASE_VALUE_KEYS: [&str; 4] =
    ["in_force_from", "in_force_until", "confirmed_years", "cite"];

/// For how many years a base may count as confirmed.
pub(crate) const LONGEST_BASE: u16 = 50;

/// Reads one rule of that question; its values are the labels of its outline.
pub(super) fn read_base(
    section: &Section<'_>,
    outline: &mut Outline,
    faults: &mut FaultList,
) -> Option<BaseRule> {
    section.allow_only(&BASE_KEYS, faults);
    outline.streams = streams_of(section, faults);
    let expected = "a value: [[rule.value]] with a date, confirmed_years and a source";
    let values = section.need_list("value", (FaultCode::NoBase, expected), faults);
    let labels = &mut outline.labels;
    let read = |item: &Item<'_>| read_value(item, labels, faults);
    let values: Vec<_> = values.iter().map(read).collect();
    Some(BaseRule {
        id: outline.id.clone()?,
        streams: outline.streams.clone()?,
        values: values.into_iter().collect::<Option<_>>()?,
    })
}

fn read_value(
    item: &Item<'_>,
    labels: &mut Vec<OutlineLabel>,
    faults: &mut FaultList,
) -> Option<BaseClause> {
    let section = item.section(faults)?;
    section.allow_only(&BASE_VALUE_KEYS, faults);
    let from = read_from(&section, faults);
    labels.push(OutlineLabel {
        label: "base".to_owned(),
        over: None,
        from,
        place: section.place().clone(),
    });
    let until = read_until(&section, from, faults);
    let years = read_years(&section, faults);
    let cite = read_cite(&section, faults);
    Some(BaseClause {
        in_force_from: from?,
        in_force_until: until?,
        confirmed_years: years?,
        cite: cite?,
    })
}

fn read_years(section: &Section<'_>, faults: &mut FaultList) -> Option<u16> {
    let expected = "how many years after the one that a notice states, from 0 to 50";
    let item = section.need("confirmed_years", expected, faults)?;
    let years = item.whole_number(faults)?;
    let years = Some(years).filter(|years| (0..=i64::from(LONGEST_BASE)).contains(years));
    let years = years.and_then(|years| u16::try_from(years).ok());
    years.or_else(|| item.wrong(expected, faults))
}
