//! Where a journal is kept, and the book that joins it to a ledger.
//!
//! Every writer goes one way: check, append, apply. A draft that is refused, or an append that
//! fails, changes nothing.
//!
//! ```

#![forbid(unsafe_code)]
#![doc = include_str!("../docs/gov.txt")]
//! use ringfence::journal::Header;
//! use ringfence_store::{Book, MemoryStore};
//!
//! let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
//! let receipt = book.post(&gov()?)?; // the government of Aberwen
//! assert_eq!(receipt.entry, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Examples on other pages go on from here: there `gov()` is this draft, `aberwen()` a book in
//! memory to which it was posted, and `upland()` the draft of a board that stands below it.

mod address;
mod batch;
mod book;
mod book_kept;
mod book_post;
mod book_verify;
mod error;
mod judged;
mod kept_state;
mod memory;
#[cfg(feature = "postgres")]
mod postgres;
mod proof;
mod snapshot;
mod spare;
#[cfg(feature = "sqlite")]
mod sqlite;
mod step;
mod store;

pub use address::{AnyStore, create_at, open_at};
pub use batch::{Batch, KeptState, Keyed, Redacted, StoreHead};
pub use book::{Book, VERIFIED_BELOW};
pub use book_post::PostError;
pub use book_verify::{Unsound, Verification};
pub use error::{Again, Applied, Failure, StoreError};
pub use memory::MemoryStore;
#[cfg(feature = "postgres")]
pub use postgres::{PostgresBook, PostgresOptions, PostgresRole, PostgresStore};
pub use proof::{Checkpoint, CheckpointError, KeyName, KeyNameError, Signature};
#[cfg(feature = "sign")]
pub use proof::{KeyError, SigningKey, VerifyingKey};
#[cfg(feature = "sqlite")]
pub use sqlite::{SqliteOptions, SqliteStore};
pub use step::{Step, StepRefused};
pub use store::Store;
