//! Facts that rule books declare, as they are recorded.

use ringfence::journal::act::{FactOf, RecordFact};
use ringfence::journal::{Act, Draft};
use ringfence::law::Value;
use ringfence::noun::FactValue;

use super::date::Code;
use super::known::promise_of;
use super::{Item, Model};
use crate::generate::{Given, Recording};
use crate::tree::{self, Tree};

impl Model {
    /// A fact may be recorded at any time of what there is.
    pub(crate) fn record_fact(&mut self, draft: &Draft, act: &RecordFact) -> Result<(), Code> {
        match &act.of {
            FactOf::Body { body } => self.known_body(body)?,
            FactOf::Line { stream, body, .. } => {
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

    /// Gives what was recorded of a fact of the book's own and is read by an item.
    pub(super) fn set_own(&self, given: &mut Given, item: &Item, fact: &Tree) {
        let (Some(id), Some(of)) = (tree::text_of(fact, "id"), tree::text_of(fact, "of")) else {
            return;
        };
        let project = self.project_of(item);
        // What is said of the vintage alone comes after what is said of the line that day.
        let mut said: Vec<(bool, Recording)> = Vec::new();
        for (draft, act) in self.said() {
            let (Act::RecordFact(it), Some(day)) = (act, draft.effective) else {
                continue;
            };
            let its = match &it.of {
                FactOf::Body { body } => of == "body" && *body == item.line.body,
                FactOf::Line {
                    stream,
                    body,
                    vintage,
                } => {
                    let same = (body, stream) == (&item.line.body, &item.line.stream);
                    let all = vintage.is_none() || *vintage == Some(item.line.vintage);
                    of == "line" && same && all
                }
                FactOf::Project { project: its } => {
                    of == "project" && project.as_ref() == Some(its)
                }
                FactOf::Commitment { commitment } => {
                    of == "commitment" && promise_of(item) == Some(commitment)
                }
                FactOf::Hold { hold } => of == "hold" && promise_of(item) == Some(hold),
            };
            if its && it.fact.as_str() == id {
                let by = draft.text.by.as_deref().map(str::trim);
                let by = by.filter(|by| !by.is_empty()).map(str::to_owned);
                let (name, value) = (format!("own.{id}"), it.value.as_ref().map(as_value));
                let one = Recording {
                    name,
                    day,
                    by,
                    value,
                };
                let narrow = matches!(&it.of, FactOf::Line { vintage, .. } if vintage.is_some());
                said.push((narrow, one));
            }
        }
        said.sort_by_key(|(narrow, it)| (it.day, *narrow));
        given.own.extend(said.into_iter().map(|(_, it)| it));
    }
}

fn as_value(value: &FactValue) -> Value {
    match value {
        FactValue::Money(sum) => Value::Money(*sum),
        FactValue::Date(day) => Value::Date(*day),
        FactValue::Year(year) => Value::Year(*year),
        FactValue::Text(word) => Value::Text(word.as_str().into()),
        FactValue::Whole(number) => Value::Whole(*number),
        FactValue::Flag(flag) => Value::Flag(*flag),
    }
}
