//! Agreement with a general ledger: extracts by cost centre and subjective code, through a dated
//! map kept as a file.
//!
//! [`Extract::read`] reads what the general ledger states, [`LedgerMap::read`] where its lines
//! belong. [`Actuals::plan`] says what is to be posted so that the ledger has it, and
//! [`Actuals::agree`] whether it has. Nothing here posts: whoever has a book posts the drafts, all
//! or none.

mod actuals;
mod agreement;
mod amount;
mod change;
mod code;
mod draft;
mod extract;
mod fault;
mod files;
mod headed;
mod map;
mod notes;
mod period;
mod place;
mod posted;
#[cfg(test)]
mod tests;

pub use actuals::{Actuals, PlannedActual, PlannedActuals, Reach};
pub use amount::{CostSide, Signs};
pub use code::CostCode;
pub use extract::{Extract, ExtractForm, ExtractLine, ExtractTotal};
pub use fault::{ActualsFault, CellPlace};
pub use map::{LedgerMap, MapRow, Target};
pub use period::{LedgerPeriod, PeriodError};
