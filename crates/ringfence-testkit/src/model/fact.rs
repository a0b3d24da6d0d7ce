//! Facts that rule books declare, as they are recorded.

use ringfence::journal::Draft;
use ringfence::journal::act::{FactOf, RecordFact};
use ringfence::noun::FactValue;

use super::Model;
use super::date::Code;
use crate::tree;

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
            FactOf::Hold { hold } => self.known_hold(Some(hold))?,
        }
        self.as_declared(act)?;
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    /// What the book in force declares of it, it is.
    fn as_declared(&self, act: &RecordFact) -> Result<(), Code> {
        let book = self.book_in_force().and_then(tree::read);
        let Some(book) = book else { return Ok(()) };
        let mut all = tree::list_of(&book, "fact").iter();
        let id = Some(act.fact.as_str());
        let Some(declared) = all.find(|it| tree::text_of(it, "id") == id) else {
            return Ok(());
        };
        let of = match &act.of {
            FactOf::Body { .. } => "body",
            FactOf::Line { .. } => "line",
            FactOf::Project { .. } => "project",
            FactOf::Commitment { .. } => "commitment",
            FactOf::Hold { .. } => "hold",
        };
        let kind = act.value.as_ref().map(|value| match value {
            FactValue::Money(_) => "money",
            FactValue::Date(_) => "date",
            FactValue::Year(_) => "year",
            FactValue::Text(_) => "text",
            FactValue::Whole(_) => "whole",
            FactValue::Flag(_) => "flag",
        });
        let says = |key| tree::text_of(declared, key);
        match says("of") == Some(of) && (kind.is_none() || kind == says("type")) {
            true => Ok(()),
            false => Err("does_not_match"),
        }
    }
}
