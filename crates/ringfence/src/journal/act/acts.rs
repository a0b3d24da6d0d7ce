//! The list of acts.

use serde::{Deserialize, Serialize};

use super::{
    Accrue, ActKind, AddBody, AddPlan, AddPlanLine, AddStream, AdoptBook, Allocate, Anticipate,
    Approve, ChangeControl, ChangeCost, CloseYear, Commit, CompleteProject, ContinueProject,
    Contribute, Correct, Credit, Decommit, Earmark, EndBody, Evaluate, Fill, Forecast, Freeze,
    GiveUp, Hold, Mainstream, MakeLegal, MarkNotRecorded, OpenYear, Prepay, Profile, Propose,
    PublishPlan, PublishTotal, ReProvide, Recharge, RecordDelay, RecordFact, RecordMeasure,
    RecordMilestone, RecordOutturn, RecordPopulation, RecordVacancy, Redact, Release, Reopen,
    Share, Sign, Spend, StartProject, StopProject, StreamTerm, TakeOn, UsePrepayment, Vire,
};
use crate::noun::{ProjectId, PurposeId, TermKind};
use crate::word::FinancialYear;

/// What a draft asks or states: to give money, to tie it, to promise it, to spend it.
///
/// In a draft it is an imperative; once accepted the journal names it in the past:
/// [`ActKind::event_word`]. It holds figures and ids only, and no words of a letter.
///
/// ```
/// use ringfence::journal::act::Decommit;
/// use ringfence::journal::{Act, Draft};
///
/// let rest = Decommit { id: "ward-6".parse()?, amount: None };
/// let act = Act::Decommit(rest);
/// assert_eq!(act.kind().event_word(), "decommitted");
///
/// // The day and the words belong to the draft.
/// let draft = Draft::of(act).effective("2026-01-15".parse()?);
/// assert_eq!(draft.act.kind().event_word(), "decommitted");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is nothing that happened until a ledger accepts it: see [`Event`](crate::state::Event).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Name a body.
    AddBody(AddBody),
    /// Name a stream.
    AddStream(AddStream),
    /// Adopt a rule book.
    AdoptBook(AdoptBook),
    /// End a body.
    EndBody(EndBody),
    /// Say that a body answers for itself, from a day.
    MakeLegal(MakeLegal),
    /// Record for how many people a body plans.
    RecordPopulation(RecordPopulation),
    /// Change how asks are held, from a day.
    ChangeControl(ChangeControl),
    /// Say how much of a stream must be spent.
    SetFloor(StreamTerm),
    /// Say how much of a stream may be committed and spent.
    SetCap(StreamTerm),
    /// Record a published total.
    PublishTotal(PublishTotal),
    /// Take a line on from another book.
    TakeOn(TakeOn),
    /// Record a sum that is expected.
    Anticipate(Anticipate),
    /// Give spending power.
    Allocate(Allocate),
    /// Take an allocation out of one year and give it again in the next.
    ReProvide(ReProvide),
    /// Say how far a partner's money has come.
    Contribute(Contribute),
    /// Say that a source is silent.
    MarkNotRecorded(MarkNotRecorded),
    /// Move authority.
    Vire(Vire),
    /// Pass the means down.
    Release(Release),
    /// Propose a project.
    Propose(Propose),
    /// Approve a project.
    Approve(Approve),
    /// Start a project.
    StartProject(StartProject),
    /// Record a delay.
    RecordDelay(RecordDelay),
    /// Record a milestone.
    RecordMilestone(RecordMilestone),
    /// Record a measure.
    RecordMeasure(RecordMeasure),
    /// Evaluate a project.
    Evaluate(Evaluate),
    /// Let a project go on.
    ContinueProject(ContinueProject),
    /// State the shares of a joint project.
    Share(Share),
    /// Tie a sum to a project.
    Earmark(Earmark),
    /// Keep money for a request.
    Hold(Hold),
    /// Keep money for a promise to pay.
    Commit(Commit),
    /// Change what a recurrent commitment costs.
    ChangeCost(ChangeCost),
    /// Move what a project costs to core money.
    Mainstream(Mainstream),
    /// Say that somebody is in a post.
    Fill(Fill),
    /// Record a vacancy of a post.
    RecordVacancy(RecordVacancy),
    /// Record a fact that a rule book declares.
    RecordFact(RecordFact),
    /// Record how a year of a body turned out.
    RecordOutturn(RecordOutturn),
    /// Record what was received and not invoiced.
    Accrue(Accrue),
    /// Record a cost.
    Spend(Spend),
    /// Record what an invoice asks for a later period.
    Prepay(Prepay),
    /// Use a prepayment.
    UsePrepayment(UsePrepayment),
    /// Record what a supplier gives back.
    Credit(Credit),
    /// Move a cost.
    Recharge(Recharge),
    /// Give the rest of a commitment back.
    Decommit(Decommit),
    /// Give a hold up.
    GiveUp(GiveUp),
    /// Stop a project.
    StopProject(StopProject),
    /// Say that a project is done.
    CompleteProject(CompleteProject),
    /// Say how a sum falls over the months of its year.
    Profile(Profile),
    /// State what will have been spent by the last day of a year.
    Forecast(Forecast),
    /// Begin a version of a three-year plan.
    AddPlan(AddPlan),
    /// Add a line to a plan.
    AddPlanLine(AddPlanLine),
    /// Publish a plan.
    PublishPlan(PublishPlan),
    /// Reverse an entry.
    Correct(Correct),
    /// Take the words of entries away.
    Redact(Redact),
    /// Keep a month as it stands now.
    Freeze(Freeze),
    /// Close a year; only a plan makes it.
    CloseYear(CloseYear),
    /// Open a year.
    OpenYear(OpenYear),
    /// Open a closed year again.
    Reopen(Reopen),
    /// Sign a closed year.
    Sign(Sign),
}

impl Act {
    /// Of which kind it is.
    pub fn kind(&self) -> ActKind {
        match self {
            Act::AddBody(_) => ActKind::AddBody,
            Act::AddStream(_) => ActKind::AddStream,
            Act::AdoptBook(_) => ActKind::AdoptBook,
            Act::EndBody(_) => ActKind::EndBody,
            Act::MakeLegal(_) => ActKind::MakeLegal,
            Act::RecordPopulation(_) => ActKind::RecordPopulation,
            Act::ChangeControl(_) => ActKind::ChangeControl,
            Act::SetFloor(_) => ActKind::SetFloor,
            Act::SetCap(_) => ActKind::SetCap,
            Act::PublishTotal(_) => ActKind::PublishTotal,
            Act::TakeOn(_) => ActKind::TakeOn,
            Act::Anticipate(_) => ActKind::Anticipate,
            Act::Allocate(_) => ActKind::Allocate,
            Act::ReProvide(_) => ActKind::ReProvide,
            Act::Contribute(_) => ActKind::Contribute,
            Act::MarkNotRecorded(_) => ActKind::MarkNotRecorded,
            Act::Vire(_) => ActKind::Vire,
            Act::Release(_) => ActKind::Release,
            Act::Propose(_) => ActKind::Propose,
            Act::Approve(_) => ActKind::Approve,
            Act::StartProject(_) => ActKind::StartProject,
            Act::RecordDelay(_) => ActKind::RecordDelay,
            Act::RecordMilestone(_) => ActKind::RecordMilestone,
            Act::RecordMeasure(_) => ActKind::RecordMeasure,
            Act::Evaluate(_) => ActKind::Evaluate,
            Act::ContinueProject(_) => ActKind::ContinueProject,
            Act::Share(_) => ActKind::Share,
            Act::Earmark(_) => ActKind::Earmark,
            Act::Hold(_) => ActKind::Hold,
            Act::Commit(_) => ActKind::Commit,
            Act::ChangeCost(_) => ActKind::ChangeCost,
            Act::Mainstream(_) => ActKind::Mainstream,
            Act::Fill(_) => ActKind::Fill,
            Act::RecordVacancy(_) => ActKind::RecordVacancy,
            Act::RecordFact(_) => ActKind::RecordFact,
            Act::RecordOutturn(_) => ActKind::RecordOutturn,
            Act::Accrue(_) => ActKind::Accrue,
            Act::Spend(_) => ActKind::Spend,
            Act::Prepay(_) => ActKind::Prepay,
            Act::UsePrepayment(_) => ActKind::UsePrepayment,
            Act::Credit(_) => ActKind::Credit,
            Act::Recharge(_) => ActKind::Recharge,
            Act::Decommit(_) => ActKind::Decommit,
            Act::GiveUp(_) => ActKind::GiveUp,
            Act::StopProject(_) | Act::CompleteProject(_) => self.kind_of_an_end(),
            Act::Profile(_) => ActKind::Profile,
            Act::Forecast(_) => ActKind::Forecast,
            Act::AddPlan(_) => ActKind::AddPlan,
            Act::AddPlanLine(_) => ActKind::AddPlanLine,
            Act::PublishPlan(_) => ActKind::PublishPlan,
            Act::Correct(_) | Act::Redact(_) => self.kind_of_an_entry_named(),
            Act::Freeze(_) => ActKind::Freeze,
            Act::CloseYear(_) => ActKind::CloseYear,
            Act::OpenYear(_) => ActKind::OpenYear,
            Act::Reopen(_) => ActKind::Reopen,
            Act::Sign(_) => ActKind::Sign,
        }
    }

    fn kind_of_an_entry_named(&self) -> ActKind {
        match self {
            Act::Correct(_) => ActKind::Correct,
            _ => ActKind::Redact,
        }
    }

    fn kind_of_an_end(&self) -> ActKind {
        match self {
            Act::StopProject(_) => ActKind::StopProject,
            _ => ActKind::CompleteProject,
        }
    }

    /// The numbers of the entries whose words it takes away; mostly none.
    pub fn redacts(&self) -> &[u64] {
        match self {
            Act::Redact(it) => &it.entries,
            _ => &[],
        }
    }

    /// What it says that money is for; a cost of a commitment leaves that to the commitment.
    pub(crate) fn purpose(&self) -> Option<&PurposeId> {
        match self {
            Act::Hold(hold) => Some(&hold.purpose),
            Act::Commit(commit) => Some(&commit.purpose),
            Act::Accrue(accrue) => accrue.purpose.as_ref(),
            Act::Spend(spend) => spend.purpose.as_ref(),
            Act::Recharge(recharge) => recharge.purpose.as_ref(),
            _ => None,
        }
    }

    /// The project in whose life it is a step, once that is approved.
    pub(crate) fn project_lived(&self) -> Option<&ProjectId> {
        match self {
            Act::StartProject(it) => Some(&it.project),
            Act::RecordMilestone(it) => Some(&it.project),
            Act::RecordMeasure(it) => Some(&it.project),
            Act::Evaluate(it) => Some(&it.project),
            Act::ContinueProject(it) => Some(&it.project),
            Act::StopProject(it) => Some(&it.project),
            Act::CompleteProject(it) => Some(&it.project),
            _ => None,
        }
    }

    /// The vintage of the money that it asks for, where it names one.
    pub(crate) fn vintage(&self) -> Option<FinancialYear> {
        match self {
            Act::Vire(vire) => vire.vintage,
            Act::Release(release) => release.vintage,
            Act::Earmark(earmark) => earmark.vintage,
            Act::Hold(hold) => hold.vintage,
            Act::Commit(commit) => commit.vintage,
            Act::Spend(spend) => spend.vintage,
            _ => None,
        }
    }

    /// The floor or cap that it sets, and which of the two it is.
    pub fn stream_term(&self) -> Option<(TermKind, &StreamTerm)> {
        match self {
            Act::SetFloor(term) => Some((TermKind::Floor, term)),
            Act::SetCap(term) => Some((TermKind::Cap, term)),
            _ => None,
        }
    }
}
