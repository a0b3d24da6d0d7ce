//! Which body, stream and year a figure is of.

use ringfence::word::FinancialYear;

use super::layout::{AllocationLayout, Along};

/// Which body, stream and year a figure is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) body: String,
    pub(super) stream: String,
    pub(super) year: Option<FinancialYear>,
}

impl Line {
    /// What the sides of a table and what all its figures share come to.
    pub(super) fn of(layout: &AllocationLayout, down: &str, across: &str) -> Line {
        let mut line = Line::default();
        line.set(layout.down, down);
        line.set(layout.across, across);
        if let Some(third) = layout.third() {
            line.set(third, &layout.fixed);
        }
        line
    }

    fn set(&mut self, along: Along, id: &str) {
        match along {
            Along::Bodies => id.clone_into(&mut self.body),
            Along::Streams => id.clone_into(&mut self.stream),
            Along::Years => self.year = id.parse().ok(),
        }
    }
}
