//! A book in one SQLite file.

mod fault;
mod file;
mod open;
mod row;
mod schema;
mod snapshot;
mod store;

pub use open::SqliteOptions;
pub use store::SqliteStore;
