//! What stands between a cost and its invoice.

use crate::word::Id;

/// Marks an id as an accrual's.
#[derive(Debug)]
pub enum OfAccrual {}

/// The id of an accrual: a cost that was received and not invoiced.
pub type AccrualId = Id<OfAccrual>;

/// Marks an id as a prepayment's.
#[derive(Debug)]
pub enum OfPrepayment {}

/// The id of a prepayment: a cost that was invoiced for a later period.
pub type PrepaymentId = Id<OfPrepayment>;
