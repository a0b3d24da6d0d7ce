//! Acts that set a book up, and records that move no money.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::noun::{
    BaseRule, BodyId, BodyKind, ContributionRule, ControlMode, PurposeId, ReleaseRule, Standing,
    Stated, StreamId, StreamKind, Tolerance, TotalId, Wording,
};
use crate::word::{FinancialYear, Money};

/// Names a body and its place in the tree. Posting the same again changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddBody {
    /// Its id.
    pub id: BodyId,
    /// What kind of body it is.
    pub kind: BodyKind,
    /// The body above it; the root has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<BodyId>,
    /// How it stands in law; left out: as is usual for its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Its first day; left out: the book's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Its last day; left out: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// Names a stream and its conditions. Posting the same again changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddStream {
    /// Its id.
    pub id: StreamId,
    /// What its money may be spent on; at least one.
    pub purposes: Vec<PurposeId>,
    /// The stream that it is a part of: its purposes lie within that one's, and its figures count
    /// there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<StreamId>,
    /// How asks are held to the money that is there.
    pub control: ControlMode,
    /// How far an ask may go below what is available; left out: not at all.
    #[serde(default, skip_serializing_if = "Tolerance::is_nought")]
    pub tolerance: Tolerance,
    /// Whether money must be released before it is spent.
    pub release: ReleaseRule,
    /// What its base is worth before an opening notice.
    pub base: BaseRule,
    /// Revenue or capital.
    pub kind: StreamKind,
    /// The body whose giving is new money; left out: the root above the receiver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<BodyId>,
    /// Whether it is where costs wait until their stream is known: it takes facts only, on the
    /// line of the accountable body.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suspense: bool,
    /// How long its money is meant to be usable, as a word for rules; it moves no money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<PurposeId>,
    /// From when on a partner's contribution is authority.
    #[serde(default, skip_serializing_if = "ContributionRule::is_usual")]
    pub contributions: ContributionRule,
}

/// Records a published total, to be compared with the notices; never money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishTotal {
    /// Its id.
    pub id: TotalId,
    /// The stream it speaks of.
    pub stream: StreamId,
    /// The year it speaks of.
    pub year: FinancialYear,
    /// The figure.
    pub amount: Money,
    /// How it was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Stated>,
    /// What a difference from the notices is known to be: `rounding`, `split-not-published`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<PurposeId>,
}

/// Says that a source does not record a line's allocation or spend of a year: figures that rest
/// on it are then not known, which is not the same as nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkNotRecorded {
    /// The stream.
    pub stream: StreamId,
    /// The body.
    pub body: BodyId,
    /// The year.
    pub year: FinancialYear,
    /// What is not recorded.
    pub what: Unrecorded,
}

/// What a source does not record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unrecorded {
    /// What was given.
    Allocation,
    /// What was spent.
    Spend,
}

impl Wording for Unrecorded {
    const WORDS: &'static [(&'static str, Unrecorded)] = &[
        ("allocation", Unrecorded::Allocation),
        ("spend", Unrecorded::Spend),
    ];
}

/// Adopts a rule book; the entry carries its whole text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptBook {
    /// The book's text, as it was read.
    pub book: String,
    /// The id of the book in force that it takes the place of, where that is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}
