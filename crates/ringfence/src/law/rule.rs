//! A rule as it stands in memory: a base case and labelled exceptions, each dated and cited.

use chrono::NaiveDate;
use serde::Serialize;

use super::FactName;
use super::cap::Cap;
use super::condition::Condition;
use super::cover::Cover;
use super::dated::{Dated, in_force};
use super::effect::Effect;
use super::expression::{Expression, Reads};
use crate::word::Citation;

/// What becomes of money at the year end.
///
/// ```
/// use ringfence::law::Outcome;
///
/// assert_eq!(Outcome::RollOver.name(), "roll_over");
/// assert!(!Outcome::RollOver.suits_a_deficit());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It stays usable in the next year.
    RollOver,
    /// The holder's power to spend it ends; it falls to the accountable body.
    Lapse,
    /// It goes back to the funder.
    Revert,
    /// Less of this year's allocation, more of next year's.
    ReProvide,
    /// A deficit is taken from next year's money first.
    FirstCall,
    /// A deficit falls to the accountable body.
    Absorb,
}

/// How much of what is rolled over is released in the next year, where the stream requires it.
///
/// ```
/// use ringfence::law::Release;
///
/// assert_eq!(Release::default(), Release::Undrawn);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// What was released and not drawn goes along, and no more.
    #[default]
    Undrawn,
    /// All of it.
    Whole,
}

impl Release {
    /// Whether it is what a rule means that says nothing of it.
    pub(super) fn is_usual(&self) -> bool {
        *self == Release::Undrawn
    }
}

pub(super) const OUTCOMES: [(&str, Outcome); 6] = [
    ("roll_over", Outcome::RollOver),
    ("lapse", Outcome::Lapse),
    ("revert", Outcome::Revert),
    ("re_provide", Outcome::ReProvide),
    ("first_call", Outcome::FirstCall),
    ("absorb", Outcome::Absorb),
];

pub(super) const RELEASES: [(&str, Release); 2] =
    [("undrawn", Release::Undrawn), ("whole", Release::Whole)];

impl Outcome {
    /// Every one.
    pub const ALL: [Outcome; 6] = [
        Outcome::RollOver,
        Outcome::Lapse,
        Outcome::Revert,
        Outcome::ReProvide,
        Outcome::FirstCall,
        Outcome::Absorb,
    ];

    /// As a rule writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::RollOver => "roll_over",
            Outcome::Lapse => "lapse",
            Outcome::Revert => "revert",
            Outcome::ReProvide => "re_provide",
            Outcome::FirstCall => "first_call",
            Outcome::Absorb => "absorb",
        }
    }

    /// Whether a deficit can come to this; other items come to the others.
    pub const fn suits_a_deficit(self) -> bool {
        matches!(self, Outcome::FirstCall | Outcome::Absorb)
    }
}

/// One rule of a book: the answer to one question for some streams. What its clauses do is an
/// effect: that of the question that it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule<E = Effect> {
    pub(super) id: String,
    pub(super) streams: Streams,
    /// The values of the base case, by their first day.
    pub(super) base: Vec<Clause<E>>,
    /// In the order of the file; one label may stand several times, from other days.
    pub(super) exceptions: Vec<Exception<E>>,
    /// The same of caps over several items, of what is rolled over only.
    pub(super) caps: Vec<Cap>,
    /// And of what some have left that meets what others want.
    pub(super) covers: Vec<Cover>,
}

/// The streams that a rule covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Streams {
    Any,
    These(Vec<String>),
}

/// A dated, cited value: what happens, and with how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause<E = Effect> {
    pub(super) in_force_from: NaiveDate,
    /// Its last day, where it has one.
    pub(super) in_force_until: Option<NaiveDate>,
    pub(super) effect: E,
    /// How much of the item it takes.
    pub(super) amount: Expression,
    pub(super) cite: Citation,
}

/// A labelled exception over the base case or over another exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Exception<E = Effect> {
    pub(super) label: String,
    pub(super) over: String,
    pub(super) when: Condition,
    pub(super) clause: Clause<E>,
}

/// What clauses of a question do.
pub(crate) trait Answering {
    /// The facts that every answer shows.
    const SHOWN: &'static [FactName];

    /// Adds what it reads.
    fn note_reads(&self, reads: &mut Reads);

    /// The outcome that an item comes to by it, where there is one.
    fn comes_to(&self) -> Option<Outcome> {
        None
    }
}

impl<E> Dated for Clause<E> {
    fn first_day(&self) -> NaiveDate {
        self.in_force_from
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.in_force_until
    }
}

impl<E> Rule<E> {
    /// The source of each clause, with the place of the clause.
    pub(super) fn cites(&self) -> impl Iterator<Item = (String, &Citation)> {
        let base = self.base.iter().map(|clause| ("base", &clause.cite));
        let others = self.exceptions.iter();
        let others = others.map(|one| (one.label.as_str(), &one.clause.cite));
        let caps = self.caps.iter();
        let caps = caps.map(|cap| (cap.label.as_str(), &cap.cite));
        let covers = self.covers.iter();
        let covers = covers.map(|cover| (cover.label.as_str(), &cover.cite));
        let all = base.chain(others).chain(caps).chain(covers);
        all.map(|(label, cite)| (format!("{}/{label}", self.id), cite))
    }

    pub(super) fn is_for_any(&self) -> bool {
        self.streams == Streams::Any
    }

    pub(super) fn names(&self, stream: &str) -> bool {
        match &self.streams {
            Streams::Any => false,
            Streams::These(ids) => ids.iter().any(|id| id == stream),
        }
    }

    /// The base case in force on a day.
    pub(super) fn base_on(&self, on: NaiveDate) -> Option<&Clause<E>> {
        in_force(&self.base, on)
    }

    /// The exceptions in force on a day, in the order of the file.
    pub(super) fn exceptions_on(&self, on: NaiveDate) -> impl Iterator<Item = &Exception<E>> {
        self.exceptions.iter().filter(move |exception| {
            let clause = &exception.clause;
            let later = |other: &Exception<E>| {
                other.label == exception.label
                    && other.clause.has_begun(on)
                    && clause.in_force_from < other.clause.in_force_from
            };
            clause.is_in_force(on) && !self.exceptions.iter().any(later)
        })
    }

    /// What an exception of this label stands over on a day, ended or not: by its latest value that
    /// has begun, else by its first.
    pub(super) fn parent_of(&self, label: &str, on: NaiveDate) -> Option<&str> {
        let named = || self.exceptions.iter().filter(|it| it.label == label);
        let begun = named().filter(|it| it.clause.has_begun(on));
        let latest = begun.max_by_key(|it| it.clause.in_force_from);
        let its = latest.or_else(|| named().next());
        its.map(|exception| exception.over.as_str())
    }
}
