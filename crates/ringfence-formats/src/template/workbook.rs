//! A sheet for each kind of draft, with its headings and what each column holds.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Note, Workbook, Worksheet, XlsxError};

use crate::SeedFile;
use crate::grid::{Encoding, Grid, GridRow};

/// What each column holds, as on the page of drafts; those of every draft name no sheet.
const COLUMNS: &[u8] = include_bytes!("columns.csv");
/// What a row of each sheet does.
const SHEETS: &[u8] = include_bytes!("sheets.csv");

/// An empty workbook with a sheet for each of these kinds of draft, or for all where none is
/// named: its bytes, which are the same each time.
///
/// The first row names the columns, those that are needed in bold; what a column holds stands in
/// a note at its name. A sheet `README`, which is not read, lists the others. Ids and years are
/// cells of text, so that Excel makes no days of them.
///
/// ```
/// use ringfence_formats::{Reading, SeedFile, SeedReader, template_of};
///
/// let bytes = template_of(&[SeedFile::of_kind("spends").ok_or("a kind")?])?;
/// let reading = Reading::default();
/// let mut reader = SeedReader::new(&reading);
/// reader.workbook("template.xlsx", None, &bytes);
/// let (seed, faults) = reader.finish();
/// assert!(seed.rows.is_empty() && faults.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A workbook that cannot be put together.
pub fn template_of(kinds: &[SeedFile]) -> Result<Vec<u8>, XlsxError> {
    let all: Vec<SeedFile> = SeedFile::kinds().filter_map(SeedFile::of_kind).collect();
    let chosen = |kind: &&SeedFile| kinds.is_empty() || kinds.contains(kind);
    let kinds: Vec<SeedFile> = all.iter().filter(chosen).copied().collect();
    let mut book = Workbook::new();
    // The same template, the same bytes: nobody asks what time it is.
    let begun = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&begun));
    let told = told();
    write_readme(book.add_worksheet(), &kinds)?;
    for kind in kinds {
        write_kind(book.add_worksheet(), kind, &told)?;
    }
    book.save_to_buffer()
}

const HOW: &str = "Fill in the sheets that you need, a row for each thing that happened, and \
                   leave the others empty or delete them. Point at the name of a column to read \
                   what it holds; what is needed is bold. Then: ringfence check FILE.xlsx, or in \
                   Python ledger.load(\"FILE.xlsx\").";

fn write_readme(sheet: &mut Worksheet, kinds: &[SeedFile]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    sheet
        .set_name("README")?
        .set_column_width(0, 24)?
        .set_column_width(1, 90)?;
    sheet.write_with_format(0, 1, HOW, &wrapped)?;
    sheet.write_with_format(2, 0, "sheet", &bold)?;
    sheet.write_with_format(2, 1, "a row of it", &bold)?;
    let rows = rows_of(SHEETS);
    for (at, kind) in (3..).zip(kinds) {
        let says = rows
            .iter()
            .find(|row| row.cell(0).text() == Some(kind.kind()));
        let says = says.and_then(|row| row.cell(1).text());
        sheet.write_string(at, 0, kind.kind())?;
        sheet.write_string(
            at,
            1,
            says.unwrap_or("Plan a year, and close it by that plan."),
        )?;
    }
    Ok(())
}

fn write_kind(sheet: &mut Worksheet, kind: SeedFile, told: &[Told]) -> Result<(), XlsxError> {
    sheet.set_name(kind.kind())?.set_freeze_panes(1, 0)?;
    for (at, name) in (0..).zip(kind.columns()) {
        let of = |it: &&Told| it.column == name && it.sheet == kind.kind();
        let of_all = |it: &&Told| it.column == name && it.sheet.is_empty();
        let own = told.iter().find(of).or_else(|| told.iter().find(of_all));
        let told = own.cloned().unwrap_or_else(|| of_a_close(name));
        let heading = match told.needed.as_str() {
            "needed" => Format::new().set_bold(),
            _ => Format::new(),
        };
        let width = u32::try_from(name.len()).unwrap_or(8).max(8) + 2;
        sheet.set_column_width(at, width)?;
        sheet.set_column_format(at, &told.format())?;
        sheet.write_with_format(0, at, name, &heading)?;
        sheet.insert_note(0, at, &Note::new(told.note()).set_author("ringfence"))?;
    }
    Ok(())
}

/// What is told of a column.
#[derive(Clone, Debug)]
struct Told {
    sheet: String,
    column: String,
    needed: String,
    written: String,
    says: String,
}

impl Told {
    fn note(&self) -> String {
        let needed = match self.needed.as_str() {
            "" => String::new(),
            needed => format!("\n{needed}"),
        };
        format!("{}\n{}{needed}", self.says, self.written)
    }

    fn format(&self) -> Format {
        let code = match self.written.as_str() {
            written if written.starts_with("pounds") => "#,##0.00",
            written if written.starts_with("a day") => "yyyy-mm-dd",
            written if written.starts_with("a whole number") => "0",
            _ => "@",
        };
        Format::new().set_num_format(code)
    }
}

fn of_a_close(name: &str) -> Told {
    let (written, says) = match name {
        "year" => ("a year such as 2016-17", "The year."),
        "effective" => (
            "a day that exists, such as 2016-04-05",
            "When the close counts.",
        ),
        _ => (
            "a rule book such as wales-2016",
            "The rule book that it is planned under.",
        ),
    };
    Told {
        sheet: "closes".to_owned(),
        column: name.to_owned(),
        needed: "needed".to_owned(),
        written: written.to_owned(),
        says: says.to_owned(),
    }
}

fn told() -> Vec<Told> {
    let told = |row: GridRow| {
        let [sheet, column, needed, written, says] =
            [0, 1, 2, 3, 4].map(|at| row.cell(at).to_string());
        Told {
            sheet,
            column,
            needed,
            written,
            says,
        }
    };
    rows_of(COLUMNS).into_iter().map(told).collect()
}

fn rows_of(bytes: &[u8]) -> Vec<GridRow> {
    let grid = Grid::of_csv("of this crate", bytes, Encoding::Utf8);
    grid.expect("it is UTF-8")
        .rows
        .into_iter()
        .skip(1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../../ringfence/docs/drafts.md");

    #[test]
    fn what_the_template_tells_is_what_the_page_of_drafts_tells() {
        let mut sheet = String::new();
        let (mut columns, mut sheets) = (Vec::new(), Vec::new());
        for line in PAGE.lines() {
            if line.starts_with("## ") {
                sheet.clear();
            } else if let Some((says, rest)) = line.split_once(" Read from `") {
                let (name, _) = rest.split_once(".csv`").expect("a file");
                sheet = name.to_owned();
                sheets.push([sheet.clone(), says.to_owned()]);
            } else if let Some(row) = line.strip_prefix("| `") {
                let cells: Vec<&str> = row.split('|').map(str::trim).collect();
                let plain = |at: usize| cells[at].replace('`', "");
                columns.push([sheet.clone(), plain(0), plain(1), plain(2), plain(3)]);
            }
        }
        let of = |row: GridRow| [0, 1].map(|at| row.cell(at).to_string());
        assert_eq!(
            rows_of(SHEETS).into_iter().map(of).collect::<Vec<_>>(),
            sheets
        );
        let of = |row: GridRow| [0, 1, 2, 3, 4].map(|at| row.cell(at).to_string());
        assert_eq!(
            rows_of(COLUMNS).into_iter().map(of).collect::<Vec<_>>(),
            columns
        );
    }

    #[test]
    fn the_template_of_all_kinds_has_every_column_and_reads_as_nothing() {
        let bytes = template_of(&[]).expect("a workbook");
        assert_eq!(bytes, template_of(&[]).expect("the same"));
        let grids = Grid::of_workbook("t.xlsx", &bytes).expect("grids");
        assert_eq!(grids.len(), SeedFile::kinds().count() + 1);
        for (grid, kind) in grids.iter().skip(1).zip(SeedFile::kinds()) {
            let columns = SeedFile::of_kind(kind).expect("a kind").columns();
            let heading: Vec<String> = grid.rows[0].cells.iter().map(ToString::to_string).collect();
            assert_eq!((grid.sheet.as_deref(), grid.rows.len()), (Some(kind), 1));
            assert_eq!(heading, columns);
        }
        let reading = crate::Reading::default();
        let mut reader = crate::SeedReader::new(&reading);
        reader.workbook("t.xlsx", None, &bytes);
        let (seed, faults) = reader.finish();
        assert_eq!((seed.rows.len(), faults.to_string()), (0, String::new()));
    }
}
