//! A ledger for public money that is given for a purpose and for a period.

pub mod journal;
pub mod law;
pub mod noun;
pub mod state;
pub mod view;
pub mod word;
