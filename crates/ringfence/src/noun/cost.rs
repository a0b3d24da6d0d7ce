//! What stands between a cost and its invoice.

use crate::word::Id;

/// Marks an id as an accrual's.
#[derive(Debug)]
pub enum OfAccrual {}

/// The id of an accrual: a cost that was received and not invoiced.
pub type AccrualId = Id<OfAccrual>;
