//! The typed particulars of each rejection.

use super::{Detail, Misnamed, Rejection, Shortfall};

impl Rejection {
    /// The particulars, named and typed, so that no caller ever parses a message.
    pub fn details(&self) -> Vec<(&'static str, Detail)> {
        match self {
            Rejection::AmountNotPositive { field, amount } => {
                vec![("field", text(field)), ("amount", Detail::Money(*amount))]
            }
            Rejection::FieldMissing { field, needed_for } => {
                vec![("field", text(field)), ("needed_for", text(needed_for))]
            }
            Rejection::FieldsConflict { fields, works } => {
                vec![("fields", text(fields)), ("works", text(works))]
            }
            Rejection::EndsBeforeStart { start, end } => {
                vec![("start", Detail::Date(*start)), ("end", Detail::Date(*end))]
            }
            Rejection::ParentCircle { body } => vec![("body", text(body))],
            Rejection::OnlyByPlan => Vec::new(),
            Rejection::RuleBookInvalid { faults } => {
                vec![("faults", Detail::Texts(faults.clone()))]
            }
            Rejection::KeyConflict { key, entry } => {
                vec![("key", text(key)), ("entry", Detail::Number(*entry))]
            }
            Rejection::RecordedBeforeHead { recorded, head } => vec![
                ("recorded", Detail::Date(*recorded)),
                ("head", Detail::Date(*head)),
            ],
            Rejection::YearAlreadyClosed { year } => vec![("year", Detail::Year(*year))],
            Rejection::YearNotOpen { year, open } => {
                let mut all = vec![("year", Detail::Year(*year))];
                all.extend(open.map(|year| ("open", Detail::Year(year))));
                all
            }
            Rejection::EffectiveOutsideYear {
                effective,
                year,
                first,
                last,
            } => vec![
                ("effective", Detail::Date(*effective)),
                ("year", Detail::Year(*year)),
                ("first", Detail::Date(*first)),
                ("last", Detail::Date(*last)),
            ],
            Rejection::YearsCloseInOrder { year, earlier } => vec![
                ("year", Detail::Year(*year)),
                ("earlier", Detail::Year(*earlier)),
            ],
            Rejection::PlanStale { planned, head } => vec![
                ("planned", Detail::Number(*planned)),
                ("head", Detail::Number(*head)),
            ],
            Rejection::PlanBlocked { year, blockers } => vec![
                ("year", Detail::Year(*year)),
                ("blockers", Detail::Texts(blockers.clone())),
            ],
            Rejection::OtherBookAdopted { adopted, planned } => {
                vec![("adopted", text(adopted)), ("planned", text(planned))]
            }
            Rejection::BodyNotAlive {
                body,
                on,
                from,
                until,
            } => {
                let mut all = vec![
                    ("body", text(body)),
                    ("on", Detail::Date(*on)),
                    ("from", Detail::Date(*from)),
                ];
                all.extend(until.map(|day| ("until", Detail::Date(day))));
                all
            }
            Rejection::UnknownEntry { entry, head } => {
                vec![("entry", text(entry)), ("head", Detail::Number(*head))]
            }
            Rejection::IdTaken { id, what, entry } => vec![
                ("id", text(id)),
                ("what", text(what)),
                ("entry", Detail::Number(*entry)),
            ],
            Rejection::ReceiverNotBelowGiver { from, to } => {
                vec![("from", text(from)), ("to", text(to))]
            }
            Rejection::OpeningAlreadyStated { line, year, entry } => vec![
                ("line", text(line)),
                ("year", Detail::Year(*year)),
                ("entry", Detail::Number(*entry)),
            ],
            Rejection::CommitmentFinished { id } => vec![("id", text(id))],
            Rejection::HoldFinished { id } => vec![("id", text(id))],
            Rejection::DoesNotMatch {
                field,
                found,
                expected,
                of,
            } => vec![
                ("field", text(field)),
                ("found", text(found)),
                ("expected", text(expected)),
                ("of", text(of)),
            ],
            Rejection::EntryNotCorrectable { entry, kind, works } => vec![
                ("entry", Detail::Number(*entry)),
                ("kind", text(kind)),
                ("works", text(works)),
            ],
            Rejection::EntryAlreadyCorrected { entry, by } => vec![
                ("entry", Detail::Number(*entry)),
                ("by", Detail::Number(*by)),
            ],
            Rejection::CorrectionRestsOn {
                entry,
                state,
                place,
                short,
            } => vec![
                ("entry", Detail::Number(*entry)),
                ("state", text(state)),
                ("place", text(place)),
                ("short", Detail::Money(*short)),
            ],
            Rejection::PurposeOutsideRingFence {
                purpose,
                stream,
                purposes,
            } => vec![
                ("purpose", text(purpose)),
                ("stream", text(stream)),
                ("purposes", Detail::Texts(purposes.clone())),
            ],
            Rejection::VirementLeavesRingFence { stream, to_stream } => {
                vec![("stream", text(stream)), ("to_stream", text(to_stream))]
            }
            Rejection::MoneyOutOfRange { place } => vec![("place", text(place))],
            Rejection::ProjectNotApproved { project } => vec![("project", text(project))],
            Rejection::ApprovalExceeded {
                project,
                approved,
                of,
            } => {
                let mut all = vec![
                    ("project", text(project)),
                    ("approved", Detail::Money(*approved)),
                ];
                all.extend(shortfall(of));
                all
            }
            Rejection::UnknownBody(named)
            | Rejection::UnknownStream(named)
            | Rejection::UnknownProject(named)
            | Rejection::UnknownCommitment(named)
            | Rejection::UnknownHold(named) => misnamed(named),
            Rejection::AllocationExceedsAvailable(of)
            | Rejection::VirementExceedsAvailable(of)
            | Rejection::EarmarkExceedsAvailable(of)
            | Rejection::HoldExceedsAvailable(of)
            | Rejection::CommitmentExceedsAvailable(of)
            | Rejection::SpendExceedsCommitment(of)
            | Rejection::SpendExceedsAvailable(of)
            | Rejection::SpendExceedsReleased(of)
            | Rejection::ReleaseExceedsAuthority(of)
            | Rejection::DecommitExceedsOpen(of)
            | Rejection::GivingUpExceedsHeld(of) => shortfall(of),
        }
    }
}

fn text(value: impl ToString) -> Detail {
    Detail::Text(value.to_string())
}

fn misnamed(named: &Misnamed) -> Vec<(&'static str, Detail)> {
    let mut all = vec![("found", text(&named.found))];
    all.extend(
        named
            .nearest
            .as_ref()
            .map(|nearest| ("nearest", text(nearest))),
    );
    all
}

fn shortfall(of: &Shortfall) -> Vec<(&'static str, Detail)> {
    vec![
        ("place", text(&of.place)),
        ("asked", Detail::Money(of.asked)),
        ("available", Detail::Money(of.available)),
        ("short", Detail::Money(of.short)),
    ]
}
