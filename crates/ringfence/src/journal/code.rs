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
        "unknown_entry",
        "id_taken",
        "receiver_not_below_giver",
        "opening_already_stated",
        "commitment_finished",
        "hold_finished",
        "accrual_settled",
        "prepayment_used",
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
            Rejection::UnknownEntry { .. } => 26,
            Rejection::IdTaken { .. } => 27,
            Rejection::ReceiverNotBelowGiver { .. } => 28,
            Rejection::OpeningAlreadyStated { .. } => 29,
            Rejection::CommitmentFinished { .. } => 30,
            Rejection::HoldFinished { .. } => 31,
            Rejection::AccrualSettled { .. } => 32,
            Rejection::PrepaymentUsed { .. } => 33,
            Rejection::DoesNotMatch(_) => 34,
            Rejection::EntryNotCorrectable { .. } => 35,
            Rejection::EntryAlreadyCorrected { .. } => 36,
            Rejection::CorrectionRestsOn(_) => 37,
            _ => self.precedence_of_money(),
        }
    }

    /// The same from the ring-fence on.
    fn precedence_of_money(&self) -> u8 {
        match self {
            Rejection::PurposeOutsideRingFence { .. } => 38,
            Rejection::VirementLeavesRingFence { .. } => 39,
            Rejection::SuspenseTakesFactsOnly { .. } => 40,
            Rejection::MoneyOutOfRange { .. } => 41,
            Rejection::AllocationExceedsAvailable(_) => 42,
            Rejection::VirementExceedsAvailable(_) => 43,
            Rejection::EarmarkExceedsAvailable(_) => 44,
            Rejection::HoldExceedsAvailable(_) => 45,
            Rejection::CommitmentExceedsAvailable(_) => 46,
            Rejection::SpendExceedsCommitment(_) => 47,
            Rejection::SpendExceedsAvailable(_) => 48,
            Rejection::SpendExceedsReleased(_) => 49,
            Rejection::ReleaseExceedsAuthority(_) => 50,
            Rejection::DecommitExceedsOpen(_) => 51,
            Rejection::GivingUpExceedsHeld(_) => 52,
            Rejection::ExceedsCostLeft(_) => 53,
            Rejection::ProjectNotApproved { .. } => 54,
            Rejection::ApprovalExceeded(_) => 55,
            Rejection::FloorOutOfReach(_) => 56,
            Rejection::CapExceeded(_) => 57,
            _ => u8::MAX,
        }
    }
}
