//! The cells of one CSV file, counted as a spreadsheet shows them.
//!
//! The csv crate passes blank lines by and counts lines, not rows; a fault needs the row that
//! people see. So the cells are split here: commas, quotation marks, either line ending.

use super::{Broken, Encoding, Grid, GridCell, GridFault, GridRow, Shown};

impl Grid {
    /// The cells of a CSV file. What is not text is one broken cell, and the rest is read.
    ///
    /// # Errors
    /// Text in UTF-16 that breaks off.
    ///
    /// ```
    /// use ringfence_formats::{Encoding, Grid, GridFault};
    ///
    /// let no = Grid::of_csv("a.csv", b"\xff\xfea", Encoding::Utf8).unwrap_err();
    /// assert!(matches!(no, GridFault::Utf16 { .. }));
    /// ```
    pub fn of_csv(file: &str, bytes: &[u8], encoding: Encoding) -> Result<Grid, GridFault> {
        let bytes = encoding.decoded(file, bytes)?;
        let mut from = CsvRows::of(&bytes);
        let (mut rows, mut row) = (Vec::new(), GridRow::default());
        while from.next_into(&mut row) {
            rows.push(std::mem::take(&mut row));
        }
        let (file, sheet, shown) = (file.to_owned(), None, Shown::InSight);
        Ok(Grid {
            file,
            sheet,
            shown,
            rows,
        })
    }
}

/// Splits bytes into rows, one at a time; rows whose cells are all blank are counted and left out.
pub(crate) struct CsvRows<'b> {
    rest: &'b [u8],
    row: usize,
    /// A cell whose quotation marks were taken off.
    unquoted: Vec<u8>,
}

/// What follows a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Cell,
    Row,
    Nothing,
}

impl<'b> CsvRows<'b> {
    /// Bytes without a mark.
    pub(crate) fn of(bytes: &'b [u8]) -> CsvRows<'b> {
        CsvRows {
            rest: bytes,
            row: 0,
            unquoted: Vec::new(),
        }
    }

    /// Takes the next row into one whose cells are used again; `false` where there is none.
    pub(crate) fn next_into(&mut self, row: &mut GridRow) -> bool {
        while !self.rest.is_empty() {
            self.row += 1;
            let mut cells = 0;
            let mut next = Next::Cell;
            while next == Next::Cell {
                next = self.cell(&mut row.cells, cells);
                cells += 1;
            }
            row.cells.truncate(cells);
            if !row.cells.iter().all(GridCell::is_blank) {
                row.row = self.row;
                return true;
            }
        }
        false
    }

    fn cell(&mut self, cells: &mut Vec<GridCell>, at: usize) -> Next {
        let rest = self.rest;
        if rest.first() == Some(&b'"') {
            return self.quoted_cell(cells, at);
        }
        let end = end_of(rest);
        put(cells, at, &rest[..end]);
        self.rest = &rest[end..];
        self.ended()
    }

    fn quoted_cell(&mut self, cells: &mut Vec<GridCell>, at: usize) -> Next {
        let mut rest = &self.rest[1..];
        self.unquoted.clear();
        let is_whole = loop {
            let Some(mark) = rest.iter().position(|byte| *byte == b'"') else {
                self.unquoted.extend(rest);
                rest = &[];
                break false;
            };
            self.unquoted.extend(&rest[..mark]);
            rest = &rest[mark + 1..];
            if rest.first() != Some(&b'"') {
                let end = end_of(rest);
                self.unquoted.extend(&rest[..end]);
                rest = &rest[end..];
                break end == 0;
            }
            self.unquoted.push(b'"');
            rest = &rest[1..];
        };
        put(cells, at, &self.unquoted);
        if !is_whole {
            let found = String::from_utf8_lossy(&self.unquoted).into_owned();
            cells[at] = GridCell::Broken(Broken::Quotation(found));
        }
        self.rest = rest;
        self.ended()
    }

    /// Passes over what ends a cell.
    fn ended(&mut self) -> Next {
        let (next, passed) = match self.rest {
            [b',', ..] => (Next::Cell, 1),
            [b'\r', b'\n', ..] => (Next::Row, 2),
            [_, ..] => (Next::Row, 1),
            [] => (Next::Nothing, 0),
        };
        self.rest = &self.rest[passed..];
        next
    }
}

/// Where a cell ends that is not within quotation marks.
fn end_of(rest: &[u8]) -> usize {
    let ends = |byte: &u8| matches!(byte, b',' | b'\n' | b'\r');
    rest.iter().position(ends).unwrap_or(rest.len())
}

/// Puts a cell into its place, into the text that stood there where there is one.
fn put(cells: &mut Vec<GridCell>, at: usize, bytes: &[u8]) {
    if cells.len() == at {
        cells.push(GridCell::Blank);
    }
    match (std::str::from_utf8(bytes), &mut cells[at]) {
        (Ok(""), cell) => *cell = GridCell::Blank,
        (Ok(text), GridCell::Text(kept)) => {
            kept.clear();
            kept.push_str(text);
        }
        (Ok(text), cell) => *cell = GridCell::Text(text.to_owned()),
        (Err(_), cell) => {
            let found = String::from_utf8_lossy(bytes).chars().take(40).collect();
            *cell = GridCell::Broken(Broken::NotUtf8(found));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(bytes: &[u8]) -> Grid {
        Grid::of_csv("a.csv", bytes, Encoding::Utf8).expect("a grid")
    }

    fn shown(text: &str) -> Vec<(usize, Vec<String>)> {
        let texts = |row: GridRow| row.cells.iter().map(ToString::to_string).collect();
        let rows = grid(text.as_bytes()).rows.into_iter();
        rows.map(|row| (row.row, texts(row))).collect()
    }

    fn row(row: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (row, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_count_as_a_spreadsheet_counts_them() {
        let text = "\u{feff}a,b\r\n\r\n1,\"two\r\nlines\"\r\n , \n3,\"say \"\"yes\"\"\"";
        assert_eq!(
            shown(text),
            [
                row(1, &["a", "b"]),
                row(3, &["1", "two\r\nlines"]),
                row(5, &["3", "say \"yes\""]),
            ]
        );
        assert_eq!(shown(""), []);
        assert_eq!(shown("a\rb"), [row(1, &["a"]), row(2, &["b"])]);
        assert_eq!(shown("5\" pipe,"), [row(1, &["5\" pipe", ""])]);
        assert_eq!(
            shown("a,b,c\n1\n\n"),
            [row(1, &["a", "b", "c"]), row(2, &["1"])]
        );
    }

    #[test]
    fn quotation_marks_out_of_place_are_found() {
        let broken = |text: &str, at: usize| {
            let cell = grid(text.as_bytes()).rows[0].cells[at].clone();
            matches!(cell, GridCell::Broken(Broken::Quotation(_)))
        };
        assert!(broken("a,\"b\"c\n", 1));
        assert!(!broken("a,\"b\"c\n", 0));
        assert!(broken("\"never closed\n1,2\n", 0));
        assert!(broken("\"", 0));
    }

    #[test]
    fn a_cell_that_is_no_text_is_broken_and_its_neighbours_are_read() {
        let cells = &grid(b"a,b\n\xa35,6\n").rows[1].cells;
        let found = "\u{fffd}5".to_owned();
        assert_eq!(cells[0], GridCell::Broken(Broken::NotUtf8(found)));
        assert_eq!(cells[1].text(), Some("6"));
    }

    #[test]
    fn utf_16_is_read_by_its_mark_and_windows_1252_where_somebody_says_so() {
        let of = |text: &str, mark: u16| -> Vec<u8> {
            let units = std::iter::once(mark).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        };
        let cells = &grid(&of("tŷ,£5\n", 0xfeff)).rows[0].cells;
        assert_eq!((cells[0].text(), cells[1].text()), (Some("tŷ"), Some("£5")));
        let big: Vec<u8> = of("£5\n", 0xfeff)
            .chunks(2)
            .flat_map(|it| [it[1], it[0]])
            .collect();
        assert_eq!(grid(&big).rows[0].cells[0].text(), Some("£5"));
        let half = Grid::of_csv("a.csv", b"\xff\xfea", Encoding::Utf8);
        assert!(matches!(half, Err(GridFault::Utf16 { .. })));
        let said = Grid::of_csv("a.csv", b"\xa35", Encoding::Windows1252).expect("a grid");
        assert_eq!(said.rows[0].cells[0].text(), Some("£5"));
        let plain = "Tŷ".as_bytes();
        let plain = Grid::of_csv("a.csv", plain, Encoding::Windows1252).expect("a grid");
        assert_eq!(plain.rows[0].cells[0].text(), Some("Tŷ"));
        let marked = "\u{feff}£5".as_bytes();
        let marked = Grid::of_csv("a.csv", marked, Encoding::Windows1252).expect("a grid");
        assert_eq!(marked.rows[0].cells[0].text(), Some("£5"));
    }
}
