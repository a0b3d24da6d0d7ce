//! The books and reforms that come with the library.

use thiserror::Error;

use super::preset_text::PRESETS;
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
    pub(super) is_reform: bool,
    pub(super) text: &'static str,
}

impl Preset {
    /// All of them, by place and name.
    pub fn all() -> impl Iterator<Item = &'static Preset> {
        PRESETS.iter()
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

    /// Whether it is a reform, laid over another of them.
    pub fn is_reform(&self) -> bool {
        self.is_reform
    }

    /// The one of a name.
    fn named(name: &str) -> Option<&'static Preset> {
        Preset::all().find(|preset| preset.name == name)
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
    /// ```
    /// use ringfence::law::RuleBook;
    ///
    /// let no = RuleBook::preset("wales-2015").expect_err("there is none of that year");
    /// assert!(no.to_string().ends_with("did you mean \"wales-2016\"?"), "{no}");
    /// ```
    ///
    /// # Errors
    /// A name that does not exist, with the nearest one.
    pub fn preset(name: &str) -> Result<RuleBook, PresetError> {
        let preset = Preset::named(name).ok_or_else(|| unknown(name, RuleBook::presets()))?;
        if !preset.is_reform {
            return Ok(RuleBook::read(preset.text)?);
        }
        let reform = Reform::preset(name)?;
        Ok(reform.over(&RuleBook::preset(reform.base())?)?)
    }
}

impl Reform {
    /// The names of the reforms that come with the library.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        let reforms = Preset::all().filter(|preset| preset.is_reform);
        reforms.map(Preset::name)
    }

    /// A reform that comes with the library.
    ///
    /// ```
    /// use ringfence::law::Reform;
    ///
    /// assert_eq!(Reform::preset("bma-2017-attached")?.base(), "bma-2017");
    /// assert!(Reform::preset("bma-2017").is_err()); // a book, and no reform
    /// # Ok::<(), ringfence::law::PresetError>(())
    /// ```
    ///
    /// # Errors
    /// A name that does not exist, with the nearest one.
    pub fn preset(name: &str) -> Result<Reform, PresetError> {
        match Preset::named(name) {
            Some(preset) if preset.is_reform => Ok(Reform::read(preset.text)?),
            _ => Err(unknown(name, Reform::presets())),
        }
    }
}
