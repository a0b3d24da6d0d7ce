//! What is said of a fact that a rule book declares.

use super::Case;
use crate::journal::act::{FactOf, RecordFact};
use crate::journal::{Mismatch, Rejection};
use crate::law::DeclaredOf;
use crate::state::fact::as_value;

impl Case<'_, '_> {
    /// A recorded fact has its evidence, a letter or a source.
    pub(crate) fn look_at_its_evidence(&mut self) {
        let text = &self.draft.text;
        let said = [&text.evidence, &text.notice, &text.source];
        let mut words = said.into_iter().flatten();
        if words.all(|words| words.trim().is_empty()) {
            self.missing("evidence, notice or source", "a recorded fact");
        }
    }

    /// The book in force may declare it otherwise: then no rule of it would read what is recorded.
    fn look_at_what_is_declared(&mut self, said: &RecordFact) {
        let Some(book) = self.ledger.books.last().map(|it| &it.book) else {
            return;
        };
        let mut own = book.own().iter();
        let Some(declared) = own.find(|it| it.id == said.fact.as_str()) else {
            return;
        };
        let of = format!("fact {} of book {}", declared.id, book.id());
        let value = said.value.as_ref();
        let kind = value.map_or(declared.kind, |value| as_value(value).kind());
        let differs = [
            (
                "what it is of",
                subject_of(&said.of).word(),
                declared.of.word(),
            ),
            ("type", kind.word(), declared.kind.word()),
        ];
        for (field, found, expected) in differs {
            if found != expected {
                self.refuse(Rejection::DoesNotMatch(Mismatch {
                    field,
                    found: found.to_owned(),
                    expected: expected.to_owned(),
                    of: of.clone(),
                }));
            }
        }
    }

    /// What it is of is there, and is what the book in force says.
    pub(crate) fn look_at_what_it_is_of(&mut self, said: &RecordFact) {
        match &said.of {
            FactOf::Body { body } => self.needs_body(self.named.body, body.as_str()),
            FactOf::Line { stream, body, .. } => {
                self.needs_body(self.named.body, body.as_str());
                self.needs_stream(stream.as_str());
            }
            FactOf::Project { project } => self.needs_project(Some(project.as_str())),
            FactOf::Commitment { commitment } => self.needs_commitment(commitment.as_str()),
            FactOf::Hold { hold } => self.needs_hold(self.named.hold, hold.as_str()),
        }
        self.look_at_what_is_declared(said);
    }
}

fn subject_of(of: &FactOf) -> DeclaredOf {
    match of {
        FactOf::Body { .. } => DeclaredOf::Body,
        FactOf::Line { .. } => DeclaredOf::Line,
        FactOf::Project { .. } => DeclaredOf::Project,
        FactOf::Commitment { .. } => DeclaredOf::Commitment,
        FactOf::Hold { .. } => DeclaredOf::Hold,
    }
}
