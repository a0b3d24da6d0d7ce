//! Joint projects: their shares as they were stated, and what each party bore.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::Event;
use super::index::At;
use super::moves::Move;
use super::record::{Body, Project};
use super::{Ledger, Selection};
use crate::journal::act::{PartyShare, Share};
use crate::noun::{BodyId, ContributionId, ContributionState, ProjectId};
use crate::word::{FinancialYear, Money, Weights};

/// The shares of a joint project, from a day until they are stated again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Joint {
    pub(crate) entry: u64,
    pub(crate) from: NaiveDate,
    cost: Parties,
    left: Parties,
    contributions: Vec<ContributionId>,
}

/// Parties with their weights, in the order in which they were named.
type Parties = Vec<(At<Body>, u64)>;

/// What one body bears and bore of a joint project in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartyRead<'l> {
    pub(crate) project: Option<&'l ProjectId>,
    pub(crate) party: Option<&'l BodyId>,
    /// Its weight in the shares that are in force last; nothing where it has none.
    pub(crate) weight: Option<u64>,
    pub(crate) cost: i64,
    pub(crate) part: i64,
    pub(crate) borne: i64,
    pub(crate) left: i64,
    pub(crate) left_part: i64,
    /// The entry of the shares in force.
    pub(crate) entry: u64,
}

impl Ledger {
    pub(crate) fn settle_shares(&mut self, said: &Share, event: &Event<'_>, number: u64) {
        let Some(project) = event.named.project else {
            return;
        };
        let parties = |all: &[PartyShare]| -> Parties {
            let each = all.iter().filter_map(|it| {
                let body = self.bodies.find(&it.body)?;
                Some((body, it.weight.get().into()))
            });
            each.collect()
        };
        let cost = parties(&said.cost);
        let left = match said.left.is_empty() {
            true => cost.clone(),
            false => parties(&said.left),
        };
        let joint = Joint {
            entry: number,
            from: event.effective,
            cost,
            left,
            contributions: said.contributions.clone(),
        };
        self.projects[project].life.shares.push(joint);
    }

    /// The year in which an entry states shares.
    pub(crate) fn year_of_shares(&self, entry: u64) -> Option<FinancialYear> {
        let projects = self.projects.iter();
        let mut said = projects.flat_map(|(_, it)| &it.life.shares);
        let it = said.find(|it| it.entry == entry)?;
        Some(self.calendar().nearest_year(it.from))
    }

    /// What each party of each joint project bears and bore in a year, up to a day: what is said of
    /// the year after its last day, too. Shares that begin after that day are of the next year.
    pub(crate) fn joint_read(&self, year: FinancialYear, of: &Selection) -> Vec<PartyRead<'_>> {
        let last = self.calendar().last_day(year);
        let day = of.as_at.unwrap_or(NaiveDate::MAX);
        let last_known = self.last_known(of);
        let stood = |entry: u64| self.stood(entry, last_known);
        let mut all = Vec::new();
        for (project, of) in self.projects.iter() {
            let stands = of
                .life
                .shares
                .iter()
                .filter(|it| stood(it.entry) && it.from <= day.min(last));
            let mut stands: Vec<&Joint> = stands.collect();
            stands.sort_by_key(|it| (it.from, it.entry));
            if !stands.is_empty() {
                let mut rows = self.parties_read(project, &stands, (year, day), last_known);
                all.append(&mut rows);
            }
        }
        all.sort_by_key(|it| it.project);
        all
    }

    fn parties_read(
        &self,
        project: At<Project>,
        stands: &[&Joint],
        (year, day): (FinancialYear, NaiveDate),
        last_known: Option<u64>,
    ) -> Vec<PartyRead<'_>> {
        let costs = self.costs_of_project(project, (year, day), last_known);
        let left = self.left_for(project, (year, day), last_known);
        let mut rows: BTreeMap<At<Body>, PartyRead<'_>> = BTreeMap::new();
        let mut by_shares = vec![0; stands.len()];
        for ((on, body), pence) in &costs {
            let row = rows.entry(*body).or_default();
            row.borne += pence;
            let place = stands.partition_point(|it| it.from <= *on);
            match place.checked_sub(1) {
                Some(place) => by_shares[place] += pence,
                // Before any share was stated it falls where it stands.
                None => row.part += pence,
            }
        }
        for (shares, pence) in stands.iter().zip(by_shares) {
            for (body, part) in divided(&shares.cost, pence) {
                rows.entry(body).or_default().part += part;
            }
        }
        let Some(last) = stands.last() else {
            return Vec::new();
        };
        for (body, part) in divided(&last.left, left) {
            rows.entry(body).or_default().left_part += part;
        }
        for (partner, receiver, pence) in self.brought_by(stands, (year, day), last_known) {
            rows.entry(partner).or_default().borne += pence;
            rows.entry(receiver).or_default().borne -= pence;
        }
        let cost = costs.values().sum();
        let rows = rows.into_iter().map(|(body, row)| {
            let weight = last.cost.iter().find(|it| it.0 == body);
            PartyRead {
                project: Some(&self.projects[project].id),
                party: Some(&self.bodies[body].id),
                weight: weight.map(|it| it.1),
                cost,
                left,
                entry: last.entry,
                ..row
            }
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by_key(|it| it.party);
        rows
    }

    /// What a project cost in a year on each day and body, as far as a day.
    fn costs_of_project(
        &self,
        project: At<Project>,
        (year, day): (FinancialYear, NaiveDate),
        last_known: Option<u64>,
    ) -> BTreeMap<(NaiveDate, At<Body>), i64> {
        let mut all = BTreeMap::new();
        for moved in self.moves_of_project(project, year, last_known) {
            let (on, it) = moved;
            if on <= day && it.cost() != 0 {
                *all.entry((on, it.cell.body)).or_insert(0) += it.cost();
            }
        }
        all
    }

    /// What is earmarked, held and committed for a project in a year.
    fn left_for(
        &self,
        project: At<Project>,
        (year, day): (FinancialYear, NaiveDate),
        last_known: Option<u64>,
    ) -> i64 {
        use crate::noun::Account::{
            Committed, Earmarked, Held, Lapsed, ReProvided, Reverted, RolledOut,
        };
        let moves = self.moves_of_project(project, year, last_known);
        // What becomes of it at the year end takes nothing off what was left then.
        let at_the_end = |account| matches!(account, RolledOut | Lapsed | Reverted | ReProvided);
        let stays = |it: &Move| !at_the_end(it.from) && !at_the_end(it.to);
        let by_then = moves.filter(|(on, it)| *on <= day && stays(it));
        let each = by_then.map(|(_, it)| {
            let of = |account| it.change_of(account);
            let of_hold = it.hold.map(|hold| self.promises[hold].project);
            let holds = of_hold.is_none_or(|of| of == Some(project));
            of(Earmarked) + of(Committed) + if holds { of(Held) } else { 0 }
        });
        each.sum()
    }

    /// The movements in a year of what is for a project, each with its day: of its promises, of
    /// its earmarks, and its direct costs.
    fn moves_of_project(
        &self,
        project: At<Project>,
        year: FinancialYear,
        last_known: Option<u64>,
    ) -> impl Iterator<Item = (NaiveDate, Move)> + '_ {
        let known = move |entry: u64| last_known.is_none_or(|last| entry <= last);
        let moved = self.cells.moved.iter();
        let moved = moved.filter(move |it| known(u64::from(it.entry)));
        let moved = moved.map(|it| (u64::from(it.entry), self.cells.as_move(it)));
        let of_it = moved.filter(move |(_, it)| {
            let of = match it.promise {
                Some(promise) => self.promises[promise].project,
                None => it.project,
            };
            it.cell.year == year && of == Some(project)
        });
        of_it.map(|(entry, it)| (self.effective_of(entry), it))
    }

    /// What contributions brought in a year that shares name, from whom to whom.
    fn brought_by(
        &self,
        stands: &[&Joint],
        (year, day): (FinancialYear, NaiveDate),
        last_known: Option<u64>,
    ) -> Vec<(At<Body>, At<Body>, i64)> {
        let named = |id: &ContributionId| stands.iter().any(|it| it.contributions.contains(id));
        let its = self.contributions.iter().map(|(_, it)| it);
        let its = its.filter(|it| it.year == year && named(&it.id));
        let brought = its.map(|it| {
            let steps = it.steps.iter().filter(|step| {
                step.state == ContributionState::Received
                    && self.stood(step.entry, last_known)
                    && self.effective_of(step.entry) <= day
            });
            (it.partner, it.body, steps.map(|step| step.amount).sum())
        });
        brought.collect()
    }
}

/// A sum by shares: exact, odd pence by the largest remainder.
fn divided(parties: &Parties, pence: i64) -> Vec<(At<Body>, i64)> {
    let weights: Vec<u64> = parties.iter().map(|it| it.1).collect();
    let (Ok(weights), Ok(sum)) = (Weights::new(&weights), Money::from_pence(pence)) else {
        return Vec::new();
    };
    let parts = sum.split(&weights).into_iter().map(Money::pence);
    parties.iter().map(|it| it.0).zip(parts).collect()
}
