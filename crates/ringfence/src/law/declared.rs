//! Facts that a book declares: what users record beside what the ledger knows by itself.

use super::fault::{FaultCode, FaultList};
use super::group::FactType;
use super::parameter::TYPES;
use super::section::{Item, Section};

/// A fact of the book's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declared {
    /// As it is recorded; a rule writes `own.` before it.
    pub(crate) id: String,
    pub(crate) kind: FactType,
    pub(crate) of: DeclaredOf,
    meaning: String,
}

/// What such a fact is recorded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DeclaredOf {
    Body,
    Line,
    Project,
    Commitment,
}

pub(super) const FACT_KEYS: [&str; 4] = ["id", "type", "of", "meaning"];

pub(super) const OF: [(&str, DeclaredOf); 4] = [
    ("body", DeclaredOf::Body),
    ("line", DeclaredOf::Line),
    ("project", DeclaredOf::Project),
    ("commitment", DeclaredOf::Commitment),
];

/// Reads the `[[fact]]` of a book; what does not load keeps its name.
pub(super) fn read_declared(whole: &Section<'_>, faults: &mut FaultList) -> Vec<Declared> {
    let mut all: Vec<Declared> = Vec::new();
    for item in whole.find_list("fact", faults) {
        let Some(declared) = read_one(&item, faults) else {
            continue;
        };
        if all.iter().any(|other| other.id == declared.id) {
            let found = format!("a second fact {}", declared.id);
            let expected = "one fact of this id";
            faults.add(item.place.fault(FaultCode::Duplicate, found, expected));
        }
        all.push(declared);
    }
    all
}

fn read_one(item: &Item<'_>, faults: &mut FaultList) -> Option<Declared> {
    let section = item.section(faults)?;
    section.allow_only(&FACT_KEYS, faults);
    let id = section.need_id("id", faults);
    let kind = section
        .need("type", "money, date, year, text, whole or flag", faults)
        .and_then(|item| item.word(&TYPES, faults));
    let of = section
        .need("of", "body, line, project or commitment", faults)
        .and_then(|item| item.word(&OF, faults));
    let meaning = section.need_text("meaning", faults);
    Some(Declared {
        id: id?.to_owned(),
        kind: kind.unwrap_or(FactType::Flag),
        of: of.unwrap_or(DeclaredOf::Body),
        meaning: meaning.unwrap_or_default().to_owned(),
    })
}

impl DeclaredOf {
    /// As a book writes it.
    pub(crate) fn word(self) -> &'static str {
        let known = OF.iter().find(|(_, of)| *of == self);
        known.map_or("", |(word, _)| word)
    }
}

impl Declared {
    /// As a rule writes it.
    pub(crate) fn name(&self) -> String {
        format!("own.{}", self.id)
    }

    /// What it means, in the words of the book.
    pub(super) fn meaning(&self) -> &str {
        &self.meaning
    }
}
