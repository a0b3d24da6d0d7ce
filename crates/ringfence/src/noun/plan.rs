//! What names a frozen month, and a three-year plan.

use crate::word::Id;

/// Marks an id as a frozen month's.
#[derive(Debug)]
pub enum OfFreeze {}

/// The id of a month as it was frozen: the name of a submission.
pub type FreezeId = Id<OfFreeze>;

/// Marks an id as a three-year plan's.
#[derive(Debug)]
pub enum OfPlan {}

/// The id of a version of a body's three-year plan.
pub type PlanId = Id<OfPlan>;
