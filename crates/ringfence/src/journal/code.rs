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
        "unknown_entry",
        "id_taken",
        "receiver_not_below_giver",
        "opening_already_stated",
        "commitment_finished",
        "hold_finished",
        "accrual_settled",
        "prepayment_used",
        "post_not_vacant",
        "does_not_match",
        "entry_not_correctable",
        "entry_already_corrected",
        "correction_rests_on",
        "purpose_outside_ring_fence",
        "virement_leaves_ring_fence",
        "suspense_takes_facts_only",
        "money_out_of_range",
        "allocation_exceeds_available",
        "virement_exceeds_available",
        "earmark_exceeds_available",
        "hold_exceeds_available",
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
            Rejection::PlanStale { .. } => 14,
            Rejection::PlanBlocked { .. } => 15,
            Rejection::OtherBookAdopted { .. } => 16,
            Rejection::BodyNotAlive(_) => 17,
            Rejection::UnknownBody(_) => 18,
            Rejection::UnknownStream(_) => 19,
            Rejection::UnknownProject(_) => 20,
            Rejection::UnknownCommitment(_) => 21,
            Rejection::UnknownHold(_) => 22,
            Rejection::UnknownAccrual(_) => 23,
            Rejection::UnknownPrepayment(_) => 24,
            Rejection::UnknownAnticipated(_) => 25,
            Rejection::UnknownPost(_) => 26,
            Rejection::UnknownEntry { .. } => 27,
            Rejection::IdTaken { .. } => 28,
            Rejection::ReceiverNotBelowGiver { .. } => 29,
            Rejection::OpeningAlreadyStated { .. } => 30,
            Rejection::CommitmentFinished { .. } => 31,
            Rejection::HoldFinished { .. } => 32,
            Rejection::AccrualSettled { .. } => 33,
            Rejection::PrepaymentUsed { .. } => 34,
            Rejection::PostNotVacant { .. } => 35,
            Rejection::DoesNotMatch(_) => 36,
            Rejection::EntryNotCorrectable { .. } => 37,
            Rejection::EntryAlreadyCorrected { .. } => 38,
            Rejection::CorrectionRestsOn(_) => 39,
            _ => self.precedence_of_money(),
        }
    }

    /// The same of what stands against the money; all others come before it.
    fn precedence_of_money(&self) -> u8 {
        match self {
            Rejection::PurposeOutsideRingFence { .. } => 40,
            Rejection::VirementLeavesRingFence { .. } => 41,
            Rejection::SuspenseTakesFactsOnly { .. } => 42,
            Rejection::MoneyOutOfRange { .. } => 43,
            Rejection::AllocationExceedsAvailable(_) => 44,
            Rejection::VirementExceedsAvailable(_) => 45,
            Rejection::EarmarkExceedsAvailable(_) => 46,
            Rejection::HoldExceedsAvailable(_) => 47,
            Rejection::CommitmentExceedsAvailable(_) => 48,
            Rejection::SpendExceedsCommitment(_) => 49,
            Rejection::SpendExceedsAvailable(_) => 50,
            Rejection::SpendExceedsReleased(_) => 51,
            Rejection::ReleaseExceedsAuthority(_) => 52,
            Rejection::DecommitExceedsOpen(_) => 53,
            Rejection::GivingUpExceedsHeld(_) => 54,
            Rejection::ExceedsCostLeft(_) => 55,
            Rejection::ProjectNotApproved { .. } => 56,
            Rejection::ApprovalExceeded(_) => 57,
            Rejection::FloorOutOfReach(_) => 58,
            Rejection::CapExceeded(_) => 59,
            _ => u8::MAX,
        }
    }
}
