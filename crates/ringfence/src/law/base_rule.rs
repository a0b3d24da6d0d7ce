//! Until when the base of a line counts as confirmed: rules of the question `base`.

use chrono::NaiveDate;
use serde::Serialize;

use super::RuleBook;
use super::dated::{Dated, in_force};
use super::english_base;
use super::rule::Streams;
use crate::word::Citation;

/// A rule of the question `base`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BaseRule {
    pub(super) id: String,
    pub(super) streams: Streams,
    pub(super) values: Vec<BaseClause>,
}

/// A dated, cited value of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BaseClause {
    pub(super) in_force_from: NaiveDate,
    pub(super) in_force_until: Option<NaiveDate>,
    /// For how many years after the one that a notice states.
    pub(super) confirmed_years: u16,
    pub(super) cite: Citation,
}

/// For how many years after the one that a notice states the base of a line counts as confirmed,
/// and by which clause.
///
/// ```
/// use ringfence::law::RuleBook;
///
/// let book = RuleBook::preset("committee-2017-certainty")?;
/// let day = "2016-04-01".parse()?;
/// let confirmed = book.confirmed_years("cluster", day).expect("a rule on that stream");
/// assert_eq!((confirmed.years, confirmed.clause.as_str()), (2, "three-year-base/base"));
/// assert!(RuleBook::empty().confirmed_years("cluster", day).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It changes no sum: what a base comes to, only notices say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfirmedYears {
    /// How many years; nought where only the year itself counts.
    pub years: u16,
    /// The clause, such as `three-year-base/base`.
    pub clause: String,
    /// What it says, in English.
    pub says: String,
    /// Its source.
    pub cite: Citation,
}

impl BaseRule {
    /// The sources of its values, each with its place.
    pub(super) fn cites(&self) -> impl Iterator<Item = (String, &Citation)> {
        let values = self.values.iter();
        values.map(|value| (format!("{}/base", self.id), &value.cite))
    }

    fn names(&self, stream: &str) -> bool {
        match &self.streams {
            Streams::Any => false,
            Streams::These(ids) => ids.iter().any(|id| id == stream),
        }
    }
}

impl Dated for BaseClause {
    fn first_day(&self) -> NaiveDate {
        self.in_force_from
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.in_force_until
    }
}

impl RuleBook {
    /// What the book says of the base of a stream that a notice states for a year, on the first
    /// day of that year; nothing where no rule of the question `base` speaks of it.
    pub fn confirmed_years(&self, stream: &str, on: NaiveDate) -> Option<ConfirmedYears> {
        let rules = self.base_rules();
        let named = rules.iter().find(|rule| rule.names(stream));
        let rule = named.or_else(|| rules.iter().find(|rule| rule.streams == Streams::Any))?;
        let clause = in_force(&rule.values, on)?;
        Some(ConfirmedYears {
            years: clause.confirmed_years,
            clause: format!("{}/base", rule.id),
            says: english_base::clause(clause),
            cite: clause.cite.clone(),
        })
    }
}
