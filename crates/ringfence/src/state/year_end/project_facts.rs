//! What is known of a project at a year end, as a rule book reads it.

use std::sync::Arc;

use crate::journal::act::Approval;
use crate::law::{Fact, FactError, FactName, Facts, Group, Record};
use crate::noun::Wording;
use crate::state::Ledger;
use crate::state::index::At;
use crate::state::record::{Approved, Delay, Project};
use crate::state::words::Teller;
use crate::word::FinancialYear;

impl Ledger {
    /// Sets what was said of a project by the end of a year, and stands.
    pub(crate) fn set_project_facts(
        &self,
        facts: &mut Facts,
        at: At<Project>,
        year: FinancialYear,
    ) -> Result<(), FactError> {
        let project = &self.projects[at];
        let last = self.calendar().last_day(year);
        facts.set(FactName::ProjectId, &project.id, &[project.entry])?;
        let in_time = |it: &&Approved| it.gives_room() && it.effective <= last;
        let approvals: Vec<_> = project.approvals.iter().filter(in_time).collect();
        let entries: Vec<u64> = approvals.iter().map(|approved| approved.entry).collect();
        facts.set(FactName::ProjectApproved, !approvals.is_empty(), &entries)?;
        if let Some(first) = approvals.first() {
            facts.set(FactName::ProjectApprovedOn, first.effective, &[first.entry])?;
        }
        let now = self.state_by(at, last);
        facts.set(FactName::ProjectState, now.state.word(), &[now.entry])?;
        if let Some(it) = self.evaluated_by(at, last) {
            facts.set(FactName::ProjectVerdict, it.verdict.word(), &[it.entry])?;
        }
        for approved in approvals {
            let mut record = Record::new(Group::Approval);
            let on = match approved.sum {
                Approval::Annual {
                    from: Some(from), ..
                } => from.max(approved.effective),
                _ => approved.effective,
            };
            record.set(FactName::ApprovalOn, on, &[approved.entry])?;
            if approved.by != Teller::Nobody {
                let by = approved.by.as_fact();
                record.set(FactName::ApprovalBy, by, &[approved.entry])?;
            }
            facts.add(record);
        }
        for delay in project
            .delays
            .iter()
            .filter(|it| !it.withdrawn && it.start <= last)
        {
            facts.add(delay_record(delay)?);
        }
        Ok(())
    }
}

fn delay_record(delay: &Delay) -> Result<Record, FactError> {
    let entry = [delay.entry];
    let mut record = Record::new(Group::Delay);
    let attributed = delay.attributable_to.as_ref();
    let attributed = attributed.map_or(Fact::Unknown, |party| {
        Fact::from(Arc::<str>::from(party.to_string()))
    });
    record
        .set(FactName::DelayCause, &delay.cause, &entry)?
        .set(FactName::DelayAttributableTo, attributed, &entry)?
        .set(FactName::DelayStart, delay.start, &entry)?
        .set(FactName::DelayEvidence, delay.evidenced, &entry)?;
    if let Some(end) = delay.end {
        record.set(FactName::DelayEnd, end, &entry)?;
    }
    Ok(record)
}
