#![doc = include_str!("../../docs/rules.md")]
#![doc = include_str!("../../docs/facts.md")]

mod book;
mod cap;
mod change;
mod check;
mod claim;
mod condition;
mod decide;
mod declared;
mod disposal;
mod effect;
mod english;
mod english_cap;
mod english_effect;
mod english_value;
mod explain;
mod explain_cap;
mod explained;
mod expression;
mod fact_name;
mod fact_set;
mod facts;
mod fault;
mod group;
mod node;
mod parameter;
mod parts;
mod preset;
mod read_cap;
mod read_clause;
mod read_condition;
mod read_effect;
mod read_reckoned;
mod read_rule;
mod read_value;
mod reckon;
mod reform;
mod render;
mod rule;
mod rule_file;
mod section;
mod share_out;
mod sitting;
mod spread;
mod vocabulary;
mod vocabulary_entry;
mod vocabulary_sum;
mod worth;

pub use book::{Assumption, RuleBook};
pub use cap::Pot;
pub(crate) use claim::{CapSeat, Claims};
pub use condition::Verdict;
pub(crate) use declared::{Declared, DeclaredOf};
pub use disposal::{Disposal, DisposalPart};
pub use effect::{Destination, NamedLine};
pub(crate) use explain_cap::SharedCap;
pub use explain_cap::{CapClaim, CapReading, CapShares};
pub use explained::{
    Arithmetic, ClauseReading, Explained, FactReading, OwnReading, ParameterReading, Reason,
    Reckoning, Step,
};
pub use fact_name::FactName;
pub(crate) use fact_set::FactSet;
pub use facts::{Fact, FactError, Facts, Record, Value};
pub use fault::{BookFault, BookFaults, FaultCode};
pub use group::{FactType, Group};
pub use preset::PresetError;
pub use reform::Reform;
pub use rule::{Outcome, Release};
pub use rule_file::RuleFile;
pub(crate) use share_out::{Claimant, Odd, Share, share_out};
pub(crate) use sitting::{Seat, Sitting};
pub use vocabulary::{FactEntry, vocabulary};
pub(crate) use vocabulary_sum::Scope;
