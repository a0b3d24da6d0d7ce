//! What the reader of workbooks does not tell: hidden rows, merged cells, numbers padded with
//! noughts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

/// What cannot be scanned, as the reader of the zip or of the XML says it.
type Why = String;

/// A place in a sheet: row and column, the first of each is 0.
type At = (u32, u32);

/// What is special about the rows and cells of one sheet.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Rows that are hidden.
    pub(super) hidden: BTreeSet<u32>,
    /// Cells that are merged: the first of them, and the last.
    pub(super) merged: Vec<(At, At)>,
    /// Cells whose style was asked for, each with what was said of it.
    pub(super) styled: BTreeMap<At, usize>,
}

/// The parts of a workbook, by the names of its sheets.
pub(super) struct Scan<'b> {
    parts: ZipArchive<Cursor<&'b [u8]>>,
    sheets: BTreeMap<String, String>,
}

impl<'b> Scan<'b> {
    /// Opens the parts of a workbook.
    pub(super) fn of(bytes: &'b [u8]) -> Result<Scan<'b>, Why> {
        let parts = ZipArchive::new(Cursor::new(bytes)).map_err(|no| no.to_string())?;
        let sheets = BTreeMap::new();
        let mut scan = Scan { parts, sheets };
        let main = scan.linked("_rels/.rels", "")?;
        let main = main
            .into_values()
            .find(|(kind, _)| kind == "officeDocument");
        let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |(_, path)| path);
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let links = scan.linked(&format!("{folder}/_rels/{file}.rels"), folder)?;
        let mut sheets = BTreeMap::new();
        scan.each_start(&main, |start| {
            if start.local_name().as_ref() == "sheet" {
                let id = attribute(start, "id").unwrap_or_default();
                let path = links.get(&id).map(|(_, path)| path.clone());
                sheets.extend(attribute(start, "name").zip(path));
            }
        })?;
        scan.sheets = sheets;
        Ok(scan)
    }

    /// Where the parts are that one of them links to, by their ids: of which kind, and the path.
    fn linked(
        &mut self,
        part: &str,
        folder: &str,
    ) -> Result<BTreeMap<String, (String, String)>, Why> {
        let mut links = BTreeMap::new();
        self.each_start(part, |start| {
            let said = (
                attribute(start, "Id"),
                attribute(start, "Type"),
                attribute(start, "Target"),
            );
            if let (Some(id), Some(kind), Some(target)) = said {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let path = match (target.strip_prefix('/'), folder) {
                    (Some(whole), _) => whole.to_owned(),
                    (None, "") => target,
                    (None, folder) => format!("{folder}/{target}"),
                };
                links.insert(id, (kind, path));
            }
        })?;
        Ok(links)
    }

    /// What is special in a sheet; of cells with one of these styles, what is said of them.
    pub(super) fn marks(
        &mut self,
        sheet: &str,
        styles: &BTreeMap<usize, usize>,
    ) -> Result<Marks, Why> {
        let path = self.sheets.get(sheet).cloned();
        let path = path.ok_or_else(|| format!("the sheet {sheet} is not in it"))?;
        let mut marks = Marks::default();
        self.each_start(&path, |start| match start.local_name().as_ref() {
            "row" if attribute(start, "hidden").is_some_and(|it| it == "1" || it == "true") => {
                let row = attribute(start, "r").and_then(|row| row.parse::<u32>().ok());
                marks.hidden.extend(row.and_then(|row| row.checked_sub(1)));
            }
            "c" if !styles.is_empty() => {
                let style = attribute(start, "s").and_then(|style| style.parse().ok());
                let said = style.and_then(|style: usize| styles.get(&style));
                let at = attribute(start, "r").and_then(|name| place_of(&name));
                marks.styled.extend(at.zip(said.copied()));
            }
            "mergeCell" => {
                let area = attribute(start, "ref");
                marks.merged.extend(area.and_then(|area| area_of(&area)));
            }
            _ => {}
        })?;
        Ok(marks)
    }

    fn each_start(&mut self, path: &str, mut see: impl FnMut(&BytesStart<'_>)) -> Result<(), Why> {
        let part = self.parts.by_name(path).map_err(|no| no.to_string())?;
        let mut reader = Reader::from_reader(BufReader::new(Box::new(part) as Box<dyn Read + '_>));
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(start) | Event::Empty(start)) => see(&start),
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(no) => return Err(no.to_string()),
            }
        }
    }
}

/// An attribute by its name without the prefix of its namespace.
fn attribute(of: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = of.attributes().filter_map(Result::ok);
    let found = all.find(|it| it.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// `B3:D5` as its first and its last cell.
fn area_of(area: &str) -> Option<(At, At)> {
    let (first, last) = area.split_once(':')?;
    Some((place_of(first)?, place_of(last)?))
}

/// `B3` as row 2 and column 1.
fn place_of(name: &str) -> Option<At> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let place = u32::from(letter.checked_sub(b'A').filter(|place| *place < 26)?);
        column = column.checked_mul(26)?.checked_add(place + 1)?;
    }
    Some((
        row.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}
