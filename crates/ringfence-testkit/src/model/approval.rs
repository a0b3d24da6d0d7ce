//! What was approved for a project, and what counts to it.

use chrono::NaiveDate;
use ringfence::journal::Act;
use ringfence::journal::act::{Approval, Term};
use ringfence::noun::{ProjectId, PromiseKind};
use ringfence::word::FinancialYear;
use std::collections::BTreeMap;

use super::date::Code;
use super::pound::pence;
use super::{Model, Pence};

/// What a project may cost: every year, and once.
struct Allowed {
    yearly: Pence,
    once: Pence,
}

impl Model {
    /// A yearly sum: within what was approved for every year, beside all live yearly sums.
    pub(crate) fn approved_yearly(
        &self,
        project: &ProjectId,
        year: FinancialYear,
        day: NaiveDate,
        asked: Pence,
    ) -> Result<(), Code> {
        let allowed = self.allowed(project, day)?;
        let fits = self.yearly(project, year) + asked <= allowed.yearly;
        fits.then_some(()).ok_or("approval_exceeded")
    }

    /// A sum of one year: what the yearly approval leaves in it; beyond that, over all years,
    /// what was approved once.
    pub(crate) fn approved_once(
        &self,
        project: &ProjectId,
        year: FinancialYear,
        day: NaiveDate,
        asked: Pence,
    ) -> Result<(), Code> {
        let allowed = self.allowed(project, day)?;
        let each_year = (allowed.yearly - self.yearly(project, year)).max(0);
        let mut used = self.used_once(project);
        let others: Pence = used
            .iter()
            .filter(|(its, _)| **its != year)
            .map(|(_, sum)| (sum - each_year).max(0))
            .sum();
        let this = used.remove(&year).unwrap_or(0) + asked;
        let once = (allowed.once - others).max(0);
        let fits = (this - each_year).max(0) <= once;
        fits.then_some(()).ok_or("approval_exceeded")
    }

    fn allowed(&self, project: &ProjectId, day: NaiveDate) -> Result<Allowed, Code> {
        let mut found: Option<Allowed> = None;
        for (_, entry) in self.standing() {
            let Some(draft) = &entry.draft else { continue };
            let Act::Approve(act) = &draft.act else {
                continue;
            };
            let in_time = draft.effective.is_none_or(|from| from <= day);
            if act.project != *project || !in_time {
                continue;
            }
            let before = found.take().filter(|_| act.adds);
            let mut sum = before.unwrap_or(Allowed { yearly: 0, once: 0 });
            match act.sum {
                Approval::Once { amount } => sum.once += pence(amount),
                Approval::Annual {
                    annual,
                    from,
                    until,
                } => {
                    let begun = from.is_none_or(|from| from <= day);
                    if begun && until.is_none_or(|until| day <= until) {
                        sum.yearly += pence(annual);
                    }
                }
            }
            found = Some(sum);
        }
        found.ok_or("project_not_approved")
    }

    /// The annual sums of the live recurrent commitments of a project.
    fn yearly(&self, project: &ProjectId, year: FinancialYear) -> Pence {
        let its = self.promises.iter().filter(|(_, it)| {
            it.project.as_ref() == Some(project) && !self.corrected.contains_key(&it.entry)
        });
        let live = its.filter(|(id, _)| !self.has_ended(id, year));
        live.map(|(_, it)| match it.term {
            Some(Term::Recurrent { annual, .. }) => pence(annual),
            _ => 0,
        })
        .sum()
    }

    /// By year: one-off commitments less what was given back, and direct spends.
    fn used_once(&self, project: &ProjectId) -> BTreeMap<FinancialYear, Pence> {
        let mut used: BTreeMap<FinancialYear, Pence> = BTreeMap::new();
        for (id, promise) in &self.promises {
            let counts = promise.project.as_ref() == Some(project)
                && promise.kind == PromiseKind::Commitment
                && !self.corrected.contains_key(&promise.entry);
            if let Some(Term::NonRecurrent { amount, .. }) = promise.term.filter(|_| counts) {
                *used.entry(promise.year).or_default() += pence(amount) - self.given_back(id);
            }
        }
        for (_, year, act) in self.acts() {
            if let (Act::Spend(act), Some(year)) = (act, year)
                && act.commitment.is_none()
                && act.project.as_ref() == Some(project)
            {
                *used.entry(year).or_default() += pence(act.amount);
            }
        }
        used
    }
}
