//! The records that bodies have: the notices to one, what was forecast of it, and who is answered
//! for with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::YearFacts;
use super::item::Item;
use crate::law::{FactError, FactName, Facts, Group, Record, Scope, Seat};
use crate::noun::{BodyId, Wording};
use crate::state::index::At;
use crate::state::record::Stream;
use crate::word::{FinancialYear, Money};

/// Those that an accountable body answers for, by it and by stream.
pub(super) type Members = BTreeMap<(BodyId, At<Stream>), Vec<Arc<Record>>>;

/// How a notice to the body is told: its day, its sum, and whether it is recurrent.
const GIVEN: [FactName; 3] = [
    FactName::GivenEffective,
    FactName::GivenAmount,
    FactName::GivenRecurrence,
];

/// The same of one for the next year.
const NEXT: [FactName; 3] = [
    FactName::NextEffective,
    FactName::NextAmount,
    FactName::NextRecurrence,
];

/// The sums of a member, each with that of a body that it is.
const SUMS: [(FactName, FactName); 7] = [
    (FactName::BodyAllocated, FactName::MemberAllocated),
    (FactName::BodyNetAllocated, FactName::MemberNetAllocated),
    (FactName::BodyAuthority, FactName::MemberAuthority),
    (FactName::BodyAvailable, FactName::MemberAvailable),
    (FactName::BodyCommitted, FactName::MemberCommitted),
    (FactName::BodySpent, FactName::MemberSpent),
    (FactName::BodyUnspent, FactName::MemberUnspent),
];

impl YearFacts<'_> {
    /// The records of the body of a line, so far as its rule looks at them.
    pub(super) fn add_records_of_body(
        &mut self,
        facts: &mut Facts,
        item: &Item,
        seat: &Seat<'_>,
    ) -> Result<(), FactError> {
        if seat.groups.contains(&Group::Given) {
            self.add_letters(facts, item, (Group::Given, self.year, GIVEN))?;
        }
        if seat.groups.contains(&Group::Next) {
            self.add_letters(facts, item, (Group::Next, self.year.next(), NEXT))?;
        }
        if seat.groups.contains(&Group::Forecast) {
            for record in self.forecasts_of(item.cell.body, item.cell.stream)? {
                facts.add(record);
            }
        }
        if seat.groups.contains(&Group::Member) {
            self.add_members(facts, item)?;
        }
        Ok(())
    }

    /// The notices of a year to the body of a line, of its stream.
    fn add_letters(
        &self,
        facts: &mut Facts,
        item: &Item,
        (group, year, named): (Group, FinancialYear, [FactName; 3]),
    ) -> Result<(), FactError> {
        let (ledger, cell) = (self.ledger, item.cell);
        for at in ledger.notices_to.get(&cell.body).into_iter().flatten() {
            let given = &ledger.notices[*at];
            let counts = given.virement.is_none() && !given.withdrawn;
            if !counts || (given.stream, given.year) != (cell.stream, year) {
                continue;
            }
            let mut record = Record::new(group);
            let [effective, amount, recurrence] = named;
            let entry = [given.entry];
            record
                .set(effective, ledger.came_on(given), &entry)?
                .set(amount, given.amount, &entry)?
                .set(recurrence, given.recurrence.word(), &entry)?;
            facts.add(record);
        }
        Ok(())
    }

    fn add_members(&mut self, facts: &mut Facts, item: &Item) -> Result<(), FactError> {
        let ledger = self.ledger;
        let body = &ledger.bodies[item.cell.body].id;
        let key = (ledger.accountable_read(body, self.year), item.cell.stream);
        if !self.members.contains_key(&key) {
            let records = self.members_of(&key.0, key.1)?;
            self.members.insert(key.clone(), records);
        }
        for record in self.members.get(&key).into_iter().flatten() {
            facts.add(Arc::clone(record));
        }
        Ok(())
    }

    /// One record for each of them, in the order of their ids.
    fn members_of(
        &mut self,
        accountable: &BodyId,
        stream: At<Stream>,
    ) -> Result<Vec<Arc<Record>>, FactError> {
        let ledger = self.ledger;
        let sums = self.sums();
        let mut bodies = sums.bodies_of(accountable, stream);
        bodies.sort_by(|a, b| ledger.bodies[*a].id.cmp(&ledger.bodies[*b].id));
        let mut records = Vec::with_capacity(bodies.len());
        for at in bodies {
            let body = &ledger.bodies[at];
            let mut record = Record::new(Group::Member);
            record
                .set(FactName::MemberId, body.id.as_str(), &[body.entry])?
                .set(FactName::MemberKind, body.kind.word(), &[body.entry])?;
            if let Some(above) = body.parent {
                let above = ledger.bodies[above].id.as_str();
                record.set(FactName::MemberParent, above, &[body.entry])?;
            }
            let of_body = sums.over(Scope::Body, &[stream], at, accountable);
            let of_body: Vec<(FactName, Money)> = Scope::Body.facts().zip(of_body).collect();
            for (of, name) in SUMS {
                let sum = of_body.iter().find(|(fact, _)| *fact == of);
                if let Some((_, sum)) = sum {
                    record.set(name, *sum, &[])?;
                }
            }
            records.push(Arc::new(record));
        }
        Ok(records)
    }
}
