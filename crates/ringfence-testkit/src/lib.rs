//! Generators, the slow obvious model and the laws of ringfence, for users' own rules too.

#![forbid(unsafe_code)]

pub mod conformance;
mod duty;
pub mod generate;
pub mod law;
pub mod model;
mod outset;
mod position;
mod row;
pub mod scenario;
pub mod server;
mod told;
mod tree;
