//! Reading the names of facts: those of the vocabulary, and those of the book's own.

use super::declared::Declared;
use super::expression::{Expression, LastRecord, OfRecord, Own};
use super::fault::{FaultCode, FaultList};
use super::hint;
use super::read_condition::Reader;
use super::read_value::Wanted;
use super::section::{Item, Section};
use super::{FactEntry, FactName, FactType, vocabulary};

impl Reader<'_> {
    /// A fact of the book's own, by the name that a rule writes.
    pub(super) fn own(&self, name: &str) -> Option<Own> {
        let mut declared = self.declared.iter().filter(|it| self.about.knows_own(it));
        let found = declared.find(|it| it.name() == name)?;
        Some(Own {
            name: name.into(),
            read: OfRecord::Value,
            kind: found.kind,
            last: LastRecord::default(),
        })
    }

    /// From which day a fact of the book's own counts, or who said it.
    pub(super) fn of_record(
        &mut self,
        section: &Section<'_>,
        (head, kind): (&str, FactType),
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let item = section.find(head)?;
        let (fact, _) = self.fact(&item, faults)?;
        let Expression::Own(mut own) = fact else {
            let expected = "a fact of the book's own, own.…: of no other is it known from which \
                            day it counts and who said it";
            let place = &item.place;
            faults.add(place.fault(FaultCode::UnknownFact, item.node.found(), expected));
            return None;
        };
        own.kind = kind;
        own.read = match head {
            "recorded_on" => OfRecord::Day,
            _ => OfRecord::Author,
        };
        self.last_record(section, Expression::Own(own), faults)
    }

    /// Of whom and by which day a fact of the book's own is read; of no other is it said.
    pub(super) fn last_record(
        &mut self,
        section: &Section<'_>,
        fact: Expression,
        faults: &mut FaultList,
    ) -> Option<Expression> {
        let Expression::Own(mut own) = fact else {
            let why = ["are read of one person", "are read as on a day"];
            let keys = ["by", "on"].into_iter().zip(why);
            let said = keys.filter_map(|(key, why)| Some((section.find(key)?, key, why)));
            let count = said.map(|(item, key, why)| {
                let expected = format!("no {key}: only facts of the book's own, own.…, {why}");
                let place = &item.place;
                faults.add(place.fault(FaultCode::UnknownKey, item.node.found(), expected));
            });
            return (count.count() == 0).then_some(fact);
        };
        let mut read = |key: &str, kind: FactType| match section.find(key) {
            None => Some(None),
            Some(item) => self.value(&item, Wanted::of(kind), faults).map(Some),
        };
        let (by, on) = (read("by", FactType::Text), read("on", FactType::Date));
        own.last = LastRecord { by: by?, on: on? };
        Some(Expression::Own(own))
    }

    /// Reads the name of a fact that may stand here.
    pub(super) fn fact(
        &self,
        item: &Item<'_>,
        faults: &mut FaultList,
    ) -> Option<(Expression, Wanted)> {
        let text = item.text(faults)?;
        if let Some(own) = self.own(text) {
            let wanted = Wanted::of(own.kind);
            return Some((Expression::Own(Box::new(own)), wanted));
        }
        let Some(fact) = FactName::find(text) else {
            if self.unread.facts.iter().any(|own| own == text) {
                return None;
            }
            let expected = match text.strip_prefix("own.") {
                Some(id) => format!("a fact that the book declares: [[fact]] with id = {id:?}"),
                None => "a fact of the vocabulary, or own.… that the book declares".to_owned(),
            };
            let found = item.node.found();
            let mut fault = item.place.fault(FaultCode::UnknownFact, found, expected);
            let own = self.declared.iter().filter(|it| self.about.knows_own(it));
            let own = own.map(Declared::name);
            let own: Vec<String> = own.chain(self.unread.facts.iter().cloned()).collect();
            let mut names: Vec<&str> = own.iter().map(String::as_str).collect();
            let known = vocabulary().iter().filter(|it| self.about.knows(it.fact));
            for entry in known {
                names.push(entry.name());
            }
            fault.nearest = hint::meant_fact(text, &names).map(str::to_owned);
            faults.add(fault);
            return None;
        };
        if !self.about.knows(fact) {
            // Inside a group that is unknown here, the fault of the group says it all.
            let of_group = fact.group().filter(|group| self.inside.contains(group));
            if of_group.is_some_and(|group| !self.about.has(group)) {
                return None;
            }
            let (found, expected) = (item.node.found(), self.about.expected());
            let mut fault = item.place.fault(FaultCode::UnknownFact, found, expected);
            let known = vocabulary().iter().filter(|it| self.about.knows(it.fact));
            let names: Vec<&str> = known.map(FactEntry::name).collect();
            fault.nearest = hint::meant_fact(text, &names).map(str::to_owned);
            faults.add(fault);
            return None;
        }
        let outside = fact.group().filter(|group| !self.inside.contains(group));
        let Some(group) = outside else {
            return Some((Expression::Fact(fact), Wanted::of_fact(fact)));
        };
        let expected = format!(
            "it inside its group: {{ any = \"{group}\", where = {{ fact = {text:?}, … }} }}"
        );
        faults.add(
            item.place
                .fault(FaultCode::OutsideItsGroup, fact.name(), expected),
        );
        None
    }
}
