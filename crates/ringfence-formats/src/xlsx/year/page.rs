//! A sheet of sums, written row by row.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ConditionalFormatFormula, Worksheet};

use super::super::XlsxFault;
use super::super::figure::Figure;
use super::super::listed::{HEADING_HEIGHT, column_of, print_wide};
use super::super::look::Looks;

/// A sheet of sums.
pub(super) struct Page<'w> {
    sheet: &'w mut Worksheet,
    pub(super) looks: &'w Looks,
    /// The next row.
    pub(super) row: u32,
}

/// How a row looks.
#[derive(Clone, Copy)]
pub(super) enum Weight {
    Plain,
    Total,
}

impl<'w> Page<'w> {
    /// A sheet with its title and what stands beneath.
    pub(super) fn new(
        sheet: &'w mut Worksheet,
        looks: &'w Looks,
        title: &str,
        beneath: &str,
    ) -> Result<Page<'w>, XlsxFault> {
        print_wide(sheet);
        sheet.write_string_with_format(0, 0, title, &looks.title)?;
        sheet.write_string_with_format(1, 0, beneath, &looks.quiet)?;
        Ok(Page {
            sheet,
            looks,
            row: 3,
        })
    }

    /// How wide the columns are: the first ones as said, all others as a sum is.
    pub(super) fn widths(&mut self, first: &[u32], sums: usize) -> Result<(), XlsxFault> {
        let widths = first.iter().copied().chain(std::iter::repeat_n(15, sums));
        for (at, width) in widths.enumerate() {
            self.sheet.set_column_width(column_of(at)?, width)?;
        }
        Ok(())
    }

    /// A line above some rows.
    pub(super) fn section(&mut self, words: &str) -> Result<(), XlsxFault> {
        let look = &self.looks.section;
        self.sheet
            .write_string_with_format(self.row, 0, words, look)?;
        self.row += 1;
        Ok(())
    }

    /// A line of words.
    pub(super) fn line(&mut self, words: &str) -> Result<(), XlsxFault> {
        self.sheet
            .write_string_with_format(self.row, 0, words, &self.looks.quiet)?;
        self.row += 1;
        Ok(())
    }

    /// The names of columns; the first so many are of words, the others of figures.
    pub(super) fn headings(&mut self, names: &[&str], words: usize) -> Result<(), XlsxFault> {
        for (at, name) in names.iter().enumerate() {
            let look = match at < words {
                true => &self.looks.heading,
                false => &self.looks.figure_heading,
            };
            self.sheet
                .write_string_with_format(self.row, column_of(at)?, *name, look)?;
        }
        self.sheet.set_row_height(self.row, HEADING_HEIGHT)?;
        self.row += 1;
        Ok(())
    }

    /// Keeps all above in sight, and prints the last rows of it on each page.
    pub(super) fn freeze(&mut self, rows: u32) -> Result<(), XlsxFault> {
        self.sheet.set_freeze_panes(self.row, 0)?;
        self.sheet.set_repeat_rows(self.row - rows, self.row - 1)?;
        Ok(())
    }

    /// Words at the beginning of the row.
    pub(super) fn words(&mut self, words: &[&str], weight: Weight) -> Result<(), XlsxFault> {
        let look = match weight {
            Weight::Plain => &self.looks.words,
            Weight::Total => &self.looks.total_words,
        };
        for (at, words) in words.iter().enumerate() {
            self.sheet
                .write_string_with_format(self.row, column_of(at)?, *words, look)?;
        }
        Ok(())
    }

    /// A sum in a column of the row.
    pub(super) fn figure(
        &mut self,
        at: usize,
        figure: &Figure,
        weight: Weight,
    ) -> Result<(), XlsxFault> {
        let look = match (weight, figure.is_recorded()) {
            (_, false) => &self.looks.silent,
            (Weight::Plain, true) => &self.looks.money,
            (Weight::Total, true) => &self.looks.total,
        };
        let column = column_of(at)?;
        self.sheet
            .write_formula_with_format(self.row, column, figure.written()?, look)?;
        Ok(())
    }

    /// A whole number in a column of the row.
    pub(super) fn count(&mut self, at: usize, count: usize) -> Result<(), XlsxFault> {
        let (column, look) = (column_of(at)?, &self.looks.number);
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.sheet
            .write_number_with_format(self.row, column, count, look)?;
        Ok(())
    }

    /// Shows a column of differences, from a row to the last, in red where one is not nought.
    pub(super) fn differs(&mut self, at: usize, from: u32) -> Result<(), XlsxFault> {
        let (column, last) = (column_of(at)?, self.row.saturating_sub(1).max(from));
        let cell = row_col_to_cell(from, column);
        let rule = format!("=AND(ISNUMBER({cell}),{cell}<>0)");
        let red = ConditionalFormatFormula::new().set_rule(rule.as_str());
        let red = red.set_format(&self.looks.amiss);
        self.sheet
            .add_conditional_format(from, column, last, column, &red)?;
        Ok(())
    }

    /// The name of a cell of a row.
    pub(super) fn cell(row: u32, at: usize) -> Result<String, XlsxFault> {
        Ok(row_col_to_cell(row, column_of(at)?))
    }

    /// The name of the cells of a column, from a row to the one above the next.
    pub(super) fn above(&self, at: usize, from: u32) -> Result<String, XlsxFault> {
        let last = Self::cell(self.row.saturating_sub(1).max(from), at)?;
        Ok(format!("{}:{last}", Self::cell(from, at)?))
    }
}
