//! Floor 1: bodies, streams, notices, projects, promises and lines. No behaviour over time.

mod account;
mod body;
mod contribution;
mod cost;
mod duty;
mod fact;
mod line;
mod notice;
mod plan;
mod position;
mod project;
mod promise;
mod stream;
mod term;
mod tolerance;
mod wording;

pub use account::Account;
pub use body::{BodyId, BodyKind, OfBody, Standing};
pub use contribution::{ContributionId, ContributionRule, ContributionState, OfContribution};
pub use cost::{AccrualId, OfAccrual, OfPrepayment, PrepaymentId};
pub use duty::{DutyId, Fulfilment, OfDuty};
pub use fact::{FactId, FactKind, FactValue, OfFact};
pub use line::{Line, Recurrence};
pub use notice::{AnticipatedId, OfAnticipated, OfTotal, Stated, StatedUnit, TotalId};
pub use plan::{FreezeId, OfFreeze, OfPlan, PlanId};
pub use position::Position;
pub use project::{
    EvaluationId, MeasureId, MilestoneId, OfEvaluation, OfMeasure, OfMilestone, OfProject, Party,
    ProjectId, ProjectState, Verdict,
};
pub use promise::{
    CostKind, OfCost, OfPost, OfPromise, OfRole, PostId, PromiseId, PromiseKind, RoleId,
};
pub use stream::{
    BaseRule, ControlMode, OfPurpose, OfStream, PurposeId, ReleaseRule, StreamId, StreamKind,
};
pub use term::{Counts, FloorState, OfTerm, TermId, TermKind, TermSum};
pub use tolerance::Tolerance;
pub use wording::Wording;
