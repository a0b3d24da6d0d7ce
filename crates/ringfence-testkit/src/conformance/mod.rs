//! What every store promises, as checks that run unchanged against any of them.
//!
//! A store of one's own is tested with a [`StoreMaker`] that makes it: [`hold`] runs each promise
//! on stores of its own, [`histories`] random histories beside a book in memory.
//!
//! ```
//! use ringfence_store::MemoryStore;
//! use ringfence_testkit::conformance::{self, StoreMaker};
//!
//! struct Mine;
//!
//! impl StoreMaker for Mine {
//!     type Store = MemoryStore;
//!
//!     fn fresh(&mut self) -> MemoryStore {
//!         MemoryStore::new()
//!     }
//!
//!     fn again(&mut self, store: MemoryStore) -> MemoryStore {
//!         store // one that lasts is closed here, and opened anew
//!     }
//! }
//!
//! // `Mine` makes no second writer: what is promised of two is listed as not tried.
//! match conformance::hold(&mut Mine) {
//!     Ok(report) => assert!(report.promises.contains(&"a book begins once")),
//!     Err(breaches) => panic!("{}", breaches[0]),
//! }
//! ```
//!
//! It does not show that a store outlives its process or the machine: kill both, and look.

mod append;
mod begin;
mod beside;
mod breach;
mod chance;
mod folder;
mod key;
mod last;
mod maker;
mod pen;
mod read;
mod redaction;
mod suite;
mod turn;

pub use beside::{always_as_in_memory, histories};
pub use breach::{Breach, Report};
pub use folder::Folder;
pub use maker::{InFiles, InMemory, StoreMaker};
pub use suite::hold;
