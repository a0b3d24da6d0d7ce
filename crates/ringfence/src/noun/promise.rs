//! What money is kept for: commitments and holds share one space of ids.

use super::Wording;
use crate::word::Id;

/// Marks an id as a commitment's or a hold's.
#[derive(Debug)]
pub enum OfPromise {}

/// The id of a commitment or a hold.
pub type PromiseId = Id<OfPromise>;

/// Marks an id as a kind of cost.
#[derive(Debug)]
pub enum OfCost {}

/// A kind of cost: `pay`, `agency`, `contractor`, `third-sector-grant`, `non-pay`, `equipment`,
/// `capital`, `exit` for what ending a post costs, or one of the user's own.
pub type CostKind = Id<OfCost>;

/// Marks an id as a post's.
#[derive(Debug)]
pub enum OfPost {}

/// The id of a post: a job, never the name of a person.
pub type PostId = Id<OfPost>;

/// Marks an id as a role's.
#[derive(Debug)]
pub enum OfRole {}

/// A role, as one word: `clinical-pharmacist`.
pub type RoleId = Id<OfRole>;

/// Whether money is kept for a promise to pay or, provisionally, for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PromiseKind {
    /// A promise to pay.
    Commitment,
    /// A request not yet ordered.
    Hold,
}

impl Wording for PromiseKind {
    const WORDS: &'static [(&'static str, PromiseKind)] = &[
        ("commitment", PromiseKind::Commitment),
        ("hold", PromiseKind::Hold),
    ];
}
