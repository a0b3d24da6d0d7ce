//! Books in PostgreSQL: guards, writers, lost connections, roles, faults.

mod certificate;
mod fault;
mod guard;
mod lost;
mod place;
mod suite;
mod writer;
