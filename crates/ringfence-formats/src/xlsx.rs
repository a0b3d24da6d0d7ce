//! Tables as workbooks of Excel.

use chrono::NaiveDate;
use ringfence::view::{Cell, ColumnKind};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use thiserror::Error;

use crate::Frame;

/// Excel keeps so many digits of a number, and shows noughts after them.
const DIGITS: u32 = 15;

/// What a workbook cannot hold, and where it stands.
///
/// ```
/// use ringfence::view::{Cell, ColumnKind};
/// use ringfence_formats::{Frame, xlsx_of};
///
/// let cell = Cell::Money("10000000000000.00".parse()?);
/// let columns = vec![("left".into(), ColumnKind::Money)];
/// let frame = Frame { columns, rows: vec![vec![cell]], ..Frame::default() };
/// let no = xlsx_of(&frame, "").unwrap_err();
/// assert!(no.to_string().starts_with("row 0, column \"left\": found £10,000,000,000,000.00"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Error)]
pub enum XlsxFault {
    /// A figure of more digits than Excel keeps.
    #[error(
        "row {row}, column {column:?}: found {found}; Excel keeps {DIGITS} digits of a number: \
        write it as CSV, or leave the column out"
    )]
    TooManyDigits {
        /// The row, from 0.
        row: usize,
        /// The column.
        column: String,
        /// The figure.
        found: String,
    },
    /// More rows or columns than a sheet has, a text longer than a cell takes, or a file that
    /// cannot be put together.
    #[error("the workbook cannot be written: {0}")]
    Unwritten(#[from] XlsxError),
}

/// A table as a workbook: its bytes, which are the same for the same table.
///
/// The first row has the names of the columns and stays in sight; each column can be filtered.
/// Sums are numbers in pounds, to the penny, and days are days, so that a person can add up and
/// sort. *Not recorded* stands in these words; what has no answer is an empty cell. The title,
/// the notes and where the figures come from stand on a second sheet.
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
/// At a figure of more digits than Excel keeps, with its row and column; where there are more
/// rows than a sheet has, 1,048,576 with the names.
pub fn xlsx_of(frame: &Frame, source: &str) -> Result<Vec<u8>, XlsxFault> {
    let mut book = Workbook::new();
    // The same table, the same bytes: nobody asks what time it is.
    let begun = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_creation_datetime(&begun);
    book.set_properties(&properties.set_title(&frame.title));
    write_table(book.add_worksheet().set_name("table")?, frame)?;
    write_notes(book.add_worksheet().set_name("notes")?, frame, source)?;
    Ok(book.save_to_buffer()?)
}

fn write_table(sheet: &mut Worksheet, frame: &Frame) -> Result<(), XlsxFault> {
    let looks = Looks::new();
    for (place, (name, kind)) in frame.columns.iter().enumerate() {
        let (column, look) = (place_of(place)?, looks.of(*kind));
        let heading = if is_figure(*kind) {
            &looks.figure_heading
        } else {
            &looks.heading
        };
        sheet.set_column_format(column, look)?;
        sheet.write_with_format(0, column, name.as_ref(), heading)?;
        for (row, cells) in frame.rows.iter().enumerate() {
            let at = u32::try_from(row + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
            let Some(cell) = cells.get(place) else {
                continue;
            };
            match value_of(cell) {
                Value::Nothing => {}
                Value::Figure(figure) if !is_kept(figure) => {
                    return Err(XlsxFault::TooManyDigits {
                        row,
                        column: name.to_string(),
                        found: cell.to_string(),
                    });
                }
                Value::Figure(figure) => drop(sheet.write_with_format(at, column, figure, look)?),
                Value::Day(day) => drop(sheet.write_with_format(at, column, &day, look)?),
                Value::Silent(words) => {
                    sheet.write_with_format(at, column, words, &looks.silent)?;
                }
                // As text, whatever it looks like: an id may be `00123` or begin with `=`.
                Value::Words(words) => {
                    sheet.write_string_with_format(at, column, words, look)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Some(last), Ok(rows)) = (
        frame.columns.len().checked_sub(1),
        u32::try_from(frame.rows.len()),
    ) {
        sheet.autofilter(0, 0, rows, place_of(last)?)?;
    }
    sheet.autofit();
    Ok(())
}

fn write_notes(sheet: &mut Worksheet, frame: &Frame, source: &str) -> Result<(), XlsxFault> {
    let lines = [frame.title.as_str()].into_iter();
    let lines = lines.chain(frame.notes.iter().map(String::as_str));
    let lines = lines.chain([source]).filter(|line| !line.is_empty());
    for (row, line) in (0..).zip(lines) {
        sheet.write_string(row, 0, line)?;
    }
    sheet.autofit();
    Ok(())
}

enum Value {
    Nothing,
    Figure(Decimal),
    Day(NaiveDate),
    Silent(&'static str),
    Words(String),
}

fn value_of(cell: &Cell) -> Value {
    match cell {
        Cell::Nothing => Value::Nothing,
        Cell::NotRecorded => Value::Silent("not recorded"),
        Cell::Money(sum) => Value::Figure(Decimal::new(sum.pence(), 2)),
        Cell::Wte(wte) => Value::Figure(Decimal::new(wte.hundredths().into(), 2)),
        Cell::Number(number) => Value::Figure(Decimal::from(*number)),
        Cell::Date(day) => Value::Day(*day),
        Cell::Text(words) => Value::Words(words.clone()),
        Cell::Flag(true) => Value::Words("yes".to_owned()),
        Cell::Flag(false) => Value::Words("no".to_owned()),
        Cell::Stated { .. } | Cell::Year(_) => Value::Words(cell.to_string()),
    }
}

/// Whether Excel keeps all digits of a figure.
fn is_kept(figure: Decimal) -> bool {
    figure.mantissa().unsigned_abs() < 10_u128.pow(DIGITS)
}

fn is_figure(kind: ColumnKind) -> bool {
    use ColumnKind::{Money, Number, Stated, Wte};
    matches!(kind, Money | Number | Stated | Wte)
}

fn place_of(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

/// How cells look.
struct Looks {
    heading: Format,
    figure_heading: Format,
    money: Format,
    wte: Format,
    number: Format,
    day: Format,
    stated: Format,
    words: Format,
    silent: Format,
}

impl Looks {
    fn new() -> Looks {
        let numbers = |form: &str| Format::new().set_num_format(form);
        let heading = Format::new().set_bold().set_text_wrap();
        let right = Format::new().set_align(FormatAlign::Right);
        Looks {
            figure_heading: heading.clone().set_align(FormatAlign::Right),
            heading,
            money: numbers("£#,##0.00;[Red]-£#,##0.00"),
            wte: numbers("0.00"),
            number: numbers("0"),
            day: numbers("d mmm yyyy"),
            stated: right.clone(),
            words: Format::new(),
            silent: right.set_italic().set_font_color(Color::Gray),
        }
    }

    fn of(&self, kind: ColumnKind) -> &Format {
        match kind {
            ColumnKind::Money => &self.money,
            ColumnKind::Wte => &self.wte,
            ColumnKind::Number => &self.number,
            ColumnKind::Date => &self.day,
            ColumnKind::Stated => &self.stated,
            _ => &self.words,
        }
    }
}
