//! Joint projects: who bears what, and who bore it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ringfence::journal::act::{PartyShare, Share};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, ContributionState, ProjectId};
use ringfence::word::{FinancialYear, Weights};

use super::date::{Code, Timing};
use super::pound::{is_cost, money, pence};
use super::{Model, Pence, Place};

/// What one body bears and bore of a joint project in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Its part of the cost.
    pub part: Pence,
    /// What it bore.
    pub borne: Pence,
    /// Its part of what is left.
    pub left: Pence,
}

impl Model {
    pub(crate) fn share(&mut self, draft: &Draft, act: &Share, day: NaiveDate) -> Result<(), Code> {
        let year = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        self.date(year, day, Timing::Notice)?;
        let known = |id: &&BodyId| self.bodies.contains_key(*id);
        let parties: Vec<&BodyId> = act.cost.iter().map(|it| &it.body).collect();
        let there: Vec<&BodyId> = parties.iter().copied().filter(known).collect();
        self.alive(&there, day)?;
        if there.len() < parties.len() {
            return Err("unknown_body");
        }
        self.known_project(Some(&act.project))?;
        for id in &act.contributions {
            let ever = self.entries.values().filter_map(|it| it.draft.as_ref());
            let mut said = ever.filter_map(|it| match &it.act {
                Act::Contribute(it) if it.id == *id => Some(&it.partner),
                _ => None,
            });
            if !said.any(|partner| parties.contains(&partner)) {
                return Err("does_not_match");
            }
        }
        self.write(Some(draft), Some(year), Vec::new());
        Ok(())
    }

    /// The projects of which shares were stated.
    pub fn joint_projects(&self) -> impl Iterator<Item = ProjectId> {
        self.acts().filter_map(|(_, _, act)| match act {
            Act::Share(it) => Some(it.project.clone()),
            _ => None,
        })
    }

    /// The shares of a project that stand, the earliest first.
    fn shares_of(&self, project: &ProjectId) -> Vec<(NaiveDate, u64, &Share)> {
        let its = self.standing().filter_map(|(number, entry)| {
            let draft = entry.draft.as_ref()?;
            match &draft.act {
                Act::Share(it) if it.project == *project => Some((draft.effective?, number, it)),
                _ => None,
            }
        });
        let mut all: Vec<_> = its.collect();
        all.sort_by_key(|(day, number, _)| (*day, *number));
        all
    }

    /// What each body bears and bore of a project in an open year; nothing where no shares are
    /// stated by its last day.
    pub fn parties_of(&self, project: &ProjectId, year: FinancialYear) -> BTreeMap<BodyId, Party> {
        let last_day = self.calendar.last_day(year);
        let mut stated = self.shares_of(project);
        stated.retain(|(from, ..)| *from <= last_day);
        let mut all: BTreeMap<BodyId, Party> = BTreeMap::new();
        let Some((_, _, last)) = stated.last() else {
            return all;
        };
        let mut under: BTreeMap<usize, Pence> = BTreeMap::new();
        for (number, entry) in &self.entries {
            let Some(day) = entry.draft.as_ref().and_then(|it| it.effective) else {
                continue;
            };
            for it in entry.moves.iter().chain(&entry.restated) {
                let more = if is_cost(&it.to) { it.pence } else { 0 };
                let less = if is_cost(&it.from) { it.pence } else { 0 };
                let cost = more - less;
                let its = || self.project_of_cost(*number, more < less);
                if it.year != year || cost == 0 || its().as_ref() != Some(project) {
                    continue;
                }
                let party = all.entry(it.line.body.clone()).or_default();
                party.borne += cost;
                match stated.iter().rposition(|(from, ..)| *from <= day) {
                    Some(place) => *under.entry(place).or_default() += cost,
                    None => party.part += cost,
                }
            }
        }
        for (place, cost) in under {
            for (body, part) in divided(&stated[place].2.cost, cost) {
                all.entry(body).or_default().part += part;
            }
        }
        let of_left = if last.left.is_empty() {
            &last.cost
        } else {
            &last.left
        };
        for (body, part) in divided(of_left, self.left_for(project, year)) {
            all.entry(body).or_default().left += part;
        }
        for (body, brought) in self.brought(&stated, year) {
            all.entry(body).or_default().borne += brought;
        }
        all
    }

    /// What contributions that shares name brought, off whom they came to.
    fn brought(
        &self,
        stated: &[(NaiveDate, u64, &Share)],
        year: FinancialYear,
    ) -> Vec<(BodyId, Pence)> {
        let mut all = Vec::new();
        for (_, entry) in self.standing() {
            let Some(draft) = &entry.draft else { continue };
            let Act::Contribute(it) = &draft.act else {
                continue;
            };
            let named = stated
                .iter()
                .any(|(.., said)| said.contributions.contains(&it.id));
            let received = it.state == ContributionState::Received;
            if named && received && it.year == year {
                all.push((it.partner.clone(), pence(it.amount)));
                all.push((it.body.clone(), -pence(it.amount)));
            }
        }
        all
    }

    /// What stands in a year for a project and is not spent.
    pub fn left_for(&self, project: &ProjectId, year: FinancialYear) -> Pence {
        let of = |id| self.promises[id].project.as_ref() == Some(project);
        let pounds = self.pounds.iter().filter(|((its, _), _)| *its == year);
        let places = pounds.flat_map(|(_, pounds)| pounds);
        let its = places.filter(|(place, _)| match place {
            Place::Earmarked(its) => its == project,
            Place::Held(id, _) | Place::Committed(id, _) => of(id),
            _ => false,
        });
        its.map(|(_, pence)| pence).sum()
    }

    /// Of which project a cost of an entry is: one that comes, or goes.
    fn project_of_cost(&self, number: u64, goes: bool) -> Option<ProjectId> {
        let act = &self.entries.get(&number)?.draft.as_ref()?.act;
        match act {
            Act::Correct(it) => {
                let of = self.entry_said(it.entry, it.posted_as.as_ref())?;
                self.project_of_cost(of, !goes)
            }
            Act::Recharge(it) if goes => {
                let of = self.entry_said(it.entry, it.posted_as.as_ref())?;
                self.project_of_cost(of, false)
            }
            Act::Recharge(it) => match &it.commitment {
                Some(id) => self.promises[id].project.clone(),
                None => it.project.clone(),
            },
            Act::Prepay(it) => {
                let of = self.entry_said(it.entry, it.posted_as.as_ref())?;
                self.project_of_cost(of, false)
            }
            Act::Credit(it) => {
                let of = self.entry_said(it.entry, it.posted_as.as_ref())?;
                self.project_of_cost(of, false)
            }
            Act::UsePrepayment(it) => self.project_of_cost(self.prepayments[&it.id].cost, false),
            Act::Accrue(it) => match &it.commitment {
                Some(id) => self.promises[id].project.clone(),
                None => it.project.clone(),
            },
            Act::Spend(it) => match (&it.commitment, &it.accrual) {
                (Some(id), _) => self.promises[id].project.clone(),
                (None, Some(id)) => self.project_of_cost(self.accruals[id].entry, false),
                (None, None) => it.project.clone(),
            },
            _ => None,
        }
    }
}

/// A sum by shares.
fn divided(parties: &[PartyShare], sum: Pence) -> Vec<(BodyId, Pence)> {
    let weights: Vec<u64> = parties.iter().map(|it| it.weight.get().into()).collect();
    let Ok(weights) = Weights::new(&weights) else {
        return Vec::new();
    };
    let parts = money(sum).split(&weights).into_iter().map(pence);
    parties
        .iter()
        .map(|it| it.body.clone())
        .zip(parts)
        .collect()
}
