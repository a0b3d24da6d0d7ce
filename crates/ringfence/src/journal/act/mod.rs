//! What a draft asks or states: the figures of each act. Words stand apart, in
//! [`Text`](super::Text).

mod acts;
mod anticipate;
mod body;
mod contribute;
mod control;
mod cost;
mod fact;
mod kind;
mod life;
mod mainstream;
mod money;
mod outturn;
mod plan;
mod post;
mod profile;
mod project;
mod promise;
mod re_provide;
mod recharge;
mod redact;
mod setup;
mod share;
mod take_on;
mod term;
mod three_years;
mod year;

pub use acts::Act;
pub use anticipate::{Anticipate, EndedLine};
pub use body::{EndBody, MakeLegal, RecordPopulation, Successor};
pub use contribute::{Contribute, PartnerLine};
pub use control::ChangeControl;
pub use cost::{Accrue, Credit, Prepay, UsePrepayment};
pub use fact::{FactOf, RecordFact};
pub use kind::ActKind;
pub use life::{
    CompleteProject, ContinueProject, Evaluate, RecordMeasure, RecordMilestone, StartProject,
    StopProject,
};
pub use mainstream::Mainstream;
pub use money::{Allocate, Correct, Release, Vire};
pub use outturn::{PublishedStatus, RecordOutturn};
pub use plan::{Forecast, Freeze};
pub use post::{ChangeCost, Fill, Post, RecordVacancy};
pub use profile::{Profile, ProfileOf};
pub use project::{Approval, Approve, Propose, RecordDelay};
pub use promise::{Commit, Decommit, Earmark, GiveUp, Hold, Spend, Term};
pub use re_provide::ReProvide;
pub use recharge::Recharge;
pub use redact::Redact;
pub use setup::{AddBody, AddStream, AdoptBook, MarkNotRecorded, PublishTotal, Unrecorded};
pub use share::{PartyShare, Share};
pub use take_on::TakeOn;
pub use term::StreamTerm;
pub use three_years::{AddPlan, AddPlanLine, PublishPlan};
pub use year::{CloseYear, DecisionLine, OpenYear, Reopen, Sign};
