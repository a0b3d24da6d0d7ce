//! The facts of an item, as the law reads them.

use std::sync::Arc;

use chrono::NaiveDate;

use super::cost_day::MovedCosts;
use super::foreseen::Foretold;
use super::item::{Item, ItemKind};
use super::member::Members;
use super::sums::SumsOfYear;
use crate::law::{Fact, FactError, FactName, FactSet, Facts, Group, Record, Scope, Seat};
use crate::noun::{CostKind, PromiseKind, Recurrence, Wording};
use crate::state::Ledger;
use crate::state::cell::CellKey;
use crate::state::index::{At, Index};
use crate::state::record::{Given, Project, Promise};
use crate::word::{FinancialYear, Money};

/// The facts of the items of a year, gathered line by line: items of one line share what is known
/// of it. Sums, names and last days are gathered only where the rule reads them.
pub(crate) struct YearFacts<'l> {
    pub(super) ledger: &'l Ledger,
    pub(super) year: FinancialYear,
    sums: Option<SumsOfYear>,
    line: Option<(CellKey, Facts)>,
    /// What is known of each project, and of nothing else.
    projects: Index<At<Project>, Facts>,
    moved_costs: Option<MovedCosts>,
    /// The word of each kind of item, once.
    kinds: [Arc<str>; 6],
    pub(super) members: Members,
    pub(super) foretold: Option<Foretold>,
}

impl<'l> YearFacts<'l> {
    pub(crate) fn of(ledger: &'l Ledger, year: FinancialYear) -> YearFacts<'l> {
        YearFacts {
            ledger,
            year,
            sums: None,
            line: None,
            projects: Index::default(),
            moved_costs: None,
            kinds: std::array::from_fn(|place| ItemKind::WORDS[place].0.into()),
            members: Members::new(),
            foretold: None,
        }
    }

    /// What is known of an item, as far as its rule reads it. Items of one line come one after
    /// another.
    pub(crate) fn of_item(&mut self, item: &Item, seat: &Seat<'_>) -> Facts {
        self.of_vintage(item, Some(item.cell.vintage), seat)
    }

    /// What all money of a line has in common, whatever its vintage.
    pub(super) fn of_any_vintage(&mut self, item: &Item, seat: &Seat<'_>) -> Facts {
        self.of_vintage(item, None, seat)
    }

    fn of_vintage(
        &mut self,
        item: &Item,
        vintage: Option<FinancialYear>,
        seat: &Seat<'_>,
    ) -> Facts {
        let mut facts = self.of_line(item, seat);
        self.set_item_facts(&mut facts, item, seat)
            .expect("facts of the vocabulary's types");
        if let Some(project) = item.project {
            let known = self.of_project(project);
            let looked_at = |group| seat.groups.contains(&group);
            facts.take_over(known, |name| seat.wants.has(name), looked_at);
        }
        let of = self.ledger.own_of(item, vintage);
        self.ledger.set_own_facts(&mut facts, of, &seat.own);
        facts
    }

    fn set_item_facts(
        &self,
        facts: &mut Facts,
        item: &Item,
        seat: &Seat<'_>,
    ) -> Result<(), FactError> {
        let (ledger, wants) = (self.ledger, &seat.wants);
        if wants.has(FactName::ItemId) {
            let name = ledger.name_of(item, &ledger.line_of(&item.cell));
            facts.set(FactName::ItemId, name.to_string().as_str(), &[])?;
        }
        let kind = Arc::clone(&self.kinds[item.kind as usize]);
        facts.set(FactName::ItemKind, kind, &[])?.set(
            FactName::ItemAmount,
            pounds(item.amount()),
            &[],
        )?;
        if wants.has(FactName::ItemTied) && item.project.is_some() {
            facts.set(FactName::ItemTied, pounds(item.tied()), &[])?;
        }
        ledger.set_promise_facts(facts, item, wants)?;
        for record in ledger.slippage_records(item, self.year) {
            facts.add(record?);
        }
        Ok(())
    }

    fn of_project(&mut self, at: At<Project>) -> &Facts {
        let (ledger, year) = (self.ledger, self.year);
        self.projects.entry(at).or_insert_with(|| {
            let mut facts = Facts::new();
            ledger
                .set_project_facts(&mut facts, at, year)
                .expect("facts of the vocabulary's types");
            facts
        })
    }

    fn of_line(&mut self, item: &Item, seat: &Seat<'_>) -> Facts {
        if let Some((_, line)) = self.line.as_ref().filter(|(key, _)| *key == item.cell) {
            return line.of_same_line();
        }
        let mut facts = Facts::new();
        let ledger = self.ledger;
        ledger
            .set_line_facts(&mut facts, item, self.year)
            .expect("facts of the vocabulary's types");
        if seat.wants.has(FactName::YearKnownTo) {
            let head = ledger.head;
            facts
                .set(FactName::YearKnownTo, head.recorded, &[head.entry])
                .expect("facts of the vocabulary's types");
        }
        if seat.groups.contains(&Group::Notice) {
            ledger
                .add_notices(&mut facts, item)
                .expect("facts of the vocabulary's types");
        }
        self.set_sums(&mut facts, item, &seat.wants)
            .expect("facts of the vocabulary's types");
        self.add_records_of_body(&mut facts, item, seat)
            .expect("facts of the vocabulary's types");
        let shared = facts.of_same_line();
        self.line = Some((item.cell, facts));
        shared
    }

    pub(super) fn set_sums(
        &mut self,
        facts: &mut Facts,
        item: &Item,
        wants: &FactSet,
    ) -> Result<(), FactError> {
        let ledger = self.ledger;
        let Some(at) = ledger.cells.find(&item.cell) else {
            return Ok(());
        };
        if wants.has(FactName::LineLastSpentOn)
            && let Some((day, entry)) = self.moved_costs().last_of(ledger, &item.cell)
        {
            facts.set(FactName::LineLastSpentOn, day, &[entry])?;
        }
        let asked = |scope: &Scope| wants.has_any(scope.facts());
        let scopes = Scope::ALL.into_iter().filter(asked);
        let scopes: Vec<Scope> = scopes.collect();
        let base = wants.has(FactName::LineBase);
        if scopes.is_empty() && !base {
            return Ok(());
        }
        let (year, cell) = (self.year, &ledger.cells[at]);
        let sums = self.sums();
        if base {
            facts.set(FactName::LineBase, sums.base_of(&item.cell), &[])?;
        }
        let body = &ledger.bodies[item.cell.body];
        let accountable = ledger.accountable_read(&body.id, year);
        for scope in scopes {
            let place = match scope {
                Scope::Parent => body.parent,
                _ => Some(item.cell.body),
            };
            let Some(place) = place else { continue };
            for (name, sum) in sums.of_scope(scope, cell, place, &accountable) {
                if wants.has(name) {
                    facts.set(name, sum, &[])?;
                }
            }
        }
        Ok(())
    }
}

impl YearFacts<'_> {
    fn moved_costs(&mut self) -> &MovedCosts {
        let ledger = self.ledger;
        self.moved_costs
            .get_or_insert_with(|| MovedCosts::of(ledger))
    }

    /// What the lines of the year come to, summed once.
    pub(super) fn sums(&mut self) -> &SumsOfYear {
        let (ledger, year) = (self.ledger, self.year);
        self.sums.get_or_insert_with(|| ledger.sums_of_year(year))
    }
}

impl Ledger {
    fn set_line_facts(
        &self,
        facts: &mut Facts,
        item: &Item,
        year: FinancialYear,
    ) -> Result<(), FactError> {
        let body = &self.bodies[item.cell.body];
        let vintage = item.cell.vintage;
        let first = i64::from(year.first_calendar_year());
        let age = first - i64::from(vintage.first_calendar_year());
        self.set_body_and_year(facts, item.cell.body, year)?;
        self.set_stream(facts, item.cell.stream)?;
        facts
            .set(FactName::LineVintage, vintage, &[])?
            .set(FactName::LineRecurrence, item.cell.recurrence.word(), &[])?
            .set(FactName::LineAge, age, &[])?
            .set(FactName::LineHops, i64::from(item.cell.hops()), &[])?;
        if let Some(above) = body.parent.map(|at| &self.bodies[at]) {
            facts
                .set(FactName::ParentId, &above.id, &[above.entry])?
                .set(FactName::ParentKind, above.kind.word(), &[above.entry])?;
        }
        Ok(())
    }

    /// When the letter of a notice came; of what was taken on nobody says it.
    pub(super) fn came_on(&self, given: &Given) -> Fact {
        match self.takes_on(given.entry) {
            true => Fact::Unknown,
            false => Fact::from(given.effective),
        }
    }

    /// Of a re-provision, what it gives: what it takes may come from several lines.
    fn add_notices(&self, facts: &mut Facts, item: &Item) -> Result<(), FactError> {
        let of_line = |given: &&Given| {
            given.virement.is_none()
                && !(given.re_provided && given.amount.is_negative())
                && !given.withdrawn
                && (given.stream, given.to) == (item.cell.stream, item.cell.body)
                && (given.year, given.recurrence) == (item.cell.vintage, item.cell.recurrence)
        };
        for at in self.notices_to.get(&item.cell.body).into_iter().flatten() {
            let given = &self.notices[*at];
            if of_line(&given) {
                let mut record = Record::new(Group::Notice);
                record.set(
                    FactName::NoticeEffective,
                    self.came_on(given),
                    &[given.entry],
                )?;
                record.set(FactName::NoticeAmount, given.amount, &[given.entry])?;
                facts.add(record);
            }
        }
        Ok(())
    }

    fn set_promise_facts(
        &self,
        facts: &mut Facts,
        item: &Item,
        wants: &FactSet,
    ) -> Result<(), FactError> {
        let Some((at, promise)) = item.promise.map(|at| (at, &self.promises[at])) else {
            return Ok(());
        };
        let entry = [self.agreed_of(at).entry];
        if wants.has(FactName::ItemAttached) {
            facts.set(FactName::ItemAttached, promise.project.is_some(), &entry)?;
        }
        if promise.kind == PromiseKind::Hold || item.kind == ItemKind::Hold {
            return Ok(());
        }
        self.set_commitment_facts(facts, at, wants)
    }

    /// What was agreed of a commitment.
    pub(crate) fn set_commitment_facts(
        &self,
        facts: &mut Facts,
        at: At<Promise>,
        wants: &FactSet,
    ) -> Result<(), FactError> {
        let entry = self.agreed_of(at).entry;
        let agreed = CommitmentTerms {
            recurrence: self.promises[at].recurrence,
            placed_on: self.effective_of(entry),
            cost: self.costs.get(&at),
        };
        agreed.set(facts, wants, &[entry])
    }
}

/// What is agreed of a commitment, or would be.
pub(crate) struct CommitmentTerms<'c> {
    pub(crate) recurrence: Recurrence,
    pub(crate) placed_on: NaiveDate,
    pub(crate) cost: Option<&'c CostKind>,
}

impl CommitmentTerms<'_> {
    /// Sets as facts what is read of it.
    pub(crate) fn set(
        &self,
        facts: &mut Facts,
        wants: &FactSet,
        entries: &[u64],
    ) -> Result<(), FactError> {
        if wants.has(FactName::CommitmentRecurrence) {
            let recurrence = self.recurrence.word();
            facts.set(FactName::CommitmentRecurrence, recurrence, entries)?;
        }
        if wants.has(FactName::CommitmentPlacedOn) {
            facts.set(FactName::CommitmentPlacedOn, self.placed_on, entries)?;
        }
        let reads_cost = wants.has(FactName::CommitmentCost);
        if let Some(cost) = self.cost.filter(|_| reads_cost) {
            facts.set(FactName::CommitmentCost, cost, entries)?;
        }
        Ok(())
    }
}

fn pounds(pence: i64) -> Money {
    Money::from_pence(pence).expect("a balance is within range")
}
