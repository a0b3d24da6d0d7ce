//! Rows for people.

mod html;
mod plain;
mod stated;

pub use plain::{Align, Table};
pub use stated::{exactly_in, stated_sum};
