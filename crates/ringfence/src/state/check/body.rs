//! What is said of bodies in time.

use super::Case;
use crate::journal::act::{MakeLegal, RecordPopulation};
use crate::journal::{Act, Mismatch, Rejection};
use crate::noun::{Standing, Wording};

impl Case<'_, '_> {
    pub(crate) fn look_at_what_it_says_of_bodies_alone(&mut self) {
        match &self.draft.act {
            Act::MakeLegal(_) => self.look_at_its_source("who answers from a day on"),
            Act::RecordPopulation(_) => self.look_at_its_source("a population"),
            _ => {}
        }
    }

    /// Who answers and who is counted is said by a letter or a source.
    fn look_at_its_source(&mut self, needed_for: &'static str) {
        let said = [&self.draft.text.notice, &self.draft.text.source];
        let mut words = said.into_iter().flatten();
        if words.all(|words| words.trim().is_empty()) {
            self.missing("notice or source", needed_for);
        }
    }

    pub(crate) fn look_at_what_it_says_of_bodies(&mut self) {
        match &self.draft.act {
            Act::MakeLegal(it) => self.look_at_who_becomes_legal(it),
            Act::RecordPopulation(RecordPopulation { body, .. }) => {
                self.needs_body(self.named.body, body.as_str());
            }
            _ => self.look_at_what_it_says_of_posts(),
        }
    }

    /// A body becomes legal once.
    fn look_at_who_becomes_legal(&mut self, it: &MakeLegal) {
        self.needs_body(self.named.body, it.body.as_str());
        let Some(at) = self.named.body else { return };
        let was = self.ledger.bodies[at].standing == Standing::Legal;
        if was || self.ledger.made_legal_by(at, None).is_some() {
            self.refuse(Rejection::DoesNotMatch(Mismatch {
                field: "standing",
                found: Standing::NotLegal.word().to_owned(),
                expected: Standing::Legal.word().to_owned(),
                of: format!("body {}", it.body),
            }));
        }
    }
}
