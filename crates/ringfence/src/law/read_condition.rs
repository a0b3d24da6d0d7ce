//! Reading conditions from a file.

use std::cmp::Reverse;

use super::about::About;
use super::condition::{Comparison, Condition, GroupTest, Operator, Quantifier};
use super::declared::{Declared, Unread};
use super::expression::Expression;
use super::fault::{FaultCode, FaultList};
use super::hint;
use super::node::NodeKind;
use super::parameter::{Parameter, TYPES};
use super::read_value::Wanted;
use super::section::{Item, Section};
use super::{FactType, Group, Value};
use crate::word::one_of;

/// The keys by which a condition is known.
pub(super) const CONDITION_HEADS: [&str; 5] = ["all", "any", "not", "fact", "value"];

pub(super) const OPERATORS: [(&str, Operator); 13] = [
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
    pub(super) fn suits(self, kind: FactType) -> bool {
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

/// Reads the conditions and values of a book; numbers the parts of conditions.
///
/// Equal parts have one number, so that what is supposed of one is supposed of all.
pub(super) struct Reader<'p> {
    pub(super) parameters: &'p [Parameter],
    pub(super) declared: &'p [Declared],
    pub(super) unread: &'p Unread,
    /// What the rule that is read is asked about.
    pub(super) about: About,
    /// The groups whose records a condition or value stands inside.
    pub(super) inside: Vec<Group>,
    numbered: Vec<Condition>,
}

impl<'p> Reader<'p> {
    pub(super) fn of(
        parameters: &'p [Parameter],
        declared: &'p [Declared],
        unread: &'p Unread,
    ) -> Reader<'p> {
        Reader {
            parameters,
            declared,
            unread,
            about: About::RollOver,
            inside: Vec::new(),
            numbered: Vec::new(),
        }
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

    pub(super) fn condition(
        &mut self,
        item: &Item<'_>,
        faults: &mut FaultList,
    ) -> Option<Condition> {
        let section = item.section_such_as(condition_for(item), faults)?;
        let found: Vec<&str> = CONDITION_HEADS
            .into_iter()
            .filter(|head| section.has(head))
            .collect();
        let &[head] = found.as_slice() else {
            let code = match section.key_count() {
                0 => FaultCode::MissingKey,
                _ => FaultCode::UnknownKey,
            };
            let expected = format!("one of {}", one_of(&CONDITION_HEADS));
            let fault = item.place.fault(code, section.keys_found(), expected);
            let first = section.keys().next().unwrap_or_default();
            let unknown = found.is_empty().then_some(first);
            faults.add(match unknown {
                Some(key) => fault.with_nearest(key, CONDITION_HEADS),
                None => fault,
            });
            return None;
        };
        let value = section.find(head)?;
        match head {
            "fact" | "value" => self.comparison(&section, head, faults),
            "not" => {
                section.allow_only(&["not"], faults);
                let inner = self.condition(&value, faults)?;
                Some(Condition::Not(Box::new(inner)))
            }
            _ if matches!(value.node.kind, NodeKind::Text(_)) => {
                let quantifier = if head == "any" {
                    Quantifier::Any
                } else {
                    Quantifier::All
                };
                self.over(&section, &value, quantifier, faults)
            }
            _ => {
                section.allow_only(&[head], faults);
                let parts = self.parts(&value, faults)?;
                Some(if head == "all" {
                    Condition::All(parts)
                } else {
                    Condition::Any(parts)
                })
            }
        }
    }

    fn parts(&mut self, value: &Item<'_>, faults: &mut FaultList) -> Option<Vec<Condition>> {
        let NodeKind::List(nodes) = &value.node.kind else {
            return value.wrong("a list of conditions, or the name of a group", faults);
        };
        if nodes.is_empty() {
            let fault = value.place.fault(
                FaultCode::WrongType,
                "an empty list",
                "at least one condition",
            );
            faults.add(fault);
        }
        let items = value.list(faults)?;
        let read: Vec<_> = items
            .iter()
            .map(|item| self.condition(item, faults))
            .collect();
        read.into_iter().collect()
    }

    fn over(
        &mut self,
        section: &Section<'_>,
        value: &Item<'_>,
        quantifier: Quantifier,
        faults: &mut FaultList,
    ) -> Option<Condition> {
        section.allow_only(&["any", "all", "where"], faults);
        let group = self.group(value, faults);
        let inner = section.need("where", "a condition on one record", faults);
        let (group, inner) = self.inside_of(group, faults, |reader, faults| {
            inner.and_then(|inner| reader.condition(&inner, faults))
        })?;
        let inner = Box::new(inner?);
        let mut test = GroupTest {
            node: 0,
            group,
            quantifier,
            inner,
        };
        test.node = self.number(&Condition::Over(test.clone()));
        Some(Condition::Over(test))
    }

    /// The group of this name, unless the records of that group are looked at already.
    pub(super) fn group(&self, value: &Item<'_>, faults: &mut FaultList) -> Option<Group> {
        let there = Group::ALL.into_iter().filter(|it| self.about.has(*it));
        let names: Vec<_> = there.map(|group| (group.name(), group)).collect();
        let group = value.word(&names, faults);
        if let Some(group) = group.filter(|group| self.inside.contains(group)) {
            let found = format!("{group} inside {group}");
            let place = &value.place;
            faults.add(place.fault(FaultCode::OutsideItsGroup, found, "another group"));
        }
        group
    }

    /// Reads what stands inside a group. Where the group is misspelt its facts are not blamed as
    /// well.
    pub(super) fn inside_of<Of>(
        &mut self,
        group: Option<Group>,
        faults: &mut FaultList,
        read: impl FnOnce(&mut Self, &mut FaultList) -> Of,
    ) -> Option<(Group, Of)> {
        let depth = self.inside.len();
        match group {
            Some(group) => self.inside.push(group),
            None => self.inside.extend(Group::ALL),
        }
        let inner = read(self, faults);
        self.inside.truncate(depth);
        Some((group?, inner))
    }

    fn comparison(
        &mut self,
        section: &Section<'_>,
        head: &str,
        faults: &mut FaultList,
    ) -> Option<Condition> {
        let mut keys = vec![head];
        keys.extend(OPERATORS.iter().map(|(key, _)| *key));
        section.allow_only(&keys, faults);
        let left = self.left(section, head, faults);
        let given: Vec<_> = OPERATORS
            .iter()
            .filter(|(key, _)| section.has(key))
            .collect();
        let &[(key, operator)] = given.as_slice() else {
            not_one_comparison(section, &keys, &given, faults);
            return None;
        };
        let ((left, wanted, name), value) = (left?, section.find(key)?);
        if !operator.suits(wanted.kind) {
            let words: Vec<&str> = OPERATORS
                .iter()
                .filter(|(_, operator)| operator.suits(wanted.kind))
                .map(|(key, _)| *key)
                .collect();
            let found = format!("{key} of {name}");
            faults.add(
                value
                    .place
                    .fault(FaultCode::WrongType, found, one_of(&words)),
            );
            return None;
        }
        let against = self.against(*operator, wanted, &value, faults)?;
        let mut one = Comparison {
            node: 0,
            left,
            operator: *operator,
            against,
        };
        one.node = self.number(&Condition::Compare(one.clone()));
        Some(Condition::Compare(one))
    }

    /// The left side of a comparison, what may stand against it, and how a message names it.
    fn left(
        &mut self,
        section: &Section<'_>,
        head: &str,
        faults: &mut FaultList,
    ) -> Option<(Expression, Wanted, String)> {
        let item = section.find(head)?;
        if head == "fact" {
            let (fact, wanted) = self.fact(&item, faults)?;
            let name = item.text(faults)?.to_owned();
            return Some((fact, wanted, name));
        }
        let Some(wanted) = self.kind_of(&item) else {
            self.say_of_no_type(&item, faults);
            return None;
        };
        let left = self.value(&item, wanted, faults)?;
        Some((left, wanted, "such a value".to_owned()))
    }

    /// What is wrong with a value that does not say its type: its own faults, as few as there are
    /// of any type; of as few, those that lie deepest: the others say that the type is another.
    /// Where it does not load without a fault, what it reads has one that is told already.
    fn say_of_no_type(&mut self, item: &Item<'_>, faults: &mut FaultList) {
        let as_each = TYPES.iter().map(|(_, kind)| {
            let mut inside = FaultList::default();
            let read = self.value(item, Wanted::of(*kind), &mut inside);
            (inside, read)
        });
        let told = |(inside, read): &(FaultList, Option<Expression>)| {
            let loads = inside.count() == 0 && read.is_some();
            (inside.count(), loads, Reverse(inside.depth()))
        };
        match as_each.min_by_key(told) {
            Some((inside, _)) if inside.count() > 0 => faults.add_all(inside),
            Some((_, None)) => {}
            _ => {
                let expected = "a fact, a parameter or what is reckoned from them";
                item.wrong::<()>(expected, faults);
            }
        }
    }

    fn against(
        &mut self,
        operator: Operator,
        wanted: Wanted,
        value: &Item<'_>,
        faults: &mut FaultList,
    ) -> Option<Vec<Expression>> {
        match operator {
            Operator::Recorded => {
                let flag = value.flag(faults)?;
                Some(vec![Expression::Literal(Value::Flag(flag))])
            }
            Operator::OneOf | Operator::NoneOf => self.values(value, wanted, faults),
            _ => self.value(value, wanted, faults).map(|one| vec![one]),
        }
    }
}

/// What is expected of a condition, where something else than a table stands.
fn condition_for(item: &Item<'_>) -> &'static str {
    match &item.node.kind {
        NodeKind::List(_) => {
            "one condition: several are joined by { all = [ … ] } or { any = [ … ] }"
        }
        _ => "a condition such as { fact = \"item.kind\", is = \"free\" }",
    }
}

/// Says that a comparison has no operator, or several. Of one that is misspelt its key tells.
fn not_one_comparison(
    section: &Section<'_>,
    keys: &[&str],
    given: &[&(&str, Operator)],
    faults: &mut FaultList,
) {
    let is_misspelt =
        |key: &str| !keys.contains(&key) && hint::meant(key, keys.iter().copied()).is_some();
    if given.is_empty() && section.keys().any(is_misspelt) {
        return;
    }
    let (found, expected) = match given {
        [] => (
            "none of the comparisons".to_owned(),
            format!("one of {}", one_of(&keys[1..])),
        ),
        several => {
            let names: Vec<&str> = several.iter().map(|(key, _)| *key).collect();
            let found = names.join(" and ");
            let expected = "one comparison: several conditions are joined by all = [ … ]";
            (found, expected.to_owned())
        }
    };
    let place = section.place();
    faults.add(place.fault(FaultCode::MissingKey, found, expected));
}
