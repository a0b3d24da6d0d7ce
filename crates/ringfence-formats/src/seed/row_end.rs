//! What came of all rows of one file, sheet or frame.

use ringfence::journal::FieldFault;

use super::row::{Counted, RowReader};
use super::{Place, SeedFault, SeedRow};

impl RowReader<'_> {
    /// The rows that read, and the faults. What every row lacks for want of a column is one
    /// fault, not many. Where a heading is at fault, no row of it counts.
    pub(super) fn finish(mut self) -> (Vec<SeedRow>, Vec<SeedFault>) {
        let missing = match self.rows.is_empty() && self.counted != Counted::Lines {
            true => self.missing_columns(),
            false => Vec::new(),
        };
        let place = match self.is_sheet() {
            true => self.place(1),
            false => self.whole.clone(),
        };
        for fault in &missing {
            self.faults.push(SeedFault::MissingColumn {
                place: place.clone(),
                column: fault.field.clone(),
                expected: fault.expected.clone(),
            });
        }
        for (place, mut faults) in std::mem::take(&mut self.unread) {
            faults.retain(|fault| missing.iter().all(|it| it.field != fault.field));
            self.bad_values(&place, faults);
        }
        if self.heading_faults > 0 {
            self.rows.clear();
        }
        (self.rows, self.faults)
    }

    /// The faults that every row has in a column that the heading lacks.
    fn missing_columns(&self) -> Vec<FieldFault> {
        let Some((_, first)) = self.unread.first() else {
            return Vec::new();
        };
        let everywhere =
            |fault: &FieldFault| self.unread.iter().all(|(_, faults)| faults.contains(fault));
        let is_there = |fault: &FieldFault| self.fields.iter().any(|(it, _)| *it == fault.field);
        let lacking = |fault: &&FieldFault| !is_there(fault) && everywhere(fault);
        first.iter().filter(lacking).cloned().collect()
    }

    /// Says what would make what was found read.
    pub(super) fn hint(&self, faults: &mut [FieldFault]) {
        for (field, hint) in &self.hints {
            let name = &self.fields[*field].0;
            let of_field = faults.iter_mut().filter(|fault| fault.field == *name);
            of_field.for_each(|fault| fault.expected.push_str(hint));
        }
    }

    pub(super) fn bad_values(&mut self, place: &Place, faults: Vec<FieldFault>) {
        for fault in faults {
            self.faults.push(SeedFault::BadValue {
                place: self.in_column(place, &fault.field),
                column: fault.field,
                found: fault.found,
                expected: fault.expected,
            });
        }
    }

    /// The cell of a row in a column, where cells have names.
    pub(super) fn in_column(&self, row: &Place, name: &str) -> Place {
        let at = self.heading.iter().position(|it| it.is(name));
        Place {
            column: at.filter(|_| self.is_sheet()),
            ..row.clone()
        }
    }
}
