//! A cover: what some items have left meets what others want, from sources in order.

use chrono::NaiveDate;

use super::cap::{Pot, Sharing};
use super::condition::Condition;
use super::dated::{self, Dated};
use super::expression::{Expression, Reads};
use super::{FactName, Outcome};
use crate::word::Citation;

/// A dated, cited cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cover {
    pub(super) label: String,
    pub(super) in_force_from: NaiveDate,
    pub(super) in_force_until: Option<NaiveDate>,
    /// Among whose items and lines.
    pub(super) per: Pot,
    pub(super) wants: Wants,
    /// Of which deficits or lines; of all where it does not say.
    pub(super) when: Option<Condition>,
    /// What meets it, the first first.
    pub(super) from: Vec<Source>,
    /// Who has what where there is not enough for all.
    pub(super) share: Sharing,
    pub(super) cite: Citation,
}

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wants {
    /// That deficits are met.
    Deficits,
    /// So much for each line.
    Lines(Expression),
}

/// Of which items a cover takes, and what of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// Every item where it does not say.
    pub(super) when: Option<Condition>,
    /// What would come to this.
    pub(super) of: Outcome,
}

impl Cover {
    /// Adds what it reads.
    pub(super) fn note_reads(&self, reads: &mut Reads) {
        if let Wants::Lines(value) = &self.wants {
            value.note_reads(reads);
        }
        self.when.iter().for_each(|when| when.note_reads(reads));
        if let Sharing::Priority(value) = &self.share {
            value.note_reads(reads);
        }
        for source in &self.from {
            source.when.iter().for_each(|when| when.note_reads(reads));
            reads.facts.extend([FactName::ItemKind]);
        }
    }
}

impl Dated for Cover {
    fn first_day(&self) -> NaiveDate {
        self.in_force_from
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.in_force_until
    }
}

/// The covers in force on a day, in the order in which their labels come first.
pub(super) fn in_force(covers: &[Cover], on: NaiveDate) -> Vec<&Cover> {
    dated::of_each_label(covers, |cover| &cover.label, on)
}
