//! What the ledger remembers of each named thing.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::anticipated::Anticipated;
use super::body::{Counted, Ended};
use super::control::{Control, ControlChange};
use super::index::{At, Named};
use super::life::Life;
use super::parts::Parts;
use super::term::SetTerm;
use super::words::Teller;
use crate::journal::act::{Approval, Term, Unrecorded};
use crate::noun::{
    BaseRule, BodyId, BodyKind, ContributionRule, OfBody, OfProject, OfPromise, OfStream, OfTotal,
    Party, ProjectId, PromiseId, PromiseKind, PurposeId, Recurrence, ReleaseRule, Standing, Stated,
    StreamId, StreamKind, TotalId,
};
use crate::word::{FinancialYear, Money};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Body {
    pub(crate) id: BodyId,
    pub(crate) name: Arc<str>,
    pub(crate) kind: BodyKind,
    pub(crate) parent: Option<At<Body>>,
    /// How it stands in law unless it was made legal.
    pub(crate) standing: Standing,
    /// The entries that made it legal.
    pub(crate) made_legal: Vec<u64>,
    pub(crate) counts: Vec<Counted>,
    pub(crate) from: NaiveDate,
    /// Its last day, as it stands.
    pub(crate) until: Option<NaiveDate>,
    /// The last day with which it was named.
    pub(crate) named_until: Option<NaiveDate>,
    pub(crate) ended: Vec<Ended>,
    pub(crate) entry: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stream {
    pub(crate) id: StreamId,
    pub(crate) name: Arc<str>,
    pub(crate) purposes: Vec<PurposeId>,
    /// The stream whose figures its own count to.
    pub(crate) parent: Option<At<Stream>>,
    pub(crate) control: Control,
    pub(crate) changes: Vec<ControlChange>,
    pub(crate) release: ReleaseRule,
    pub(crate) base: BaseRule,
    pub(crate) kind: StreamKind,
    pub(crate) source: Option<At<Body>>,
    /// Whether costs wait here until their stream is known.
    pub(crate) suspense: bool,
    pub(crate) availability: Option<PurposeId>,
    pub(crate) contributions: ContributionRule,
    /// The floors and caps that what is asked of it may meet; mostly none.
    pub(crate) terms: Vec<At<SetTerm>>,
    pub(crate) entry: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Project {
    pub(crate) id: ProjectId,
    pub(crate) name: Arc<str>,
    pub(crate) body: At<Body>,
    pub(crate) purpose: PurposeId,
    /// The project that it takes to another body.
    pub(crate) scales: Option<At<Project>>,
    pub(crate) proposed_by: Option<At<Body>>,
    /// Whose approval it needs, in this order; empty where any is enough.
    pub(crate) chain: Vec<At<Body>>,
    pub(crate) approvals: Vec<Approved>,
    /// What came after its approval.
    pub(crate) life: Life,
    pub(crate) delays: Vec<Delay>,
    /// What is earmarked for it, cell by cell.
    pub(crate) earmarks: Vec<Earmarked>,
    /// The recurrent commitments for it.
    pub(crate) recurrent: Vec<At<Promise>>,
    /// One-off commitments less what was given back, and direct spends: pence by year.
    pub(crate) used: Vec<(FinancialYear, i64)>,
    pub(crate) entry: u64,
}

/// What is earmarked for a project on one line.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Earmarked {
    pub(crate) cell: At<super::cell::Cell>,
    pub(crate) amount: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Approved {
    pub(crate) entry: u64,
    pub(crate) effective: NaiveDate,
    #[serde(with = "super::kept_form::as_json")]
    pub(crate) sum: Approval,
    pub(crate) adds: bool,
    pub(crate) by: Teller,
    pub(crate) body: Option<At<Body>>,
    pub(crate) stream: Option<At<Stream>>,
    pub(crate) present: Option<u32>,
    pub(crate) evidence: Option<Arc<str>>,
    /// Whether others have to approve after it: it gives no room.
    pub(crate) is_step: bool,
    pub(crate) withdrawn: bool,
}

impl Approved {
    /// Whether it stands and gives room.
    pub(crate) fn gives_room(&self) -> bool {
        !self.withdrawn && !self.is_step
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Delay {
    pub(crate) entry: u64,
    pub(crate) cause: PurposeId,
    pub(crate) attributable_to: Option<Party>,
    pub(crate) start: NaiveDate,
    pub(crate) end: Option<NaiveDate>,
    pub(crate) evidenced: bool,
    pub(crate) withdrawn: bool,
}

/// A hold or a commitment, as far as a posting looks at it. There are far more of these than of
/// anything else that is named: each takes one line of the cache.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[repr(align(64))]
pub(crate) struct Promise {
    pub(crate) id: PromiseId,
    pub(crate) body: At<Body>,
    pub(crate) stream: At<Stream>,
    pub(crate) project: Option<At<Project>>,
    #[serde(with = "super::kept_form::as_word")]
    pub(crate) kind: PromiseKind,
    pub(crate) recurrence: Recurrence,
    /// Set once nothing of it will come any more.
    pub(crate) ended: bool,
    /// Whether anything of it was ever accrued.
    pub(crate) accrued: bool,
    pub(crate) parts: Parts,
}

/// What was agreed of a promise, and by which entry: a posting seldom asks.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Agreed {
    pub(crate) entry: u64,
    #[serde(with = "super::kept_form::TermForm")]
    pub(crate) term: Term,
}

/// Money of one line kept for a promise, and where it came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) cell: At<super::cell::Cell>,
    /// The project whose earmark it was taken from; else it was free.
    pub(crate) origin: Option<At<Project>>,
    pub(crate) open: i64,
    /// Whether its money of the year before was not kept.
    pub(crate) unfunded: bool,
}

const _: () = assert!(size_of::<Promise>() == 64, "one line of the cache");

impl Promise {
    pub(crate) fn open(&self) -> i64 {
        self.parts.iter().map(|part| part.open).sum()
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Total {
    pub(crate) id: TotalId,
    pub(crate) name: Arc<str>,
    pub(crate) stream: At<Stream>,
    pub(crate) year: FinancialYear,
    pub(crate) amount: Money,
    pub(crate) stated: Option<Stated>,
    pub(crate) difference: Option<PurposeId>,
    pub(crate) source: Arc<str>,
    pub(crate) entry: u64,
    pub(crate) withdrawn: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub(crate) stream: At<Stream>,
    pub(crate) body: At<Body>,
    pub(crate) year: FinancialYear,
    pub(crate) what: Unrecorded,
    pub(crate) words: Arc<str>,
    pub(crate) entry: u64,
    pub(crate) withdrawn: bool,
}

/// A notice as it was given: also what the base of later years rests on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Given {
    pub(crate) entry: u64,
    pub(crate) effective: NaiveDate,
    pub(crate) stream: At<Stream>,
    /// The body whose own money it was; nothing where it is new money.
    pub(crate) from: Option<At<Body>>,
    pub(crate) to: At<Body>,
    pub(crate) year: FinancialYear,
    pub(crate) amount: Money,
    pub(crate) full_year: Money,
    pub(crate) recurrence: Recurrence,
    pub(crate) opening: bool,
    pub(crate) stated: Option<Stated>,
    pub(crate) notice: Arc<str>,
    pub(crate) dated: Option<Arc<str>>,
    pub(crate) source: Option<Arc<str>>,
    pub(crate) note: Option<Arc<str>>,
    pub(crate) virement: Option<At<Stream>>,
    /// Whether it is one side of a re-provision.
    pub(crate) re_provided: bool,
    /// The anticipated sum that it confirms.
    pub(crate) confirms: Option<At<Anticipated>>,
    pub(crate) withdrawn: bool,
}

impl Named for Body {
    type Of = OfBody;

    fn id(&self) -> &BodyId {
        &self.id
    }
}

impl Named for Stream {
    type Of = OfStream;

    fn id(&self) -> &StreamId {
        &self.id
    }
}

impl Named for Project {
    type Of = OfProject;

    fn id(&self) -> &ProjectId {
        &self.id
    }
}

impl Named for Promise {
    type Of = OfPromise;

    fn id(&self) -> &PromiseId {
        &self.id
    }
}

impl Named for Total {
    type Of = OfTotal;

    fn id(&self) -> &TotalId {
        &self.id
    }
}
