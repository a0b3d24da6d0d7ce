//! Reading the values of a rule: days, outcomes, amounts and sources.

use chrono::NaiveDate;

use super::expression::Expression;
use super::fault::{FaultCode, FaultList, NOTHING};
use super::rule::Clause;
use super::section::{Item, Section};
use crate::word::Citation;

/// The keys of a value, and of an exception beside its own.
pub(super) const CLAUSE_KEYS: [&str; 10] = [
    "in_force_from",
    "in_force_until",
    "outcome",
    "asks",
    "to",
    "amount",
    "available_from",
    "release",
    "use",
    "cite",
];

pub(super) const ASSUMPTION_KEYS: [&str; 3] = ["assumption", "by", "until"];
pub(super) const SOURCE_KEYS: [&str; 6] = [
    "instrument",
    "clause",
    "quote",
    "paraphrase",
    "url",
    "read_on",
];

/// What is expected of a citation.
pub(super) const CITED: &str = "a source, { instrument = \"…\", clause = \"…\" }, or an \
                                assumption, { assumption = \"…\", by = \"…\" }";

/// Reads the first day of a value.
pub(super) fn read_from(section: &Section<'_>, faults: &mut FaultList) -> Option<NaiveDate> {
    section
        .need("in_force_from", "its first day, such as 2017-03-31", faults)?
        .day(faults)
}

/// Reads the last day of a value; nothing inside where it has none.
pub(super) fn read_until(
    section: &Section<'_>,
    from: Option<NaiveDate>,
    faults: &mut FaultList,
) -> Option<Option<NaiveDate>> {
    let Some(item) = section.find("in_force_until") else {
        return Some(None);
    };
    let day = item.day(faults);
    if let Some((from, until)) = from.zip(day).filter(|(from, until)| until < from) {
        let expected = format!("a day on or after {from}");
        let place = &item.place;
        faults.add(place.fault(FaultCode::WrongType, until.to_string(), expected));
    }
    day.map(Some)
}

/// Reads the source that a value must have.
pub(super) fn read_cite(section: &Section<'_>, faults: &mut FaultList) -> Option<Citation> {
    if let Some(item) = section.find("cite") {
        return read_citation(&item, faults);
    }
    let place = section.place_of("cite", None);
    faults.add(place.fault(FaultCode::Uncited, NOTHING, CITED));
    None
}

/// Reads what a value says: its days, what happens, and its source.
pub(super) fn read_clause<E>(
    section: &Section<'_>,
    from: Option<NaiveDate>,
    effect: Option<E>,
    amount: Option<Expression>,
    faults: &mut FaultList,
) -> Option<Clause<E>> {
    let until = read_until(section, from, faults);
    let cite = read_cite(section, faults);
    Some(Clause {
        in_force_from: from?,
        in_force_until: until?,
        effect: effect?,
        amount: amount?,
        cite: cite?,
    })
}

/// Reads a citation: a source, or a declared assumption.
pub(super) fn read_citation(item: &Item<'_>, faults: &mut FaultList) -> Option<Citation> {
    let section = item.section_such_as(CITED, faults)?;
    if section.has("assumption") {
        section.allow_only(&ASSUMPTION_KEYS, faults);
        let assumption = section.need_text("assumption", faults);
        let expected = "who assumes it, a text in quotation marks";
        let by = section.need("by", expected, faults);
        let by = by.and_then(|item| item.text(faults));
        let until = section
            .find("until")
            .map_or(Some(None), |item| item.day(faults).map(Some));
        let (assumption, by) = (assumption?.to_owned(), by?.to_owned());
        return Some(Citation::Assumption {
            assumption,
            by,
            until: until?,
        });
    }
    if !section.has("instrument") && !section.has("clause") {
        faults.add(item.place.fault(FaultCode::Uncited, "neither", CITED));
        section.allow_only(&SOURCE_KEYS, faults);
        return None;
    }
    section.allow_only(&SOURCE_KEYS, faults);
    let instrument = section.need_text("instrument", faults);
    let expected = "the place in the instrument, a text in quotation marks";
    let clause = section.need("clause", expected, faults);
    let clause = clause.and_then(|item| item.text(faults));
    let mut words = |key: &str| section.find_text(key, faults).map(str::to_owned);
    let (quote, paraphrase, url) = (words("quote"), words("paraphrase"), words("url"));
    let read_on = section
        .find("read_on")
        .map_or(Some(None), |item| item.day(faults).map(Some));
    Some(Citation::Source {
        instrument: instrument?.to_owned(),
        clause: clause?.to_owned(),
        quote,
        paraphrase,
        url,
        read_on: read_on?,
    })
}
