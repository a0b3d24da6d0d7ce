//! Facts that a book declares: what users record beside what the ledger knows by itself.

use super::fault::{FaultCode, FaultList};
use super::group::FactType;
use super::parameter::TYPES;
use super::section::Section;

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
    Hold,
}

/// What a book declares and what has faults of its own: rules that read it are not blamed as well.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// Facts of the book's own, as a rule writes them.
    pub(super) facts: Vec<String>,
    /// The ids of parameters.
    pub(super) parameters: Vec<String>,
}

pub(super) const FACT_KEYS: [&str; 4] = ["id", "type", "of", "meaning"];

pub(super) const OF: [(&str, DeclaredOf); 5] = [
    ("body", DeclaredOf::Body),
    ("line", DeclaredOf::Line),
    ("project", DeclaredOf::Project),
    ("commitment", DeclaredOf::Commitment),
    ("hold", DeclaredOf::Hold),
];

/// Reads the `[[fact]]` of a book; of what does not load the name is kept.
pub(super) fn read_declared(
    whole: &Section<'_>,
    unread: &mut Unread,
    faults: &mut FaultList,
) -> Vec<Declared> {
    let mut all: Vec<Declared> = Vec::new();
    for item in whole.find_list("fact", faults) {
        let Some(section) = item.section(faults) else {
            continue;
        };
        section.allow_only(&FACT_KEYS, faults);
        let id = section.need_id("id", faults);
        let declared = read_one(&section, id, faults);
        let Some(id) = id else { continue };
        if all.iter().any(|other| other.id == id) || unread.facts.contains(&own(id)) {
            let found = format!("a second fact {id}");
            let expected = "one fact of this id";
            faults.add(item.place.fault(FaultCode::Duplicate, found, expected));
        }
        match declared {
            Some(declared) => all.push(declared),
            None => unread.facts.push(own(id)),
        }
    }
    all
}

fn read_one(section: &Section<'_>, id: Option<&str>, faults: &mut FaultList) -> Option<Declared> {
    let kind = section
        .need("type", "money, date, year, text, whole or flag", faults)
        .and_then(|item| item.word(&TYPES, faults));
    let of = section
        .need("of", "body, line, project, commitment or hold", faults)
        .and_then(|item| item.word(&OF, faults));
    let meaning = section.need_text("meaning", faults);
    Some(Declared {
        id: id?.to_owned(),
        kind: kind?,
        of: of?,
        meaning: meaning?.to_owned(),
    })
}

/// A fact of the book's own, as a rule writes it.
fn own(id: &str) -> String {
    format!("own.{id}")
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
        own(&self.id)
    }

    /// What it means, in the words of the book.
    pub(super) fn meaning(&self) -> &str {
        &self.meaning
    }
}
