//! Random rule books of the whole language, items before them, and books with one fault.

mod ask;
mod asking;
mod book;
mod cap;
mod choice;
mod clause;
mod condition;
mod cover;
mod duty;
mod duty_line;
mod estate;
mod given;
mod keeping;
mod pool;
mod spoil;
mod tape;
mod value;
mod writer;

pub(crate) use asking::correction;
pub use asking::{Ask, Step};
pub(crate) use book::FACTS_OF_HISTORIES;
pub use choice::{AskChoice, BookChoice, CappedChoice, CoveredChoice, DutyChoice, SpoiltBook};
pub use choice::{WalkedBook, any_asks, any_book, any_capped_book, any_covered_book};
pub use choice::{any_duties, any_walked_book};
pub use duty::{Tested, Turned};
pub use duty_line::LineOfYear;
pub(crate) use estate::BODIES;
pub use estate::{Estate, Lot, Said};
pub(crate) use given::kind_of;
pub use given::{Given, Recording};
pub(crate) use pool::{SUMS_OF_ASK, SUMS_OF_ESTATE};
