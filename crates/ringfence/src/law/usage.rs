//! What money that is rolled over may be used for.

use serde::Serialize;

/// What may be asked of money that is rolled over.
///
/// ```
/// use ringfence::law::Use;
///
/// assert_eq!(Use::default(), Use::Any);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Whatever its line is for.
    #[default]
    Any,
    /// Only what was owed before: orders that stand on the line are paid and adjusted, and nothing
    /// new is asked of it.
    OldObligations,
}

pub(super) const USES: [(&str, Use); 2] =
    [("any", Use::Any), ("old_obligations", Use::OldObligations)];

impl Use {
    /// Whether it is what a rule means that says nothing of it.
    pub(super) fn is_usual(&self) -> bool {
        *self == Use::Any
    }
}
