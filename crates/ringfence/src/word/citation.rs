//! Where a rule or a figure comes from.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The source of a rule's value, or the assumption that stands where no source was found.
///
/// ```
/// use ringfence::word::Citation;
///
/// let assumed = Citation::Assumption {
///     assumption: "one sum usable over three years".into(),
///     by: "the authors".into(),
///     until: None,
/// };
/// assert_eq!(assumed.to_string(), "assumed by the authors: one sum usable over three years");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Citation {
    /// A text that can be looked up.
    Source {
        /// The letter, act, report or page.
        instrument: String,
        /// The place in it: a clause, paragraph or question.
        clause: String,
        /// Its own words, to the letter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<String>,
        /// What it says, in ours.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paraphrase: Option<String>,
        /// Where it can be read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        /// When it was read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        read_on: Option<NaiveDate>,
    },
    /// A declared assumption: reports list it.
    Assumption {
        /// What is assumed.
        assumption: String,
        /// By whom.
        by: String,
        /// Until when, where it was limited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Citation::Source {
                instrument, clause, ..
            } => write!(f, "{instrument}, {clause}"),
            Citation::Assumption { assumption, by, .. } => {
                write!(f, "assumed by {by}: {assumption}")
            }
        }
    }
}
