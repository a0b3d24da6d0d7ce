//! Conditions in three-valued logic: true, false, unknown.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::expression::{Expression, Reads};
use super::facts::Record;
use super::parameter::Parameter;
use super::worth::Worth;
use super::{Fact, FactName, Facts, Group};

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

/// One value compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comparison {
    /// Its number: equal comparisons of a book have one.
    pub(super) node: u32,
    pub(super) left: Expression,
    pub(super) operator: Operator,
    /// One value; several for `one_of` and `none_of`.
    pub(super) against: Vec<Expression>,
}

/// How a value is compared.
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

/// The facts of one item and the parameters of a book, with one verdict turned round where that
/// is asked.
#[derive(Clone, Copy)]
pub(super) struct Case<'f> {
    pub(super) facts: &'f Facts,
    pub(super) parameters: &'f [Parameter],
    /// The day that the rule is asked of.
    pub(super) on: NaiveDate,
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
    pub(super) fn of(facts: &'f Facts, parameters: &'f [Parameter], on: NaiveDate) -> Case<'f> {
        Case {
            facts,
            parameters,
            on,
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

    pub(super) fn verdict(self, condition: &'f Condition, scope: Scope<'f>) -> Verdict {
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

    fn over(self, test: &'f GroupTest, scope: Scope<'f>) -> Verdict {
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

    fn compared(self, comparison: &'f Comparison, scope: Scope<'f>) -> Verdict {
        if let Some(verdict) = self.turned_to(comparison.node) {
            return verdict;
        }
        let (operator, left) = (comparison.operator, self.worth(&comparison.left, scope));
        if operator == Operator::Recorded {
            let asked = comparison.against.first();
            let asked = asked.map(|flag| self.worth(flag, scope));
            if let Worth::Perhaps(_) = left {
                return Verdict::Unknown;
            }
            return Verdict::from((left != Worth::Absent) == (asked == Some(Worth::Flag(true))));
        }
        let each = comparison.against.iter();
        let mut each = each.map(|right| held(left, operator, self.worth(right, scope)));
        match operator {
            Operator::NoneOf => each.fold(Verdict::True, Verdict::and),
            _ => each.by_ref().fold(Verdict::False, Verdict::or),
        }
    }

    /// The facts whose missing values make a condition unknown.
    pub(super) fn missing(
        self,
        condition: &'f Condition,
        scope: Scope<'f>,
        names: &mut BTreeSet<&'f str>,
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
                let sides = std::iter::once(&comparison.left).chain(&comparison.against);
                sides.for_each(|side| self.missing_of(side, scope, names));
            }
        }
    }

    /// The facts whose missing values leave a value open.
    pub(super) fn missing_of(
        self,
        value: &'f Expression,
        scope: Scope<'f>,
        names: &mut BTreeSet<&'f str>,
    ) {
        match value {
            Expression::Fact(name) if *self.fact(*name, scope) == Fact::Unknown => {
                names.insert(name.name());
            }
            Expression::Own(own) if own.lacks(self.worth(value, scope)) => {
                names.insert(&own.name);
            }
            Expression::Tied if *self.facts.fact(FactName::ItemTied) == Fact::Unknown => {
                names.insert(FactName::ItemTied.name());
            }
            Expression::Cases(cases) => {
                for (when, value) in &cases.each {
                    self.missing(when, scope, names);
                    self.missing_of(value, scope, names);
                }
                self.missing_of(&cases.otherwise, scope, names);
            }
            Expression::Gathered(gathered) => {
                for record in self.facts.records(gathered.group) {
                    let scope = scope.with(record);
                    let when = gathered.when.iter();
                    when.for_each(|when| self.missing(when, scope, names));
                    let of = gathered.of.iter();
                    of.for_each(|value| self.missing_of(value, scope, names));
                }
            }
            Expression::Covered(covered) => self.missing_days(covered, scope, names),
            _ => {}
        }
        let parts = value.parts().into_iter();
        parts.for_each(|part| self.missing_of(part, scope, names));
    }
}

impl Condition {
    /// Adds what it reads.
    pub(super) fn note_reads(&self, reads: &mut Reads) {
        match self {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.note_reads(reads));
            }
            Condition::Not(inner) => inner.note_reads(reads),
            Condition::Over(test) => {
                reads.groups.insert(test.group);
                test.inner.note_reads(reads);
            }
            Condition::Compare(one) => {
                one.left.note_reads(reads);
                one.against.iter().for_each(|it| it.note_reads(reads));
            }
        }
    }
}

/// Whether a comparison of two values holds.
fn held(left: Worth<'_>, operator: Operator, right: Worth<'_>) -> Verdict {
    match (left, right) {
        (Worth::Absent, _) | (_, Worth::Absent) => Verdict::False,
        (Worth::Perhaps(_), _) | (_, Worth::Perhaps(_)) => {
            // What would be false, too, if it were there is known.
            let there = |worth: Worth<'_>| Worth::Number(worth.number());
            Verdict::Unknown.and(held(there(left), operator, there(right)))
        }
        (Worth::Unknown, _) | (_, Worth::Unknown) => Verdict::Unknown,
        (Worth::Number(left), Worth::Number(right)) => {
            // What holds for each number that both could be is known.
            let ends = [(left.low, right.high), (left.high, right.low)];
            let [one, other] = ends.map(|(left, right)| stands(left.cmp(&right), operator));
            let equal = matches!(
                operator,
                Operator::Is | Operator::OneOf | Operator::IsNot | Operator::NoneOf
            );
            let apart = left.low > right.high || left.high < right.low;
            let both_known = left.known().is_some() && right.known().is_some();
            match (equal, one == other) {
                (true, _) if !apart && !both_known => Verdict::Unknown,
                (_, true) => Verdict::from(one),
                (_, false) => Verdict::Unknown,
            }
        }
        (Worth::Date(left), Worth::Date(right)) => {
            Verdict::from(stands(left.cmp(&right), operator))
        }
        (Worth::Year(left), Worth::Year(right)) => {
            Verdict::from(stands(left.cmp(&right), operator))
        }
        (Worth::Text(left), Worth::Text(right)) => Verdict::from(stands(left.cmp(right), operator)),
        (Worth::Flag(left), Worth::Flag(right)) => {
            Verdict::from(stands(left.cmp(&right), operator))
        }
        _ => Verdict::False,
    }
}

fn stands(order: Ordering, operator: Operator) -> bool {
    match operator {
        Operator::Is | Operator::OneOf => order == Ordering::Equal,
        Operator::IsNot | Operator::NoneOf => order != Ordering::Equal,
        Operator::Above | Operator::After => order == Ordering::Greater,
        Operator::AtLeast | Operator::OnOrAfter => order != Ordering::Less,
        Operator::Below | Operator::Before => order == Ordering::Less,
        Operator::AtMost | Operator::OnOrBefore => order != Ordering::Greater,
        Operator::Recorded => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Value;
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

    fn case(facts: &Facts) -> Case<'_> {
        Case::of(facts, &[], NaiveDate::MIN)
    }

    fn compare(fact: FactName, operator: Operator, against: Expression) -> Condition {
        Condition::Compare(Comparison {
            node: 0,
            left: Expression::Fact(fact),
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
        let case = case(&facts);
        for operator in [
            Operator::Is,
            Operator::IsNot,
            Operator::OneOf,
            Operator::NoneOf,
        ] {
            let literal = Expression::Literal(Value::Text("x".into()));
            let absent = compare(FactName::ProjectId, operator, literal.clone());
            assert_eq!(
                case.verdict(&absent, Scope::default()),
                Verdict::False,
                "{operator:?}"
            );
            let with_unknown = compare(
                FactName::ProjectId,
                operator,
                Expression::Fact(FactName::BodyId),
            );
            assert_eq!(
                case.verdict(&with_unknown, Scope::default()),
                Verdict::False
            );
            let unknown = compare(FactName::BodyId, operator, literal);
            assert_eq!(case.verdict(&unknown, Scope::default()), Verdict::Unknown);
        }
        let recorded = |flag| {
            let literal = Expression::Literal(Value::Flag(flag));
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
            let test = Condition::Over(test);
            let verdict = case(&facts).verdict(&test, Scope::default());
            assert_eq!(verdict, Verdict::False, "{quantifier:?}");
        }
    }
}
