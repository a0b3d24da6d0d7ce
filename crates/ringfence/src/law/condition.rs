//! Conditions in three-valued logic: true, false, unknown.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use super::facts::Record;
use super::{Fact, FactName, Facts, Group, Value};

/// What a condition comes to: true, false, or unknown because a recorded value is missing.
///
/// ```
/// use ringfence::law::Verdict;
///
/// assert_eq!(Verdict::Unknown.and(Verdict::False), Verdict::False);
/// assert_eq!(Verdict::Unknown.or(Verdict::False), Verdict::Unknown);
/// assert_eq!(Verdict::Unknown.known(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// A recorded value is missing, and it would matter.
    Unknown,
}

impl Verdict {
    /// Both hold.
    pub const fn and(self, other: Verdict) -> Verdict {
        match (self, other) {
            (Verdict::False, _) | (_, Verdict::False) => Verdict::False,
            (Verdict::True, Verdict::True) => Verdict::True,
            _ => Verdict::Unknown,
        }
    }

    /// One of them holds.
    pub const fn or(self, other: Verdict) -> Verdict {
        self.negated().and(other.negated()).negated()
    }

    /// It does not hold.
    pub const fn negated(self) -> Verdict {
        match self {
            Verdict::True => Verdict::False,
            Verdict::False => Verdict::True,
            Verdict::Unknown => Verdict::Unknown,
        }
    }

    /// True or false where it is known.
    pub const fn known(self) -> Option<bool> {
        match self {
            Verdict::True => Some(true),
            Verdict::False => Some(false),
            Verdict::Unknown => None,
        }
    }
}

impl From<bool> for Verdict {
    fn from(holds: bool) -> Verdict {
        if holds { Verdict::True } else { Verdict::False }
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.known().serialize(to)
    }
}

/// A condition over the facts of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Compare(Comparison),
    Over(GroupTest),
}

/// One fact compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comparison {
    /// Its number: equal comparisons of a book have one.
    pub(super) node: u32,
    pub(super) fact: FactName,
    pub(super) operator: Operator,
    /// One operand; several for `one_of` and `none_of`.
    pub(super) against: Vec<Operand>,
}

/// What a fact is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operand {
    Literal(Value),
    Fact(FactName),
}

/// How a fact is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Is,
    IsNot,
    Above,
    AtLeast,
    Below,
    AtMost,
    Before,
    OnOrAfter,
    After,
    OnOrBefore,
    OneOf,
    NoneOf,
    Recorded,
}

/// A condition that any, or each, record of a group must fulfil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GroupTest {
    pub(super) node: u32,
    pub(super) group: Group,
    pub(super) quantifier: Quantifier,
    pub(super) inner: Box<Condition>,
}

/// One of the records, or each of them. Over none, both are false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantifier {
    Any,
    All,
}

/// The facts of one item, with one verdict turned round where that is asked.
#[derive(Clone, Copy)]
pub(super) struct Case<'f> {
    pub(super) facts: &'f Facts,
    pub(super) turned: Option<(u32, Verdict)>,
}

/// Which record of each group is looked at.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope<'f> {
    records: [Option<&'f Record>; Group::ALL.len()],
}

impl<'f> Scope<'f> {
    pub(super) fn with(mut self, record: &'f Record) -> Scope<'f> {
        self.records[record.group() as usize] = Some(record);
        self
    }

    pub(super) fn record(self, group: Group) -> Option<&'f Record> {
        self.records[group as usize]
    }
}

impl<'f> Case<'f> {
    pub(super) fn of(facts: &'f Facts) -> Case<'f> {
        Case {
            facts,
            turned: None,
        }
    }

    pub(super) fn fact(self, name: FactName, scope: Scope<'f>) -> &'f Fact {
        match name.group() {
            None => self.facts.fact(name),
            Some(group) => scope
                .record(group)
                .map_or(&Fact::Absent, |record| record.fact(name)),
        }
    }

    pub(super) fn verdict(self, condition: &Condition, scope: Scope<'f>) -> Verdict {
        match condition {
            Condition::All(parts) => {
                parts
                    .iter()
                    .fold(Verdict::True, |so_far, part| match so_far {
                        Verdict::False => Verdict::False,
                        _ => so_far.and(self.verdict(part, scope)),
                    })
            }
            Condition::Any(parts) => {
                parts
                    .iter()
                    .fold(Verdict::False, |so_far, part| match so_far {
                        Verdict::True => Verdict::True,
                        _ => so_far.or(self.verdict(part, scope)),
                    })
            }
            Condition::Not(inner) => self.verdict(inner, scope).negated(),
            Condition::Compare(comparison) => self.compared(comparison, scope),
            Condition::Over(test) => self.over(test, scope),
        }
    }

    fn turned_to(self, node: u32) -> Option<Verdict> {
        self.turned
            .filter(|(turned, _)| *turned == node)
            .map(|(_, verdict)| verdict)
    }

    fn over(self, test: &GroupTest, scope: Scope<'f>) -> Verdict {
        if let Some(verdict) = self.turned_to(test.node) {
            return verdict;
        }
        let records = self.facts.records(test.group);
        let each = records
            .iter()
            .map(|record| self.verdict(&test.inner, scope.with(record)));
        match test.quantifier {
            _ if records.is_empty() => Verdict::False,
            Quantifier::Any => each.fold(Verdict::False, Verdict::or),
            Quantifier::All => each.fold(Verdict::True, Verdict::and),
        }
    }

    fn compared(self, comparison: &Comparison, scope: Scope<'f>) -> Verdict {
        if let Some(verdict) = self.turned_to(comparison.node) {
            return verdict;
        }
        let left = self.fact(comparison.fact, scope);
        let against = |operand: &Operand| match operand {
            Operand::Literal(value) => one_compared(left, comparison.operator, value),
            Operand::Fact(name) => match self.fact(*name, scope) {
                Fact::Absent => Verdict::False,
                Fact::Unknown if *left == Fact::Absent => Verdict::False,
                Fact::Unknown => Verdict::Unknown,
                Fact::Known(value) => one_compared(left, comparison.operator, value),
            },
        };
        let mut each = comparison.against.iter().map(against);
        match comparison.operator {
            Operator::NoneOf => each.fold(Verdict::True, Verdict::and),
            _ => each.by_ref().fold(Verdict::False, Verdict::or),
        }
    }

    /// The facts whose missing values make a condition unknown.
    pub(super) fn missing(
        self,
        condition: &Condition,
        scope: Scope<'f>,
        names: &mut BTreeSet<FactName>,
    ) {
        if self.verdict(condition, scope) != Verdict::Unknown {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts
                    .iter()
                    .for_each(|part| self.missing(part, scope, names));
            }
            Condition::Not(inner) => self.missing(inner, scope, names),
            Condition::Over(test) => {
                for record in self.facts.records(test.group) {
                    self.missing(&test.inner, scope.with(record), names);
                }
            }
            Condition::Compare(comparison) => {
                let unknown = |name: &FactName| *self.fact(*name, scope) == Fact::Unknown;
                names.extend(comparison.facts().filter(unknown));
            }
        }
    }
}

impl Comparison {
    /// The facts that it reads.
    pub(super) fn facts(&self) -> impl Iterator<Item = FactName> {
        let others = self.against.iter().filter_map(|operand| match operand {
            Operand::Fact(name) => Some(*name),
            Operand::Literal(_) => None,
        });
        std::iter::once(self.fact).chain(others)
    }
}

/// A fact against one known value.
fn one_compared(left: &Fact, operator: Operator, right: &Value) -> Verdict {
    if operator == Operator::Recorded {
        return Verdict::from((*left != Fact::Absent) == (*right == Value::Flag(true)));
    }
    let left = match left {
        Fact::Absent => return Verdict::False,
        Fact::Unknown => return Verdict::Unknown,
        Fact::Known(value) => value,
    };
    if left.kind() != right.kind() {
        return Verdict::False;
    }
    let order = left.cmp(right);
    Verdict::from(match operator {
        Operator::Is | Operator::OneOf => order == Ordering::Equal,
        Operator::IsNot | Operator::NoneOf => order != Ordering::Equal,
        Operator::Above | Operator::After => order == Ordering::Greater,
        Operator::AtLeast | Operator::OnOrAfter => order != Ordering::Less,
        Operator::Below | Operator::Before => order == Ordering::Less,
        Operator::AtMost | Operator::OnOrBefore => order != Ordering::Greater,
        Operator::Recorded => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE: [Verdict; 3] = [Verdict::True, Verdict::Unknown, Verdict::False];

    #[test]
    fn the_tables_are_kleenes() {
        // Kleene's strong logic: `and` is the least, `or` the greatest of false < unknown < true.
        for (a, left) in THREE.into_iter().enumerate() {
            for (b, right) in THREE.into_iter().enumerate() {
                assert_eq!(left.and(right), THREE[a.max(b)], "{left:?} and {right:?}");
                assert_eq!(left.or(right), THREE[a.min(b)], "{left:?} or {right:?}");
            }
            assert_eq!(left.negated(), THREE[2 - a]);
        }
    }

    fn compare(fact: FactName, operator: Operator, against: Operand) -> Condition {
        Condition::Compare(Comparison {
            node: 0,
            fact,
            operator,
            against: vec![against],
        })
    }

    #[test]
    fn a_comparison_with_what_is_absent_is_false_whichever_it_is() {
        let mut facts = Facts::new();
        facts
            .set(FactName::BodyId, Fact::Unknown, &[])
            .expect("unknown");
        let case = Case::of(&facts);
        for operator in [
            Operator::Is,
            Operator::IsNot,
            Operator::OneOf,
            Operator::NoneOf,
        ] {
            let literal = Operand::Literal(Value::Text("x".into()));
            let absent = compare(FactName::ProjectId, operator, literal.clone());
            assert_eq!(
                case.verdict(&absent, Scope::default()),
                Verdict::False,
                "{operator:?}"
            );
            let with_unknown = compare(
                FactName::ProjectId,
                operator,
                Operand::Fact(FactName::BodyId),
            );
            assert_eq!(
                case.verdict(&with_unknown, Scope::default()),
                Verdict::False
            );
            let unknown = compare(FactName::BodyId, operator, literal);
            assert_eq!(case.verdict(&unknown, Scope::default()), Verdict::Unknown);
        }
        let recorded = |flag| {
            let literal = Operand::Literal(Value::Flag(flag));
            let test = compare(FactName::BodyId, Operator::Recorded, literal);
            case.verdict(&test, Scope::default())
        };
        assert_eq!(
            (recorded(true), recorded(false)),
            (Verdict::True, Verdict::False)
        );
    }

    #[test]
    fn over_none_any_and_all_are_false() {
        let facts = Facts::new();
        for quantifier in [Quantifier::Any, Quantifier::All] {
            let inner = Box::new(Condition::All(Vec::new()));
            let test = GroupTest {
                node: 0,
                group: Group::Delay,
                quantifier,
                inner,
            };
            let verdict = Case::of(&facts).verdict(&Condition::Over(test), Scope::default());
            assert_eq!(verdict, Verdict::False, "{quantifier:?}");
        }
    }
}
