//! Facts that rule books declare, as they were recorded.

use chrono::NaiveDate;

use super::Ledger;
use super::event::Event;
use super::index::At;
use super::record::{Body, Project, Promise, Stream};
use crate::journal::Act;
use crate::journal::act::{FactOf, RecordFact};
use crate::law::{Declared, DeclaredOf, Fact, Facts, Value};
use crate::noun::{FactId, FactValue};

/// What a recorded fact is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    Body(At<Body>),
    Line(At<Body>, At<Stream>),
    Project(At<Project>),
    Promise(At<Promise>),
}

/// Of what the facts of a book's own are asked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OwnOf {
    pub(crate) body: Option<At<Body>>,
    pub(crate) stream: Option<At<Stream>>,
    pub(crate) project: Option<At<Project>>,
    pub(crate) promise: Option<At<Promise>>,
}

/// A fact as it was recorded once.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    fact: FactId,
    /// Nothing where its value is not known.
    value: Option<FactValue>,
    entry: u64,
}

impl Ledger {
    /// Sets what was recorded of the facts that a book declares.
    pub(crate) fn set_own_facts(&self, facts: &mut Facts, it: OwnOf, own: &[&Declared]) {
        for declared in own {
            let subject = match declared.of {
                DeclaredOf::Body => it.body.map(Subject::Body),
                DeclaredOf::Line => it.body.zip(it.stream).map(|of| Subject::Line(of.0, of.1)),
                DeclaredOf::Project => it.project.map(Subject::Project),
                DeclaredOf::Commitment => it.promise.map(Subject::Promise),
            };
            let Some(subject) = subject else { continue };
            for (day, fact, entry) in self.recorded(subject, &declared.id) {
                facts.record(&declared.name(), day, fact, &[entry]);
            }
        }
    }

    /// Remembers a recorded fact.
    pub(crate) fn settle_fact(&mut self, event: &Event<'_>, entry: u64) {
        let Act::RecordFact(RecordFact { fact, of, value }) = event.act() else {
            return;
        };
        let named = &event.named;
        let subject = match of {
            FactOf::Body { .. } => named.body.map(Subject::Body),
            FactOf::Line { .. } => named
                .body
                .zip(named.stream)
                .map(|(body, stream)| Subject::Line(body, stream)),
            FactOf::Project { .. } => named.project.map(Subject::Project),
            FactOf::Commitment { .. } => named.promise.map(Subject::Promise),
        };
        let Some(subject) = subject else { return };
        let recorded = Recorded {
            fact: fact.clone(),
            value: value.clone(),
            entry,
        };
        self.facts.entry(subject).or_default().push(recorded);
    }

    /// What was recorded of a fact of something and stands, by the day from which it counts and in
    /// the order of entries.
    pub(crate) fn recorded(&self, subject: Subject, fact: &str) -> Vec<(NaiveDate, Fact, u64)> {
        let all = self.facts.get(&subject).into_iter().flatten();
        let of_fact = all.filter(|it| it.fact.as_str() == fact);
        let standing = of_fact.filter(|it| !self.corrected.contains_key(&it.entry));
        let said = standing.map(|it| {
            let value = it.value.as_ref().map_or(Fact::Unknown, as_fact);
            (self.effective_of(it.entry), value, it.entry)
        });
        let mut said: Vec<_> = said.collect();
        said.sort_by_key(|(day, _, entry)| (*day, *entry));
        said
    }
}

fn as_fact(value: &FactValue) -> Fact {
    Fact::Known(match value {
        FactValue::Money(sum) => Value::Money(*sum),
        FactValue::Date(day) => Value::Date(*day),
        FactValue::Year(year) => Value::Year(*year),
        FactValue::Text(word) => Value::Text(word.as_str().into()),
        FactValue::Whole(number) => Value::Whole(*number),
        FactValue::Flag(flag) => Value::Flag(*flag),
    })
}
