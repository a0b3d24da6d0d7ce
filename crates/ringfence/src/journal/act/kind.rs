//! The kinds of acts, and their words.

#[cfg(doc)]
use super::Act;
use crate::noun::Wording;

/// The kinds of act, in the order in which rows of one day are taken from a seed folder.
///
/// Each has one word as a draft and one as an event; [`Draft::read`](crate::journal::Draft::read)
/// says which fields it needs.
///
/// ```
/// use ringfence::journal::{ActKind, Draft};
/// use ringfence::noun::Wording;
///
/// assert_eq!(ActKind::from_word("earmark"), Some(ActKind::Earmark));
/// assert_eq!(ActKind::Earmark.event_word(), "earmarked");
/// let faults = Draft::read(ActKind::Release, &[]).expect_err("no field is there");
/// assert!(faults.iter().any(|fault| fault.field == "amount"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    /// See [`Act::AddBody`].
    AddBody,
    /// See [`Act::AddStream`].
    AddStream,
    /// See [`Act::AdoptBook`].
    AdoptBook,
    /// See [`Act::EndBody`].
    EndBody,
    /// See [`Act::MakeLegal`].
    MakeLegal,
    /// See [`Act::RecordPopulation`].
    RecordPopulation,
    /// See [`Act::OpenYear`].
    OpenYear,
    /// See [`Act::ChangeControl`].
    ChangeControl,
    /// See [`Act::SetFloor`].
    SetFloor,
    /// See [`Act::SetCap`].
    SetCap,
    /// See [`Act::PublishTotal`].
    PublishTotal,
    /// See [`Act::TakeOn`].
    TakeOn,
    /// See [`Act::Anticipate`].
    Anticipate,
    /// See [`Act::Allocate`].
    Allocate,
    /// See [`Act::ReProvide`].
    ReProvide,
    /// See [`Act::Contribute`].
    Contribute,
    /// See [`Act::MarkNotRecorded`].
    MarkNotRecorded,
    /// See [`Act::Vire`].
    Vire,
    /// See [`Act::Release`].
    Release,
    /// See [`Act::Propose`].
    Propose,
    /// See [`Act::Approve`].
    Approve,
    /// See [`Act::StartProject`].
    StartProject,
    /// See [`Act::RecordDelay`].
    RecordDelay,
    /// See [`Act::RecordMilestone`].
    RecordMilestone,
    /// See [`Act::RecordMeasure`].
    RecordMeasure,
    /// See [`Act::Evaluate`].
    Evaluate,
    /// See [`Act::ContinueProject`].
    ContinueProject,
    /// See [`Act::Share`].
    Share,
    /// See [`Act::Earmark`].
    Earmark,
    /// See [`Act::Hold`].
    Hold,
    /// See [`Act::Commit`].
    Commit,
    /// See [`Act::ChangeCost`].
    ChangeCost,
    /// See [`Act::Mainstream`].
    Mainstream,
    /// See [`Act::Fill`].
    Fill,
    /// See [`Act::RecordVacancy`].
    RecordVacancy,
    /// See [`Act::RecordFact`].
    RecordFact,
    /// See [`Act::RecordOutturn`].
    RecordOutturn,
    /// See [`Act::Accrue`].
    Accrue,
    /// See [`Act::Spend`].
    Spend,
    /// See [`Act::Prepay`].
    Prepay,
    /// See [`Act::UsePrepayment`].
    UsePrepayment,
    /// See [`Act::Credit`].
    Credit,
    /// See [`Act::Recharge`].
    Recharge,
    /// See [`Act::Decommit`].
    Decommit,
    /// See [`Act::GiveUp`].
    GiveUp,
    /// See [`Act::StopProject`].
    StopProject,
    /// See [`Act::CompleteProject`].
    CompleteProject,
    /// See [`Act::Profile`].
    Profile,
    /// See [`Act::Forecast`].
    Forecast,
    /// See [`Act::AddPlan`].
    AddPlan,
    /// See [`Act::AddPlanLine`].
    AddPlanLine,
    /// See [`Act::PublishPlan`].
    PublishPlan,
    /// See [`Act::Correct`].
    Correct,
    /// See [`Act::Redact`].
    Redact,
    /// See [`Act::Freeze`].
    Freeze,
    /// See [`Act::CloseYear`].
    CloseYear,
    /// See [`Act::Reopen`].
    Reopen,
    /// See [`Act::Sign`].
    Sign,
}

impl Wording for ActKind {
    const WORDS: &'static [(&'static str, ActKind)] = &[
        ("add_body", ActKind::AddBody),
        ("add_stream", ActKind::AddStream),
        ("adopt_book", ActKind::AdoptBook),
        ("end_body", ActKind::EndBody),
        ("make_legal", ActKind::MakeLegal),
        ("record_population", ActKind::RecordPopulation),
        ("open_year", ActKind::OpenYear),
        ("change_control", ActKind::ChangeControl),
        ("set_floor", ActKind::SetFloor),
        ("set_cap", ActKind::SetCap),
        ("publish_total", ActKind::PublishTotal),
        ("take_on", ActKind::TakeOn),
        ("anticipate", ActKind::Anticipate),
        ("allocate", ActKind::Allocate),
        ("re_provide", ActKind::ReProvide),
        ("contribute", ActKind::Contribute),
        ("mark_not_recorded", ActKind::MarkNotRecorded),
        ("vire", ActKind::Vire),
        ("release", ActKind::Release),
        ("propose", ActKind::Propose),
        ("approve", ActKind::Approve),
        ("start_project", ActKind::StartProject),
        ("record_delay", ActKind::RecordDelay),
        ("record_milestone", ActKind::RecordMilestone),
        ("record_measure", ActKind::RecordMeasure),
        ("evaluate", ActKind::Evaluate),
        ("continue_project", ActKind::ContinueProject),
        ("share", ActKind::Share),
        ("earmark", ActKind::Earmark),
        ("hold", ActKind::Hold),
        ("commit", ActKind::Commit),
        ("change_cost", ActKind::ChangeCost),
        ("mainstream", ActKind::Mainstream),
        ("fill", ActKind::Fill),
        ("record_vacancy", ActKind::RecordVacancy),
        ("record_fact", ActKind::RecordFact),
        ("record_outturn", ActKind::RecordOutturn),
        ("accrue", ActKind::Accrue),
        ("spend", ActKind::Spend),
        ("prepay", ActKind::Prepay),
        ("use_prepayment", ActKind::UsePrepayment),
        ("credit", ActKind::Credit),
        ("recharge", ActKind::Recharge),
        ("decommit", ActKind::Decommit),
        ("give_up", ActKind::GiveUp),
        ("stop_project", ActKind::StopProject),
        ("complete_project", ActKind::CompleteProject),
        ("profile", ActKind::Profile),
        ("forecast", ActKind::Forecast),
        ("add_plan", ActKind::AddPlan),
        ("add_plan_line", ActKind::AddPlanLine),
        ("publish_plan", ActKind::PublishPlan),
        ("correct", ActKind::Correct),
        ("redact", ActKind::Redact),
        ("freeze", ActKind::Freeze),
        ("close_year", ActKind::CloseYear),
        ("reopen", ActKind::Reopen),
        ("sign", ActKind::Sign),
    ];
}

impl ActKind {
    /// The name of the accepted act: drafts are imperative, events are past.
    pub fn event_word(self) -> &'static str {
        match self {
            ActKind::AddBody => "body_added",
            ActKind::AddStream => "stream_added",
            ActKind::AdoptBook => "book_adopted",
            ActKind::EndBody => "body_ended",
            ActKind::MakeLegal => "made_legal",
            ActKind::RecordPopulation => "population_recorded",
            ActKind::ChangeControl => "control_changed",
            ActKind::SetFloor => "floor_set",
            ActKind::SetCap => "cap_set",
            ActKind::PublishTotal => "total_published",
            ActKind::TakeOn => "taken_on",
            ActKind::Anticipate => "anticipated",
            ActKind::Allocate => "allocated",
            ActKind::ReProvide => "re_provided",
            ActKind::Contribute => "contributed",
            ActKind::MarkNotRecorded => "marked_not_recorded",
            ActKind::Vire => "vired",
            ActKind::Release => "released",
            ActKind::Propose => "proposed",
            ActKind::Approve => "approved",
            ActKind::StartProject => "project_started",
            ActKind::RecordDelay => "delay_recorded",
            ActKind::RecordMilestone => "milestone_recorded",
            ActKind::RecordMeasure => "measure_recorded",
            ActKind::Evaluate => "evaluated",
            ActKind::ContinueProject => "project_continued",
            ActKind::Share => "shared",
            ActKind::Earmark => "earmarked",
            ActKind::Hold => "held",
            ActKind::Commit => "committed",
            ActKind::ChangeCost => "cost_changed",
            ActKind::Mainstream => "mainstreamed",
            ActKind::Fill => "filled",
            ActKind::RecordVacancy => "vacancy_recorded",
            ActKind::RecordFact => "fact_recorded",
            ActKind::RecordOutturn => "outturn_recorded",
            ActKind::Accrue => "accrued",
            ActKind::Spend => "spent",
            ActKind::Prepay => "prepaid",
            ActKind::UsePrepayment => "prepayment_used",
            ActKind::Credit => "credited",
            ActKind::Recharge => "recharged",
            ActKind::Decommit => "decommitted",
            ActKind::GiveUp => "given_up",
            ActKind::StopProject | ActKind::CompleteProject => self.word_of_an_end(),
            ActKind::Profile => "profiled",
            ActKind::Forecast => "forecast",
            ActKind::AddPlan => "plan_added",
            ActKind::AddPlanLine => "plan_line_added",
            ActKind::PublishPlan => "plan_published",
            ActKind::Correct | ActKind::Redact => self.word_of_an_entry_named(),
            ActKind::Freeze => "frozen",
            ActKind::CloseYear => "year_closed",
            ActKind::OpenYear => "year_opened",
            ActKind::Reopen => "year_reopened",
            ActKind::Sign => "year_signed",
        }
    }

    fn word_of_an_entry_named(self) -> &'static str {
        match self {
            ActKind::Correct => "corrected",
            _ => "redacted",
        }
    }

    fn word_of_an_end(self) -> &'static str {
        match self {
            ActKind::StopProject => "project_stopped",
            _ => "project_completed",
        }
    }
}
