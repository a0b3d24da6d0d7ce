//! Random rule books of the whole language, items before them, and books with one fault.

mod book;
mod choice;
mod clause;
mod condition;
mod given;
mod pool;
mod spoil;
mod tape;
mod value;
mod writer;

pub use choice::{BookChoice, SpoiltBook, any_book};
pub use given::Given;
pub(crate) use given::kind_of;
