//! Rows for people.

mod plain;
mod stated;

pub use plain::{Align, Table};
pub use stated::stated_sum;
