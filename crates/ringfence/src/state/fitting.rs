//! Whether a rule book fits a ledger: what it names is there, and what was recorded is what it
//! declares.

use super::fact::Subject;
use super::{Ledger, Selection};
use crate::law::{BookWarning, Declared, DeclaredOf, NamedOf, RuleBook};
use crate::word::nearest;

impl Ledger {
    /// What of a book does not fit this ledger, as far as that can be told before anything is
    /// asked of it: streams and bodies that it names and that are not here, and facts that were
    /// recorded here as the book does not declare them. A book that warns of its tiers says so
    /// itself, see [`RuleBook::warnings`].
    ///
    /// ```
    /// use ringfence::journal::Header;
    /// use ringfence::law::RuleBook;
    /// use ringfence::state::Ledger;
    ///
    /// let ledger = Ledger::new(Header::new("GBP")?);
    /// let warnings = ledger.warnings_of(&RuleBook::preset("wales-2016")?);
    /// assert!(warnings[0].found.contains("the stream cluster"), "{warnings:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn warnings_of(&self, book: &RuleBook) -> Vec<BookWarning> {
        let mut all = Vec::new();
        for named in book.named() {
            let (what, ids): (_, Vec<&str>) = match named.of {
                NamedOf::Body => (
                    "body",
                    self.bodies.iter().map(|it| it.1.id.as_str()).collect(),
                ),
                NamedOf::Stream => (
                    "stream",
                    self.streams.iter().map(|it| it.1.id.as_str()).collect(),
                ),
            };
            let id = named.id.as_str();
            if !ids.contains(&id) {
                let found = format!("the {what} {id}, which is not in the ledger");
                let near = nearest(id, ids).map(|near| format!(", such as {near:?}"));
                let near = near.unwrap_or_default();
                all.push(named.warning(found, format!("a {what} of the ledger{near}")));
            }
        }
        if !book.own().is_empty() {
            all.extend(self.facts_apart(book.own()));
        }
        all
    }

    /// Recorded facts that stand and that a book does not declare so.
    fn facts_apart(&self, declared: &[Declared]) -> Vec<BookWarning> {
        let mut all: Vec<BookWarning> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for (subject, fact, kind, entry) in self.facts_standing(&Selection::default()) {
            let of = of_subject(subject);
            let named = declared.iter().find(|it| it.id == fact);
            let expected = match named {
                None => {
                    let ids = declared.iter().map(|it| it.id.as_str());
                    let near = nearest(fact, ids).map(|near| format!(", such as {near:?}"));
                    format!("a fact that the book declares{}", near.unwrap_or_default())
                }
                Some(it) if it.of != of => format!("it of a {}, as declared", it.of.word()),
                Some(it) => match kind.filter(|kind| *kind != it.kind) {
                    Some(_) => format!("{}, as declared", it.kind.expected()),
                    None => continue,
                },
            };
            let word = of.word();
            if seen.insert((fact.to_owned(), expected.clone())) {
                let found = format!("the fact {fact} of a {word}, recorded by entry {entry}");
                all.push(BookWarning::of_facts(found, expected));
            }
        }
        all
    }
}

fn of_subject(subject: Subject) -> DeclaredOf {
    match subject {
        Subject::Body(_) => DeclaredOf::Body,
        Subject::Line(..) => DeclaredOf::Line,
        Subject::Project(_) => DeclaredOf::Project,
        Subject::Commitment(_) => DeclaredOf::Commitment,
        Subject::Hold(_) => DeclaredOf::Hold,
    }
}
