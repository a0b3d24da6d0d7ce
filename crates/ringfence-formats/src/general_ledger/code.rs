//! What a general ledger calls a line.

use crate::GridCell;

/// A line of a general ledger: its cost centre and its subjective code, each to the letter, so
/// that `00123` is not `123`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CostCode {
    /// The cost centre.
    pub cost_centre: String,
    /// The subjective code: for what.
    pub subjective: String,
}

impl CostCode {
    /// Whether it is another one only by noughts at the front, which spreadsheets take away.
    pub(super) fn is_but_for_noughts(&self, other: &CostCode) -> bool {
        let bare = |text: &str| text.trim_start_matches('0').to_owned();
        let both = |of: &CostCode| (bare(&of.cost_centre), bare(&of.subjective));
        self != other && both(self) == both(other)
    }
}

/// The code that a cell holds: a text, or a whole number; `None` where it is blank.
pub(super) fn code_in(cell: &GridCell) -> Result<Option<String>, ()> {
    match cell {
        _ if cell.is_blank() => Ok(None),
        GridCell::Text(text) => Ok(Some(text.trim().to_owned())),
        GridCell::Number(digits) if !digits.contains(['.', '-']) => Ok(Some(digits.clone())),
        _ => Err(()),
    }
}
