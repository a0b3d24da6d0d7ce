//! Whether clauses about an ask, none of them over another, answer alike.

use std::collections::BTreeSet;

use super::ask::{AskEffect, Says};
use super::ask_trial::AskTrial;
use super::condition::Scope;
use super::expression::Expression;
use super::worth::Worth;

/// One of those who may approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Approver {
    Named(String),
    /// Somebody; who is not known.
    Somebody,
    /// Somebody, or nobody.
    PerhapsNobody,
}

/// Whether clauses answer alike.
pub(super) enum Agreement {
    Whole,
    /// They may, once this is known.
    IfKnown(BTreeSet<String>),
    None,
}

impl AskTrial<'_, '_> {
    /// Whether clauses, none of them over another, answer alike.
    pub(super) fn agreement(&self, tops: &[usize]) -> Agreement {
        let clause = |place: &usize| &self.exception(*place).clause;
        let (mut named, mut left, mut missing) = (Vec::new(), Vec::new(), BTreeSet::new());
        for place in tops {
            match &clause(place).effect.says {
                Says::Approval(by) => {
                    let (approvers, open) = self.approvers(by);
                    named.push(approvers);
                    missing.extend(open);
                }
                Says::Refuse | Says::Advise => {
                    let spread = self.left_by(clause(place));
                    left.push(spread);
                    let open = clause(place).effect.up_to.iter();
                    for up_to in open.filter(|_| spread.known().is_none()) {
                        let mut names = BTreeSet::new();
                        self.case.missing_of(up_to, Scope::default(), &mut names);
                        missing.extend(names.into_iter().map(str::to_owned));
                    }
                }
                Says::Allow | Says::Asks(_) => {}
            }
        }
        let mut neighbours = tops.windows(2);
        if missing.is_empty() {
            let answer = |place: &usize| self.says(Some(clause(place)), Some(*place)).answer;
            return match neighbours.all(|two| answer(&two[0]) == answer(&two[1])) {
                true => Agreement::Whole,
                false => Agreement::None,
            };
        }
        let effect = |place: &usize| &clause(place).effect;
        if tops
            .windows(2)
            .all(|two| is_one(effect(&two[0]), effect(&two[1])))
        {
            return Agreement::Whole;
        }
        let of_a_kind = neighbours.all(|two| kind(effect(&two[0])) == kind(effect(&two[1])));
        let may_be_one = pairs(&named).all(|(one, other)| may_be_one(one, other))
            && pairs(&left).all(|(one, other)| one.low.max(other.low) <= one.high.min(other.high));
        match of_a_kind && may_be_one {
            true => Agreement::IfKnown(missing),
            false => Agreement::None,
        }
    }

    /// Who approves, and what is missing to know it of all.
    pub(super) fn approvers(&self, by: &[Expression]) -> (Vec<Approver>, BTreeSet<String>) {
        let (mut each, mut missing) = (Vec::new(), BTreeSet::new());
        for value in by {
            match self.case.worth(value, Scope::default()) {
                Worth::Text(name) => each.push(Approver::Named(name.to_owned())),
                Worth::Unknown => each.push(Approver::Somebody),
                Worth::Perhaps(_) => each.push(Approver::PerhapsNobody),
                _ => continue,
            }
            if !matches!(each.last(), Some(Approver::Named(_))) {
                let mut open = BTreeSet::new();
                self.case.missing_of(value, Scope::default(), &mut open);
                missing.extend(open.into_iter().map(str::to_owned));
            }
        }
        (each, missing)
    }
}

fn kind(of: &AskEffect) -> std::mem::Discriminant<Says> {
    std::mem::discriminant(&of.says)
}

/// Whether two clauses answer alike, whatever is not known.
fn is_one(one: &AskEffect, other: &AskEffect) -> bool {
    let sums = matches!(one.says, Says::Refuse | Says::Advise);
    one.says == other.says && (!sums || one.up_to == other.up_to)
}

fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    let each = all.iter().enumerate();
    each.flat_map(|(place, one)| all[..place].iter().map(move |other| (one, other)))
}

/// Whether two lists of approvers could be one list.
fn may_be_one(one: &[Approver], other: &[Approver]) -> bool {
    let mut both = one.iter().chain(other);
    if both.any(|it| *it == Approver::PerhapsNobody) {
        return true;
    }
    let alike = |(a, b): (&Approver, &Approver)| {
        *a == Approver::Somebody || *b == Approver::Somebody || a == b
    };
    one.len() == other.len() && one.iter().zip(other).all(alike)
}
