//! The code of each rejection.

use super::Rejection;

impl Rejection {
    /// The code: words, never renamed or used again for something else.
    ///
    /// ```
    #[doc = include_str!("../../docs/aberwen.txt")]
    /// use ringfence::journal::{ActKind, Rejection};
    ///
    /// let beds = "commitment=ward-6 | amount=60000.01 | effective=2025-11-28";
    /// let beds = draft(ActKind::Spend, beds);
    /// let no = aberwen().check(&beds).expect_err("a penny too much");
    /// assert_eq!(no.first().code(), "spend_exceeds_commitment");
    ///
    /// // A program reads the particulars, and never a message.
    /// let Rejection::SpendExceedsCommitment(it) = no.first() else { panic!("that code") };
    /// assert_eq!([it.available, it.short].map(|sum| sum.to_string()), ["60000.00", "0.01"]);
    /// ```
    pub fn code(&self) -> &'static str {
        Rejection::CODES[usize::from(self.precedence())]
    }

    /// All codes, in order of precedence.
    pub const CODES: &'static [&'static str] = &[
        "amount_not_positive",
        "field_missing",
        "fields_conflict",
        "ends_before_start",
        "parent_circle",
        "only_by_plan",
        "rule_book_invalid",
        "key_conflict",
        "recorded_before_head",
        "year_already_closed",
        "year_not_open",
        "year_not_next",
        "effective_outside_year",
        "years_close_in_order",
        "year_not_closed",
        "year_already_signed",
        "years_reopen_in_order",
        "plan_stale",
        "plan_blocked",
        "other_book_adopted",
        "body_not_alive",
        "unknown_body",
        "unknown_stream",
        "unknown_project",
        "unknown_commitment",
        "unknown_hold",
        "unknown_accrual",
        "unknown_prepayment",
        "unknown_anticipated",
        "unknown_post",
        "unknown_plan",
        "unknown_entry",
        "id_taken",
        "receiver_not_below_giver",
        "opening_already_stated",
        "taken_on_too_late",
        "commitment_finished",
        "hold_finished",
        "hold_for_old",
        "accrual_settled",
        "prepayment_used",
        "post_not_vacant",
        "nothing_to_mainstream",
        "body_already_ended",
        "plan_already_published",
        "does_not_match",
        "project_ended",
        "project_not_ready",
        "project_has_open",
        "approval_out_of_turn",
        "approval_above_step",
        "entry_not_correctable",
        "entry_already_corrected",
        "already_redacted",
        "later_step_stands",
        "correction_rests_on",
        "reopening_rests_on",
        "purpose_outside_ring_fence",
        "virement_leaves_ring_fence",
        "suspense_takes_facts_only",
        "money_out_of_range",
        "allocation_exceeds_available",
        "virement_exceeds_available",
        "earmark_exceeds_available",
        "hold_exceeds_available",
        "mainstreaming_exceeds_room",
        "commitment_exceeds_available",
        "spend_exceeds_commitment",
        "spend_exceeds_available",
        "spend_exceeds_released",
        "release_exceeds_authority",
        "decommit_exceeds_open",
        "giving_up_exceeds_held",
        "exceeds_cost_left",
        "project_not_approved",
        "approval_exceeded",
        "floor_out_of_reach",
        "cap_exceeded",
        "refused_by_rule",
        "approval_needed",
        "ask_needs_evidence",
        "rules_conflict",
    ];

    /// Its place in the order of precedence.
    pub fn precedence(&self) -> u8 {
        match self {
            Rejection::AmountNotPositive { .. } => 0,
            Rejection::FieldMissing { .. } => 1,
            Rejection::FieldsConflict { .. } => 2,
            Rejection::EndsBeforeStart { .. } => 3,
            Rejection::ParentCircle { .. } => 4,
            Rejection::OnlyByPlan => 5,
            Rejection::RuleBookInvalid { .. } => 6,
            Rejection::KeyConflict { .. } => 7,
            Rejection::RecordedBeforeHead { .. } => 8,
            Rejection::YearAlreadyClosed { .. } => 9,
            Rejection::YearNotOpen { .. } => 10,
            Rejection::YearNotNext { .. } => 11,
            Rejection::EffectiveOutsideYear(_) => 12,
            Rejection::YearsCloseInOrder { .. } => 13,
            Rejection::YearNotClosed(_) => 14,
            Rejection::YearAlreadySigned(_) => 15,
            Rejection::YearsReopenInOrder(_) => 16,
            Rejection::PlanStale { .. } => 17,
            Rejection::PlanBlocked { .. } => 18,
            Rejection::OtherBookAdopted(_) => 19,
            Rejection::BodyNotAlive(_) => 20,
            _ => self.precedence_after_the_date(),
        }
    }

    /// The same of what a draft names.
    fn precedence_after_the_date(&self) -> u8 {
        match self {
            Rejection::UnknownBody(_) => 21,
            Rejection::UnknownStream(_) => 22,
            Rejection::UnknownProject(_) => 23,
            Rejection::UnknownCommitment(_) => 24,
            Rejection::UnknownHold(_) => 25,
            Rejection::UnknownAccrual(_) => 26,
            Rejection::UnknownPrepayment(_) => 27,
            Rejection::UnknownAnticipated(_) => 28,
            Rejection::UnknownPost(_) => 29,
            Rejection::UnknownPlan(_) => 30,
            Rejection::UnknownEntry(_) => 31,
            Rejection::IdTaken { .. } => 32,
            Rejection::ReceiverNotBelowGiver(_) => 33,
            Rejection::OpeningAlreadyStated(_) => 34,
            Rejection::TakenOnTooLate(_) => 35,
            Rejection::CommitmentFinished { .. } => 36,
            Rejection::HoldFinished { .. } => 37,
            Rejection::HoldForOld { .. } => 38,
            Rejection::AccrualSettled { .. } => 39,
            Rejection::PrepaymentUsed { .. } => 40,
            Rejection::PostNotVacant(_) => 41,
            Rejection::NothingToMainstream(_) => 42,
            Rejection::BodyAlreadyEnded(_) => 43,
            Rejection::PlanAlreadyPublished(_) => 44,
            Rejection::DoesNotMatch(_) => 45,
            Rejection::ProjectEnded(_) => 46,
            Rejection::ProjectNotReady(_) => 47,
            Rejection::ProjectHasOpen(_) => 48,
            Rejection::ApprovalOutOfTurn(_) => 49,
            Rejection::ApprovalAboveStep(_) => 50,
            Rejection::EntryNotCorrectable(_) => 51,
            Rejection::EntryAlreadyCorrected { .. } => 52,
            Rejection::AlreadyRedacted(_) => 53,
            Rejection::LaterStepStands(_) => 54,
            Rejection::CorrectionRestsOn(_) => 55,
            Rejection::ReopeningRestsOn(_) => 56,
            _ => self.precedence_of_money(),
        }
    }

    /// The same of what stands against the money; all others come before it.
    fn precedence_of_money(&self) -> u8 {
        match self {
            Rejection::PurposeOutsideRingFence(_) => 57,
            Rejection::VirementLeavesRingFence { .. } => 58,
            Rejection::SuspenseTakesFactsOnly { .. } => 59,
            Rejection::MoneyOutOfRange { .. } => 60,
            Rejection::AllocationExceedsAvailable(_) => 61,
            Rejection::VirementExceedsAvailable(_) => 62,
            Rejection::EarmarkExceedsAvailable(_) => 63,
            Rejection::HoldExceedsAvailable(_) => 64,
            Rejection::MainstreamingExceedsRoom(_) => 65,
            Rejection::CommitmentExceedsAvailable(_) => 66,
            Rejection::SpendExceedsCommitment(_) => 67,
            Rejection::SpendExceedsAvailable(_) => 68,
            Rejection::SpendExceedsReleased(_) => 69,
            Rejection::ReleaseExceedsAuthority(_) => 70,
            Rejection::DecommitExceedsOpen(_) => 71,
            Rejection::GivingUpExceedsHeld(_) => 72,
            Rejection::ExceedsCostLeft(_) => 73,
            Rejection::ProjectNotApproved { .. } => 74,
            Rejection::ApprovalExceeded(_) => 75,
            Rejection::FloorOutOfReach(_) => 76,
            Rejection::CapExceeded(_) => 77,
            Rejection::RefusedByRule(_) => 78,
            Rejection::ApprovalNeeded(_) => 79,
            Rejection::AskNeedsEvidence(_) => 80,
            Rejection::RulesConflict(_) => 81,
            _ => u8::MAX,
        }
    }
}
