//! An answer with its reasons.

use chrono::NaiveDate;
use serde::Serialize;

use super::explain_cap::CapReading;
use super::explain_cover::CoverReading;
use super::{Fact, FactName, Value, Verdict};
use crate::word::{Citation, Hash, Money};

/// An answer with everything it rests on: clauses, facts, arithmetic, and what would change it.
///
/// It is rebuilt on demand from facts and book, and is the same each time. It prints as plain
/// sentences, as Markdown, and serialises as JSON; `ringfence-formats` writes it as HTML from its
/// [`passages`](Explained::passages).
///
/// ```
/// use chrono::NaiveDate;
/// use ringfence::law::{FactName, Facts, RuleBook};
/// use ringfence::word::Money;
///
/// let mut facts = Facts::new();
/// facts.set(FactName::ItemAmount, Money::new(6_800_000), &[7])?;
/// facts.set(FactName::StreamId, "cluster", &[])?;
/// let day = NaiveDate::from_ymd_opt(2017, 3, 31).unwrap();
/// let why = RuleBook::preset("wales-2016")?.roll_over(&facts, day);
/// assert!(why.arithmetic.adds_up());
/// assert!(why.citation().is_some());
/// assert!(why.to_string().starts_with("£68,000.00 lapses."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained<T> {
    /// The answer.
    pub result: T,
    /// The answer as a sentence.
    pub answer: String,
    /// The day whose rules were asked.
    pub on: NaiveDate,
    /// The id of the book.
    pub book: String,
    /// The hash of the book.
    pub book_hash: Hash,
    /// The id of the rule, where one covers the stream.
    pub rule: Option<String>,
    /// Every clause of the rule, those that did not apply too.
    pub clauses: Vec<ClauseReading>,
    /// The facts that the clauses read, with the entries they came from.
    pub facts: Vec<FactReading>,
    /// The facts of the book's own that the clauses read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<OwnReading>,
    /// The parameters that the clauses read, with their sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<ParameterReading>,
    /// The caps over several items that touch it, in the order in which they are applied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<CapReading>,
    /// The covers that take of it or meet it, in the order in which they are applied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<CoverReading>,
    /// How the item falls into its parts.
    pub arithmetic: Arithmetic,
    /// What kept the sum from being larger.
    pub bound: Option<String>,
    /// The nearest single change that would give another answer.
    pub nearest_change: Option<String>,
}

/// One clause of a rule before one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseReading {
    /// Its label; `base` for the base case.
    pub label: String,
    /// What it stands over; nothing for the base case.
    pub over: Option<String>,
    /// What it does, in words.
    pub text: String,
    /// Its first day.
    pub in_force_from: NaiveDate,
    /// Whether it is in force on the day asked.
    pub in_force: bool,
    /// Whether it applies to the item.
    pub verdict: Verdict,
    /// Whether it is the one that decided.
    pub decided: bool,
    /// Why it does not apply whatever its condition says, or does less than it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its condition, part by part.
    pub condition: Option<Reason>,
    /// Its source, or the assumption it rests on.
    pub citation: Citation,
}

/// A part of a condition, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The part in words.
    pub text: String,
    /// What it comes to.
    pub verdict: Verdict,
    /// What its sides came to, where they were reckoned.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<Reckoning>,
    /// Its own parts.
    pub parts: Vec<Reason>,
}

/// A fact that a clause read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactReading {
    /// The fact.
    pub fact: FactName,
    /// Which record of its group, counted from 1; nothing for a fact of the item.
    pub record: Option<usize>,
    /// Its value.
    pub value: Fact,
    /// The numbers of the entries it came from.
    pub entries: Vec<u64>,
}

/// A fact of the book's own as a clause read it. Where clauses read it by several days or of
/// several persons there is one reading for each; by a day or of a person that is not known there
/// is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnReading {
    /// As a rule writes it: `own.evaluated`.
    pub fact: String,
    /// What it means, in the words of the book.
    pub meaning: String,
    /// The day by which it was read.
    pub by: NaiveDate,
    /// Whose record was read; nothing where it does not matter who said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// Its value as recorded by that day.
    pub value: Fact,
    /// The numbers of the entries it came from.
    pub entries: Vec<u64>,
}

/// A parameter of the book that a clause read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParameterReading {
    /// Its id.
    pub parameter: String,
    /// The value in force on the day asked; nothing where none was. A clause that reads it on
    /// another day shows that value where it reckons.
    pub value: Option<Value>,
    /// The first day of that value.
    pub in_force_from: Option<NaiveDate>,
    /// Its source, or the assumption that it rests on.
    pub citation: Option<Citation>,
}

/// How an item falls into parts: the parts add up to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arithmetic {
    /// The item.
    pub whole: Money,
    /// Its parts, in the order in which the clauses took them; none where it is not decided.
    pub steps: Vec<Step>,
}

/// What one clause takes of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The label of the clause; `base` for the base case, `unset` where no rule says it.
    pub label: String,
    /// How the sum was found.
    pub text: String,
    /// The sum.
    pub amount: Money,
    /// What it was reckoned from, where it was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Reckoning>,
}

/// A value that a sum was reckoned from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reckoning {
    /// The value in words.
    pub text: String,
    /// What it came to, as people read it.
    pub value: String,
    /// What that was reckoned from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Reckoning>,
}

impl<T> Explained<T> {
    /// The source of the value that decided; nothing where no rule did.
    pub fn citation(&self) -> Option<&Citation> {
        self.clauses
            .iter()
            .find(|clause| clause.decided)
            .map(|clause| &clause.citation)
    }
}

impl Arithmetic {
    /// Whether the parts add up to the item, to the penny.
    pub fn adds_up(&self) -> bool {
        let total = Money::total(self.steps.iter().map(|step| step.amount));
        self.steps.is_empty() || total == Some(self.whole)
    }
}
