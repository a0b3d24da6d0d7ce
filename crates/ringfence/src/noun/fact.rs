//! Facts that a rule book declares and the journal records.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{PurposeId, Wording};
use crate::word::{FinancialYear, Id, Money};

/// Marks an id as a fact's.
#[derive(Debug)]
pub enum OfFact {}

/// The id of a fact that a rule book declares; a rule reads it as `own.<id>`.
pub type FactId = Id<OfFact>;

/// What a recorded fact says, with its type.
///
/// ```
/// use ringfence::noun::FactValue;
///
/// let yes = FactValue::Flag(true);
/// assert_eq!(serde_json::to_string(&yes)?, r#"{"flag":true}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactValue {
    /// A sum.
    Money(Money),
    /// A day.
    Date(NaiveDate),
    /// A financial year.
    Year(FinancialYear),
    /// A word or an id, never a name of a person.
    Text(PurposeId),
    /// A whole number.
    Whole(i64),
    /// True or false.
    Flag(bool),
}

/// What a recorded fact is, as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// A sum.
    Money,
    /// A day.
    Date,
    /// A financial year.
    Year,
    /// A word or an id.
    Text,
    /// A whole number.
    Whole,
    /// True or false.
    Flag,
}

impl Wording for FactKind {
    const WORDS: &'static [(&'static str, FactKind)] = &[
        ("money", FactKind::Money),
        ("date", FactKind::Date),
        ("year", FactKind::Year),
        ("text", FactKind::Text),
        ("whole", FactKind::Whole),
        ("flag", FactKind::Flag),
    ];
}
