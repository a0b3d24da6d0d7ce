//! Parameters: named values of a book, each dated and cited.

use chrono::NaiveDate;

use super::dated::{Dated, in_force};
use super::declared::Unread;
use super::fault::{FaultCode, FaultList};
use super::node::NodeKind;
use super::read_clause::{read_cite, read_from, read_until};
use super::read_value::{Wanted, literal};
use super::section::{Item, Section};
use super::{FactType, Value};
use crate::word::Citation;

/// A named value that rules read: a cap, a rate, a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) id: String,
    pub(super) kind: FactType,
    pub(super) values: Vec<ParameterValue>,
}

/// What a parameter is from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ParameterValue {
    pub(super) in_force_from: NaiveDate,
    pub(super) in_force_until: Option<NaiveDate>,
    pub(super) value: Value,
    pub(super) cite: Citation,
}

pub(super) const PARAMETER_KEYS: [&str; 4] = ["id", "title", "type", "value"];
/// The keys of a value of a parameter.
pub(super) const STATED_KEYS: [&str; 4] = ["in_force_from", "in_force_until", "value", "cite"];

/// The types that a file may name.
pub(super) const TYPES: [(&str, FactType); 6] = [
    ("money", FactType::Money),
    ("date", FactType::Date),
    ("year", FactType::Year),
    ("text", FactType::Text),
    ("whole", FactType::Whole),
    ("flag", FactType::Flag),
];

impl FactType {
    /// The word that names it in a file.
    pub(crate) fn word(self) -> &'static str {
        let mut types = TYPES.iter();
        types
            .find(|(_, it)| *it == self)
            .map_or("", |(word, _)| word)
    }
}

impl Parameter {
    /// Its value in force on a day: the latest that has begun, unless it has ended.
    pub(super) fn value_on(&self, on: NaiveDate) -> Option<&ParameterValue> {
        in_force(&self.values, on)
    }
}

impl Dated for ParameterValue {
    fn first_day(&self) -> NaiveDate {
        self.in_force_from
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.in_force_until
    }
}

/// Reads the `[[parameter]]` of a book; of what does not load the name is kept.
pub(super) fn read_parameters(
    whole: &Section<'_>,
    unread: &mut Unread,
    faults: &mut FaultList,
) -> Vec<Parameter> {
    let mut all: Vec<Parameter> = Vec::new();
    for item in whole.find_list("parameter", faults) {
        let Some(section) = item.section(faults) else {
            continue;
        };
        section.allow_only(&PARAMETER_KEYS, faults);
        let id = section.need_id("id", faults);
        let parameter = read_parameter(&section, id, faults);
        let Some(id) = id.map(str::to_owned) else {
            continue;
        };
        if all.iter().any(|other| other.id == id) || unread.parameters.contains(&id) {
            let found = format!("a second parameter {id}");
            let expected = "one parameter of this id";
            faults.add(item.place.fault(FaultCode::Duplicate, found, expected));
        }
        match parameter {
            Some(parameter) => all.push(parameter),
            None => unread.parameters.push(id),
        }
    }
    all
}

fn read_parameter(
    section: &Section<'_>,
    id: Option<&str>,
    faults: &mut FaultList,
) -> Option<Parameter> {
    section.find_text("title", faults);
    let kind = section
        .need("type", "money, date, year, text, whole or flag", faults)
        .and_then(|item| item.word(&TYPES, faults));
    let expected = "a value: [[parameter.value]] with a first day, a value and a source";
    let given = section.need_list("value", (FaultCode::MissingKey, expected), faults);
    let (id, kind) = (id?.to_owned(), kind?);
    let mut values: Vec<ParameterValue> = Vec::new();
    for item in given {
        let Some(value) = read_value(&item, kind, faults) else {
            continue;
        };
        let from = value.in_force_from;
        if values.iter().any(|other| other.in_force_from == from) {
            let found = format!("a second value of {id} from {from}");
            let expected = "one value of a parameter from one day";
            faults.add(item.place.fault(FaultCode::Overlap, found, expected));
        }
        values.push(value);
    }
    Some(Parameter { id, kind, values })
}

fn read_value(item: &Item<'_>, kind: FactType, faults: &mut FaultList) -> Option<ParameterValue> {
    let section = item.section(faults)?;
    section.allow_only(&STATED_KEYS, faults);
    let from = read_from(&section, faults);
    let until = read_until(&section, from, faults);
    let value = section
        .need("value", kind.expected(), faults)
        .and_then(|item| match &item.node.kind {
            NodeKind::Table(_) => {
                let kind = kind.expected();
                let rest = "a parameter is stated, and what is reckoned stands in the rule";
                item.wrong(&format!("{kind}: {rest}"), faults)
            }
            _ => literal(Wanted::of(kind), &item, faults),
        });
    let cite = read_cite(&section, faults);
    Some(ParameterValue {
        in_force_from: from?,
        in_force_until: until?,
        value: value?,
        cite: cite?,
    })
}
