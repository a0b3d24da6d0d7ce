//! Acts about posts: what a commitment pays for, who is in it, and since when nobody is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::noun::{BodyId, Party, PostId, PromiseId, PurposeId, RoleId};
use crate::word::{Money, Wte};

/// The post that a commitment pays for: a job, never the name of a person. Several commitments
/// may pay for one post; who employs and which role is said by the first that says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// The body that employs; left out: as the post has it, else the body that answers for the
    /// line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<BodyId>,
    /// The role, as one word: `clinical-pharmacist`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleId>,
    /// How much of a full-time post the commitment pays for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wte: Option<Wte>,
    /// The body that pays; left out: the body that answers for the employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<BodyId>,
}

/// Says that somebody is in a post from its effective date: its actual start, or the end of a
/// vacancy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// The post.
    pub post: PostId,
}

/// Records a vacancy of a post: its cause, whom it is put down to, from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordVacancy {
    /// The post.
    pub post: PostId,
    /// The cause, as one word: `recruitment`, `resignation`, `retirement`, `secondment`,
    /// `sickness`, `maternity`, `late-notice`, or one of the user's own.
    pub cause: PurposeId,
    /// Whom it is put down to; left out: not recorded, which rules ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributable_to: Option<Party>,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day; left out: until the post is filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveDate>,
}

/// Changes what a recurrent commitment costs in twelve months, from its effective date: the
/// instalments after that day, and those of later years. More is asked, less is given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeCost {
    /// The commitment.
    pub id: PromiseId,
    /// What it costs in twelve months from then on; more than nought.
    pub annual: Money,
}
