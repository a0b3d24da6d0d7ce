//! Drafts as JSON lines.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::row::{Counted, RowReader};
use super::{Place, SeedFault, SeedFile, SeedReader};
use crate::grid::{Broken, GridCell, GridRow};

/// The key that says what a line asks for; `kind` is a field of bodies and of streams.
const KEY: &str = "draft";

impl SeedReader<'_> {
    /// Reads drafts, one a line: an object whose `draft` says what it is, as a file of a folder is
    /// called without `.csv`, and whose other keys are the fields. Sums are numbers or texts, and
    /// are taken as they are written; several names are a list, or a text with `;` between them.
    pub fn json_lines(&mut self, name: &str, folder: Option<&Path>, bytes: &[u8]) {
        let whole = Place::in_file(name);
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let (reading, count) = (self.reading, self.count);
        let mut readers: BTreeMap<SeedFile, RowReader<'_>> = BTreeMap::new();
        let mut row = GridRow::default();
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let place = Place {
                row: Some(at + 1),
                ..whole.clone()
            };
            let (kind, fields) = match kind_of(line) {
                Ok(read) => read,
                Err((found, expected)) => {
                    self.faults.push(SeedFault::BadLine {
                        place,
                        found,
                        expected,
                    });
                    continue;
                }
            };
            let reader = readers.entry(kind).or_insert_with(|| {
                let of = (kind, whole.clone());
                RowReader::of(reading, folder, of, Counted::Lines).counting(count)
            });
            reader.unheaded();
            row.cells.clear();
            row.row = at + 1;
            for (name, value) in fields {
                reader.headed(&name, place.clone());
                row.cells.push(cell_of(value));
            }
            if reader.is_headed() {
                reader.row(&row);
            }
        }
        for mut reader in readers.into_values() {
            reader.unheaded();
            self.take(reader);
        }
    }
}

type Fields<'l> = Vec<(String, &'l RawValue)>;

/// What a line asks for, and its fields; or what was found and what would work.
fn kind_of(line: &[u8]) -> Result<(SeedFile, Fields<'_>), (String, String)> {
    let shape = || "one JSON object a line, such as {\"draft\": \"bodies\", \"id\": \"gov\"}";
    let Line(mut fields) =
        serde_json::from_slice(line).map_err(|no| (no.to_string(), shape().to_owned()))?;
    let at = fields.iter().position(|(name, _)| name == KEY);
    let at = at.ok_or_else(|| (format!("no {KEY:?}"), shape().to_owned()))?;
    let (_, named) = fields.remove(at);
    let named: String = serde_json::from_str(named.get()).unwrap_or_default();
    let kind = SeedFile::of_kind(&named).ok_or_else(|| {
        let near = ringfence::word::nearest(&named, SeedFile::kinds());
        let all = || ringfence::word::one_of(&SeedFile::kinds().collect::<Vec<_>>());
        let expected = near.map_or_else(all, |near| format!("{near}?"));
        (format!("{KEY} {named:?}"), expected)
    })?;
    Ok((kind, fields))
}

/// The pairs of an object in order, each that stands there twice as well.
struct Line<'l>(Fields<'l>);

impl<'de> Deserialize<'de> for Line<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Line<'de>, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Line<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Line(pairs))
            }
        }
        from.deserialize_map(Pairs)
    }
}

/// A value as a cell: a number with the digits that stand there.
fn cell_of(value: &RawValue) -> GridCell {
    let raw = value.get();
    let text = |raw: &str| serde_json::from_str::<String>(raw).map(GridCell::Text);
    match raw.as_bytes().first() {
        Some(b'"') => text(raw)
            .unwrap_or_else(|_| GridCell::Broken(Broken::NotUtf8(raw.chars().take(40).collect()))),
        Some(b'n') => GridCell::Blank,
        Some(b't') => GridCell::Flag(true),
        Some(b'f') => GridCell::Flag(false),
        Some(b'[') => listed(raw),
        Some(b'{') => GridCell::Broken(Broken::Error("an object".to_owned())),
        _ if raw.contains(['e', 'E']) => GridCell::Broken(Broken::Float(raw.to_owned())),
        _ => GridCell::Number(raw.to_owned()),
    }
}

/// Several texts or numbers as one text with `;` between them.
fn listed(raw: &str) -> GridCell {
    let values: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
    let cells: Vec<GridCell> = values.into_iter().map(cell_of).collect();
    let one = |cell: &GridCell| match cell {
        GridCell::Text(text) if !text.contains(';') => Some(text.clone()),
        GridCell::Number(digits) => Some(digits.clone()),
        _ => None,
    };
    match cells.iter().map(one).collect::<Option<Vec<String>>>() {
        Some(texts) => GridCell::Text(texts.join(";")),
        None => GridCell::Broken(Broken::Error(
            "a list of other things than texts".to_owned(),
        )),
    }
}
