//! Books in a PostgreSQL database, shared by many processes.

mod address;
mod certificate;
mod connection;
mod fault;
mod insert;
mod link;
mod open;
mod options;
mod row;
mod schema;
mod store;

pub use open::{PostgresBook, PostgresRole};
pub use options::PostgresOptions;
pub use store::PostgresStore;
