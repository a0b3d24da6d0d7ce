//! Rows for people.

mod html;
mod plain;
mod stated;
mod viewed;

pub use plain::{Align, Table};
pub use stated::{exactly_in, stated_sum};
