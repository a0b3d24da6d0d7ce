//! Particulars of a rejection by a rule of the book in force.

use thiserror::Error;

use super::Shortfall;

/// A clause of the book in force that stands against what is asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} is asked on {}, but clause {clause} allows {} ({source_of}): {}", of.asked.in_words(),
        of.place, of.available.in_words(), works(of))]
pub struct AgainstRule {
    /// The clause: its rule and label.
    pub clause: String,
    /// Where it is written, or what it assumes.
    pub source_of: String,
    /// What was asked, what the clause leaves of it, and how much that is less.
    pub of: Shortfall,
}

/// What would work: less, where a clause leaves something.
fn works(of: &Shortfall) -> String {
    match of.available.is_positive() {
        true => {
            let less = of.short.in_words();
            format!("ask for {less} less, or have what it asks about changed")
        }
        false => "have what it asks about changed first".to_owned(),
    }
}

/// An approval that the book in force needs.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("clause {clause} ({source_of}) needs the approval of {}, and {}: ask with by = {:?} once \
         it is given", by.join(" or "), named(given.as_deref(), nearest.as_deref()),
        nearest.as_ref().or(by.first()).map_or("", String::as_str))]
pub struct ApprovalNeeded {
    /// The clause: its rule and label.
    pub clause: String,
    /// Where it is written, or what it assumes.
    pub source_of: String,
    /// Who may approve it, one of them.
    pub by: Vec<String>,
    /// Who decided, as the draft says.
    pub given: Option<String>,
    /// The nearest of those who may approve it, where the draft names somebody who is near.
    pub nearest: Option<String>,
}

/// Whom a draft names, and who may be meant.
fn named(given: Option<&str>, nearest: Option<&str>) -> String {
    match (given, nearest) {
        (None, _) => "the draft names nobody".to_owned(),
        (Some(given), None) => format!("the draft names {given:?}"),
        (Some(given), Some(nearest)) => {
            format!("the draft names {given:?} (did you mean {nearest:?}?)")
        }
    }
}

/// What the book in force does not answer yet.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("rule {rule} does not answer before this is known: {}: record it first",
        missing.join(", "))]
pub struct NotKnown {
    /// The rule.
    pub rule: String,
    /// What is missing.
    pub missing: Vec<String>,
}

/// Clauses of the book in force that disagree.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the clauses {} of rule {rule} disagree: let one stand over the other",
        labels.join(" and "))]
pub struct ClausesDisagree {
    /// The rule.
    pub rule: String,
    /// The labels of the clauses.
    pub labels: Vec<String>,
}
