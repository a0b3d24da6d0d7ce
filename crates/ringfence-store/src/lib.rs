//! Where a journal is kept, and the book that joins it to a ledger.
//!
//! Every writer goes one way: check, append, apply. A draft that is refused, or an append that
//! fails, changes nothing.
//!
//! ```
//! use ringfence::journal::act::AddBody;
//! use ringfence::journal::{Act, Draft, Header};
//! use ringfence::noun::BodyKind;
//! use ringfence_store::{Book, MemoryStore};
//!
//! let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
//! let body = AddBody {
//!     id: "gov".parse()?,
//!     kind: BodyKind::Government,
//!     parent: None,
//!     standing: None,
//!     from: None,
//!     until: None,
//! };
//! let receipt = book.post(&Draft::of(Act::AddBody(body)).named("Government of Aberwen"))?;
//! assert_eq!(receipt.entry, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod book;
mod memory;
mod step;
mod store;

pub use book::{Book, PostError};
pub use memory::MemoryStore;
pub use step::{Step, StepRefused};
pub use store::{Store, StoreError};
