//! Money with one source and one set of conditions.

use serde::{Deserialize, Serialize};

use super::Wording;
use crate::word::Id;

/// Marks an id as a stream's.
#[derive(Debug)]
pub enum OfStream {}

/// The id of a stream.
pub type StreamId = Id<OfStream>;

/// Marks an id as a purpose.
#[derive(Debug)]
pub enum OfPurpose {}

/// A purpose that money may be spent on.
pub type PurposeId = Id<OfPurpose>;

/// How an ask is held to the money that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlMode {
    /// What is not there is refused.
    Block,
    /// What is not there is recorded, advised against, and found.
    Advise,
    /// What is not there is recorded, and found.
    Track,
}

impl Wording for ControlMode {
    const WORDS: &'static [(&'static str, ControlMode)] = &[
        ("block", ControlMode::Block),
        ("advise", ControlMode::Advise),
        ("track", ControlMode::Track),
    ];
}

/// Whether a stream's money must be released before it is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseRule {
    /// Spending is held to what the body above has released.
    Required,
    /// Authority is enough.
    NotRequired,
}

/// What a recurrent base is worth before the year's opening notice comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BaseRule {
    /// It is authority from the first day of the year.
    Continues,
    /// It is only anticipated: nothing can be spent until the notice comes.
    Anticipated,
}

impl Wording for BaseRule {
    const WORDS: &'static [(&'static str, BaseRule)] = &[
        ("continues", BaseRule::Continues),
        ("anticipated", BaseRule::Anticipated),
    ];
}

/// Whether a stream pays for running or for lasting things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamKind {
    /// Running costs.
    Revenue,
    /// Lasting things.
    Capital,
}

impl Wording for StreamKind {
    const WORDS: &'static [(&'static str, StreamKind)] = &[
        ("revenue", StreamKind::Revenue),
        ("capital", StreamKind::Capital),
    ];
}
