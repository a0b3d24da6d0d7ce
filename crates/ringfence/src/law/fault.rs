//! What is wrong with a rule file: every fault at once.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

/// Every fault of a rule file, in the order of its lines: nothing of such a file is loaded.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(transparent)]
pub struct BookFaults {
    faults: Vec<BookFault>,
}

/// One fault of a rule file: where it is, what was found and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct BookFault {
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// The key, such as `rule[0].exception[1].cite`; counted from 0.
    pub key: String,
    /// What kind of fault it is.
    pub code: FaultCode,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// The nearest name that would work.
    pub nearest: Option<String>,
}

/// The kinds of faults of a rule file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// The text is neither TOML nor JSON.
    Syntax,
    /// A key that must be there is not.
    MissingKey,
    /// A key that means nothing here.
    UnknownKey,
    /// A value of the wrong type.
    WrongType,
    /// A word that is none of those that work here.
    UnknownWord,
    /// A fact that is not in the vocabulary.
    UnknownFact,
    /// A rule, label or book that does not exist.
    UnknownName,
    /// A value without source or assumption.
    Uncited,
    /// A share that is no part of a whole.
    BadShare,
    /// A sum that cannot be kept.
    BadAmount,
    /// Exceptions that stand over each other in a circle.
    Circle,
    /// Two things of one name.
    Duplicate,
    /// A rule without base case.
    NoBase,
    /// Two values of one label from one day.
    Overlap,
    /// A fact of a group outside `any` or `all` of that group.
    OutsideItsGroup,
    /// A deficit that is taken first from the next year, and counted again by a duty of several.
    DoubleDeficit,
}

impl BookFaults {
    /// The faults, in the order of their lines.
    pub fn faults(&self) -> &[BookFault] {
        &self.faults
    }

    /// The same of a text that nobody wrote: each stands where its author has what it is in.
    pub(super) fn written_at(mut self, author: impl Fn(&str) -> Option<Place>) -> BookFaults {
        for fault in &mut self.faults {
            if let Some(place) = author(&fault.key) {
                (fault.line, fault.key) = (place.line, place.key);
            }
        }
        self.faults.sort();
        self
    }

    pub(super) fn of_one(fault: BookFault) -> BookFaults {
        BookFaults {
            faults: vec![fault],
        }
    }
}

impl fmt::Display for BookFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fault) in self.faults.iter().enumerate() {
            let end = if place == 0 { "" } else { "\n" };
            write!(f, "{end}{fault}")?;
        }
        Ok(())
    }
}

impl fmt::Display for BookFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.key.as_str()) {
            (Some(line), "") => write!(f, "line {line}: ")?,
            (Some(line), key) => write!(f, "line {line}, {key}: ")?,
            (None, "") => {}
            (None, key) => write!(f, "{key}: ")?,
        }
        write!(f, "found {}, expected {}", self.found, self.expected)?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean {nearest:?}?"),
            None => write!(f, "."),
        }
    }
}

/// What is found where a key is missing.
pub(super) const NOTHING: &str = "nothing";

/// Where something stands in a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub(super) line: Option<usize>,
    pub(super) key: String,
}

impl Place {
    /// How another fault names it, where its line is known.
    pub(super) fn beside(&self) -> String {
        self.line.map_or(String::new(), |line| {
            format!(", beside that of line {line}")
        })
    }

    pub(super) fn fault(
        &self,
        code: FaultCode,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> BookFault {
        BookFault {
            line: self.line,
            key: self.key.clone(),
            code,
            found: found.into(),
            expected: expected.into(),
            nearest: None,
        }
    }
}

impl BookFault {
    /// The key that is meant by one that is unknown.
    fn meant_key(&self) -> Option<String> {
        let nearest = self.nearest.as_deref()?;
        let section = self.key.rsplit_once('.').map(|(section, _)| section);
        let of_key = self.code == FaultCode::UnknownKey;
        of_key.then(|| match section {
            Some(section) => format!("{section}.{nearest}"),
            None => nearest.to_owned(),
        })
    }

    pub(super) fn with_nearest<'a>(
        mut self,
        found: &str,
        words: impl IntoIterator<Item = &'a str>,
    ) -> BookFault {
        self.nearest = super::hint::meant(found, words).map(str::to_owned);
        self
    }
}

/// The faults found so far.
#[derive(Debug, Default)]
pub(super) struct FaultList {
    faults: Vec<BookFault>,
}

impl FaultList {
    pub(super) fn add(&mut self, fault: BookFault) {
        self.faults.push(fault);
    }

    pub(super) fn add_all(&mut self, more: FaultList) {
        self.faults.extend(more.faults);
    }

    pub(super) fn count(&self) -> usize {
        self.faults.len()
    }

    /// How deep the deepest of them lies.
    pub(super) fn depth(&self) -> usize {
        let depths = self.faults.iter().map(|it| it.key.split('.').count());
        depths.max().unwrap_or(0)
    }

    /// What was read, unless something was wrong with it. A key that is misspelt is not told as
    /// one that is missing as well.
    pub(super) fn settle<T>(mut self, read: Option<T>) -> Result<T, BookFaults> {
        match read {
            Some(read) if self.faults.is_empty() => Ok(read),
            _ => {
                self.faults.sort();
                self.faults.dedup();
                let misspelt = self.faults.iter().filter_map(BookFault::meant_key);
                let misspelt: Vec<String> = misspelt.collect();
                let is_told = |it: &BookFault| it.found == NOTHING && misspelt.contains(&it.key);
                self.faults.retain(|fault| !is_told(fault));
                Err(BookFaults {
                    faults: self.faults,
                })
            }
        }
    }
}
