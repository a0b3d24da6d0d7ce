//! The books and reforms that come with the library.

use thiserror::Error;

use super::{BookFaults, Reform, RuleBook};
use crate::word::nearest;

const BOOKS: [(&str, &str); 3] = [
    (
        "wales-2016",
        include_str!("../../presets/wales/wales-2016.toml"),
    ),
    (
        "bma-2017",
        include_str!("../../presets/wales/bma-2017.toml"),
    ),
    (
        "committee-2017",
        include_str!("../../presets/wales/committee-2017.toml"),
    ),
];

const REFORMS: [(&str, &str); 1] = [(
    "bma-2017-attached",
    include_str!("../../presets/wales/bma-2017-attached.toml"),
)];

const NAMES: [&str; 4] = [
    "wales-2016",
    "bma-2017",
    "bma-2017-attached",
    "committee-2017",
];

/// Why a preset could not be had.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PresetError {
    /// No book or reform of this name comes with the library.
    #[error("there is no preset {found:?}{}", did_you_mean(nearest))]
    Unknown {
        /// The name that was asked for.
        found: String,
        /// The nearest name that exists.
        nearest: Option<&'static str>,
    },
    /// Its text has faults; a test of the library keeps this from happening.
    #[error("{0}")]
    Faults(#[from] BookFaults),
}

fn did_you_mean(nearest: &Option<&'static str>) -> String {
    match nearest {
        Some(nearest) => format!(": did you mean {nearest:?}?"),
        None => format!(": there are {}", NAMES.join(", ")),
    }
}

fn text_of(name: &str, texts: &[(&'static str, &'static str)]) -> Option<&'static str> {
    texts
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

fn unknown(name: &str, names: impl IntoIterator<Item = &'static str>) -> PresetError {
    PresetError::Unknown {
        found: name.chars().take(80).collect(),
        nearest: nearest(name, names),
    }
}

impl RuleBook {
    /// The names of the books that come with the library.
    pub fn presets() -> &'static [&'static str] {
        &NAMES
    }

    /// A book that comes with the library; for a reform's name, the book as reformed.
    ///
    /// # Errors
    /// A name that does not exist, with the nearest one.
    pub fn preset(name: &str) -> Result<RuleBook, PresetError> {
        if let Some(text) = text_of(name, &BOOKS) {
            return Ok(RuleBook::read(text)?);
        }
        if text_of(name, &REFORMS).is_none() {
            return Err(unknown(name, NAMES));
        }
        let reform = Reform::preset(name)?;
        Ok(reform.over(&RuleBook::preset(reform.base())?)?)
    }
}

impl Reform {
    /// The names of the reforms that come with the library.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        REFORMS.iter().map(|(name, _)| *name)
    }

    /// A reform that comes with the library.
    ///
    /// # Errors
    /// A name that does not exist, with the nearest one.
    pub fn preset(name: &str) -> Result<Reform, PresetError> {
        match text_of(name, &REFORMS) {
            Some(text) => Ok(Reform::read(text)?),
            None => Err(unknown(name, Reform::presets())),
        }
    }
}
