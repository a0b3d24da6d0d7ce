//! What was approved for a project, and what counts to it.

use chrono::NaiveDate;
use ringfence::journal::Act;
use ringfence::journal::act::{Approval, Term};
use ringfence::noun::{ProjectId, PromiseKind};
use ringfence::word::FinancialYear;
use std::collections::BTreeMap;

use super::date::Code;
use super::pound::pence;
use super::state::Entry;
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
        let allowed = self.allowed(project, day, None);
        let allowed = allowed.ok_or("project_not_approved")?;
        let fits = self.fits_yearly(&allowed, project, (year, self.next), asked);
        fits.then_some(()).ok_or("approval_exceeded")
    }

    /// Whether a yearly sum is within what is allowed, beside those of the entries before.
    fn fits_yearly(
        &self,
        allowed: &Allowed,
        project: &ProjectId,
        (year, before): (FinancialYear, u64),
        asked: Pence,
    ) -> bool {
        self.yearly(project, year, before) + asked <= allowed.yearly
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
        let allowed = self.allowed(project, day, None);
        let allowed = allowed.ok_or("project_not_approved")?;
        let fits = self.fits_once(&allowed, project, (year, self.next), asked);
        fits.then_some(()).ok_or("approval_exceeded")
    }

    /// Whether a sum of a year is within what is allowed, beside those of the entries before.
    fn fits_once(
        &self,
        allowed: &Allowed,
        project: &ProjectId,
        (year, before): (FinancialYear, u64),
        asked: Pence,
    ) -> bool {
        let each_year = (allowed.yearly - self.yearly(project, year, before)).max(0);
        let mut used = self.used_once(project, before);
        let others: Pence = used
            .iter()
            .filter(|(its, _)| **its != year)
            .map(|(_, sum)| (sum - each_year).max(0))
            .sum();
        let this = used.remove(&year).unwrap_or(0) + asked;
        let once = (allowed.once - others).max(0);
        (this - each_year).max(0) <= once
    }

    /// Whether whatever was done for a project after an approval is covered without it, too,
    /// unless it is covered by none.
    pub(crate) fn nothing_rests_on_approval(&self, number: u64) -> Result<(), Code> {
        let approval = self.entries.get(&number).and_then(|it| it.draft.as_ref());
        let Some(Act::Approve(approval)) = approval.map(|it| &it.act) else {
            return Ok(());
        };
        let later = self.standing().filter(|(its, _)| *its > number);
        for (its, entry) in later {
            let day = entry.draft.as_ref().and_then(|it| it.effective);
            let covered = |without: Option<u64>| {
                let allowed = self.allowed(&approval.project, day?, without)?;
                self.is_covered(&allowed, &approval.project, its, entry)
            };
            if covered(None) == Some(true) && covered(Some(number)) != Some(true) {
                return Err("correction_rests_on");
            }
        }
        Ok(())
    }

    /// Whether what is left of an entry for a project is within what is allowed; nothing where
    /// it is not for it, or nothing is left.
    fn is_covered(
        &self,
        allowed: &Allowed,
        project: &ProjectId,
        number: u64,
        entry: &Entry,
    ) -> Option<bool> {
        let (act, year) = (&entry.draft.as_ref()?.act, entry.year?);
        let now = self.open.unwrap_or(year);
        match act {
            Act::Commit(act) if act.project.as_ref() == Some(project) => match act.term {
                Term::NonRecurrent { amount, .. } => {
                    let left = pence(amount) - self.given_back(&act.id);
                    let fits = self.fits_once(allowed, project, (year, number), left);
                    (left > 0).then_some(fits)
                }
                Term::Recurrent { annual, .. } => {
                    let at = (now, number);
                    let fits = self.fits_yearly(allowed, project, at, pence(annual));
                    (!self.has_ended(&act.id, now)).then_some(fits)
                }
            },
            Act::ChangeCost(act) => {
                let its = self.promises[&act.id].project.as_ref();
                let raised = self.annual_by(&act.id, number + 1) - self.annual_by(&act.id, number);
                let fits = self.fits_yearly(allowed, project, (now, number), raised);
                let counts = its == Some(project) && raised > 0 && !self.has_ended(&act.id, now);
                counts.then_some(fits)
            }
            _ => {
                let costs = self.direct_costs_for(project, entry);
                let (at, taken) = ((year, number), costs.get(&year).copied().unwrap_or(0));
                let fits = self.fits_once(allowed, project, at, taken);
                (taken > 0).then_some(fits)
            }
        }
    }

    /// What is allowed on a day, as if one approval had not been.
    fn allowed(
        &self,
        project: &ProjectId,
        day: NaiveDate,
        without: Option<u64>,
    ) -> Option<Allowed> {
        let mut found: Option<Allowed> = None;
        for (number, entry) in self.standing().filter(|(its, _)| Some(*its) != without) {
            let Some(draft) = &entry.draft else { continue };
            let Act::Approve(act) = &draft.act else {
                continue;
            };
            let in_time = draft.effective.is_none_or(|from| from <= day);
            let last = self.is_last_of_its_round(number, &act.project);
            if act.project != *project || !in_time || !last {
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
        found
    }

    /// The annual sums of the live recurrent commitments of a project, of entries before one.
    fn yearly(&self, project: &ProjectId, year: FinancialYear, before: u64) -> Pence {
        let its = self.promises.iter().filter(|(_, it)| {
            let earlier = it.entry < before && !self.corrected.contains_key(&it.entry);
            earlier && it.project.as_ref() == Some(project)
        });
        let live = its.filter(|(id, _)| !self.has_ended(id, year));
        live.map(|(id, _)| self.annual_by(id, before)).sum()
    }

    /// By year: one-off commitments less what was given back, and direct costs less what came
    /// back of them, of entries before one.
    fn used_once(&self, project: &ProjectId, before: u64) -> BTreeMap<FinancialYear, Pence> {
        let mut used: BTreeMap<FinancialYear, Pence> = BTreeMap::new();
        for (id, promise) in &self.promises {
            let counts = promise.project.as_ref() == Some(project)
                && promise.kind == PromiseKind::Commitment
                && promise.entry < before
                && !self.corrected.contains_key(&promise.entry);
            if let Some(Term::NonRecurrent { amount, .. }) = promise.term.filter(|_| counts) {
                *used.entry(promise.year).or_default() += pence(amount) - self.given_back(id);
            }
        }
        for (_, entry) in self.standing().filter(|(its, _)| *its < before) {
            for (year, pence) in self.direct_costs_for(project, entry) {
                *used.entry(year).or_default() += pence;
            }
        }
        used
    }
}
