//! A frame on a sheet, as a table of Excel.

use std::collections::BTreeSet;

use ringfence::view::{Cell, ColumnKind};
use rust_xlsxwriter::{Format, Table, TableColumn, TableStyle, Worksheet, XlsxError};

use super::XlsxFault;
use super::look::Looks;
use super::value::{Value, unheld, value_of};
use crate::Frame;

/// How wide a column may be, in figures.
const WIDEST: usize = 48;
/// How high the names of columns stand, in points: two lines.
pub(super) const HEADING_HEIGHT: u8 = 32;
/// Room for the button by which a column is filtered.
const BUTTON: usize = 3;

/// What the names of the columns say on a sheet.
pub(super) type Heading = fn(&str) -> String;

/// Where a frame stands on a sheet, and what it is called there.
pub(super) struct Place<'p> {
    /// The row of the names of the columns.
    pub(super) top: u32,
    /// The name of the table; left out, Excel gives one.
    pub(super) name: Option<&'p str>,
    /// What the names of the columns become.
    pub(super) heading: Heading,
}

/// Writes a frame: the names of its columns, which stay in sight and are printed on each page,
/// and its rows, as a table that can be filtered and sorted.
pub(super) fn write_frame(
    sheet: &mut Worksheet,
    frame: &Frame,
    looks: &Looks,
    place: &Place<'_>,
) -> Result<(), XlsxFault> {
    for (at, (name, kind)) in frame.columns.iter().enumerate() {
        let column = column_of(at)?;
        let heading = (place.heading)(name);
        sheet.set_column_format(column, looks.of(*kind))?;
        sheet.set_column_width(
            column,
            u32::try_from(width(frame, at, &heading)).unwrap_or(9),
        )?;
        let look = looks.heading_of(*kind);
        if let Some(no) = unheld(&Cell::Text(heading.clone()), 0, name) {
            return Err(no);
        }
        sheet.write_string_with_format(place.top, column, &heading, look)?;
        for (row, cells) in frame.rows.iter().enumerate() {
            let Some(cell) = cells.get(at) else {
                continue;
            };
            if let Some(no) = unheld(cell, row, name) {
                return Err(no);
            }
            let silent = &looks.silent;
            write_cell(
                sheet,
                (row_of(place, row)?, column),
                cell,
                (looks.of(*kind), silent),
            )?;
        }
    }
    as_table(sheet, frame, looks, place)?;
    sheet.set_row_height(place.top, HEADING_HEIGHT)?;
    sheet.set_freeze_panes(place.top + 1, 0)?;
    sheet.set_repeat_rows(place.top, place.top)?;
    print_wide(sheet);
    Ok(())
}

/// Prints a sheet across, on as many pages as it is long and one wide.
pub(super) fn print_wide(sheet: &mut Worksheet) {
    sheet.set_landscape().set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&RPage &P of &N");
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    (look, silent): (&Format, &Format),
) -> Result<(), XlsxError> {
    match value_of(cell) {
        Value::Nothing => {}
        Value::Figure(figure) => drop(sheet.write_with_format(row, column, figure, look)?),
        Value::Day(day) => drop(sheet.write_with_format(row, column, &day, look)?),
        Value::Silent(words) => drop(sheet.write_with_format(row, column, words, silent)?),
        // As text, whatever it looks like: an id may be `00123` or begin with `=`.
        Value::Words(words) => {
            sheet.write_string_with_format(row, column, words, look)?;
        }
    }
    Ok(())
}

/// Makes a table of it where Excel can: one with rows, whose columns have names of their own. Any
/// other can be filtered.
fn as_table(
    sheet: &mut Worksheet,
    frame: &Frame,
    looks: &Looks,
    place: &Place<'_>,
) -> Result<(), XlsxFault> {
    let Some(last) = frame.columns.len().checked_sub(1) else {
        return Ok(());
    };
    let last = column_of(last)?;
    let names = frame.columns.iter().map(|(name, _)| (place.heading)(name));
    let names: Vec<String> = names.collect();
    let different: BTreeSet<String> = names.iter().map(|it| it.to_lowercase()).collect();
    // A table that a formula names has a row even where the frame has none.
    let rows = frame.rows.len().max(usize::from(place.name.is_some()));
    let bottom = place.top + u32::try_from(rows).map_err(|_| XlsxError::RowColumnLimitError)?;
    let is_named = names
        .iter()
        .all(|it| !it.trim().is_empty() && !it.contains(['\n', '\r']));
    if rows == 0 || different.len() < names.len() || !is_named {
        sheet.autofilter(place.top, 0, bottom, last)?;
        return Ok(());
    }
    let columns = names.iter().zip(&frame.columns).map(|(name, (_, kind))| {
        let column = TableColumn::new().set_header(name);
        column.set_header_format(looks.heading_of(*kind))
    });
    let columns: Vec<TableColumn> = columns.collect();
    let table = Table::new()
        .set_columns(&columns)
        .set_style(TableStyle::Light1);
    let table = match place.name {
        Some(name) => table.set_name(name),
        None => table,
    };
    sheet.add_table(place.top, 0, bottom, last, &table)?;
    Ok(())
}

/// How wide a column is: as its widest cell, and as the widest word of its name.
fn width(frame: &Frame, at: usize, heading: &str) -> usize {
    let of_cell = |cell: &Cell| {
        let lines = cell.to_string();
        lines
            .lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or(0)
    };
    let cells = frame.rows.iter().filter_map(|row| row.get(at));
    let cells = cells.map(of_cell).max().unwrap_or(0) + 1;
    let words = heading.split(' ').map(|word| word.chars().count());
    let least = match frame.columns.get(at) {
        Some((_, ColumnKind::Money)) => 13,
        Some((_, ColumnKind::Date)) => 12,
        _ => 8,
    };
    let heading = words.max().unwrap_or(0) + BUTTON;
    (cells + 1).max(heading).clamp(least, WIDEST)
}

fn row_of(place: &Place<'_>, row: usize) -> Result<u32, XlsxError> {
    let row = u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)?;
    Ok(place.top + 1 + row)
}

pub(super) fn column_of(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
