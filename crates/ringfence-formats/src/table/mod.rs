//! Rows for people.

mod plain;
mod stated;

pub use plain::{Align, Table};
pub use stated::{exactly_in, stated_sum};
