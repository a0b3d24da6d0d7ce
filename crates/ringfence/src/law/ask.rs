//! Questions about what a draft asks for: whether it may be, and who must approve it.

use std::sync::Arc;

use serde::Serialize;

use super::FactName;
use super::expression::{Expression, Reads};
use super::rule::{Answering, Rule};
use crate::word::Money;

/// What a draft asks for, as rules name it. A fact is never asked about.
///
/// ```
/// use ringfence::law::AskKind;
///
/// assert_eq!(AskKind::Vire.name(), "vire");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AskKind {
    /// Passing authority down.
    Allocate,
    /// A virement.
    Vire,
    /// A release.
    Release,
    /// An earmark.
    Earmark,
    /// A hold.
    Hold,
    /// A commitment.
    Commit,
    /// A spend to be authorised.
    Spend,
    /// The approval of a project.
    Approve,
}

impl AskKind {
    /// Every one.
    pub const ALL: [AskKind; 8] = [
        AskKind::Allocate,
        AskKind::Vire,
        AskKind::Release,
        AskKind::Earmark,
        AskKind::Hold,
        AskKind::Commit,
        AskKind::Spend,
        AskKind::Approve,
    ];

    /// Those that ask for money. An approval asks for none: a rule that is asked of it names it.
    pub(super) const OF_MONEY: [AskKind; 7] = [
        AskKind::Allocate,
        AskKind::Vire,
        AskKind::Release,
        AskKind::Earmark,
        AskKind::Hold,
        AskKind::Commit,
        AskKind::Spend,
    ];

    /// As a rule writes it: the word of the draft.
    pub const fn name(self) -> &'static str {
        match self {
            AskKind::Allocate => "allocate",
            AskKind::Vire => "vire",
            AskKind::Release => "release",
            AskKind::Earmark => "earmark",
            AskKind::Hold => "hold",
            AskKind::Commit => "commit",
            AskKind::Spend => "spend",
            AskKind::Approve => "approve",
        }
    }
}

/// A question that is asked of what a draft asks for.
///
/// ```
/// use ringfence::law::AskQuestion;
///
/// assert_eq!(AskQuestion::Control.name(), "control");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AskQuestion {
    /// May it be?
    Control,
    /// May authority move so?
    Virement,
    /// Who must approve it?
    Approval,
}

impl AskQuestion {
    /// Every one, in the order in which they are asked.
    pub const ALL: [AskQuestion; 3] = [
        AskQuestion::Control,
        AskQuestion::Virement,
        AskQuestion::Approval,
    ];

    /// As a rule writes it.
    pub const fn name(self) -> &'static str {
        match self {
            AskQuestion::Control => "control",
            AskQuestion::Virement => "virement",
            AskQuestion::Approval => "approval",
        }
    }
}

/// The answer to a question about what is asked for.
///
/// ```
/// use ringfence::law::Answer;
///
/// assert_eq!(Answer::Allowed.name(), "allowed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Answer {
    /// It may be.
    Allowed,
    /// It may not be, but for as much as this.
    Refused {
        /// How much of it may be.
        up_to: Money,
    },
    /// It may be, and this much would have been better.
    Advised {
        /// How much would have been better.
        up_to: Money,
    },
    /// It may be with the approval of one of these.
    NeedsApproval {
        /// Who may approve it.
        by: Vec<String>,
    },
    /// A fact that matters is unknown.
    NeedsEvidence {
        /// What is missing.
        missing: Vec<String>,
    },
    /// Clauses apply, none stands over the other, and they disagree.
    Conflict {
        /// Their labels.
        labels: Vec<String>,
    },
}

impl Answer {
    /// Its word.
    pub const fn name(&self) -> &'static str {
        match self {
            Answer::Allowed => "allowed",
            Answer::Refused { .. } => "refused",
            Answer::Advised { .. } => "advised",
            Answer::NeedsApproval { .. } => "needs_approval",
            Answer::NeedsEvidence { .. } => "needs_evidence",
            Answer::Conflict { .. } => "rules_conflict",
        }
    }
}

/// A rule about what is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AskRule {
    pub(super) question: AskQuestion,
    /// The drafts that it is asked of.
    pub(super) drafts: Vec<AskKind>,
    pub(super) rule: Rule<AskEffect>,
}

/// What a clause about an ask does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AskEffect {
    pub(super) says: Says,
    /// It does so with what is above this; left out, with all.
    pub(super) up_to: Option<Expression>,
}

/// What it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Allow,
    Refuse,
    Advise,
    /// One of these must approve it.
    Approval(Vec<Expression>),
    /// It is not answered before this is known.
    Asks(Arc<str>),
}

impl Answering for AskEffect {
    const SHOWN: &'static [FactName] =
        &[FactName::AskKind, FactName::AskAmount, FactName::StreamId];

    fn note_reads(&self, reads: &mut Reads) {
        let by = match &self.says {
            Says::Approval(by) => by.as_slice(),
            _ => &[],
        };
        let values = self.up_to.iter().chain(by);
        values.for_each(|value| value.note_reads(reads));
    }
}

impl AskRule {
    /// Whether it is asked of a draft of a stream; one that names the stream goes first.
    pub(super) fn covers(&self, kind: AskKind, stream: &str) -> bool {
        self.drafts.contains(&kind) && (self.rule.names(stream) || self.rule.is_for_any())
    }
}
