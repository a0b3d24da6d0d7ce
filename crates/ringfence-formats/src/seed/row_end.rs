//! What came of all rows of one file, sheet or frame.

use ringfence::journal::{Draft, FieldFault, FieldValue};

use super::row::{Counted, Headed, RowReader};
use super::{Place, SeedFault, SeedFile, SeedRow};

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

    /// What else is wrong with a row of which some cells are at fault: in cells that are sound by
    /// themselves, and whatever the others come to hold.
    pub(super) fn beside(&mut self, row: usize, before: usize) {
        let SeedFile::Drafts(kind) = self.file else {
            return;
        };
        let told: Vec<String> = self.faults[before..]
            .iter()
            .filter_map(|fault| fault.cell().1.map(str::to_owned))
            .collect();
        let mut faults = Vec::new();
        for field in &self.fields {
            let is_blank = matches!(&field.1, FieldValue::Text(text) if text.is_empty());
            if is_blank || told.contains(&field.0) {
                continue;
            }
            let alone = Draft::read(kind, std::slice::from_ref(field));
            let own = alone.err().unwrap_or_default().into_iter();
            faults.extend(own.filter(|it| it.field == field.0));
        }
        self.hint(&mut faults);
        self.bad_values(&self.place(row), faults);
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
            let is_it = |headed: &Headed| headed.is(&fault.field);
            let at = self.heading.iter().position(is_it);
            let column = at.filter(|_| self.is_sheet());
            self.faults.push(SeedFault::BadValue {
                place: Place {
                    column,
                    ..place.clone()
                },
                column: fault.field,
                found: fault.found,
                expected: fault.expected,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::SeedFolder;

    #[test]
    fn a_cell_at_fault_hides_no_other_of_its_row() {
        let folder = std::env::temp_dir().join(format!("ringfence-beside-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let rows = "stream,to,year,amount,effective,recurrence\n\
                    Total,upland,2016/17,(500.00),05/04/2016,\n";
        std::fs::write(folder.join("notices.csv"), rows).expect("a file");
        let read = SeedFolder::read(&folder);
        std::fs::remove_dir_all(&folder).expect("it goes");
        let faults = read.expect_err("four cells are at fault");
        let told: Vec<String> = faults.all().iter().map(ToString::to_string).collect();
        let wanted = [
            ("amount", "brackets_minus"),
            ("effective", "day_first"),
            ("stream", "no row of totals"),
            ("year", "year_slash"),
        ];
        assert_eq!(told.len(), 4, "{told:#?}");
        for (said, (column, word)) in told.iter().zip(wanted) {
            assert!(
                said.contains(&format!("column {column}: ")) && said.contains(word),
                "{said}"
            );
        }
    }
}
