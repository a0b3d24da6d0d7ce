//! What a clause does with the part of an item that it takes.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::expression::{Expression, Reads};
use super::rule::Answering;
use super::{FactName, Outcome, Release, Use};
use crate::noun::{BodyId, Recurrence, StreamId};

/// Where money that is rolled over may be used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// On the same line, for whatever that line is for.
    SameLine,
    /// For the same project only.
    Project,
    /// On a line that the rule names, for whatever that line is for.
    Line(Arc<NamedLine>),
}

/// A line that a rule names. What it leaves out is that of the item; the vintage always is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct NamedLine {
    /// Who holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// Of which stream it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<StreamId>,
    /// Whether it is recurrent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<Recurrence>,
}

/// What happens with a part of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Effect {
    pub(super) happens: Happens,
    /// Who receives what is rolled over; one or more of them, else none.
    pub(super) to: Vec<Receiver>,
    pub(super) available_from: Option<NaiveDate>,
    pub(super) release: Release,
    pub(super) usage: Use,
}

/// What it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Happens {
    Outcome(Outcome),
    /// It is not decided before this is known.
    Asks(Arc<str>),
}

/// One of those who receive what is rolled over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Receiver {
    /// Its part of all.
    pub(super) weight: u64,
    pub(super) place: Whither,
}

/// Where a receiver has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whither {
    SameLine,
    Project,
    Line(Box<LineOf>),
}

/// A line as a rule writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineOf {
    pub(super) body: Option<Expression>,
    pub(super) stream: Option<Expression>,
    pub(super) recurrence: Option<Recurrence>,
}

impl Effect {
    /// Whether it comes to an outcome.
    pub(super) fn is(&self, outcome: Outcome) -> bool {
        self.happens == Happens::Outcome(outcome)
    }

    /// The outcome that it comes to, where it comes to one.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        match self.happens {
            Happens::Outcome(outcome) => Some(outcome),
            Happens::Asks(_) => None,
        }
    }

    /// Whether it asks for something first.
    pub(super) fn asks(&self) -> bool {
        matches!(self.happens, Happens::Asks(_))
    }

    /// Whether a line is named that receives a part.
    pub(super) fn names_a_line(&self) -> bool {
        let mut lines = self.to.iter();
        lines.any(|it| matches!(it.place, Whither::Line(_)))
    }

    /// The values that it reads.
    pub(super) fn values(&self) -> impl Iterator<Item = &Expression> {
        let lines = self.to.iter().filter_map(|it| match &it.place {
            Whither::Line(line) => Some(line),
            _ => None,
        });
        lines.flat_map(|line| line.body.iter().chain(&line.stream))
    }
}

impl Answering for Effect {
    const SHOWN: &'static [FactName] =
        &[FactName::ItemKind, FactName::ItemAmount, FactName::StreamId];

    fn note_reads(&self, reads: &mut Reads) {
        self.values().for_each(|value| value.note_reads(reads));
    }

    fn comes_to(&self) -> Option<Outcome> {
        self.outcome()
    }
}
