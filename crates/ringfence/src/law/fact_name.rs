//! The names of facts.
/// A fact that a rule may read, by its name; [`vocabulary`](crate::law::vocabulary) lists them all.
/// ```
/// assert!(ringfence::law::FactName::find("item.tied").is_some());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactName {
    /// The name of the item.
    ItemId,
    /// What kind of item it is.
    ItemKind,
    /// The sum of the item.
    ItemAmount,
    /// The part that is, or was taken from, the project's earmark.
    ItemTied,
    /// Whether the commitment or hold names a project.
    ItemAttached,
    /// The id of the body that holds the line.
    BodyId,
    /// The kind of that body.
    BodyKind,
    /// The id of its accountable body.
    BodyAccountable,
    /// The id of the stream.
    StreamId,
    /// Whether the stream is revenue or capital.
    StreamKind,
    /// For how many years the stream's money may be used.
    StreamAvailability,
    /// The year in which the money was first given.
    LineVintage,
    /// Whether the line is recurrent.
    LineRecurrence,
    /// Whole years since the vintage.
    LineAge,
    /// How often the line has been rolled over.
    LineHops,
    /// The recurrent base of the line in the next year.
    LineBase,
    /// The day of its last cost of the year.
    LineLastSpentOn,
    /// The id of the body above.
    ParentId,
    /// The kind of that body.
    ParentKind,
    /// What was given of the line.
    LineAllocated,
    /// What partners added of the line.
    LineContributed,
    /// What was passed down of the line.
    LinePassedDown,
    /// What was vired to it of the line.
    LineViredIn,
    /// What was vired from it of the line.
    LineViredOut,
    /// What was rolled over into the year of the line.
    LineRolledIn,
    /// What was re-provided of the line.
    LineReProvided,
    /// Last year's deficit, met first of the line.
    LineFirstCall,
    /// Spending power of the line.
    LineAuthority,
    /// What is free of the line.
    LineAvailable,
    /// What is tied to projects of the line.
    LineEarmarked,
    /// What is held of the line.
    LineHeld,
    /// What is committed of the line.
    LineCommitted,
    /// Cost of the year of the line.
    LineSpent,
    /// Authority less cost of the line.
    LineUnspent,
    /// What is released of the line.
    LineReleased,
    /// Cost charged to what is released of the line.
    LineDrawn,
    /// What was given of the line, less what was given on below.
    LineNetAllocated,
    /// What was given of the stream at the body.
    BodyAllocated,
    /// What partners added of the stream at the body.
    BodyContributed,
    /// What was passed down of the stream at the body.
    BodyPassedDown,
    /// What was vired to it of the stream at the body.
    BodyViredIn,
    /// What was vired from it of the stream at the body.
    BodyViredOut,
    /// What was rolled over into the year of the stream at the body.
    BodyRolledIn,
    /// What was re-provided of the stream at the body.
    BodyReProvided,
    /// Last year's deficit, met first of the stream at the body.
    BodyFirstCall,
    /// Spending power of the stream at the body.
    BodyAuthority,
    /// What is free of the stream at the body.
    BodyAvailable,
    /// What is tied to projects of the stream at the body.
    BodyEarmarked,
    /// What is held of the stream at the body.
    BodyHeld,
    /// What is committed of the stream at the body.
    BodyCommitted,
    /// Cost of the year of the stream at the body.
    BodySpent,
    /// Authority less cost of the stream at the body.
    BodyUnspent,
    /// What is released of the stream at the body.
    BodyReleased,
    /// Cost charged to what is released of the stream at the body.
    BodyDrawn,
    /// What was given of the stream at the body, less what was given on below.
    BodyNetAllocated,
    /// What was given of the stream at all that one accountable body answers for.
    AccountableAllocated,
    /// What partners added of the stream at all that one accountable body answers for.
    AccountableContributed,
    /// What was passed down of the stream at all that one accountable body answers for.
    AccountablePassedDown,
    /// What was vired to it of the stream at all that one accountable body answers for.
    AccountableViredIn,
    /// What was vired from it of the stream at all that one accountable body answers for.
    AccountableViredOut,
    /// What was rolled over into the year of the stream where one accountable body answers.
    AccountableRolledIn,
    /// What was re-provided of the stream at all that one accountable body answers for.
    AccountableReProvided,
    /// Last year's deficit, met first of the stream at all that one accountable body answers for.
    AccountableFirstCall,
    /// Spending power of the stream at all that one accountable body answers for.
    AccountableAuthority,
    /// What is free of the stream at all that one accountable body answers for.
    AccountableAvailable,
    /// What is tied to projects of the stream at all that one accountable body answers for.
    AccountableEarmarked,
    /// What is held of the stream at all that one accountable body answers for.
    AccountableHeld,
    /// What is committed of the stream at all that one accountable body answers for.
    AccountableCommitted,
    /// Cost of the year of the stream at all that one accountable body answers for.
    AccountableSpent,
    /// Authority less cost of the stream at all that one accountable body answers for.
    AccountableUnspent,
    /// What is released of the stream at all that one accountable body answers for.
    AccountableReleased,
    /// Cost charged to what is released, at all that one accountable body answers for.
    AccountableDrawn,
    /// What was given at all that one accountable body answers for, less what was given on.
    AccountableNetAllocated,
    /// What was given of the whole stream.
    StreamAllocated,
    /// What partners added of the whole stream.
    StreamContributed,
    /// What was passed down of the whole stream.
    StreamPassedDown,
    /// What was vired to it of the whole stream.
    StreamViredIn,
    /// What was vired from it of the whole stream.
    StreamViredOut,
    /// What was rolled over into the year of the whole stream.
    StreamRolledIn,
    /// What was re-provided of the whole stream.
    StreamReProvided,
    /// Last year's deficit, met first of the whole stream.
    StreamFirstCall,
    /// Spending power of the whole stream.
    StreamAuthority,
    /// What is free of the whole stream.
    StreamAvailable,
    /// What is tied to projects of the whole stream.
    StreamEarmarked,
    /// What is held of the whole stream.
    StreamHeld,
    /// What is committed of the whole stream.
    StreamCommitted,
    /// Cost of the year of the whole stream.
    StreamSpent,
    /// Authority less cost of the whole stream.
    StreamUnspent,
    /// What is released of the whole stream.
    StreamReleased,
    /// Cost charged to what is released of the whole stream.
    StreamDrawn,
    /// What was given of the whole stream, less what was given on below.
    StreamNetAllocated,
    /// What was given of the stream at the body above.
    ParentAllocated,
    /// What partners added of the stream at the body above.
    ParentContributed,
    /// What was passed down of the stream at the body above.
    ParentPassedDown,
    /// What was vired to it of the stream at the body above.
    ParentViredIn,
    /// What was vired from it of the stream at the body above.
    ParentViredOut,
    /// What was rolled over into the year of the stream at the body above.
    ParentRolledIn,
    /// What was re-provided of the stream at the body above.
    ParentReProvided,
    /// Last year's deficit, met first of the stream at the body above.
    ParentFirstCall,
    /// Spending power of the stream at the body above.
    ParentAuthority,
    /// What is free of the stream at the body above.
    ParentAvailable,
    /// What is tied to projects of the stream at the body above.
    ParentEarmarked,
    /// What is held of the stream at the body above.
    ParentHeld,
    /// What is committed of the stream at the body above.
    ParentCommitted,
    /// Cost of the year of the stream at the body above.
    ParentSpent,
    /// Authority less cost of the stream at the body above.
    ParentUnspent,
    /// What is released of the stream at the body above.
    ParentReleased,
    /// Cost charged to what is released of the stream at the body above.
    ParentDrawn,
    /// What was given of the stream at the body above, less what was given on below.
    ParentNetAllocated,
    /// What a draft asks for.
    AskKind,
    /// How much it asks for.
    AskAmount,
    /// From which day.
    AskOn,
    /// For which purpose.
    AskPurpose,
    /// Whether every year.
    AskRecurrence,
    /// Who decided it.
    AskBy,
    /// Who receives.
    AskToBody,
    /// The stream that receives.
    AskToStream,
    /// Who proposed the project that is approved.
    AskProposedBy,
    /// How many were present who approve it.
    AskPresent,
    /// The year that is being closed.
    YearItself,
    /// Its first day.
    YearFirstDay,
    /// Its last day.
    YearLastDay,
    /// The year after it.
    YearNext,
    /// Up to which day things are recorded.
    YearKnownTo,
    /// The id of the project.
    ProjectId,
    /// Whether the project is approved.
    ProjectApproved,
    /// The day of its approval.
    ProjectApprovedOn,
    /// How far the project has come.
    ProjectState,
    /// What its last evaluation came to.
    ProjectVerdict,
    /// Whether the commitment is recurrent.
    CommitmentRecurrence,
    /// The kind of cost of the commitment.
    CommitmentCost,
    /// The day on which it was placed.
    CommitmentPlacedOn,
    /// Why a delay happened.
    DelayCause,
    /// Whom a delay is attributed to.
    DelayAttributableTo,
    /// The first day of a delay.
    DelayStart,
    /// The last day of a delay.
    DelayEnd,
    /// Whether a delay has evidence.
    DelayEvidence,
    /// Why a post stood vacant.
    SlippageCause,
    /// Whom a vacancy is attributed to.
    SlippageAttributableTo,
    /// The first day of a vacancy.
    SlippageStart,
    /// The last day of a vacancy.
    SlippageEnd,
    /// Whether a vacancy has evidence.
    SlippageEvidence,
    /// The day of an approval.
    ApprovalOn,
    /// Who gave an approval.
    ApprovalBy,
    /// The day from which a notice counts.
    NoticeEffective,
    /// The sum of a notice.
    NoticeAmount,
    /// The year that turned out.
    OutturnYear,
    /// Its allotments and other receipts.
    OutturnLimit,
    /// Its cost.
    OutturnCost,
    /// Its limit less its cost.
    OutturnResult,
    /// The day of what was asked for before.
    EarlierOn,
    /// The sum of what was asked for before.
    EarlierAmount,
    /// The day from which a notice to the body counts.
    GivenEffective,
    /// The sum of a notice to the body.
    GivenAmount,
    /// Whether a notice to the body is recurrent.
    GivenRecurrence,
    /// The day from which a notice for the next year counts.
    NextEffective,
    /// The sum of a notice for the next year.
    NextAmount,
    /// Whether a notice for the next year is recurrent.
    NextRecurrence,
    /// The day of a forecast.
    ForecastOn,
    /// Whose forecast it is.
    ForecastRole,
    /// What will have been spent, as it says.
    ForecastAmount,
    /// The day on which another took its place.
    ForecastSupersededOn,
    /// The id of a body that the accountable body answers for.
    MemberId,
    /// The kind of that body.
    MemberKind,
    /// The id of the body above it.
    MemberParent,
    /// What it was given of the stream.
    MemberAllocated,
    /// What it was given of the stream, less what was given on below.
    MemberNetAllocated,
    /// Its spending power of the stream.
    MemberAuthority,
    /// What is free of the stream there.
    MemberAvailable,
    /// What is committed of the stream there.
    MemberCommitted,
    /// Its cost of the stream.
    MemberSpent,
    /// Authority less cost of the stream there.
    MemberUnspent,
    /// The year of a line that a duty looks at.
    LedgerYear,
    /// The body of that line.
    LedgerBody,
    /// The kind of that body.
    LedgerKind,
    /// The stream of that line.
    LedgerStream,
    /// The year in which the money of that line was first given.
    LedgerVintage,
    /// Whether that line is recurrent.
    LedgerRecurrence,
    /// What was given to it by letters.
    LedgerAllocated,
    /// What partners added to it.
    LedgerContributed,
    /// What was given to bodies below.
    LedgerPassedDown,
    /// What was vired to it.
    LedgerViredIn,
    /// What was vired from it.
    LedgerViredOut,
    /// What was rolled over to it.
    LedgerRolledIn,
    /// What was re-provided to it, or from it.
    LedgerReProvided,
    /// What was taken first for the deficit of the year before.
    LedgerFirstCall,
    /// Its spending power.
    LedgerAuthority,
    /// What is free of it.
    LedgerAvailable,
    /// What is tied to projects.
    LedgerEarmarked,
    /// What is held.
    LedgerHeld,
    /// What is committed.
    LedgerCommitted,
    /// Its cost.
    LedgerSpent,
    /// Its authority less its cost.
    LedgerUnspent,
    /// What was released.
    LedgerReleased,
    /// What was charged to that.
    LedgerDrawn,
    /// What was given to it, less what was given on below.
    LedgerNetAllocated,
}
#[cfg(test)]
mod tests {
    use super::super::Group;
    use super::super::sheet::{LINE_FACTS, Sheet};
    use super::super::vocabulary::VOCABULARY;
    use super::*;

    #[test]
    fn the_vocabulary_stands_in_the_order_of_the_names() {
        for (place, entry) in VOCABULARY.iter().enumerate() {
            assert_eq!(entry.fact as usize, place, "{}", entry.name());
            assert_eq!(FactName::find(entry.name()), Some(entry.fact));
            let of_record = matches!(entry.fact.sheet(), Sheet::Record(..));
            assert_eq!(entry.group.is_some(), of_record, "{}", entry.name());
            let prefix = entry.name().split('.').next().and_then(Group::find);
            assert_eq!(prefix, entry.group, "{}", entry.name());
        }
        let year_end = [FactName::YearKnownTo, FactName::CommitmentPlacedOn].map(FactName::sheet);
        let last = [Sheet::Line(LINE_FACTS - 1), Sheet::Item];
        assert_eq!(year_end, last);
        for group in Group::ALL {
            assert_eq!(group.first_fact().sheet(), Sheet::Record(group, 0));
            assert!(group.width() > 0);
        }
    }
}
