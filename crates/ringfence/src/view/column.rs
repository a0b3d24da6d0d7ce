//! What a column of a table holds.

use serde::Serialize;

/// A column of a table: what it is called, what it holds, and in which unit.
///
/// ```
/// use ringfence::view::{Column, ColumnKind};
///
/// let available = Column::new("available", ColumnKind::Money);
/// assert_eq!(available.unit, Some("pounds"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its name: the field's own word.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// The unit of its figures, where they have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
}

/// What a column holds; any of its fields may be *not recorded* or nothing instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Words: names and ids, which repeat.
    Text,
    /// What is kept to the letter: the JSON and the hashes of a journal.
    Verbatim,
    /// Sums in pounds.
    Money,
    /// Sums as their source stated them.
    Stated,
    /// Financial years.
    Year,
    /// Days.
    Date,
    /// Whole numbers.
    Number,
    /// How much of full-time posts.
    Wte,
    /// Yes or no.
    Flag,
}

impl Column {
    /// A column; sums are in pounds.
    pub const fn new(name: &'static str, kind: ColumnKind) -> Column {
        let unit = match kind {
            ColumnKind::Money => Some("pounds"),
            _ => None,
        };
        Column { name, kind, unit }
    }
}
