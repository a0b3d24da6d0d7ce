//! What the suite found.

use std::fmt;

use ringfence::journal::Entry;
use ringfence_store::StoreError;

/// A promise that a store does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Which one.
    pub promise: &'static str,
    /// What it should have done.
    pub expected: String,
    /// What it did.
    pub found: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Breach {
            promise,
            expected,
            found,
        } = self;
        write!(f, "{promise}: expected {expected}; found {found}")
    }
}

impl std::error::Error for Breach {}

/// What a store was found to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The promises that were tried, each of them kept.
    pub promises: Vec<&'static str>,
    /// Those that were not tried: they are about a second writer, and the maker makes none.
    pub not_tried: Vec<&'static str>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} promises, each kept:", self.promises.len())?;
        for promise in &self.promises {
            writeln!(f, "- {promise}")?;
        }
        if !self.not_tried.is_empty() {
            let count = self.not_tried.len();
            writeln!(f, "{count} not tried, for want of a second writer:")?;
        }
        for promise in &self.not_tried {
            writeln!(f, "- {promise}")?;
        }
        Ok(())
    }
}

/// Whether a promise was kept.
pub(super) type Kept = Result<(), Found>;

/// Whether a promise about two writers was kept, or could not be tried.
pub(super) type KeptByTwo = Result<Tried, Found>;

/// Whether there was a second writer to try a promise with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tried {
    Yes,
    No,
}

/// What was expected and what was found instead.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) expected: String,
    pub(super) found: String,
}

impl Found {
    pub(super) fn new(expected: impl fmt::Display, found: impl fmt::Display) -> Found {
        Found {
            expected: expected.to_string(),
            found: found.to_string(),
        }
    }
}

/// What a store did without a fault.
pub(super) fn done<Of>(asked: &str, did: Result<Of, StoreError>) -> Result<Of, Found> {
    did.map_err(|fault| Found::new(asked, format!("a fault: {fault}")))
}

/// What a store refused to do, and why.
pub(super) fn refused<Of>(
    asked: &str,
    did: Result<Of, StoreError>,
    is_the_one: impl Fn(&StoreError) -> bool,
) -> Kept {
    match did {
        Ok(_) => Err(Found::new(asked, "the answer yes")),
        Err(fault) if is_the_one(&fault) => Ok(()),
        Err(fault) => Err(Found::new(asked, format!("another fault: {fault}"))),
    }
}

/// Both are the same.
pub(super) fn same<Of: PartialEq + fmt::Debug>(what: &str, expected: &Of, found: &Of) -> Kept {
    if expected == found {
        return Ok(());
    }
    let found = short(&format!("{found:?}"));
    Err(Found::new(
        format!("{what}: {}", short(&format!("{expected:?}"))),
        found,
    ))
}

/// The entries are the same, byte for byte.
pub(super) fn same_entries(what: &str, expected: &[Entry], found: &[Entry]) -> Kept {
    let pairs = expected.iter().zip(found);
    for (place, (wanted, given)) in pairs.enumerate() {
        let what = format!("{what}, place {place}");
        same(&format!("{what}, number"), &wanted.number, &given.number)?;
        same(&format!("{what}, header"), &wanted.header, &given.header)?;
        same(&format!("{what}, figures"), &wanted.figures, &given.figures)?;
        same(&format!("{what}, text"), &wanted.text, &given.text)?;
        same(&format!("{what}, salt"), &wanted.salt, &given.salt)?;
        let hashes = |it: &Entry| (it.text_hash, it.hash);
        same(&format!("{what}, hashes"), &hashes(wanted), &hashes(given))?;
    }
    let count = format!("{what}, how many");
    same(&count, &expected.len(), &found.len())
}

fn short(text: &str) -> String {
    const LONGEST: usize = 300;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let beginning: String = text.chars().take(LONGEST).collect();
    format!("{beginning}…")
}
