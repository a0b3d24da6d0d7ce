//! What names a forecast's role and a frozen month.

use crate::word::Id;

/// Marks an id as a role's.
#[derive(Debug)]
pub enum OfRole {}

/// The id of a role that states a forecast: an office, never the name of a person.
pub type RoleId = Id<OfRole>;

/// Marks an id as a frozen month's.
#[derive(Debug)]
pub enum OfFreeze {}

/// The id of a month as it was frozen: the name of a submission.
pub type FreezeId = Id<OfFreeze>;
