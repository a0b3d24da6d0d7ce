//! What somebody says of an allocation table before it is read.

use std::collections::BTreeMap;

use ringfence::noun::{StatedUnit, Wording};

/// What stands along one side of an allocation table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// Who receives.
    Bodies,
    /// Of which stream.
    Streams,
    /// For which year.
    Years,
}

impl Wording for Along {
    const WORDS: &'static [(&'static str, Along)] = &[
        ("bodies", Along::Bodies),
        ("streams", Along::Streams),
        ("years", Along::Years),
    ];
}

/// What a figure in brackets means; no table says so itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Brackets {
    /// Nobody said: it is a fault.
    #[default]
    Refused,
    /// Below nought.
    Negative,
}

impl Wording for Brackets {
    const WORDS: &'static [(&'static str, Brackets)] = &[
        ("refused", Brackets::Refused),
        ("negative", Brackets::Negative),
    ];
}

/// What somebody says of an allocation table before it is read: what stands along its sides, its
/// unit, and what its words mean. None of it is guessed.
///
/// ```
/// use ringfence::noun::StatedUnit;
/// use ringfence_formats::{AllocationLayout, Along};
///
/// let mut layout =
///     AllocationLayout::new(Along::Bodies, Along::Years, "cluster", StatedUnit::Thousands);
/// layout.names.insert("Upland HB".to_owned(), "upland".to_owned());
/// assert_eq!(layout.totals, ["Total"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationLayout {
    /// What stands down the side.
    pub down: Along,
    /// What stands across the top.
    pub across: Along,
    /// What all figures share: the id of the body or stream, or the year, that no side names.
    pub fixed: String,
    /// The unit of the figures.
    pub unit: StatedUnit,
    /// The row that stands across the top; left out, the first in which two cells are filled.
    pub heading_row: Option<usize>,
    /// Other people's words for ids and years. What is not among them stands for itself.
    pub names: BTreeMap<String, String>,
    /// The words over or beside sums of everything. *Total* unless stated.
    pub totals: Vec<String>,
    /// The words over or beside sums of what stands since the last such sum.
    pub subtotals: Vec<String>,
    /// The words over or beside figures that are not read.
    pub left_out: Vec<String>,
    /// The words that stand for a figure that the source does not record.
    pub silent: Vec<String>,
    /// What a figure in brackets means.
    pub brackets: Brackets,
    /// What every notice says beside: its recurrence, its day, its letter, its source.
    pub said: BTreeMap<String, String>,
}

impl AllocationLayout {
    /// A table with these sides and nothing special about it.
    pub fn new(
        down: Along,
        across: Along,
        fixed: impl Into<String>,
        unit: StatedUnit,
    ) -> AllocationLayout {
        AllocationLayout {
            down,
            across,
            fixed: fixed.into(),
            unit,
            heading_row: None,
            names: BTreeMap::new(),
            totals: vec!["Total".to_owned()],
            subtotals: Vec::new(),
            left_out: Vec::new(),
            silent: Vec::new(),
            brackets: Brackets::default(),
            said: BTreeMap::new(),
        }
    }

    /// What no side names; nothing where both name the same.
    pub(super) fn third(&self) -> Option<Along> {
        let sides = [self.down, self.across];
        let is_free = |it: &Along| !sides.contains(it);
        let all = [Along::Bodies, Along::Streams, Along::Years];
        (self.down != self.across).then(|| all.into_iter().find(is_free))?
    }
}
