//! The typed particulars of each rejection.

use super::{
    AlreadyEnded, BeyondApproval, BeyondCap, ClausesDisagree, Detail, InPost, Mismatch, Misnamed,
    NoSuchEntry, NotAlive, NotBelow, NotCorrectable, NotKnown, NothingRuns, OpeningStated,
    OutOfReach, OutsideFence, OutsideYear, Published, Rejection, Resting, Shortfall, StandsAlready,
};
use crate::word::FinancialYear;

impl Rejection {
    /// The particulars, named and typed, so that no caller ever parses a message.
    pub fn details(&self) -> Vec<(&'static str, Detail)> {
        let all = self.of_the_draft().or_else(|| self.of_the_date());
        let all = all.or_else(|| self.of_the_year());
        let all = all
            .or_else(|| self.of_what_it_names())
            .or_else(|| self.of_what_is_over())
            .or_else(|| self.of_a_life())
            .or_else(|| self.of_money())
            .or_else(|| self.of_terms());
        all.unwrap_or_default()
    }

    fn of_the_draft(&self) -> Option<Details> {
        match self {
            Rejection::AmountNotPositive { field, amount } => Some(vec![
                ("field", text(field)),
                ("amount", Detail::Money(*amount)),
            ]),
            Rejection::FieldMissing { field, needed_for } => Some(vec![
                ("field", text(field)),
                ("needed_for", text(needed_for)),
            ]),
            Rejection::FieldsConflict { fields, works } => {
                Some(vec![("fields", text(fields)), ("works", text(works))])
            }
            Rejection::EndsBeforeStart { start, end } => Some(vec![
                ("start", Detail::Date(*start)),
                ("end", Detail::Date(*end)),
            ]),
            Rejection::ParentCircle { body } => Some(vec![("body", text(body))]),
            Rejection::OnlyByPlan => Some(Vec::new()),
            Rejection::RuleBookInvalid { faults } => {
                Some(vec![("faults", Detail::Texts(faults.clone()))])
            }
            Rejection::KeyConflict { key, entry } => {
                Some(vec![("key", text(key)), ("entry", Detail::Number(*entry))])
            }
            _ => None,
        }
    }

    fn of_the_date(&self) -> Option<Details> {
        match self {
            Rejection::RecordedBeforeHead { recorded, head } => Some(vec![
                ("recorded", Detail::Date(*recorded)),
                ("head", Detail::Date(*head)),
            ]),
            Rejection::YearAlreadyClosed { year } => Some(vec![("year", Detail::Year(*year))]),
            Rejection::YearNotOpen { year, open } => {
                Some(years([("year", Some(*year)), ("open", *open)]))
            }
            Rejection::YearNotNext { year, next, close } => {
                let of = [("year", Some(*year)), ("next", *next), ("close", *close)];
                Some(years(of))
            }
            Rejection::EffectiveOutsideYear(OutsideYear {
                effective,
                year,
                first,
                last,
            }) => Some(vec![
                ("effective", Detail::Date(*effective)),
                ("year", Detail::Year(*year)),
                ("first", Detail::Date(*first)),
                ("last", Detail::Date(*last)),
            ]),
            Rejection::YearsCloseInOrder { year, earlier } => Some(vec![
                ("year", Detail::Year(*year)),
                ("earlier", Detail::Year(*earlier)),
            ]),
            Rejection::PlanStale { planned, head } => Some(vec![
                ("planned", Detail::Number(*planned)),
                ("head", Detail::Number(*head)),
            ]),
            Rejection::PlanBlocked { year, blockers } => Some(vec![
                ("year", Detail::Year(*year)),
                ("blockers", Detail::Texts(blockers.clone())),
            ]),
            Rejection::OtherBookAdopted(of) => Some(vec![
                ("adopted", text(of.adopted)),
                ("planned", text(of.planned)),
                ("replaces", text(&of.replaces)),
            ]),
            Rejection::BodyNotAlive(of) => Some(of_a_body(of)),
            _ => None,
        }
    }

    fn of_the_year(&self) -> Option<Details> {
        match self {
            Rejection::YearNotClosed(it) => {
                Some(years([("year", Some(it.year)), ("closed", it.closed)]))
            }
            Rejection::YearAlreadySigned(it) => Some(vec![
                ("year", Detail::Year(it.year)),
                ("entry", Detail::Number(it.entry)),
            ]),
            Rejection::YearsReopenInOrder(it) => {
                Some(years([("year", Some(it.year)), ("later", Some(it.later))]))
            }
            Rejection::ReopeningRestsOn(it) => Some({
                let mut all = vec![
                    ("year", Detail::Year(it.year)),
                    ("state", text(it.state)),
                    ("place", text(&it.place)),
                    ("short", Detail::Money(it.short)),
                ];
                all.extend(it.first.map(|entry| ("first", Detail::Number(entry))));
                all
            }),
            _ => None,
        }
    }

    fn of_what_it_names(&self) -> Option<Details> {
        match self {
            Rejection::UnknownEntry(NoSuchEntry { entry, head }) => Some(vec![
                ("entry", text(entry)),
                ("head", Detail::Number(*head)),
            ]),
            Rejection::IdTaken { id, what, entry } => Some(vec![
                ("id", text(id)),
                ("what", text(what)),
                ("entry", Detail::Number(*entry)),
            ]),
            Rejection::ReceiverNotBelowGiver(NotBelow { from, to }) => {
                Some(vec![("from", text(from)), ("to", text(to))])
            }
            Rejection::OpeningAlreadyStated(OpeningStated { line, year, entry }) => Some(vec![
                ("line", text(line)),
                ("year", Detail::Year(*year)),
                ("entry", Detail::Number(*entry)),
            ]),
            Rejection::DoesNotMatch(Mismatch {
                field,
                found,
                expected,
                of,
            }) => Some(vec![
                ("field", text(field)),
                ("found", text(found)),
                ("expected", text(expected)),
                ("of", text(of)),
            ]),
            Rejection::EntryNotCorrectable(NotCorrectable { entry, kind, works }) => Some(vec![
                ("entry", Detail::Number(*entry)),
                ("kind", text(kind)),
                ("works", text(works)),
            ]),
            Rejection::EntryAlreadyCorrected { entry, by } => Some(vec![
                ("entry", Detail::Number(*entry)),
                ("by", Detail::Number(*by)),
            ]),
            Rejection::CorrectionRestsOn(Resting {
                entry,
                state,
                place,
                first,
                short,
            }) => Some({
                let mut all = vec![
                    ("entry", Detail::Number(*entry)),
                    ("state", text(state)),
                    ("place", text(place)),
                    ("short", Detail::Money(*short)),
                ];
                all.extend(first.map(|entry| ("first", Detail::Number(entry))));
                all
            }),
            _ => None,
        }
    }

    fn of_what_is_over(&self) -> Option<Details> {
        match self {
            Rejection::CommitmentFinished { id }
            | Rejection::HoldFinished { id }
            | Rejection::HoldForOld { id }
            | Rejection::AccrualSettled { id }
            | Rejection::PrepaymentUsed { id } => Some(vec![("id", text(id))]),
            Rejection::TakenOnTooLate(StandsAlready { place, entry }) => Some(vec![
                ("place", text(place)),
                ("entry", Detail::Number(*entry)),
            ]),
            Rejection::PostNotVacant(InPost { post, entry }) => Some(vec![
                ("post", text(post)),
                ("entry", Detail::Number(*entry)),
            ]),
            Rejection::PlanAlreadyPublished(Published { plan, entry }) => Some(vec![
                ("plan", text(plan)),
                ("entry", Detail::Number(*entry)),
            ]),
            Rejection::NothingToMainstream(NothingRuns { project, on }) => {
                Some(vec![("project", text(project)), ("on", Detail::Date(*on))])
            }
            Rejection::BodyAlreadyEnded(AlreadyEnded { body, entry }) => Some(vec![
                ("body", text(body)),
                ("entry", Detail::Number(*entry)),
            ]),
            _ => None,
        }
    }

    fn of_a_life(&self) -> Option<Details> {
        match self {
            Rejection::ProjectEnded(it) => Some(it.details()),
            Rejection::ProjectNotReady(it) => Some(it.details()),
            Rejection::ProjectHasOpen(it) => Some(it.details()),
            Rejection::ApprovalOutOfTurn(it) => Some(it.details()),
            Rejection::ApprovalAboveStep(it) => Some(it.details()),
            Rejection::LaterStepStands(it) => Some(it.details()),
            Rejection::AlreadyRedacted(it) => Some(it.details()),
            _ => None,
        }
    }

    fn of_money(&self) -> Option<Details> {
        match self {
            Rejection::PurposeOutsideRingFence(OutsideFence {
                purpose,
                stream,
                purposes,
            }) => Some(vec![
                ("purpose", text(purpose)),
                ("stream", text(stream)),
                ("purposes", Detail::Texts(purposes.clone())),
            ]),
            Rejection::VirementLeavesRingFence { stream, to_stream } => Some(vec![
                ("stream", text(stream)),
                ("to_stream", text(to_stream)),
            ]),
            Rejection::SuspenseTakesFactsOnly { stream } => Some(vec![("stream", text(stream))]),
            Rejection::MoneyOutOfRange { place } => Some(vec![("place", text(place))]),
            Rejection::ProjectNotApproved { project } => Some(vec![("project", text(project))]),
            Rejection::ApprovalExceeded(BeyondApproval {
                project,
                approved,
                of,
            }) => Some({
                let mut all = vec![
                    ("project", text(project)),
                    ("approved", Detail::Money(*approved)),
                ];
                all.extend(shortfall(of));
                all
            }),
            Rejection::UnknownBody(named)
            | Rejection::UnknownStream(named)
            | Rejection::UnknownProject(named)
            | Rejection::UnknownCommitment(named)
            | Rejection::UnknownHold(named)
            | Rejection::UnknownAnticipated(named)
            | Rejection::UnknownAccrual(named)
            | Rejection::UnknownPrepayment(named)
            | Rejection::UnknownPost(named)
            | Rejection::UnknownPlan(named) => Some(misnamed(named)),
            Rejection::AllocationExceedsAvailable(of)
            | Rejection::VirementExceedsAvailable(of)
            | Rejection::EarmarkExceedsAvailable(of)
            | Rejection::HoldExceedsAvailable(of)
            | Rejection::MainstreamingExceedsRoom(of)
            | Rejection::CommitmentExceedsAvailable(of)
            | Rejection::SpendExceedsCommitment(of)
            | Rejection::SpendExceedsAvailable(of)
            | Rejection::SpendExceedsReleased(of)
            | Rejection::ReleaseExceedsAuthority(of)
            | Rejection::DecommitExceedsOpen(of)
            | Rejection::GivingUpExceedsHeld(of)
            | Rejection::ExceedsCostLeft(of) => Some(shortfall(of)),
            _ => None,
        }
    }
}

impl Rejection {
    fn of_terms(&self) -> Option<Details> {
        match self {
            Rejection::FloorOutOfReach(OutOfReach {
                floor,
                due,
                left,
                short,
                entry,
            }) => Some(vec![
                ("floor", text(floor)),
                ("due", Detail::Money(*due)),
                ("left", Detail::Money(*left)),
                ("short", Detail::Money(*short)),
                ("entry", Detail::Number(*entry)),
            ]),
            Rejection::CapExceeded(BeyondCap {
                cap,
                allowed,
                of,
                entry,
            }) => Some({
                let mut all = vec![("cap", text(cap)), ("allowed", Detail::Money(*allowed))];
                all.extend(shortfall(of));
                all.push(("entry", Detail::Number(*entry)));
                all
            }),
            _ => self.of_rules(),
        }
    }

    fn of_rules(&self) -> Option<Details> {
        match self {
            Rejection::RefusedByRule(it) => Some({
                let mut all = vec![
                    ("clause", text(&it.clause)),
                    ("source", text(&it.source_of)),
                ];
                all.extend(shortfall(&it.of));
                all
            }),
            Rejection::ApprovalNeeded(it) => Some({
                let mut all = vec![
                    ("clause", text(&it.clause)),
                    ("source", text(&it.source_of)),
                ];
                all.push(("by", Detail::Texts(it.by.clone())));
                let named = [("given", &it.given), ("nearest", &it.nearest)].into_iter();
                all.extend(named.filter_map(|(name, who)| Some((name, text(who.as_ref()?)))));
                all
            }),
            Rejection::AskNeedsEvidence(NotKnown { rule, missing }) => Some(vec![
                ("rule", text(rule)),
                ("missing", Detail::Texts(missing.clone())),
            ]),
            Rejection::RulesConflict(ClausesDisagree { rule, labels }) => Some(vec![
                ("rule", text(rule)),
                ("labels", Detail::Texts(labels.clone())),
            ]),
            _ => None,
        }
    }
}

/// Particulars by name.
type Details = Vec<(&'static str, Detail)>;

fn text(value: impl ToString) -> Detail {
    Detail::Text(value.to_string())
}

/// The years that are known, by name.
fn years<const N: usize>(of: [(&'static str, Option<FinancialYear>); N]) -> Details {
    let known = |(name, year): (_, Option<_>)| Some((name, Detail::Year(year?)));
    of.into_iter().filter_map(known).collect()
}

fn misnamed(named: &Misnamed) -> Details {
    let mut all = vec![("found", text(&named.found))];
    all.extend(
        named
            .nearest
            .as_ref()
            .map(|nearest| ("nearest", text(nearest))),
    );
    all
}

fn shortfall(of: &Shortfall) -> Details {
    let mut all = vec![
        ("place", text(&of.place)),
        ("asked", Detail::Money(of.asked)),
        ("available", Detail::Money(of.available)),
        ("short", Detail::Money(of.short)),
    ];
    if !of.for_old.is_zero() {
        all.push(("for_old", Detail::Money(of.for_old)));
    }
    all
}

fn of_a_body(of: &NotAlive) -> Details {
    let mut all = vec![
        ("body", text(&of.body)),
        ("on", Detail::Date(of.on)),
        ("from", Detail::Date(of.from)),
    ];
    all.extend(of.until.map(|day| ("until", Detail::Date(day))));
    if !of.successors.is_empty() {
        all.push(("successors", Detail::Texts(of.successors.clone())));
    }
    all
}
