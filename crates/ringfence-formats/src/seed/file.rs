//! Which file holds which kind of draft.

use ringfence::journal::ActKind;
use ringfence::word::{nearest, one_of};
use thiserror::Error;

/// What a file of a seed folder holds: one kind of draft, or the closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeedFile {
    /// Drafts of one kind, one a row.
    Drafts(ActKind),
    /// Years to plan and close at that point.
    Closes,
}

/// A name of no kind of draft.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("kind: found {found:?}; expected {expected}")]
pub struct UnknownKind {
    found: String,
    expected: String,
}

/// The columns of `closes.csv`.
pub(super) const CLOSE_COLUMNS: &[&str] = &["year", "effective", "book"];

const FILES: &[(&str, SeedFile)] = &[
    ("bodies.csv", SeedFile::Drafts(ActKind::AddBody)),
    ("streams.csv", SeedFile::Drafts(ActKind::AddStream)),
    ("adoptions.csv", SeedFile::Drafts(ActKind::AdoptBook)),
    ("ended.csv", SeedFile::Drafts(ActKind::EndBody)),
    ("made_legal.csv", SeedFile::Drafts(ActKind::MakeLegal)),
    (
        "populations.csv",
        SeedFile::Drafts(ActKind::RecordPopulation),
    ),
    ("openings.csv", SeedFile::Drafts(ActKind::OpenYear)),
    ("controls.csv", SeedFile::Drafts(ActKind::ChangeControl)),
    ("floors.csv", SeedFile::Drafts(ActKind::SetFloor)),
    ("caps.csv", SeedFile::Drafts(ActKind::SetCap)),
    ("totals.csv", SeedFile::Drafts(ActKind::PublishTotal)),
    ("taken_on.csv", SeedFile::Drafts(ActKind::TakeOn)),
    ("anticipated.csv", SeedFile::Drafts(ActKind::Anticipate)),
    ("notices.csv", SeedFile::Drafts(ActKind::Allocate)),
    ("re_provisions.csv", SeedFile::Drafts(ActKind::ReProvide)),
    ("contributions.csv", SeedFile::Drafts(ActKind::Contribute)),
    (
        "not_recorded.csv",
        SeedFile::Drafts(ActKind::MarkNotRecorded),
    ),
    ("virements.csv", SeedFile::Drafts(ActKind::Vire)),
    ("releases.csv", SeedFile::Drafts(ActKind::Release)),
    ("projects.csv", SeedFile::Drafts(ActKind::Propose)),
    ("approvals.csv", SeedFile::Drafts(ActKind::Approve)),
    (
        "projects_started.csv",
        SeedFile::Drafts(ActKind::StartProject),
    ),
    ("delays.csv", SeedFile::Drafts(ActKind::RecordDelay)),
    ("milestones.csv", SeedFile::Drafts(ActKind::RecordMilestone)),
    ("measures.csv", SeedFile::Drafts(ActKind::RecordMeasure)),
    ("evaluations.csv", SeedFile::Drafts(ActKind::Evaluate)),
    (
        "projects_continued.csv",
        SeedFile::Drafts(ActKind::ContinueProject),
    ),
    ("shares.csv", SeedFile::Drafts(ActKind::Share)),
    ("earmarks.csv", SeedFile::Drafts(ActKind::Earmark)),
    ("holds.csv", SeedFile::Drafts(ActKind::Hold)),
    ("commitments.csv", SeedFile::Drafts(ActKind::Commit)),
    ("costs_changed.csv", SeedFile::Drafts(ActKind::ChangeCost)),
    ("mainstreamed.csv", SeedFile::Drafts(ActKind::Mainstream)),
    ("filled.csv", SeedFile::Drafts(ActKind::Fill)),
    ("vacancies.csv", SeedFile::Drafts(ActKind::RecordVacancy)),
    ("facts.csv", SeedFile::Drafts(ActKind::RecordFact)),
    ("outturns.csv", SeedFile::Drafts(ActKind::RecordOutturn)),
    ("accruals.csv", SeedFile::Drafts(ActKind::Accrue)),
    ("spends.csv", SeedFile::Drafts(ActKind::Spend)),
    ("prepayments.csv", SeedFile::Drafts(ActKind::Prepay)),
    (
        "prepayments_used.csv",
        SeedFile::Drafts(ActKind::UsePrepayment),
    ),
    ("credits.csv", SeedFile::Drafts(ActKind::Credit)),
    ("recharges.csv", SeedFile::Drafts(ActKind::Recharge)),
    ("decommitments.csv", SeedFile::Drafts(ActKind::Decommit)),
    ("given_up.csv", SeedFile::Drafts(ActKind::GiveUp)),
    (
        "projects_stopped.csv",
        SeedFile::Drafts(ActKind::StopProject),
    ),
    (
        "projects_completed.csv",
        SeedFile::Drafts(ActKind::CompleteProject),
    ),
    ("profiles.csv", SeedFile::Drafts(ActKind::Profile)),
    ("forecasts.csv", SeedFile::Drafts(ActKind::Forecast)),
    ("plans.csv", SeedFile::Drafts(ActKind::AddPlan)),
    ("plan_lines.csv", SeedFile::Drafts(ActKind::AddPlanLine)),
    (
        "plans_published.csv",
        SeedFile::Drafts(ActKind::PublishPlan),
    ),
    ("corrections.csv", SeedFile::Drafts(ActKind::Correct)),
    ("redactions.csv", SeedFile::Drafts(ActKind::Redact)),
    ("frozen_months.csv", SeedFile::Drafts(ActKind::Freeze)),
    ("reopenings.csv", SeedFile::Drafts(ActKind::Reopen)),
    ("signatures.csv", SeedFile::Drafts(ActKind::Sign)),
    ("closes.csv", SeedFile::Closes),
];

impl SeedFile {
    /// What a file of this name holds, where the name is one of a seed's.
    pub fn named(name: &str) -> Option<SeedFile> {
        let found = FILES.iter().find(|(written, _)| *written == name)?;
        Some(found.1)
    }

    /// The names that files of a seed folder may have, in the order of the kinds.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(name, _)| *name)
    }

    /// What a sheet, or a file without `.csv`, of this name holds.
    pub fn of_kind(kind: &str) -> Option<SeedFile> {
        let found = FILES.iter().find(|(name, _)| without_end(name) == kind)?;
        Some(found.1)
    }

    /// As [`of_kind`](SeedFile::of_kind), for names that people write.
    ///
    /// # Errors
    /// A kind that there is not, with the nearest one.
    ///
    /// ```
    /// use ringfence_formats::SeedFile;
    ///
    /// let no = SeedFile::of_named_kind("spend").unwrap_err();
    /// assert_eq!(no.to_string(), "kind: found \"spend\"; expected spends?");
    /// ```
    pub fn of_named_kind(kind: &str) -> Result<SeedFile, UnknownKind> {
        SeedFile::of_kind(kind).ok_or_else(|| {
            let near = nearest(kind, SeedFile::kinds());
            let all = || one_of(&SeedFile::kinds().collect::<Vec<_>>());
            UnknownKind {
                found: kind.to_owned(),
                expected: near.map_or_else(all, |near| format!("{near}?")),
            }
        })
    }

    /// The names without `.csv`, by which sheets of a workbook and frames are called, too.
    pub fn kinds() -> impl Iterator<Item = &'static str> {
        SeedFile::names().map(without_end)
    }

    /// Its name without `.csv`.
    pub fn kind(self) -> &'static str {
        let named = FILES.iter().find(|(_, file)| *file == self);
        named.map_or("", |(name, _)| without_end(name))
    }

    /// The columns that the file may have, its own first.
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            SeedFile::Drafts(kind) => [kind.fields(), ActKind::common_fields()].concat(),
            SeedFile::Closes => CLOSE_COLUMNS.to_vec(),
        }
    }
}

fn without_end(name: &'static str) -> &'static str {
    name.strip_suffix(".csv").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stand_in_the_order_of_the_kinds() {
        assert!(FILES.is_sorted_by_key(|(_, file)| *file));
        assert_eq!(SeedFile::named("notice.csv"), None);
        assert_eq!(SeedFile::named("closes.csv"), Some(SeedFile::Closes));
        for kind in SeedFile::kinds() {
            assert_eq!(SeedFile::of_kind(kind).map(SeedFile::kind), Some(kind));
        }
    }
}
