#![doc = include_str!("../../docs/rules.md")]
#![doc = include_str!("../../docs/facts.md")]
#![doc = include_str!("../../docs/presets.md")]

mod ask;
mod ask_trial;
mod book;
mod change;
mod check;
mod condition;
mod decide;
mod declared;
mod disposal;
mod effect;
mod english;
mod english_ask;
mod english_effect;
mod english_value;
mod explain;
mod explain_ask;
mod explained;
mod expression;
mod fact;
mod fact_name;
mod fact_set;
mod facts;
mod fault;
mod group;
mod node;
mod own_facts;
mod parameter;
mod parts;
mod preset;
mod preset_text;
mod read_ask;
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
mod sitting;
mod spread;
mod vocabulary;
mod vocabulary_ask;
mod vocabulary_entry;
mod vocabulary_sum;
mod worth;

pub use ask::{Answer, AskKind, AskQuestion};
pub(crate) use ask_trial::{Answered, AskSeat};
pub use book::{Assumption, RuleBook};
pub use condition::Verdict;
pub(crate) use declared::{Declared, DeclaredOf};
pub use disposal::{Disposal, DisposalPart};
pub use effect::{Destination, NamedLine};
pub use explained::{
    Arithmetic, ClauseReading, Explained, FactReading, OwnReading, ParameterReading, Reason,
    Reckoning, Step,
};
pub use fact::{Fact, Value};
pub use fact_name::FactName;
pub(crate) use fact_set::FactSet;
pub use facts::{FactError, Facts, Record};
pub use fault::{BookFault, BookFaults, FaultCode};
pub use group::{FactType, Group};
pub use preset::{Preset, PresetError};
pub use reform::Reform;
pub use rule::{Outcome, Release};
pub use rule_file::RuleFile;
pub(crate) use sitting::Seat;
pub use vocabulary::{FactEntry, vocabulary};
pub(crate) use vocabulary_sum::Scope;
