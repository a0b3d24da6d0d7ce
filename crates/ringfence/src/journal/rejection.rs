//! Every no, in order of precedence.

use chrono::NaiveDate;
use thiserror::Error;

use super::{
    AboveStep, AgainstRule, AlreadyEnded, ApprovalNeeded, BeyondApproval, BeyondCap,
    ClausesDisagree, InPost, Key, LaterStep, Mismatch, Misnamed, NoSuchEntry, NotAlive, NotBelow,
    NotCorrectable, NotKnown, NotReady, NothingRuns, OpeningStated, OtherBook, OutOfReach,
    OutOfTurn, OutsideFence, OutsideYear, ProjectOver, Published, Resting, Shortfall,
    StandsAlready, StillOpen, WordsGone, YearBefore, YearNotClosed, YearRestedOn, YearSigned,
};
use crate::word::{FinancialYear, Money};

/// Why a draft is refused: a code, the numbers, and what would work.
///
/// The order of the variants is the order of precedence: a draft with several faults always gets
/// the same first refusal. Codes never change their meaning: [`Rejection::code`]. It is no error:
/// somebody can act on it. Its page: [rejections](crate::_chapters::rejections).
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Rejection {
    // The draft alone.
    /// A sum that must be more than nought is not.
    #[error("{field} is {}: write a sum of more than nought", amount.in_words())]
    AmountNotPositive {
        /// The field.
        field: &'static str,
        /// What it said.
        amount: Money,
    },
    /// Something that the act needs was left out.
    #[error("{field} was left out: {needed_for} needs it")]
    FieldMissing {
        /// The field.
        field: &'static str,
        /// What needs it.
        needed_for: &'static str,
    },
    /// Fields that exclude each other.
    #[error("{fields} do not go together: {works}")]
    FieldsConflict {
        /// The fields.
        fields: &'static str,
        /// What would work.
        works: &'static str,
    },
    /// A term that ends before it starts.
    #[error("it ends on {end}, before it starts on {start}: write an end on or after the start")]
    EndsBeforeStart {
        /// Its first day.
        start: NaiveDate,
        /// Its last day.
        end: NaiveDate,
    },
    /// A body that would stand below itself.
    #[error("{body} would stand below itself: name another body as its parent, or none")]
    ParentCircle {
        /// The body.
        body: String,
    },
    /// Something that only a plan may post.
    #[error("a year is closed and opened by a plan: plan the close, then close by the plan")]
    OnlyByPlan,
    /// A rule book that does not load.
    #[error("the rule book does not load: {}", faults.join("; "))]
    RuleBookInvalid {
        /// Every fault in it.
        faults: Vec<String>,
    },
    /// A key that was used for something else.
    #[error("key {key} was used for entry {entry}, which says something else: use a new key")]
    KeyConflict {
        /// The key.
        key: Key,
        /// The entry that it stands for.
        entry: u64,
    },
    // The date.
    /// Something learned before what was learned last.
    #[error(
        "recorded on {recorded}, before the last entry of {head}: record it on {head} or later"
    )]
    RecordedBeforeHead {
        /// What the draft says.
        recorded: NaiveDate,
        /// When the head was recorded.
        head: NaiveDate,
    },
    /// A year that is closed.
    #[error("{year} is already closed: post it in an open year")]
    YearAlreadyClosed {
        /// The year.
        year: FinancialYear,
    },
    /// A year that is not open yet.
    #[error("{year} is not open{}: post it in an open year; before it opens it takes notices, \
             anticipated sums, contributions, published totals and not-recorded marks only",
            open.map_or_else(String::new, |it| format!(" ({it} is)")))]
    YearNotOpen {
        /// The year.
        year: FinancialYear,
        /// The year that is open.
        open: Option<FinancialYear>,
    },
    /// A year that is not the next to open.
    #[error("{year} is not the next year to open{}{}: the first year of a book opens by itself \
             with its first draft that is no notice, total or mark, the one after it once and \
             before it is closed",
            next.map_or_else(String::new, |it| format!(" ({it} is)")),
            close.map_or_else(String::new, |it| format!(" (close {it} first)")))]
    YearNotNext {
        /// The year.
        year: FinancialYear,
        /// The year that may be opened.
        next: Option<FinancialYear>,
        /// The year to close first, where two are open.
        close: Option<FinancialYear>,
    },
    /// An effective date that cannot count in the year.
    #[error("{0}")]
    EffectiveOutsideYear(OutsideYear),
    /// An earlier year that is still open.
    #[error("{earlier} is still open: close it before {year}")]
    YearsCloseInOrder {
        /// The year to close.
        year: FinancialYear,
        /// The earlier one.
        earlier: FinancialYear,
    },
    /// A year that was never closed, or is open again.
    #[error("{0}")]
    YearNotClosed(YearNotClosed),
    /// A year that was signed.
    #[error("{0}")]
    YearAlreadySigned(YearSigned),
    /// A later year that stands on the close.
    #[error("{0}")]
    YearsReopenInOrder(YearBefore),
    /// A plan made before the last entry.
    #[error("the plan stands on entry {planned}, the journal is at {head}: plan again")]
    PlanStale {
        /// The number of the entry that the plan stands on.
        planned: u64,
        /// The number of the last entry.
        head: u64,
    },
    /// A plan that still asks.
    #[error("the plan of {year} still asks: {}. Answer that, then plan again",
            blockers.join("; "))]
    PlanBlocked {
        /// The year.
        year: FinancialYear,
        /// What it asks.
        blockers: Vec<String>,
    },
    /// Another rule book is in force.
    #[error("{0}")]
    OtherBookAdopted(OtherBook),
    /// A body that is not there on the day.
    #[error("{0}")]
    BodyNotAlive(NotAlive),
    // What it names.
    /// No such body.
    #[error("no body is called {0}")]
    UnknownBody(Misnamed),
    /// No such stream.
    #[error("no stream is called {0}")]
    UnknownStream(Misnamed),
    /// No such project.
    #[error("no project is called {0}")]
    UnknownProject(Misnamed),
    /// No such commitment.
    #[error("no commitment is called {0}")]
    UnknownCommitment(Misnamed),
    /// No such hold.
    #[error("no hold is called {0}")]
    UnknownHold(Misnamed),
    /// No such accrual.
    #[error("no accrual is called {0}")]
    UnknownAccrual(Misnamed),
    /// No such prepayment.
    #[error("no prepayment is called {0}")]
    UnknownPrepayment(Misnamed),
    /// No such anticipated sum.
    #[error("no anticipated sum is called {0}")]
    UnknownAnticipated(Misnamed),
    /// No such post.
    #[error("no post is called {0}")]
    UnknownPost(Misnamed),
    /// No such plan, or none that is published where it must be.
    #[error("no plan is called {0}")]
    UnknownPlan(Misnamed),
    /// No such entry.
    #[error("{0}")]
    UnknownEntry(NoSuchEntry),
    /// An id that stands for something else.
    #[error("{id} is already {what} with other particulars (entry {entry}): use another id")]
    IdTaken {
        /// The id.
        id: String,
        /// What it is.
        what: &'static str,
        /// Where it was named.
        entry: u64,
    },
    /// A giver that does not stand above the receiver.
    #[error("{0}")]
    ReceiverNotBelowGiver(NotBelow),
    /// A second opening notice.
    #[error("{0}")]
    OpeningAlreadyStated(OpeningStated),
    /// A line on which something stands already.
    #[error("{0}")]
    TakenOnTooLate(StandsAlready),
    /// A commitment that is finished.
    #[error("nothing of commitment {id} is open any more: name another, or commit anew")]
    CommitmentFinished {
        /// The commitment.
        id: String,
    },
    /// A hold that holds nothing.
    #[error("hold {id} holds nothing any more: name another, or hold anew")]
    HoldFinished {
        /// The hold.
        id: String,
    },
    /// A hold of money that is for old obligations only.
    #[error("hold {id} keeps money for old obligations only: commit without it")]
    HoldForOld {
        /// The hold.
        id: String,
    },
    /// An accrual of which nothing is left to settle.
    #[error("nothing of accrual {id} is left to settle: name another one, or none")]
    AccrualSettled {
        /// The accrual.
        id: String,
    },
    /// A prepayment that was used.
    #[error("nothing of prepayment {id} is left to use: name another")]
    PrepaymentUsed {
        /// The prepayment.
        id: String,
    },
    /// A post in which somebody is already.
    #[error("{0}")]
    PostNotVacant(InPost),
    /// A project of which nothing recurs on other money.
    #[error("{0}")]
    NothingToMainstream(NothingRuns),
    /// A body whose end is recorded.
    #[error("{0}")]
    BodyAlreadyEnded(AlreadyEnded),
    /// A plan that is published.
    #[error("{0}")]
    PlanAlreadyPublished(Published),
    /// A draft that does not fit what it names.
    #[error("{0}")]
    DoesNotMatch(Mismatch),
    /// A project that is over.
    #[error("{0}")]
    ProjectEnded(ProjectOver),
    /// A step that does not follow what a project is.
    #[error("{0}")]
    ProjectNotReady(NotReady),
    /// A project for which something is still open.
    #[error("{0}")]
    ProjectHasOpen(StillOpen),
    /// An approval that is not the next of a chain.
    #[error("{0}")]
    ApprovalOutOfTurn(OutOfTurn),
    /// More approved than an earlier step of the chain agreed to.
    #[error("{0}")]
    ApprovalAboveStep(AboveStep),
    /// An entry that cannot be reversed by itself.
    #[error("{0}")]
    EntryNotCorrectable(NotCorrectable),
    /// An entry that was reversed before.
    #[error("entry {entry} was already corrected by entry {by}: post anew what should stand")]
    EntryAlreadyCorrected {
        /// The entry.
        entry: u64,
        /// The entry that reversed it.
        by: u64,
    },
    /// An entry whose words are gone.
    #[error("{0}")]
    AlreadyRedacted(WordsGone),
    /// A step of a project after which a later one stands.
    #[error("{0}")]
    LaterStepStands(LaterStep),
    /// An entry on which a later one rests.
    #[error("{0}")]
    CorrectionRestsOn(Resting),
    /// A close on which a later entry rests.
    #[error("{0}")]
    ReopeningRestsOn(YearRestedOn),
    // The ring-fence.
    /// A purpose outside the stream's.
    #[error("{0}")]
    PurposeOutsideRingFence(OutsideFence),
    /// Authority that would leave its stream without the funder's notice.
    #[error("{stream} is ring-fenced from {to_stream}: name the funder's notice that allows it")]
    VirementLeavesRingFence {
        /// The stream that gives.
        stream: String,
        /// The stream that would receive.
        to_stream: String,
    },
    /// An ask on a stream where costs wait until theirs is known.
    #[error("{stream} takes facts only: name the stream that it is for, or record an actual cost")]
    SuspenseTakesFactsOnly {
        /// The stream.
        stream: String,
    },
    // Funds.
    /// A sum beyond what money can be.
    #[error(
        "the sums of {place} would be out of range: a sum lies within \
             ±9,999,999,999,999,999.99 pounds"
    )]
    MoneyOutOfRange {
        /// Where.
        place: String,
    },
    /// More passed down than there is.
    #[error("passing down {0}. Pass down {short} less, or vire first", short = .0.short.in_words())]
    AllocationExceedsAvailable(Shortfall),
    /// More vired than there is.
    #[error("a virement of {0}. Vire {short} less", short = .0.short.in_words())]
    VirementExceedsAvailable(Shortfall),
    /// More earmarked than there is.
    #[error("an earmark of {0}. Earmark {short} less, or vire first", short = .0.short.in_words())]
    EarmarkExceedsAvailable(Shortfall),
    /// More held than there is.
    #[error("a hold of {0}. Hold {short} less, or vire first", short = .0.short.in_words())]
    HoldExceedsAvailable(Shortfall),
    /// More mainstreamed than the core line has room for every year.
    #[error("mainstreaming {0} of what recurs there. Mainstream {short} less a year, or have more\
             \x20allocated every year", short = .0.short.in_words())]
    MainstreamingExceedsRoom(Shortfall),
    /// More committed than there is.
    #[error("a commitment of {0}. Ask for {short} less, or vire first",
            short = .0.short.in_words())]
    CommitmentExceedsAvailable(Shortfall),
    /// More spent than was committed.
    #[error("a spend of {0} of the commitment. Spend {short} less, or commit first",
            short = .0.short.in_words())]
    SpendExceedsCommitment(Shortfall),
    /// More spent than there is.
    #[error("a spend of {0}. Spend {short} less, or vire first", short = .0.short.in_words())]
    SpendExceedsAvailable(Shortfall),
    /// More spent than was released.
    #[error("a spend of {0} of the release. Spend {short} less, or release first",
            short = .0.short.in_words())]
    SpendExceedsReleased(Shortfall),
    /// More released than there is authority for.
    #[error("a release of {0} for release. Release {short} less", short = .0.short.in_words())]
    ReleaseExceedsAuthority(Shortfall),
    /// More given back than is open.
    #[error("giving back {0} of the commitment. Give back {short} less",
            short = .0.short.in_words())]
    DecommitExceedsOpen(Shortfall),
    /// More given up than is held.
    #[error("giving up {0} of the hold. Give up {short} less", short = .0.short.in_words())]
    GivingUpExceedsHeld(Shortfall),
    /// More taken off a cost than is left of it.
    #[error("taking off a cost {0} of it. Take {short} less", short = .0.short.in_words())]
    ExceedsCostLeft(Shortfall),
    // Delegation.
    /// A project that nobody approved.
    #[error("project {project} is not approved: approve it first")]
    ProjectNotApproved {
        /// The project.
        project: String,
    },
    /// More than the approval allows.
    #[error("{0}")]
    ApprovalExceeded(BeyondApproval),
    // Floors and caps, once it is known which lines an ask takes.
    /// A floor that could no longer be reached.
    #[error("{0}")]
    FloorOutOfReach(OutOfReach),
    /// More than a cap allows.
    #[error("{0}")]
    CapExceeded(BeyondCap),
    // The rules of the book in force.
    /// A clause of the book in force stands against it.
    #[error("{0}")]
    RefusedByRule(AgainstRule),
    /// The book in force needs an approval that the draft does not name.
    #[error("{0}")]
    ApprovalNeeded(ApprovalNeeded),
    /// The book in force does not answer before something is known.
    #[error("{0}")]
    AskNeedsEvidence(NotKnown),
    /// Clauses of the book in force disagree about it.
    #[error("{0}")]
    RulesConflict(ClausesDisagree),
}
