//! Facts that rule books declare, as they were recorded.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::index::At;
use super::record::{Body, Project, Promise, Stream};
use super::words::Teller;
use super::{Ledger, Selection};
use crate::journal::Act;
use crate::journal::act::{FactOf, RecordFact};
use crate::law::{Declared, DeclaredOf, Fact, FactType, Facts, Letter, Value};
use crate::noun::{FactId, FactValue};
use crate::word::FinancialYear;

/// What a recorded fact is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Subject {
    Body(At<Body>),
    Line(At<Body>, At<Stream>),
    Project(At<Project>),
    Commitment(At<Promise>),
    Hold(At<Promise>),
}

/// Of what the facts of a book's own are asked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OwnOf {
    pub(crate) body: Option<At<Body>>,
    pub(crate) stream: Option<At<Stream>>,
    /// Which vintage of the line; without one, only what names none is read.
    pub(crate) vintage: Option<FinancialYear>,
    pub(crate) project: Option<At<Project>>,
    pub(crate) commitment: Option<At<Promise>>,
    pub(crate) hold: Option<At<Promise>>,
}

/// A fact as it was recorded once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Recorded {
    fact: FactId,
    /// Nothing where its value is not known.
    value: Option<FactValue>,
    /// The vintage of a line that it is limited to.
    vintage: Option<FinancialYear>,
    pub(crate) by: Teller,
    pub(crate) entry: u64,
}

impl Ledger {
    /// Sets what was recorded of the facts that a book declares.
    pub(crate) fn set_own_facts(&self, facts: &mut Facts, it: OwnOf, own: &[&Declared]) {
        for declared in own {
            let subject = match declared.of {
                DeclaredOf::Body => it.body.map(Subject::Body),
                DeclaredOf::Line => it.body.zip(it.stream).map(|of| Subject::Line(of.0, of.1)),
                DeclaredOf::Project => it.project.map(Subject::Project),
                DeclaredOf::Commitment => it.commitment.map(Subject::Commitment),
                DeclaredOf::Hold => it.hold.map(Subject::Hold),
            };
            let Some(subject) = subject else { continue };
            let of = (subject, it.vintage);
            self.set_own_fact(facts, of, declared, &Selection::default());
        }
    }

    /// Sets what was recorded of one of them and stands, by the day from which it counts, as at a
    /// day and as known then. Of one day what names the vintage goes before what names none, and
    /// else the later entry.
    pub(crate) fn set_own_fact(
        &self,
        facts: &mut Facts,
        (subject, vintage): (Subject, Option<FinancialYear>),
        declared: &Declared,
        of: &Selection,
    ) {
        let last_known = self.last_known(of);
        let all = self.facts.get(&subject).into_iter().flatten();
        let of_vintage = |it: &&Recorded| it.vintage.is_none() || it.vintage == vintage;
        let of_fact = all.filter(|it| it.fact.as_str() == declared.id);
        let of_fact = of_fact.filter(of_vintage);
        let standing = of_fact.filter(|it| self.counted(it.entry, of.as_at, last_known));
        let mut said: Vec<_> = standing
            .map(|it| (self.effective_of(it.entry), it))
            .collect();
        said.sort_by_key(|(day, it)| (*day, it.vintage.is_some(), it.entry));
        let name = declared.name();
        for (day, it) in said {
            let value = it.value.as_ref().map_or(Fact::Unknown, as_fact);
            let letter = Letter::of(day);
            let letter = match &it.by {
                Teller::Nobody => letter,
                Teller::Named(by) => letter.by(Arc::clone(by)),
                Teller::Somebody => letter.by_somebody(),
            };
            facts.record(&name, letter, value, &[it.entry]);
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
            FactOf::Commitment { .. } => named.promise.map(Subject::Commitment),
            FactOf::Hold { .. } => named.hold.map(Subject::Hold),
        };
        let Some(subject) = subject else { return };
        let vintage = match of {
            FactOf::Line { vintage, .. } => *vintage,
            _ => None,
        };
        let recorded = Recorded {
            fact: fact.clone(),
            value: value.clone(),
            vintage,
            by: event.teller(),
            entry,
        };
        self.facts.entry(subject).or_default().push(recorded);
    }

    /// Every fact that was recorded and stands: of what, its name, its type where it has a value,
    /// and the entry.
    pub(crate) fn facts_standing(
        &self,
        of: &Selection,
    ) -> Vec<(Subject, &str, Option<FactType>, u64)> {
        let last_known = self.last_known(of);
        let each = self.facts.iter();
        let each = each.flat_map(|(subject, all)| all.iter().map(move |it| (*subject, it)));
        let standing = each.filter(|(_, it)| self.counted(it.entry, of.as_at, last_known));
        let mut all: Vec<_> = standing
            .map(|(subject, it)| {
                let kind = it.value.as_ref().map(|value| as_value(value).kind());
                (subject, it.fact.as_str(), kind, it.entry)
            })
            .collect();
        all.sort_by_key(|(_, _, _, entry)| *entry);
        all
    }
}

fn as_fact(value: &FactValue) -> Fact {
    Fact::Known(as_value(value))
}

pub(crate) fn as_value(value: &FactValue) -> Value {
    match value {
        FactValue::Money(sum) => Value::Money(*sum),
        FactValue::Date(day) => Value::Date(*day),
        FactValue::Year(year) => Value::Year(*year),
        FactValue::Text(word) => Value::Text(word.as_str().into()),
        FactValue::Whole(number) => Value::Whole(*number),
        FactValue::Flag(flag) => Value::Flag(*flag),
    }
}
