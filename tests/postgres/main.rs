//! Books in PostgreSQL: guards, writers, lost connections, redactions, roles, faults.

mod certificate;
mod fault;
mod guard;
mod lost;
mod place;
mod redaction;
mod suite;
mod writer;
