//! A rule book: a text with cited rules, read whole or not at all.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ask::AskRule;
use super::base_rule::BaseRule;
use super::check::check;
use super::check_duty::{check_duties, overrides, read_reason};
use super::declared::{Declared, Unread, read_declared};
use super::duty::DutyRule;
use super::fault::{BookFaults, FaultList};
use super::named::{Named, named};
use super::node::Node;
use super::parameter::{Parameter, read_parameters};
use super::read_clause::{CITED, read_citation};
use super::read_condition::Reader;
use super::read_rule::AnyRule;
use super::read_rule::read_rule;
use super::rule::{Rule, Streams};
use super::section::{Item, Section};
use super::tier::warnings;
use super::warning::BookWarning;
use crate::word::{Citation, Hash};

/// A book of rules: what becomes of money at the year end, and by which clause.
///
/// It is read from a text, keeps that text, and is named by its hash, so that an old decision
/// can always be judged by the rules of its day. Each value has its own first day and source.
///
/// ```
/// use ringfence::law::RuleBook;
///
/// let book = RuleBook::preset("wales-2016")?;
/// assert_eq!(book.id(), "wales-2016");
/// assert_eq!(RuleBook::read(book.text())?.hash(), book.hash());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// To change a book see [`Reform`](crate::law::Reform).
#[derive(Clone)]
pub struct RuleBook {
    inside: Arc<Inside>,
}

struct Inside {
    text: String,
    hash: Hash,
    id: String,
    title: String,
    version: Option<String>,
    about: Option<String>,
    notes: Vec<Note>,
    parameters: Vec<Parameter>,
    declared: Vec<Declared>,
    rules: Vec<Rule>,
    asks: Vec<AskRule>,
    duties: Vec<DutyRule>,
    bases: Vec<BaseRule>,
    warnings: Vec<BookWarning>,
    named: Vec<Named>,
}

/// What a book says beside its rules: a text with its source.
struct Note {
    text: String,
    cite: Citation,
}

/// A declared assumption of a book: something that no source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// The rule and label it stands in, such as `roll-over/base`; `parameter cap` for a value of
    /// a parameter, `note` for one of the book.
    pub place: String,
    /// The assumption and who made it.
    pub cite: Citation,
}

impl RuleBook {
    /// Reads a book: JSON where the text begins with `{`, else TOML.
    ///
    /// ```
    /// use ringfence::law::{FaultCode, RuleBook};
    ///
    /// let text = "[book]\nid = \"winter\"\ntitel = \"What becomes of winter money\"\n";
    /// let no = RuleBook::read(text).expect_err("a key is misspelt");
    /// assert_eq!((no.faults()[0].line, no.faults()[0].code), (Some(3), FaultCode::UnknownKey));
    /// ```
    ///
    /// # Errors
    /// Every fault of the text at once, each with its line and key.
    pub fn read(text: &str) -> Result<RuleBook, BookFaults> {
        RuleBook::of_node(text, &Node::read(text)?)
    }

    /// Reads the tree of a text.
    pub(super) fn of_node(text: &str, node: &Node) -> Result<RuleBook, BookFaults> {
        let mut faults = FaultList::default();
        let inside = read_inside(text, node, &mut faults);
        let inside = faults.settle(inside)?;
        Ok(RuleBook {
            inside: Arc::new(inside),
        })
    }

    /// The book without rules, whose text is empty: everything lapses, deficits are absorbed.
    pub fn empty() -> RuleBook {
        RuleBook {
            inside: Arc::new(Inside {
                text: String::new(),
                hash: Hash::of(&[]),
                id: "empty".to_owned(),
                title: "No rules".to_owned(),
                version: None,
                about: None,
                notes: Vec::new(),
                parameters: Vec::new(),
                declared: Vec::new(),
                rules: Vec::new(),
                asks: Vec::new(),
                duties: Vec::new(),
                bases: Vec::new(),
                warnings: Vec::new(),
                named: Vec::new(),
            }),
        }
    }

    /// Its text, to the letter.
    pub fn text(&self) -> &str {
        &self.inside.text
    }

    /// The hash of its text.
    pub fn hash(&self) -> Hash {
        self.inside.hash
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.inside.id
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        &self.inside.title
    }

    /// Its version, where it states one.
    pub fn version(&self) -> Option<&str> {
        self.inside.version.as_deref()
    }

    /// What it says of itself.
    pub fn about(&self) -> Option<&str> {
        self.inside.about.as_deref()
    }

    /// What it says beside its rules, each with its source.
    pub fn notes(&self) -> impl Iterator<Item = (&str, &Citation)> {
        self.inside
            .notes
            .iter()
            .map(|note| (note.text.as_str(), &note.cite))
    }

    /// Everything it assumes without a source, in the order of its text.
    pub fn assumptions(&self) -> Vec<Assumption> {
        let notes = self.notes().map(|(_, cite)| ("note".to_owned(), cite));
        let parameters = self.parameters().iter().flat_map(|parameter| {
            let place = format!("parameter {}", parameter.id);
            let values = parameter.values.iter();
            values.map(move |value| (place.clone(), &value.cite))
        });
        let rules = self.inside.rules.iter().flat_map(Rule::cites);
        let asks = self.inside.asks.iter().flat_map(|ask| ask.rule.cites());
        let duties = self.inside.duties.iter().flat_map(DutyRule::cites);
        let bases = self.inside.bases.iter().flat_map(BaseRule::cites);
        let rules = rules.chain(asks).chain(duties).chain(bases);
        notes
            .chain(parameters)
            .chain(rules)
            .filter(|(_, cite)| matches!(cite, Citation::Assumption { .. }))
            .map(|(place, cite)| Assumption {
                place,
                cite: cite.clone(),
            })
            .collect()
    }

    /// What its author is likely not to have meant: values between two tiers that are in neither,
    /// and values that two have which disagree. It loads all the same.
    pub fn warnings(&self) -> &[BookWarning] {
        &self.inside.warnings
    }

    /// The facts that it declares, each as rules write it, with what it means.
    pub fn declared(&self) -> impl Iterator<Item = (String, &str)> {
        let all = self.inside.declared.iter();
        all.map(|declared| (declared.name(), declared.meaning()))
    }

    pub(crate) fn named(&self) -> &[Named] {
        &self.inside.named
    }

    pub(crate) fn own(&self) -> &[Declared] {
        &self.inside.declared
    }

    pub(super) fn parameters(&self) -> &[Parameter] {
        &self.inside.parameters
    }

    pub(super) fn duty_rules(&self) -> &[DutyRule] {
        &self.inside.duties
    }

    pub(super) fn base_rules(&self) -> &[BaseRule] {
        &self.inside.bases
    }

    pub(super) fn rules(&self) -> &[Rule] {
        &self.inside.rules
    }

    pub(super) fn asks(&self) -> &[AskRule] {
        &self.inside.asks
    }

    /// The rule for a stream: one that names it, else one for any.
    pub(super) fn rule_for(&self, stream: Option<&str>) -> Option<&Rule> {
        let rules = &self.inside.rules;
        let named = stream.and_then(|stream| rules.iter().find(|rule| rule.names(stream)));
        named.or_else(|| rules.iter().find(|rule| rule.streams == Streams::Any))
    }
}

pub(super) const KEYS: [&str; 4] = ["book", "parameter", "fact", "rule"];
pub(super) const HEADER_KEYS: [&str; 7] = [
    "id", "title", "version", "about", "note", "override", "reform",
];
pub(super) const NOTE_KEYS: [&str; 2] = ["text", "cite"];
pub(super) const REFORMED_KEYS: [&str; 6] = ["id", "name", "reason", "author", "over", "over_hash"];

fn read_inside(text: &str, node: &Node, faults: &mut FaultList) -> Option<Inside> {
    let whole = Item::whole(node).section(faults)?;
    whole.allow_only(&KEYS, faults);
    let header = whole.need("book", "a table [book] with id and title", faults);
    let header = header.and_then(|item| item.section(faults)).map(|section| {
        section.allow_only(&HEADER_KEYS, faults);
        let id = section.need_id("id", faults);
        let title = section.need_text("title", faults);
        let version = section.find_text("version", faults).map(str::to_owned);
        let about = section.find_text("about", faults).map(str::to_owned);
        read_reforms(&section, faults);
        (id, title, version, about, read_notes(&section, faults))
    });
    let mut unread = Unread::default();
    let parameters = read_parameters(&whole, &mut unread, faults);
    let declared = read_declared(&whole, &mut unread, faults);
    let mut reader = Reader::of(&parameters, &declared, &unread);
    let mut outlines: Vec<_> = whole
        .find_list("rule", faults)
        .iter()
        .filter_map(|item| read_rule(item, &mut reader, faults))
        .collect();
    check(&outlines, faults);
    check_duties(&outlines, overrides(&whole), faults);
    let warnings = warnings(&outlines, &parameters);
    let named = named(&outlines);
    let read: Option<Vec<AnyRule>> = outlines
        .iter_mut()
        .map(|outline| outline.rule.take())
        .collect();
    let (mut rules, mut asks) = (Vec::new(), Vec::new());
    let (mut duties, mut bases) = (Vec::new(), Vec::new());
    for rule in read? {
        match rule {
            AnyRule::RollOver(rule) => rules.push(rule),
            AnyRule::Ask(rule) => asks.push(rule),
            AnyRule::Duty(rule) => duties.push(rule),
            AnyRule::Base(rule) => bases.push(rule),
        }
    }
    let (id, title, version, about, notes) = header?;
    Some(Inside {
        text: text.to_owned(),
        hash: Hash::of(&[text.as_bytes()]),
        id: id?.to_owned(),
        title: title?.to_owned(),
        version,
        about,
        notes: notes?,
        rules,
        asks,
        duties,
        bases,
        parameters,
        declared,
        warnings,
        named,
    })
}

/// What it says beside its rules, what it overrides among it.
fn read_notes(section: &Section<'_>, faults: &mut FaultList) -> Option<Vec<Note>> {
    let items = section.find_list("note", faults);
    let mut notes: Vec<_> = items
        .iter()
        .map(|item| {
            let note = item.section(faults)?;
            note.allow_only(&NOTE_KEYS, faults);
            let text = note.need_text("text", faults);
            let cite = note.need("cite", CITED, faults);
            let cite = cite.and_then(|item| read_citation(&item, faults));
            Some(Note {
                text: text?.to_owned(),
                cite: cite?,
            })
        })
        .collect();
    if let Some(item) = section.find("override") {
        let reason = read_reason(&item, faults);
        notes.push(reason.map(|(text, cite)| Note { text, cite }));
    }
    notes.into_iter().collect()
}

/// The reforms that made a book: a record for its readers, checked for its form only.
fn read_reforms(section: &Section<'_>, faults: &mut FaultList) {
    for item in section.find_list("reform", faults) {
        let Some(reform) = item.section(faults) else {
            continue;
        };
        reform.allow_only(&REFORMED_KEYS, faults);
        for key in ["name", "reason", "author", "over"] {
            reform.need_text(key, faults);
        }
    }
}

impl PartialEq for RuleBook {
    fn eq(&self, other: &RuleBook) -> bool {
        self.hash() == other.hash()
    }
}

impl Eq for RuleBook {}

impl fmt::Debug for RuleBook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RuleBook({}, {})", self.id(), self.hash())
    }
}

impl Serialize for RuleBook {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.text())
    }
}

impl<'de> Deserialize<'de> for RuleBook {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<RuleBook, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        if text.is_empty() {
            return Ok(RuleBook::empty());
        }
        RuleBook::read(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_text() {
        // The SHA-256 of nothing, as FIPS 180-4 implementations publish it.
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(RuleBook::empty().hash().to_string(), nothing);
        let json = serde_json::to_string(&RuleBook::empty()).expect("a text");
        let back: RuleBook = serde_json::from_str(&json).expect("the empty book");
        assert_eq!(back, RuleBook::empty());
    }
}
