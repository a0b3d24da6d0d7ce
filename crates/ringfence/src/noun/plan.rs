//! What names a frozen month.

use crate::word::Id;

/// Marks an id as a frozen month's.
#[derive(Debug)]
pub enum OfFreeze {}

/// The id of a month as it was frozen: the name of a submission.
pub type FreezeId = Id<OfFreeze>;
