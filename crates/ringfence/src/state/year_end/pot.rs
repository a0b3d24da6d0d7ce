//! The facts of a pot, as the cap over it reads them.

use super::facts::YearFacts;
use super::item::Item;
use super::plan::Decision;
use crate::law::{CapSeat, DeclaredOf, FactError, Facts, Pot};
use crate::noun::BodyKind;
use crate::state::fact::Subject;
use crate::state::index::At;
use crate::state::record::{Body, Stream};
use crate::state::{Ledger, Selection};

/// One of the items over which a cap stands, and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Member<'p> {
    pub(super) item: &'p Item,
    pub(super) facts: &'p Facts,
    /// The streams of its rule.
    pub(super) streams: &'p [At<Stream>],
}

impl Ledger {
    /// The pot of an item by its name; nothing where it stands in none.
    pub(super) fn pot_of(&self, per: Pot, of: &Decision) -> Option<String> {
        Some(match per {
            Pot::Line => of.line.to_string(),
            Pot::Body => of.line.body.to_string(),
            Pot::Accountable => of.accountable.to_string(),
            Pot::Nearest(kind) => {
                let body = self.bodies.find(&of.line.body)?;
                self.bodies[self.nearest(body, kind)?].id.to_string()
            }
            Pot::Stream => of.line.stream.to_string(),
        })
    }

    /// The nearest body of a kind at a body or above it.
    fn nearest(&self, body: At<Body>, kind: BodyKind) -> Option<At<Body>> {
        let mut up = std::iter::successors(Some(body), |at| self.bodies[*at].parent);
        up.find(|at| self.bodies[*at].kind == kind)
    }
}

impl YearFacts<'_> {
    /// What is known of a pot, read off one of its items.
    pub(super) fn of_pot(&mut self, cap: &CapSeat<'_>, of: Member<'_>) -> Facts {
        let mut set = || -> Result<Facts, FactError> {
            let mut facts = match cap.per() {
                Pot::Line => of.facts.of_same_line(),
                _ => Facts::new(),
            };
            for name in cap.per().names() {
                let (fact, entries) = (of.facts.fact(*name), of.facts.entries(*name));
                facts.set(*name, fact.clone(), entries)?;
            }
            match cap.per() {
                Pot::Line => self.set_sums(&mut facts, of.item, &cap.wants)?,
                _ => self.set_sums_of_pot(&mut facts, cap, of)?,
            }
            Ok(facts)
        };
        let mut facts = set().expect("facts of the vocabulary's types");
        self.set_own_of_pot(&mut facts, cap, of.item);
        facts
    }

    fn set_sums_of_pot(
        &mut self,
        facts: &mut Facts,
        cap: &CapSeat<'_>,
        of: Member<'_>,
    ) -> Result<(), FactError> {
        let ledger = self.ledger;
        let only = [of.item.cell.stream];
        let streams = match cap.per() {
            Pot::Stream => &only,
            _ => of.streams,
        };
        let body = of.item.cell.body;
        let accountable = ledger.accountable_read(&ledger.bodies[body].id, self.year);
        for scope in cap.per().scopes() {
            if !cap.wants.has_any(scope.facts()) {
                continue;
            }
            let sums = self.sums().over(*scope, streams, body, &accountable);
            for (name, sum) in scope.facts().zip(sums) {
                facts.set(name, sum, &[])?;
            }
        }
        Ok(())
    }

    /// What was recorded of the facts that the book declares.
    fn set_own_of_pot(&self, facts: &mut Facts, cap: &CapSeat<'_>, item: &Item) {
        let ledger = self.ledger;
        let body = match cap.per() {
            Pot::Accountable => {
                let id = &ledger.bodies[item.cell.body].id;
                ledger.bodies.find(&ledger.accountable_read(id, self.year))
            }
            Pot::Nearest(kind) => ledger.nearest(item.cell.body, kind),
            _ => Some(item.cell.body),
        };
        for declared in &cap.own {
            let subject = match declared.of {
                DeclaredOf::Line => Some(Subject::Line(item.cell.body, item.cell.stream)),
                _ => body.map(Subject::Body),
            };
            let Some(subject) = subject else { continue };
            let of = (subject, Some(item.cell.vintage));
            ledger.set_own_fact(facts, of, declared, &Selection::default());
        }
    }
}
