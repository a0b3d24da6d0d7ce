//! Floor 3: drafts, events, entries and the chain.

pub mod act;
mod advice;
mod code;
mod detail;
mod draft;
mod entry;
mod field;
mod gone;
mod header;
mod held;
mod life;
mod particular;
mod pen;
mod reading;
mod refusal;
mod rejection;

pub use act::{Act, ActKind};
pub use advice::Advice;
pub use draft::{ActorId, Draft, Key, OfActor, OfKey, Salt, Text};
pub use entry::{Entry, EntryHeader, JournalError};
pub use field::{FieldFault, FieldValue};
pub use gone::WordsGone;
pub use header::{Header, HeaderError};
pub use held::{AgainstRule, ApprovalNeeded, ClausesDisagree, NotKnown};
pub use life::{AboveStep, LaterStep, NotReady, OutOfTurn, ProjectOver, StillOpen};
pub use particular::{
    AlreadyEnded, BeyondApproval, BeyondCap, InPost, Mismatch, NoSuchEntry, NotAlive, NotBelow,
    NotCorrectable, NothingRuns, OpeningStated, OtherBook, OutOfReach, OutsideFence, OutsideYear,
    Published, Resting, StandsAlready, Wanted, YearBefore, YearNotClosed, YearRestedOn, YearSigned,
};
pub(crate) use pen::Pen;
pub use refusal::{Detail, Misnamed, Refusals, Shortfall};
pub use rejection::Rejection;
