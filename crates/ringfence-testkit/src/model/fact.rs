//! Facts that rule books declare, as they are recorded.

use ringfence::journal::Draft;
use ringfence::journal::act::{FactOf, RecordFact};

use super::Model;
use super::date::Code;

impl Model {
    /// A fact may be recorded at any time of what there is.
    pub(crate) fn record_fact(&mut self, draft: &Draft, act: &RecordFact) -> Result<(), Code> {
        match &act.of {
            FactOf::Body { body } => self.known_body(body)?,
            FactOf::Line { stream, body } => {
                self.known_body(body)?;
                self.known_stream(stream)?;
            }
            FactOf::Project { project } => self.known_project(Some(project))?,
            FactOf::Commitment { commitment } => {
                self.commitment(commitment)?;
            }
        }
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }
}
