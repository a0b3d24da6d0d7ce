//! `ringfence rules`: files of rules, read, explained and compared.

mod ask;
mod check;
mod command;
mod compare;
mod duties;
mod explain;
mod facts;
mod list;
mod named;

pub(crate) use command::{Form, RulesCommand, answer};
pub(crate) use named::rules;
