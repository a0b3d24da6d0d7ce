//! How many days the records of a group cover together, each day once.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::condition::{Case, Scope, Verdict};
use super::expression::Covered;
use super::spread::Spread;
use super::worth::Worth;

/// From the day on which a record begins to the one up to which it goes.
type Stretch = [NaiveDate; 2];

/// What one record covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Nothing,
    Days(Stretch),
    /// Where it begins or ends is not known.
    Unknown,
}

impl Reach {
    /// How many days it covers.
    pub(super) fn days(self) -> Spread {
        match self {
            Reach::Nothing => Spread::NOUGHT,
            Reach::Days(stretch) => Spread::of(days_of(stretch)),
            Reach::Unknown => ANY_DAYS,
        }
    }
}

const ANY_DAYS: Spread = Spread {
    low: 0,
    high: i64::MAX,
};

impl<'f> Case<'f> {
    /// The days that records cover together: at least what those cover that count for certain, at
    /// most what all cover that may.
    pub(super) fn covered(self, of: &'f Covered, scope: Scope<'f>) -> Spread {
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        for record in self.facts.records(of.group) {
            let scope = scope.with(record);
            let counts = self.counts(of, scope);
            match self.reach(of, scope) {
                _ if counts == Verdict::False => {}
                Reach::Nothing => {}
                Reach::Days(stretch) => {
                    possible.push(Some(stretch));
                    if counts == Verdict::True {
                        certain.push(stretch);
                    }
                }
                Reach::Unknown => possible.push(None),
            }
        }
        let possible: Option<Vec<Stretch>> = possible.into_iter().collect();
        Spread {
            low: together(certain),
            high: possible.map_or(ANY_DAYS.high, together),
        }
    }

    /// Whether the record that is looked at counts.
    pub(super) fn counts(self, of: &'f Covered, scope: Scope<'f>) -> Verdict {
        let when = of.when.as_ref();
        when.map_or(Verdict::True, |when| self.verdict(when, scope))
    }

    /// What the record that is looked at covers.
    pub(super) fn reach(self, of: &'f Covered, scope: Scope<'f>) -> Reach {
        match (self.worth(&of.from, scope), self.worth(&of.to, scope)) {
            (Worth::Absent, _) | (_, Worth::Absent) => Reach::Nothing,
            (Worth::Date(from), Worth::Date(to)) if from < to => Reach::Days([from, to]),
            (Worth::Date(_), Worth::Date(_)) => Reach::Nothing,
            _ => Reach::Unknown,
        }
    }

    /// The facts whose missing values leave the days open, of records that may count.
    pub(super) fn missing_days(
        self,
        of: &'f Covered,
        scope: Scope<'f>,
        names: &mut BTreeSet<&'f str>,
    ) {
        for record in self.facts.records(of.group) {
            let scope = scope.with(record);
            let reach = self.reach(of, scope);
            if reach == Reach::Nothing || self.counts(of, scope) == Verdict::False {
                continue;
            }
            let when = of.when.iter();
            when.for_each(|when| self.missing(when, scope, names));
            let ends = [&of.from, &of.to].into_iter();
            ends.for_each(|day| self.missing_of(day, scope, names));
        }
    }
}

fn days_of([from, to]: Stretch) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// How many days lie in at least one of several stretches.
fn together(mut all: Vec<Stretch>) -> i64 {
    all.sort_unstable();
    let mut days = 0;
    let mut reached = NaiveDate::MIN;
    for [from, to] in all {
        let from = from.max(reached);
        if from < to {
            days += days_of([from, to]);
            reached = to;
        }
    }
    days
}
