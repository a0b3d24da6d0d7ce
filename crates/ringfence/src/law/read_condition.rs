//! Reading conditions from a file.

use super::condition::{Comparison, Condition, GroupTest, Operand, Operator, Quantifier};
use super::fault::{FaultCode, FaultList};
use super::node::NodeKind;
use super::section::{Item, Section};
use super::{FactEntry, FactName, FactType, Group, Value, vocabulary};
use crate::word::one_of;

const OPERATORS: [(&str, Operator); 13] = [
    ("is", Operator::Is),
    ("is_not", Operator::IsNot),
    ("above", Operator::Above),
    ("at_least", Operator::AtLeast),
    ("below", Operator::Below),
    ("at_most", Operator::AtMost),
    ("before", Operator::Before),
    ("on_or_after", Operator::OnOrAfter),
    ("after", Operator::After),
    ("on_or_before", Operator::OnOrBefore),
    ("one_of", Operator::OneOf),
    ("none_of", Operator::NoneOf),
    ("recorded", Operator::Recorded),
];

impl Operator {
    fn suits(self, kind: FactType) -> bool {
        use FactType::{Date, Money, Whole, Year};
        match self {
            Operator::Above | Operator::AtLeast | Operator::Below | Operator::AtMost => {
                matches!(kind, Money | Whole)
            }
            Operator::Before | Operator::OnOrAfter | Operator::After | Operator::OnOrBefore => {
                matches!(kind, Date | Year)
            }
            _ => true,
        }
    }
}

/// Reads the conditions of a book; numbers their parts.
///
/// Equal parts have one number, so that what is supposed of one is supposed of all.
#[derive(Default)]
pub(super) struct ConditionReader {
    numbered: Vec<Condition>,
}

impl ConditionReader {
    pub(super) fn read(&mut self, item: &Item<'_>, faults: &mut FaultList) -> Option<Condition> {
        self.condition(item, &mut Vec::new(), faults)
    }

    /// Its number: that of an equal part, or the next. It comes in with the number 0.
    fn number(&mut self, part: &Condition) -> u32 {
        let known = self.numbered.iter().position(|other| other == part);
        let place = known.unwrap_or_else(|| {
            self.numbered.push(part.clone());
            self.numbered.len() - 1
        });
        u32::try_from(place + 1).unwrap_or(u32::MAX)
    }

    fn condition(
        &mut self,
        item: &Item<'_>,
        inside: &mut Vec<Group>,
        faults: &mut FaultList,
    ) -> Option<Condition> {
        let section = item.section(faults)?;
        let heads = ["all", "any", "not", "fact"];
        let found: Vec<&str> = heads.into_iter().filter(|head| section.has(head)).collect();
        let &[head] = found.as_slice() else {
            let fault = if section.key_count() == 0 {
                item.place
                    .fault(FaultCode::MissingKey, "an empty table", one_of(&heads))
            } else {
                let keys: Vec<&str> = section.keys().collect();
                let found = format!("the keys {}", keys.join(", "));
                item.place.fault(
                    FaultCode::UnknownKey,
                    found,
                    format!("one of {}", one_of(&heads)),
                )
            };
            faults.add(fault);
            return None;
        };
        let value = section.find(head)?;
        match head {
            "fact" => self.comparison(&section, inside, faults),
            "not" => {
                section.allow_only(&["not"], faults);
                let inner = self.condition(&value, inside, faults)?;
                Some(Condition::Not(Box::new(inner)))
            }
            _ if matches!(value.node.kind, NodeKind::Text(_)) => {
                let quantifier = if head == "any" {
                    Quantifier::Any
                } else {
                    Quantifier::All
                };
                self.over(&section, &value, quantifier, inside, faults)
            }
            _ => {
                section.allow_only(&[head], faults);
                let parts = self.parts(&value, inside, faults)?;
                Some(if head == "all" {
                    Condition::All(parts)
                } else {
                    Condition::Any(parts)
                })
            }
        }
    }

    fn parts(
        &mut self,
        value: &Item<'_>,
        inside: &mut Vec<Group>,
        faults: &mut FaultList,
    ) -> Option<Vec<Condition>> {
        let NodeKind::List(nodes) = &value.node.kind else {
            return value.wrong("a list of conditions, or the name of a group", faults);
        };
        if nodes.is_empty() {
            let fault = value
                .place
                .fault(FaultCode::WrongType, "an empty list", "conditions");
            faults.add(fault);
        }
        let items = value.list(faults)?;
        let read: Vec<_> = items
            .iter()
            .map(|item| self.condition(item, inside, faults))
            .collect();
        read.into_iter().collect()
    }

    fn over(
        &mut self,
        section: &Section<'_>,
        value: &Item<'_>,
        quantifier: Quantifier,
        inside: &mut Vec<Group>,
        faults: &mut FaultList,
    ) -> Option<Condition> {
        section.allow_only(&["any", "all", "where"], faults);
        let names = Group::ALL.map(|group| (group.name(), group));
        let group = value.word(&names, faults);
        let inner = section.need("where", "a condition on one record", faults);
        if let Some(group) = group.filter(|group| inside.contains(group)) {
            let found = format!("{group} inside {group}");
            faults.add(
                value
                    .place
                    .fault(FaultCode::OutsideItsGroup, found, "another group"),
            );
            return None;
        }
        // Where the group is misspelt its facts are not blamed as well.
        inside.extend(group.map_or(Group::ALL.to_vec(), |group| vec![group]));
        let depth = group.map_or(Group::ALL.len(), |_| 1);
        let inner = inner.and_then(|inner| self.condition(&inner, inside, faults));
        inside.truncate(inside.len().saturating_sub(depth));
        let (group, inner) = (group?, Box::new(inner?));
        let mut test = GroupTest {
            node: 0,
            group,
            quantifier,
            inner,
        };
        test.node = self.number(&Condition::Over(test.clone()));
        Some(Condition::Over(test))
    }

    fn comparison(
        &mut self,
        section: &Section<'_>,
        inside: &[Group],
        faults: &mut FaultList,
    ) -> Option<Condition> {
        let mut keys = vec!["fact"];
        keys.extend(OPERATORS.iter().map(|(key, _)| *key));
        section.allow_only(&keys, faults);
        let fact = fact_name(&section.find("fact")?, inside, faults);
        let given: Vec<_> = OPERATORS
            .iter()
            .filter(|(key, _)| section.has(key))
            .collect();
        let &[(key, operator)] = given.as_slice() else {
            let count = if given.is_empty() { "none" } else { "several" };
            let expected = format!("one of {}", one_of(&keys[1..]));
            let found = format!("{count} of the comparisons");
            faults.add(
                section
                    .place()
                    .fault(FaultCode::MissingKey, found, expected),
            );
            return None;
        };
        let (fact, value) = (fact?, section.find(key)?);
        let kind = fact.entry().kind;
        if !operator.suits(kind) {
            let words: Vec<&str> = OPERATORS
                .iter()
                .filter(|(_, operator)| operator.suits(kind))
                .map(|(key, _)| *key)
                .collect();
            let found = format!("{key} of {fact}");
            faults.add(
                value
                    .place
                    .fault(FaultCode::WrongType, found, one_of(&words)),
            );
            return None;
        }
        let against = operands(fact, *operator, &value, inside, faults)?;
        let mut one = Comparison {
            node: 0,
            fact,
            operator: *operator,
            against,
        };
        one.node = self.number(&Condition::Compare(one.clone()));
        Some(Condition::Compare(one))
    }
}

fn operands(
    fact: FactName,
    operator: Operator,
    value: &Item<'_>,
    inside: &[Group],
    faults: &mut FaultList,
) -> Option<Vec<Operand>> {
    match operator {
        Operator::Recorded => {
            let flag = value.flag(faults)?;
            Some(vec![Operand::Literal(Value::Flag(flag))])
        }
        Operator::OneOf | Operator::NoneOf => {
            let items = value.list(faults)?;
            if items.is_empty() {
                faults.add(
                    value
                        .place
                        .fault(FaultCode::WrongType, "an empty list", "values"),
                );
            }
            let read: Vec<_> = items
                .iter()
                .map(|item| operand(fact, item, inside, faults))
                .collect();
            read.into_iter().collect()
        }
        _ => operand(fact, value, inside, faults).map(|operand| vec![operand]),
    }
}

fn operand(
    fact: FactName,
    item: &Item<'_>,
    inside: &[Group],
    faults: &mut FaultList,
) -> Option<Operand> {
    if !matches!(item.node.kind, NodeKind::Table(_)) {
        return literal(fact.entry(), item, faults).map(Operand::Literal);
    }
    let section = item.section(faults)?;
    section.allow_only(&["fact"], faults);
    let other = fact_name(
        &section.need("fact", "the name of a fact", faults)?,
        inside,
        faults,
    )?;
    if other.entry().kind != fact.entry().kind {
        let expected = fact.entry().kind.expected();
        faults.add(
            item.place
                .fault(FaultCode::WrongType, other.name(), expected),
        );
        return None;
    }
    Some(Operand::Fact(other))
}

fn literal(entry: &FactEntry, item: &Item<'_>, faults: &mut FaultList) -> Option<Value> {
    match entry.kind {
        FactType::Money => item.money(faults).map(Value::Money),
        FactType::Date => item.day(faults).map(Value::Date),
        FactType::Whole => item.whole_number(faults).map(Value::Whole),
        FactType::Flag => item.flag(faults).map(Value::Flag),
        FactType::Year => match &item.node.kind {
            NodeKind::Text(text) => text.parse().ok(),
            _ => None,
        }
        .map(Value::Year)
        .or_else(|| item.wrong(entry.kind.expected(), faults)),
        FactType::Text if entry.words.is_empty() => {
            item.text(faults).map(|text| Value::Text(text.into()))
        }
        FactType::Text => {
            let words: Vec<_> = entry.words.iter().map(|word| (*word, *word)).collect();
            item.word(&words, faults)
                .map(|text| Value::Text(text.into()))
        }
    }
}

fn fact_name(item: &Item<'_>, inside: &[Group], faults: &mut FaultList) -> Option<FactName> {
    let text = item.text(faults)?;
    let Some(fact) = FactName::find(text) else {
        let expected = "the name of a fact of the vocabulary";
        let fault = item
            .place
            .fault(FaultCode::UnknownFact, item.node.found(), expected);
        faults.add(fault.with_nearest(text, vocabulary().iter().map(FactEntry::name)));
        return None;
    };
    match fact.group().filter(|group| !inside.contains(group)) {
        None => Some(fact),
        Some(group) => {
            let expected = format!("it inside any = \"{group}\" or all = \"{group}\"");
            faults.add(
                item.place
                    .fault(FaultCode::OutsideItsGroup, fact.name(), expected),
            );
            None
        }
    }
}
