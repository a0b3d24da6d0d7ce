//! What is said of a fact that a rule book declares.

use super::Case;
use crate::journal::act::{FactOf, RecordFact};

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

    /// What it is of is there.
    pub(crate) fn look_at_what_it_is_of(&mut self, said: &RecordFact) {
        match &said.of {
            FactOf::Body { body } => self.needs_body(self.named.body, body.as_str()),
            FactOf::Line { stream, body } => {
                self.needs_body(self.named.body, body.as_str());
                self.needs_stream(stream.as_str());
            }
            FactOf::Project { project } => self.needs_project(Some(project.as_str())),
            FactOf::Commitment { commitment } => self.needs_commitment(commitment.as_str()),
        }
    }
}
