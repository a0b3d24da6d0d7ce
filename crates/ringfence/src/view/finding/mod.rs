//! What is wrong, since when, and which entries made it so.

mod advised;
mod expected;
mod list;
mod recurrent;
mod shortfall;
mod term;

pub use list::findings;
pub(super) use list::pounds;
pub(super) use recurrent::live;
