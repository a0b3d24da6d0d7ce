//! The list of acts.

use serde::{Deserialize, Serialize};

use super::{
    Accrue, AddBody, AddStream, AdoptBook, Allocate, Anticipate, Approve, ChangeControl,
    ChangeCost, CloseYear, Commit, Contribute, Correct, Credit, Decommit, Earmark, EndBody, Fill,
    Forecast, Freeze, GiveUp, Hold, MakeLegal, MarkNotRecorded, OpenYear, Prepay, Profile, Propose,
    PublishTotal, ReProvide, Recharge, RecordDelay, RecordFact, RecordOutturn, RecordPopulation,
    RecordVacancy, Release, Reopen, Sign, Spend, StreamTerm, TakeOn, UsePrepayment, Vire,
};
use crate::noun::{PurposeId, TermKind, Wording};

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
    /// Record a delay.
    RecordDelay(RecordDelay),
    /// Tie a sum to a project.
    Earmark(Earmark),
    /// Keep money for a request.
    Hold(Hold),
    /// Keep money for a promise to pay.
    Commit(Commit),
    /// Change what a recurrent commitment costs.
    ChangeCost(ChangeCost),
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
    /// Say how a sum falls over the months of its year.
    Profile(Profile),
    /// State what will have been spent by the last day of a year.
    Forecast(Forecast),
    /// Reverse an entry.
    Correct(Correct),
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
    /// See [`Act::RecordDelay`].
    RecordDelay,
    /// See [`Act::Earmark`].
    Earmark,
    /// See [`Act::Hold`].
    Hold,
    /// See [`Act::Commit`].
    Commit,
    /// See [`Act::ChangeCost`].
    ChangeCost,
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
    /// See [`Act::Profile`].
    Profile,
    /// See [`Act::Forecast`].
    Forecast,
    /// See [`Act::Correct`].
    Correct,
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
        ("record_delay", ActKind::RecordDelay),
        ("earmark", ActKind::Earmark),
        ("hold", ActKind::Hold),
        ("commit", ActKind::Commit),
        ("change_cost", ActKind::ChangeCost),
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
        ("profile", ActKind::Profile),
        ("forecast", ActKind::Forecast),
        ("correct", ActKind::Correct),
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
            ActKind::RecordDelay => "delay_recorded",
            ActKind::Earmark => "earmarked",
            ActKind::Hold => "held",
            ActKind::Commit => "committed",
            ActKind::ChangeCost => "cost_changed",
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
            ActKind::Profile => "profiled",
            ActKind::Forecast => "forecast",
            ActKind::Correct => "corrected",
            ActKind::Freeze => "frozen",
            ActKind::CloseYear => "year_closed",
            ActKind::OpenYear => "year_opened",
            ActKind::Reopen => "year_reopened",
            ActKind::Sign => "year_signed",
        }
    }
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
            Act::RecordDelay(_) => ActKind::RecordDelay,
            Act::Earmark(_) => ActKind::Earmark,
            Act::Hold(_) => ActKind::Hold,
            Act::Commit(_) => ActKind::Commit,
            Act::ChangeCost(_) => ActKind::ChangeCost,
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
            Act::Profile(_) => ActKind::Profile,
            Act::Forecast(_) => ActKind::Forecast,
            Act::Correct(_) => ActKind::Correct,
            Act::Freeze(_) => ActKind::Freeze,
            Act::CloseYear(_) => ActKind::CloseYear,
            Act::OpenYear(_) => ActKind::OpenYear,
            Act::Reopen(_) => ActKind::Reopen,
            Act::Sign(_) => ActKind::Sign,
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

    /// The floor or cap that it sets, and which of the two it is.
    pub fn stream_term(&self) -> Option<(TermKind, &StreamTerm)> {
        match self {
            Act::SetFloor(term) => Some((TermKind::Floor, term)),
            Act::SetCap(term) => Some((TermKind::Cap, term)),
            _ => None,
        }
    }
}
