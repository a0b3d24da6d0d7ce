//! From the fields of a row to what it asks for, or to all that is wrong with it.

use ringfence::journal::{Act, ActKind, Draft, FieldFault, FieldValue};

use super::book::book_named;
use super::close::close_of;
use super::column::Takes;
use super::row::RowReader;
use super::{Place, SeedFault, SeedFile, SeedRow, SeedStep};

type Fields = [(String, FieldValue)];

impl RowReader<'_> {
    /// Takes a row whose cells are all sound.
    pub(super) fn step(&mut self, row: usize) {
        let place = self.place(row);
        let mut found = Vec::new();
        match self.read(&self.fields, &place, &mut found) {
            Ok(step) => self.rows.push(SeedRow { place, step }),
            Err(faults) => self.not_read(place, (faults, found)),
        }
    }

    /// Says what else is wrong with a row of which some cells are at fault, whatever these come to
    /// hold: with nothing in them, and with what might stand there.
    pub(super) fn beside(&mut self, row: usize, before: usize) {
        let place = self.place(row);
        let told: Vec<String> = self.faults[before..]
            .iter()
            .filter_map(|fault| fault.cell().1.map(str::to_owned))
            .collect();
        let (mut faults, mut found) = (Vec::new(), Vec::new());
        let mended = (&place, &mut Vec::new());
        if let Err(mended) = self.read_with(&told, |name| self.usual(name), mended) {
            let empty = self.read_with(&told, |_| None, (&place, &mut found));
            faults = empty.err().unwrap_or_default();
            faults.retain(|fault| !told.contains(&fault.field) && mended.contains(fault));
        }
        self.not_read(place, (faults, found));
    }

    /// Reads the row with something else in the cells that were told.
    fn read_with(
        &self,
        told: &[String],
        instead: impl Fn(&str) -> Option<FieldValue>,
        (row, found): (&Place, &mut Vec<SeedFault>),
    ) -> Result<SeedStep, Vec<FieldFault>> {
        let fields = self.fields.iter().filter_map(|(name, value)| {
            let value = match told.contains(name) {
                true => instead(name)?,
                false => value.clone(),
            };
            Some((name.clone(), value))
        });
        let fields: Vec<_> = fields.collect();
        self.read(&fields, row, found)
    }

    /// What might stand in a column.
    fn usual(&self, name: &str) -> Option<FieldValue> {
        let column = self.columns.iter().find(|it| it.name == name)?;
        let text = match column.takes {
            Takes::Words | Takes::Name => "a",
            Takes::Number => "1",
            Takes::Year => "2016-17",
            Takes::Day => "2016-04-05",
        };
        Some(FieldValue::Text(text.to_owned()))
    }

    fn not_read(&mut self, place: Place, (mut faults, found): (Vec<FieldFault>, Vec<SeedFault>)) {
        self.hint(&mut faults);
        self.faults.extend(found);
        self.unread.push((place, faults));
    }

    /// Reads fields; what is wrong with a book that they name goes beside.
    fn read(
        &self,
        fields: &Fields,
        row: &Place,
        found: &mut Vec<SeedFault>,
    ) -> Result<SeedStep, Vec<FieldFault>> {
        let book = || self.in_column(row, "book");
        match self.file {
            SeedFile::Drafts(ActKind::AdoptBook) => self.adoption(fields, &book(), found),
            SeedFile::Drafts(kind) => Draft::read(kind, fields).map(posted),
            SeedFile::Closes => close_of(self.folder, fields, &book(), found),
        }
    }

    /// An adoption carries the whole text of the book, to the letter.
    fn adoption(
        &self,
        fields: &Fields,
        book: &Place,
        found: &mut Vec<SeedFault>,
    ) -> Result<SeedStep, Vec<FieldFault>> {
        let named = fields.iter().find(|(name, _)| name == "book");
        let named = named.and_then(|(_, value)| match value {
            FieldValue::Text(name) if !name.is_empty() => Some(name),
            _ => None,
        });
        let named = named.map(|name| book_named(self.folder, name, book));
        let draft = Draft::read(ActKind::AdoptBook, fields);
        match named.transpose() {
            Ok(named) => {
                let mut draft = draft?;
                if let (Act::AdoptBook(adoption), Some(named)) = (&mut draft.act, named) {
                    adoption.book = named.text().to_owned();
                }
                Ok(posted(draft))
            }
            Err(faults) => {
                found.extend(faults);
                Err(draft.err().unwrap_or_default())
            }
        }
    }
}

fn posted(draft: Draft) -> SeedStep {
    SeedStep::Post(Box::new(draft))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use crate::{Reading, SeedFile, SeedFolder, SeedReader};

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

    /// Of a row of a CSV file, as bytes: what is told, by column.
    fn told(kind: SeedFile, heading: &str, cells: &[&[u8]], folder: &Path) -> BTreeSet<String> {
        let file = [heading.as_bytes(), &cells.join(&b',')].join(&b'\n');
        let reading = Reading::default();
        let mut reader = SeedReader::new(&reading);
        reader.csv("rows.csv", kind, Some(folder), &file);
        let faults = reader.finish().1;
        faults.all().iter().map(ToString::to_string).collect()
    }

    /// Each cell of Aberwen emptied beside each other that cannot be read: what is told is what
    /// each of the two would be told for by itself.
    #[test]
    fn a_cell_at_fault_hides_none_that_is_empty() {
        let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/aberwen");
        let seeds = Path::new(seeds);
        let (mut tried, mut hidden) = (0, BTreeSet::new());
        for name in SeedFile::names() {
            let kind = SeedFile::named(name).expect("a file");
            let Ok(text) = std::fs::read_to_string(seeds.join(name)) else {
                continue;
            };
            let mut lines = text.lines();
            let heading = lines.next().expect("a heading");
            let plain = lines.filter(|line| !line.contains('"'));
            for row in plain.take(12) {
                let cells: Vec<&[u8]> = row.split(',').map(str::as_bytes).collect();
                let with = |broken: Option<usize>, empty: Option<usize>| {
                    let mut cells = cells.clone();
                    broken.into_iter().for_each(|at| cells[at] = b"\xff");
                    empty.into_iter().for_each(|at| cells[at] = b"");
                    told(kind, heading, &cells, seeds)
                };
                let filled: Vec<usize> = (0..cells.len())
                    .filter(|at| !cells[*at].is_empty())
                    .collect();
                for broken in &filled {
                    let alone = with(Some(*broken), None);
                    for empty in filled.iter().filter(|it| *it != broken) {
                        let missing = with(None, Some(*empty));
                        let both = with(Some(*broken), Some(*empty));
                        let apart: BTreeSet<_> = alone.union(&missing).cloned().collect();
                        assert!(
                            both.is_subset(&apart),
                            "{name}: {row}: {both:#?} of {apart:#?}"
                        );
                        tried += missing.len();
                        let broken = heading.split(',').nth(*broken).expect("a column");
                        if apart != both {
                            hidden.insert(format!("{name} {broken}"));
                        }
                    }
                }
            }
        }
        // There the cell that cannot be read decides whether the other one is needed.
        let decide = [
            "commitments.csv annual",
            "commitments.csv recurrence",
            "totals.csv stated_places",
            "totals.csv stated_unit",
        ];
        assert!(hidden.iter().eq(&decide), "{hidden:?}");
        assert!(tried > 4_000, "{tried}");
    }
}
