//! Allocation tables as boards receive them: a sum in each cell, a name along each side.
//!
//! [`AllocationTable::read`] turns one into rows of notices, and shows where its totals are not
//! the sums of their parts. Nothing is mended: what the source says is what is taken.

mod check;
mod fault;
mod figure;
mod found;
mod heading;
mod layout;
mod side;
mod table;

pub use fault::AllocationFault;
pub use layout::{AllocationLayout, Along, Brackets};
pub use table::AllocationTable;
