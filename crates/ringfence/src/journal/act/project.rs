//! Acts in the life of a project.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, Party, ProjectId, PurposeId, Recurrence, StreamId};
use crate::word::Money;

/// Proposes a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// Its id.
    pub id: ProjectId,
    /// Whose project.
    pub body: BodyId,
    /// What it is for.
    pub purpose: PurposeId,
    /// The body that proposes it; left out: not recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<BodyId>,
    /// The bodies whose approval it needs, each once, in this order; left out: one approval is
    /// enough, whoever's it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<BodyId>,
    /// The project that it takes to another body; left out: it is no other one's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scales: Option<ProjectId>,
}

/// Approves a project, for a sum once or every year. Commitments are held to it. A later
/// approval replaces the one before, unless it says that it adds. Where the project has a chain,
/// each approval is the next step of it, and only the last one gives room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The project.
    pub project: ProjectId,
    /// What it may cost.
    pub sum: Approval,
    /// Whether it adds to the approval before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub adds: bool,
    /// The body that approves; needed where the project has a chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// The stream whose money it is meant for, as rules about approvals read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<StreamId>,
    /// How many who may vote were present, as rules about approvals read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<u32>,
}

/// What an approval is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Approval {
    /// A sum, once.
    Once {
        /// How much; more than nought.
        amount: Money,
    },
    /// A sum in each year.
    Annual {
        /// How much a year; more than nought.
        annual: Money,
        /// From when; left out: from its effective date.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// Until when; left out: until changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
}

impl Approval {
    /// How much it is, once or in each year.
    pub fn amount(self) -> Money {
        match self {
            Approval::Once { amount } => amount,
            Approval::Annual { annual, .. } => annual,
        }
    }

    /// Whether it is for every year.
    pub fn recurrence(self) -> Recurrence {
        match self {
            Approval::Once { .. } => Recurrence::NonRecurrent,
            Approval::Annual { .. } => Recurrence::Recurrent,
        }
    }
}

/// Records a delay of a project: its cause, whom it is put down to, from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordDelay {
    /// The project.
    pub project: ProjectId,
    /// The cause, as one word: `procurement`, `recruitment`, `late-notice`.
    pub cause: PurposeId,
    /// Whom it is put down to; left out: not recorded, which rules ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributable_to: Option<Party>,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day; left out: it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveDate>,
}
