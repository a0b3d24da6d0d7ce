//! From the fields of a row to what it asks for, or to all that is wrong with it.

use ringfence::journal::{Act, ActKind, Draft, FieldFault, FieldValue};

use super::book::book_named;
use super::cells::NO_TOTALS;
use super::close::close_of;
use super::row::RowReader;
use super::{Place, SeedFault, SeedFile, SeedRow, SeedStep};

type Fields = [(String, FieldValue)];

/// Something of each form that a field may have, and lists of several lengths.
const USUAL: [&str; 10] = [
    "a",
    "1",
    "5%",
    "yes",
    "2016-17",
    "2016-04-05",
    "a;b",
    "a;b;c",
    "a;b;c;d",
    "1;1;1;1;1;1;1;1;1;1;1;1",
];

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
    /// hold: with nothing in them, and with each of what might stand there. A row of totals is to
    /// be left out, and lacks nothing.
    pub(super) fn beside(&mut self, row: usize, before: usize) {
        let place = self.place(row);
        let (mut told, mut is_of_totals) = (Vec::new(), false);
        for fault in &self.faults[before..] {
            let column = fault.cell().1.unwrap_or_default();
            if self.fields.iter().any(|(name, _)| name == column) {
                told.push(column.to_owned());
            }
            is_of_totals |= matches!(
                fault,
                SeedFault::BadValue { expected, .. } if expected == NO_TOTALS
            );
        }
        let mut found = Vec::new();
        let empty = self.read_beside(&told, &[], (&place, &mut found));
        let mut faults = empty.err().unwrap_or_default();
        faults.retain(|fault| {
            let lacks = is_of_totals && !self.stands(&fault.field);
            !told.contains(&fault.field) && !lacks
        });
        if !faults.is_empty() {
            self.keep_sure(&mut faults, &told, &place);
        }
        self.not_read(place, (faults, found));
    }

    /// Keeps the faults that stand whatever might stand in the cells that were told.
    fn keep_sure(&self, faults: &mut Vec<FieldFault>, told: &[String], place: &Place) {
        let stand_ins: Vec<Vec<FieldValue>> = told.iter().map(|it| self.stand_ins(it)).collect();
        if stand_ins.iter().any(Vec::is_empty) {
            return faults.clear();
        }
        let most = stand_ins.iter().map(Vec::len).max().unwrap_or(0);
        for turn in 0..most {
            let filled = told.iter().zip(&stand_ins);
            let filled = filled.map(|(name, each)| (name.clone(), each[turn % each.len()].clone()));
            let filled: Vec<_> = filled.collect();
            let mended = self.read_beside(told, &filled, (place, &mut Vec::new()));
            let mended = mended.err().unwrap_or_default();
            faults.retain(|fault| mended.contains(fault));
        }
    }

    /// Reads the row with others in the place of the fields that were told.
    fn read_beside(
        &self,
        told: &[String],
        others: &Fields,
        (row, found): (&Place, &mut Vec<SeedFault>),
    ) -> Result<SeedStep, Vec<FieldFault>> {
        let own = self.fields.iter().filter(|(name, _)| !told.contains(name));
        let fields: Vec<_> = own.chain(others).cloned().collect();
        self.read(&fields, row, found)
    }

    /// Whether something stands in a field.
    fn stands(&self, name: &str) -> bool {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.is_some_and(
            |(_, value)| !matches!(value, FieldValue::Text(text) if text.trim().is_empty()),
        )
    }

    /// What might stand in a field: each form that its reader takes, and of a few words all.
    fn stand_ins(&self, name: &str) -> Vec<FieldValue> {
        let own = |text: &str| {
            let field = (name.to_owned(), FieldValue::Text(text.to_owned()));
            let read = self.read(&[field], &self.whole, &mut Vec::new());
            let mut faults = read.err().unwrap_or_default();
            faults.retain(|fault| fault.field == name);
            faults
        };
        let words = own("?").pop().map_or_else(String::new, |it| it.expected);
        let words = words.split([',', ' ', ';']).map(str::trim);
        let usual = USUAL.iter().copied().chain(words);
        let read = usual.filter(|text| !text.is_empty() && own(text).is_empty());
        read.map(|text| FieldValue::Text(text.to_owned())).collect()
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
            FieldValue::Text(name) if !name.trim().is_empty() => Some(name),
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

    /// Rows of a few more forms than Aberwen has.
    const MORE: [[&str; 3]; 3] = [
        [
            "streams.csv",
            "id,purposes,tolerance,tolerance_percent,tolerance_round,tolerance_takes",
            "winter,beds,100,5%,down,lesser",
        ],
        [
            "floors.csv",
            "id,stream,body,year,percent,round,effective",
            "beds-floor,winter,upland,2018-19,50%,down,2018-10-01",
        ],
        [
            "ended.csv",
            "body,effective,into,weights",
            "mill,2018-04-01,hill;dale,2;1",
        ],
    ];

    /// Rows that read: the file, its heading, and the row.
    fn sound_rows(seeds: &Path) -> Vec<[String; 3]> {
        let mut rows = Vec::from(MORE.map(|row| row.map(str::to_owned)));
        for name in SeedFile::names() {
            let text = std::fs::read_to_string(seeds.join(name)).unwrap_or_default();
            let mut lines = text.lines().map(str::to_owned);
            let heading = lines.next().unwrap_or_default();
            let plain = lines.filter(|line| !line.contains('"')).take(12);
            rows.extend(plain.map(|row| [name.to_owned(), heading.clone(), row]));
        }
        rows
    }

    /// Each cell that is not empty emptied, beside each other one that cannot be read: what is
    /// told is what each of the two is told for by itself, and of a cell that cannot be read that
    /// alone.
    #[test]
    fn a_cell_at_fault_hides_none_that_is_empty() {
        let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/aberwen");
        let seeds = Path::new(seeds);
        let (mut tried, mut hidden) = (0, BTreeSet::new());
        for [name, heading, row] in sound_rows(seeds) {
            let kind = SeedFile::named(&name).expect("a file");
            let cells: Vec<&[u8]> = row.split(',').map(str::as_bytes).collect();
            let with = |broken: Option<usize>, empty: Option<usize>| {
                let mut cells = cells.clone();
                broken.into_iter().for_each(|at| cells[at] = b"\xff");
                empty.into_iter().for_each(|at| cells[at] = b"");
                told(kind, &heading, &cells, seeds)
            };
            let filled = |at: &usize| !cells[*at].is_empty();
            for broken in (0..cells.len()).filter(filled) {
                let alone = with(Some(broken), None);
                assert_eq!(alone.len(), 1, "{name}: {row}: {alone:#?}");
                for empty in (0..cells.len()).filter(filled).filter(|it| *it != broken) {
                    let missing = with(None, Some(empty));
                    let both = with(Some(broken), Some(empty));
                    let apart: BTreeSet<_> = alone.union(&missing).cloned().collect();
                    assert!(
                        both.is_subset(&apart),
                        "{name}: {row}: {both:#?}, {apart:#?}"
                    );
                    tried += missing.len();
                    if apart != both {
                        let broken = heading.split(',').nth(broken).expect("a column");
                        hidden.insert(format!("{name} {broken}"));
                    }
                }
            }
        }
        // There the cell that cannot be read decides whether the other one is needed, or the fault
        // of the other one would be said of it.
        let decide = [
            "commitments.csv annual",
            "commitments.csv recurrence",
            "ended.csv weights",
            "streams.csv tolerance",
            "streams.csv tolerance_takes",
            "totals.csv stated_places",
            "totals.csv stated_unit",
        ];
        assert!(hidden.iter().eq(&decide), "{hidden:?}");
        assert!(tried > 4_000, "{tried}");
    }

    #[test]
    fn a_row_of_totals_lacks_nothing() {
        let kind = SeedFile::named("notices.csv").expect("a file");
        let heading = "stream,to,year,amount,effective,recurrence";
        let cells: [&[u8]; 6] = [b"Total", b"", b"", b"510000", b"", b""];
        let told = told(kind, heading, &cells, Path::new("."));
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told.iter().all(|it| it.contains("no row of totals")),
            "{told:#?}"
        );
    }
}
