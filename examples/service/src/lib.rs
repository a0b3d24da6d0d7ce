//! A ledger behind HTTP: the lesson for engineers.
//!
//! One thread owns the book. It takes all drafts that wait, judges each for itself and appends
//! the accepted ones together, so that many clients share one write to the disk. A refusal is an
//! answer with a code and the numbers; only a store that fails is an error.

mod answer;
mod app;
mod desk;
mod request;

pub use app::app;
pub use desk::Desk;
