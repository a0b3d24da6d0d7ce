//! A table as a workbook of Excel.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

use super::XlsxFault;
use super::listed::{Place, write_frame};
use super::look::Looks;
use super::value::unheld;
use crate::Frame;

/// A table as a workbook: its bytes, which are the same for the same table.
///
/// The first row has the names of the columns; it stays in sight and is printed on each page. The
/// rows are a table of Excel, each column of which can be filtered. Sums are numbers in pounds, to
/// the penny, and days are days, so that a person can add up and sort. Words stay words: one that
/// begins with `=` is no formula. *Not recorded* stands in these words; what has no answer is an
/// empty cell. The title, the notes and where the figures come from stand on a second sheet.
///
/// ```
/// use ringfence::journal::Header;
/// use ringfence::state::{Ledger, Selection};
/// use ringfence_formats::{Frame, xlsx_of};
///
/// let ledger = Ledger::new(Header::new("GBP")?);
/// let positions = ringfence::view::positions(&ledger, &Selection::default())?;
/// let bytes = xlsx_of(&Frame::from(positions), "a ledger without entries")?;
/// assert_eq!(bytes[..2], *b"PK");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// At a figure of more digits than Excel keeps, and at words or a day that a cell cannot hold,
/// with row and column; where there are more rows than a sheet has, 1,048,576 with the names.
pub fn xlsx_of(frame: &Frame, source: &str) -> Result<Vec<u8>, XlsxFault> {
    let mut book = begun(&frame.title)?;
    let looks = Looks::of_money("£#,##0.00;[Red]-£#,##0.00");
    let place = Place {
        top: 0,
        name: None,
        heading: str::to_owned,
    };
    write_frame(
        book.add_worksheet().set_name("table")?,
        frame,
        &looks,
        &place,
    )?;
    write_notes(book.add_worksheet().set_name("notes")?, frame, source)?;
    Ok(book.save_to_buffer()?)
}

/// A workbook without sheets. The same table, the same bytes: nobody asks what time it is.
pub(super) fn begun(title: &str) -> Result<Workbook, XlsxFault> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let held = unheld(&ringfence::view::Cell::Text(title.to_owned()), 0, "title");
    let title = if held.is_none() { title } else { "" };
    let properties = DocProperties::new().set_creation_datetime(&day);
    book.set_properties(&properties.set_title(title));
    Ok(book)
}

fn write_notes(sheet: &mut Worksheet, frame: &Frame, source: &str) -> Result<(), XlsxFault> {
    let lines = [frame.title.as_str()].into_iter();
    let lines = lines.chain(frame.notes.iter().map(String::as_str));
    let lines = lines.chain([source]).filter(|line| !line.is_empty());
    for (row, line) in (0..).zip(lines) {
        let cell = ringfence::view::Cell::Text(line.to_owned());
        if let Some(no) = unheld(&cell, row as usize, "notes") {
            return Err(no);
        }
        sheet.write_string(row, 0, line)?;
    }
    sheet.autofit();
    Ok(())
}
