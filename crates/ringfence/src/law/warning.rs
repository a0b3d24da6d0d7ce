//! What a book is warned of: it loads, and yet is likely not what its author meant.

use std::fmt;

use serde::Serialize;

use super::Named;
use super::fault::Place;

/// Something in a book that loads which its author is likely not to have meant.
///
/// ```
/// use ringfence::law::RuleBook;
///
/// let book = RuleBook::preset("wales-2016")?;
/// assert!(book.warnings().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BookWarning {
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// The key, such as `rule[0].exception[1]`; counted from 0.
    pub key: String,
    /// The id of the rule; empty where it is about none.
    pub rule: String,
    /// The labels of the clauses that it is about.
    pub labels: Vec<String>,
    /// What was found.
    pub found: String,
    /// What to write, if it was not meant.
    pub expected: String,
}

impl BookWarning {
    pub(super) fn at(place: &Place, rule: &str, labels: &[&str]) -> BookWarning {
        BookWarning {
            line: place.line,
            key: place.key.clone(),
            rule: rule.to_owned(),
            labels: labels.iter().map(|label| (*label).to_owned()).collect(),
            found: String::new(),
            expected: String::new(),
        }
    }
}

impl BookWarning {
    /// One about facts that were recorded, which stand in no file.
    pub(crate) fn of_facts(found: String, expected: String) -> BookWarning {
        let key = "fact".to_owned();
        BookWarning {
            found,
            expected,
            ..BookWarning::at(&Place { line: None, key }, "", &[])
        }
    }
}

impl Named {
    /// A warning of what is named.
    pub(crate) fn warning(&self, found: String, expected: String) -> BookWarning {
        let label: Vec<&str> = self.label.as_deref().into_iter().collect();
        BookWarning {
            found,
            expected,
            ..BookWarning::at(&self.place, &self.rule, &label)
        }
    }
}

impl fmt::Display for BookWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}, ")?;
        }
        let (key, found, expected) = (&self.key, &self.found, &self.expected);
        write!(f, "{key}: found {found}, expected {expected}.")
    }
}
