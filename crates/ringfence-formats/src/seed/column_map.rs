//! Other people's headings for ours.

use std::collections::BTreeMap;

use super::{Place, SeedFault, SeedFaults, SeedFile};
use crate::grid::{Encoding, Grid};

/// Other people's headings for ours: for every kind of draft, or for one.
///
/// A heading that stands for nothing, an empty text, is passed by with what is below it.
///
/// ```
/// use ringfence_formats::ColumnMap;
///
/// let map = ColumnMap::read("map.toml", "[spends]\n\"Cost (£)\" = \"amount\"\n".as_bytes())?;
/// assert_eq!(map.ours("spends", "Cost (£)"), Some("amount"));
/// assert_eq!(map.ours("notices", "Cost (£)"), None);
/// # Ok::<(), ringfence_formats::SeedFaults>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ColumnMap {
    everywhere: BTreeMap<String, String>,
    of_kind: BTreeMap<String, BTreeMap<String, String>>,
}

impl ColumnMap {
    /// Says what a heading stands for: in one kind, named as its file without `.csv`, or in all.
    pub fn say(&mut self, kind: Option<&str>, theirs: &str, ours: &str) {
        let map = match kind {
            Some(kind) => self.of_kind.entry(kind.to_owned()).or_default(),
            None => &mut self.everywhere,
        };
        map.insert(theirs.trim().to_owned(), ours.trim().to_owned());
    }

    /// What a heading stands for just there.
    fn said(&self, kind: Option<&str>, theirs: &str) -> Option<&str> {
        let map = match kind {
            Some(kind) => self.of_kind.get(kind)?,
            None => &self.everywhere,
        };
        map.get(theirs.trim()).map(String::as_str)
    }

    /// What a heading of a kind stands for, where that is said.
    pub fn ours(&self, kind: &str, theirs: &str) -> Option<&str> {
        let own = self.of_kind.get(kind).and_then(|map| map.get(theirs));
        own.or_else(|| self.everywhere.get(theirs))
            .map(String::as_str)
    }

    /// Reads a map: a TOML file with a table for each kind, and what holds for all before them;
    /// or a CSV file with the columns `kind` (empty for all), `theirs` and `ours`.
    ///
    /// # Errors
    /// Everything in it that does not read, and kinds that a seed does not have.
    ///
    /// ```
    /// use ringfence_formats::ColumnMap;
    ///
    /// let faults = ColumnMap::read("columns.toml", b"amount = 7").unwrap_err();
    /// assert!(faults.to_string().starts_with("columns.toml"));
    /// ```
    pub fn read(file: &str, bytes: &[u8]) -> Result<ColumnMap, SeedFaults> {
        let mut reader = MapReader {
            file,
            map: ColumnMap::default(),
            faults: Vec::new(),
        };
        match file.ends_with(".toml") {
            true => reader.toml(bytes),
            false => reader.csv(bytes),
        }
        match reader.faults.is_empty() {
            true => Ok(reader.map),
            false => Err(SeedFaults::of(reader.faults)),
        }
    }
}

struct MapReader<'f> {
    file: &'f str,
    map: ColumnMap,
    faults: Vec<SeedFault>,
}

impl MapReader<'_> {
    fn toml(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(no) => {
                let found = no.message().to_owned();
                return self.fault(None, "toml", found, "TOML such as [spends]".to_owned());
            }
        };
        for (name, value) in &table {
            match value {
                toml::Value::String(ours) => self.say(None, "", name, ours),
                toml::Value::Table(own) => {
                    for (theirs, ours) in own {
                        match ours.as_str() {
                            Some(ours) => self.say(None, name, theirs, ours),
                            None => self.no_text(theirs, ours),
                        }
                    }
                }
                other => self.no_text(name, other),
            }
        }
    }

    fn no_text(&mut self, theirs: &str, found: &toml::Value) {
        let found = format!("{found}");
        self.fault(
            None,
            theirs,
            found,
            "the name of a column, as a text".to_owned(),
        );
    }

    fn csv(&mut self, bytes: &[u8]) {
        let grid = match Grid::of_csv(self.file, bytes, Encoding::Utf8) {
            Ok(grid) => grid,
            Err(fault) => return self.faults.push(SeedFault::NoGrid(fault)),
        };
        let mut rows = grid.rows.iter();
        let heading = rows.next().map_or(&[][..], |row| &row.cells);
        let place = |name: &str| heading.iter().position(|cell| cell.text() == Some(name));
        let (Some(theirs), Some(ours)) = (place("theirs"), place("ours")) else {
            let found = "no columns theirs and ours".to_owned();
            return self.fault(
                Some(1),
                "theirs",
                found,
                "them, and kind at will".to_owned(),
            );
        };
        let kind = place("kind");
        for row in rows {
            let broken = row
                .cells
                .iter()
                .find(|it| !it.is_blank() && it.text().is_none());
            if let Some(cell) = broken {
                let wanted = "words in each cell".to_owned();
                self.fault(Some(row.row), "theirs", cell.to_string(), wanted);
                continue;
            }
            let text = |at: usize| row.cell(at).text().unwrap_or_default();
            let of = kind.map_or("", text);
            self.say(Some(row.row), of, text(theirs), text(ours));
        }
    }

    fn say(&mut self, row: Option<usize>, kind: &str, theirs: &str, ours: &str) {
        let of = Some(kind).filter(|kind| !kind.is_empty());
        if of.is_none_or(|kind| SeedFile::kinds().any(|known| known == kind)) {
            if let Some(before) = self.map.said(of, theirs).filter(|it| *it != ours.trim()) {
                let found = format!("{ours:?} for {theirs:?}, which stands for {before:?} above");
                self.fault(row, "ours", found, "one of the two".to_owned());
            }
            return self.map.say(of, theirs, ours);
        }
        let near = ringfence::word::nearest(kind, SeedFile::kinds());
        let all = || ringfence::word::one_of(&SeedFile::kinds().collect::<Vec<_>>());
        let expected = near.map_or_else(all, |near| format!("{near}?"));
        self.fault(row, "kind", format!("{kind:?}"), expected);
    }

    fn fault(&mut self, row: Option<usize>, column: &str, found: String, expected: String) {
        let place = Place {
            row,
            ..Place::in_file(self.file)
        };
        self.faults.push(SeedFault::BadValue {
            place,
            column: column.to_owned(),
            found,
            expected,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_the_same_as_toml_and_as_csv() {
        let toml = "\"Cost\" = \"amount\"\n[spends]\n\"Cost\" = \"part\"\nIgnored = \"\"\n";
        let csv = "kind,theirs,ours\n,Cost,amount\nspends,Cost,part\nspends,Ignored,\n";
        for (file, text) in [("m.toml", toml), ("m.csv", csv)] {
            let map = ColumnMap::read(file, text.as_bytes()).expect(file);
            assert_eq!(map.ours("spends", "Cost"), Some("part"), "{file}");
            assert_eq!(map.ours("notices", "Cost"), Some("amount"), "{file}");
            assert_eq!(map.ours("spends", "Ignored"), Some(""), "{file}");
            assert_eq!(map.ours("notices", "Ignored"), None, "{file}");
        }
    }

    #[test]
    fn a_heading_that_stands_for_two_columns_is_told() {
        let csv = "kind,theirs,ours\n,Cost,amount\nspends,Cost,part\nspends, Cost,amount\n\
                   spends,Cost,part\n";
        let no = ColumnMap::read("m.csv", csv.as_bytes()).expect_err("two columns");
        let wanted = "m.csv, row 4, column ours: found \"amount\" for \"Cost\", which stands for \
                      \"part\" above; expected one of the two";
        assert_eq!(no.to_string().lines().next(), Some(wanted));
    }

    #[test]
    fn a_kind_that_there_is_not_and_what_is_no_text_are_told() {
        let read = |text: &str| ColumnMap::read("m.toml", text.as_bytes()).expect_err("a fault");
        let no = read("[spend]\nCost = \"amount\"\n").to_string();
        assert_eq!(no, "m.toml, column kind: found \"spend\"; expected spends?");
        let no = read("[spends]\nCost = 5\n").to_string();
        assert_eq!(
            no,
            "m.toml, column Cost: found 5; expected the name of a column, as a text"
        );
        assert_eq!(read("[spends").all().len(), 1);
    }
}
