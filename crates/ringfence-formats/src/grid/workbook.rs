//! The sheets of a workbook of Excel.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::digits::digits_of;
use super::scan::{Marks, Scan};
use super::{Broken, Grid, GridCell, GridFault, GridRow, Shown, cell_name};

type Rows = BTreeMap<u32, Vec<GridCell>>;

impl Grid {
    /// The sheets of a workbook of Excel (`.xlsx`), one grid each, in their order; charts and the
    /// like are passed by.
    ///
    /// Days are read by the calendar of the workbook, be it that of 1900 or of 1904. A number
    /// that is shown with leading noughts (the format `00000`) is the text that is shown.
    ///
    /// ```
    /// use ringfence::journal::Header;
    /// use ringfence::state::{Ledger, Selection};
    /// use ringfence_formats::{Frame, Grid, xlsx_of};
    ///
    /// let ledger = Ledger::new(Header::new("GBP")?);
    /// let positions = ringfence::view::positions(&ledger, &Selection::default())?;
    /// let bytes = xlsx_of(&Frame::from(positions), "a ledger without entries")?;
    /// let grids = Grid::of_workbook("positions.xlsx", &bytes)?;
    /// assert_eq!(grids[0].sheet.as_deref(), Some("table"));
    /// assert_eq!(grids[0].rows[0].cells[0].text(), Some("body"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Bytes that are no such workbook; one of an older Excel, or one that is locked.
    pub fn of_workbook(file: &str, bytes: &[u8]) -> Result<Vec<Grid>, GridFault> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            let file = file.to_owned();
            return Err(GridFault::OldWorkbook { file });
        }
        grids_of(file, bytes).map_err(|why| {
            let file = file.to_owned();
            GridFault::NotAWorkbook { file, why }
        })
    }
}

fn grids_of(file: &str, bytes: &[u8]) -> Result<Vec<Grid>, String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|no| no.to_string())?;
    let mut scan = Scan::of(bytes)?;
    let mut grids = Vec::new();
    for sheet in book.sheets_metadata().to_owned() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let padded = padded_styles(&mut book, &sheet.name)?;
        let marks = scan.marks(&sheet.name, &padded)?;
        let cells = cells_of(&mut book, &sheet.name, &marks)?;
        let shown = match sheet.visible {
            SheetVisible::Visible => Shown::InSight,
            SheetVisible::Hidden | SheetVisible::VeryHidden => Shown::Hidden,
        };
        grids.push(Grid {
            file: file.to_owned(),
            sheet: Some(sheet.name),
            shown,
            rows: rows_of(cells, &marks),
        });
    }
    Ok(grids)
}

/// The styles that show a whole number with leading noughts, and how many digits they show.
fn padded_styles(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
) -> Result<BTreeMap<usize, usize>, String> {
    let reader = book.worksheet_cells_reader(sheet);
    let reader = reader.map_err(|no| no.to_string())?;
    let styles = reader.styles().iter().enumerate();
    let padded = styles.filter_map(|(style, it)| {
        let code = &it.number_format.as_ref()?.format_code;
        let is_padded = code.len() > 1 && code.bytes().all(|byte| byte == b'0');
        is_padded.then_some((style, code.len()))
    });
    Ok(padded.collect())
}

fn cells_of(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str, marks: &Marks) -> Result<Rows, String> {
    let reader = book.worksheet_cells_reader(sheet);
    let mut reader = reader.map_err(|no| no.to_string())?;
    let mut rows = Rows::new();
    loop {
        let record = reader.next_cell_with_formula_metadata();
        let Some(record) = record.map_err(|no| no.to_string())? else {
            return Ok(rows);
        };
        let cell = match (record.value, record.formula) {
            (DataRef::Empty, None) => continue,
            (DataRef::Empty, Some(_)) => GridCell::Broken(Broken::NeverCalculated),
            (value, _) => cell_of(value, marks.styled.get(&record.pos).copied()),
        };
        put(&mut rows, record.pos, cell);
    }
}

fn put(rows: &mut Rows, (row, column): (u32, u32), cell: GridCell) {
    let cells = rows.entry(row).or_default();
    let column = column as usize;
    if cells.len() <= column {
        cells.resize(column + 1, GridCell::Blank);
    }
    cells[column] = cell;
}

fn rows_of(mut cells: Rows, marks: &Marks) -> Vec<GridRow> {
    // A merged cell may reach to the end of the sheet: nobody looks beyond the widest row.
    let width = cells.values().map(Vec::len).max().unwrap_or(0);
    for ((top, left), (bottom, right)) in &marks.merged {
        let first = cell_name(*top as usize + 1, *left as usize);
        let columns = *left as usize..(*right as usize + 1).min(width);
        for (row, cells) in cells.range_mut(top..=bottom) {
            let skipped = usize::from(row == top);
            for column in columns.clone().skip(skipped) {
                cells.resize(cells.len().max(column + 1), GridCell::Blank);
                cells[column] = GridCell::Covered(first.clone());
            }
        }
    }
    let rows = cells.into_iter().filter_map(|(row, mut cells)| {
        while cells.last().is_some_and(GridCell::is_blank) {
            cells.pop();
        }
        let shown = match marks.hidden.contains(&row) {
            true => Shown::Hidden,
            false => Shown::InSight,
        };
        let row = row as usize + 1;
        (!cells.is_empty()).then_some(GridRow { row, shown, cells })
    });
    rows.collect()
}

fn cell_of(value: DataRef<'_>, padded: Option<usize>) -> GridCell {
    match value {
        DataRef::Empty => GridCell::Blank,
        DataRef::String(text) => GridCell::Text(text),
        DataRef::SharedString(text) => GridCell::Text(text.to_owned()),
        DataRef::Bool(flag) => GridCell::Flag(flag),
        DataRef::Error(word) => GridCell::Broken(Broken::Error(word.to_string())),
        DataRef::Int(number) => GridCell::Number(number.to_string()),
        DataRef::Float(number) => match (digits_of(number), padded) {
            (Err(found), _) => GridCell::Broken(Broken::TooManyDigits(found)),
            (Ok(digits), Some(width)) if digits.bytes().all(|it| it.is_ascii_digit()) => {
                GridCell::Text(format!("{digits:0>width$}"))
            }
            (Ok(digits), _) => GridCell::Number(digits),
        },
        DataRef::DateTime(moment) => moment_of(&moment),
        DataRef::DateTimeIso(text) => iso_moment_of(&text),
        DataRef::DurationIso(text) => GridCell::Broken(Broken::NotADay(text)),
    }
}

/// A day by the calendar of the workbook; the 29th of February 1900, which Excel has, is none.
fn moment_of(moment: &ExcelDateTime) -> GridCell {
    let serial = moment.as_f64();
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    let time =
        NaiveTime::from_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into());
    // Excel shows 00/01/1900 for 0 and ##### beyond the year 9999, calamine the nearest day.
    let is_day = !moment.is_duration() && (1.0..2_957_004.0).contains(&serial);
    match day.zip(time) {
        Some((day, time)) if is_day => at(day.and_time(time)),
        _ => GridCell::Broken(Broken::NotADay(serial.to_string())),
    }
}

fn iso_moment_of(text: &str) -> GridCell {
    let day = text.parse::<NaiveDate>().map(GridCell::Day).ok();
    let moment = || text.parse::<NaiveDateTime>().map(at).ok();
    let broken = || GridCell::Broken(Broken::NotADay(text.to_owned()));
    day.or_else(moment).unwrap_or_else(broken)
}

fn at(moment: NaiveDateTime) -> GridCell {
    match moment.time() == NaiveTime::MIN {
        true => GridCell::Day(moment.date()),
        false => GridCell::Moment(moment),
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, XlsxError};

    use super::*;

    fn written() -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("first")?;
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        let hours = Format::new().set_num_format("[h]:mm");
        let padded = Format::new().set_num_format("00000");
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 2, "Allocations", &plain)?;
        sheet.merge_range(2, 1, 3, 1, "north", &plain)?;
        let noon = ExcelDateTime::from_ymd(2016, 4, 5)?.and_hms(12, 30, 0)?;
        sheet.write_with_format(2, 0, &ExcelDateTime::from_ymd(2016, 4, 5)?, &day)?;
        sheet.write_with_format(3, 0, &noon, &moment)?;
        sheet.write(2, 2, " \u{a3}1,234.10 ")?;
        sheet.write_with_format(3, 2, 123, &padded)?;
        sheet.write(4, 2, 1.15)?;
        sheet.write(4, 3, true)?;
        sheet.write_with_format(4, 0, 1.5, &hours)?;
        sheet.write_with_format(6, 0, 0, &day)?;
        sheet.write_with_format(6, 1, 20_160_405, &day)?;
        sheet.write_formula(5, 0, Formula::new("=1/0").set_result("#DIV/0!"))?;
        sheet.write_formula(
            5,
            2,
            Formula::new("=0.1+0.2").set_result("0.30000000000000004"),
        )?;
        sheet.set_row_hidden(4)?;
        sheet.write_blank(9, 0, &padded)?;
        book.add_worksheet().set_name("aside")?.set_hidden(true);
        book.save_to_buffer()
    }

    fn shown(row: &GridRow) -> Vec<String> {
        row.cells.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_cell_is_what_a_person_sees_and_has_the_row_that_a_person_sees() {
        let grids = Grid::of_workbook("a.xlsx", &written().expect("a workbook")).expect("grids");
        let names: Vec<_> = grids
            .iter()
            .map(|it| (it.sheet.as_deref(), it.shown))
            .collect();
        let hidden = (Some("aside"), Shown::Hidden);
        assert_eq!(names, [(Some("first"), Shown::InSight), hidden]);
        let rows: Vec<_> = grids[0].rows.iter().map(|it| (it.row, it.shown)).collect();
        let (seen, unseen) = (Shown::InSight, Shown::Hidden);
        assert_eq!(
            rows,
            [
                (1, seen),
                (3, seen),
                (4, seen),
                (5, unseen),
                (6, seen),
                (7, seen)
            ]
        );
        let rows = &grids[0].rows;
        let no_days = [
            "0, shown as a day or a time",
            "20160405, shown as a day or a time",
        ];
        assert_eq!(shown(&rows[5]), no_days);
        let a1 = "a part of the merged cell A1";
        assert_eq!(shown(&rows[0]), ["Allocations", a1, a1]);
        assert_eq!(shown(&rows[1]), ["2016-04-05", "north", " \u{a3}1,234.10 "]);
        assert_eq!(rows[1].cells[2].text(), Some("\u{a3}1,234.10"));
        let b3 = "a part of the merged cell B3";
        assert_eq!(shown(&rows[2]), ["2016-04-05 12:30:00", b3, "00123"]);
        assert_eq!(
            shown(&rows[3]),
            ["1.5, shown as a day or a time", "", "1.15", "yes"]
        );
        assert_eq!(shown(&rows[4]), ["#DIV/0!", "", "0.3"]);
        let number = matches!(&rows[4].cells[2], GridCell::Number(it) if it == "0.3");
        assert!(number);
    }

    #[test]
    fn what_is_no_workbook_is_told_what_to_do() {
        let no = |bytes: &[u8]| Grid::of_workbook("a.xlsx", bytes).expect_err("no workbook");
        assert!(matches!(
            no(b"\xd0\xcf\x11\xe0"),
            GridFault::OldWorkbook { .. }
        ));
        assert!(matches!(no(b"a,b\n1,2\n"), GridFault::NotAWorkbook { .. }));
        assert!(matches!(no(b""), GridFault::NotAWorkbook { .. }));
    }
}
