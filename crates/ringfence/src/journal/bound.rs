//! Particulars of what floors and caps refuse.

use std::fmt;

use super::Shortfall;
use crate::word::Money;

/// A floor that an ask would put out of reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfReach {
    /// The floor.
    pub floor: String,
    /// How much must be spent.
    pub due: Money,
    /// What is spent and what still could be, after it.
    pub left: Money,
    /// By how much that falls short.
    pub short: Money,
    /// The entry that set it.
    pub entry: u64,
}

impl fmt::Display for OutOfReach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (due, left) = (self.due.in_words(), self.left.in_words());
        write!(f, "{} of {due}, for which {left} would be left", self.floor)?;
        write!(f, ". Take {} less", self.short.in_words())
    }
}

/// An ask beyond a cap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeyondCap {
    /// The cap.
    pub cap: String,
    /// How much may be committed and spent.
    pub allowed: Money,
    /// What was asked and what is left.
    pub of: Shortfall,
    /// The entry that set it.
    pub entry: u64,
}

impl fmt::Display for BeyondCap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (allowed, left) = (self.allowed.in_words(), self.of.available.in_words());
        let (asked, short) = (self.of.asked.in_words(), self.of.short.in_words());
        write!(f, "{} of {allowed}, of which {left} is left", self.cap)?;
        write!(f, ": {asked} asked. Ask for {short} less")
    }
}
