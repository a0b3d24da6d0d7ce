//! Random rule books of the whole language, items before them, and books with one fault.

mod book;
mod cap;
mod choice;
mod clause;
mod condition;
mod estate;
mod given;
mod pool;
mod spoil;
mod tape;
mod value;
mod writer;

pub use choice::{BookChoice, CappedChoice, SpoiltBook, any_book, any_capped_book};
pub(crate) use estate::BODIES;
pub use estate::{Estate, Lot, Said};
pub use given::Given;
pub(crate) use given::kind_of;
pub(crate) use pool::SUMS_OF_ESTATE;
