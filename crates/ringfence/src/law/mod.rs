#![doc = include_str!("../../docs/rules.md")]

mod book;
mod check;
mod condition;
mod decide;
mod disposal;
mod english;
mod explain;
mod explained;
mod fact_name;
mod facts;
mod fault;
mod node;
mod preset;
mod read_clause;
mod read_condition;
mod read_rule;
mod reform;
mod render;
mod rule;
mod rule_file;
mod section;
mod vocabulary;

pub use book::{Assumption, RuleBook};
pub use condition::Verdict;
pub use disposal::{Disposal, DisposalPart};
pub use explained::{Arithmetic, ClauseReading, Explained, FactReading, Reason, Step};
pub use fact_name::{FactName, FactType, Group};
pub use facts::{Fact, FactError, Facts, Record, Value};
pub use fault::{BookFault, BookFaults, FaultCode};
pub use preset::PresetError;
pub use reform::Reform;
pub use rule::{Destination, Outcome, Release};
pub use rule_file::RuleFile;
pub use vocabulary::{FactEntry, vocabulary};
