//! The books and reforms that come with the library.

use thiserror::Error;

use super::preset_text::{BOOKS, REFORMS};
use super::{BookFaults, Reform, RuleBook};
use crate::word::nearest;

/// A book or a reform that comes with the library.
///
/// ```
/// use ringfence::law::{Preset, RuleBook};
///
/// for preset in Preset::all() {
///     println!("{}: {} ({})", preset.name(), preset.title(), preset.place());
///     assert_eq!(RuleBook::preset(preset.name())?.id(), preset.name());
/// }
/// # Ok::<(), ringfence::law::PresetError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    pub(super) name: &'static str,
    pub(super) place: &'static str,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
}

impl Preset {
    /// All of them, the books before the reforms, each by place and name.
    pub fn all() -> impl Iterator<Item = &'static Preset> {
        BOOKS.iter().chain(REFORMS)
    }

    /// Its name, by which [`RuleBook::preset`] gives it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whose rules it holds, such as `wales`.
    pub fn place(&self) -> &'static str {
        self.place
    }

    /// What it is called.
    pub fn title(&self) -> &'static str {
        self.title
    }
}

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
        None => ": RuleBook.presets lists them".to_owned(),
    }
}

fn text_of(name: &str, presets: &[Preset]) -> Option<&'static str> {
    let named = presets.iter().find(|preset| preset.name == name);
    named.map(|preset| preset.text)
}

fn unknown(name: &str, names: impl IntoIterator<Item = &'static str>) -> PresetError {
    PresetError::Unknown {
        found: name.chars().take(80).collect(),
        nearest: nearest(name, names),
    }
}

impl RuleBook {
    /// The names of the books that come with the library, those of reforms among them.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        Preset::all().map(Preset::name)
    }

    /// A book that comes with the library; for a reform's name, the book as reformed.
    ///
    /// # Errors
    /// A name that does not exist, with the nearest one.
    pub fn preset(name: &str) -> Result<RuleBook, PresetError> {
        if let Some(text) = text_of(name, BOOKS) {
            return Ok(RuleBook::read(text)?);
        }
        if text_of(name, REFORMS).is_none() {
            return Err(unknown(name, RuleBook::presets()));
        }
        let reform = Reform::preset(name)?;
        Ok(reform.over(&RuleBook::preset(reform.base())?)?)
    }
}

impl Reform {
    /// The names of the reforms that come with the library.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        REFORMS.iter().map(Preset::name)
    }

    /// A reform that comes with the library.
    ///
    /// # Errors
    /// A name that does not exist, with the nearest one.
    pub fn preset(name: &str) -> Result<Reform, PresetError> {
        match text_of(name, REFORMS) {
            Some(text) => Ok(Reform::read(text)?),
            None => Err(unknown(name, Reform::presets())),
        }
    }
}
