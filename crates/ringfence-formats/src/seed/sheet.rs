//! The cells of one CSV file, counted as a spreadsheet shows them.
//!
//! The csv crate passes blank lines by and counts lines, not rows; a fault needs the row that
//! people see. So the cells are split here: commas, quotation marks, either line ending.

/// A row and its cells, as bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawRow {
    /// As a spreadsheet counts: the first row is 1, blank rows count.
    pub(super) row: usize,
    /// What stands between the commas, without quotation marks.
    pub(super) cells: Vec<Vec<u8>>,
    /// The first cell, from 1, whose quotation marks are out of place.
    pub(super) bad_quotation: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    CellStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// Splits bytes into rows; rows whose cells are all blank are counted and left out.
pub(super) fn rows_of(bytes: &[u8]) -> Vec<RawRow> {
    let mut splitter = Splitter::new();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        let line_ends = byte == b'\n' || byte == b'\r';
        if line_ends && splitter.at != At::Quoted {
            if byte == b'\r' && rest.peek() == Some(&b'\n') {
                rest.next();
            }
            splitter.end_row();
        } else {
            splitter.take(byte);
        }
    }
    splitter.end()
}

struct Splitter {
    rows: Vec<RawRow>,
    row: usize,
    cells: Vec<Vec<u8>>,
    cell: Vec<u8>,
    bad_quotation: Option<usize>,
    at: At,
}

impl Splitter {
    fn new() -> Splitter {
        Splitter {
            rows: Vec::new(),
            row: 1,
            cells: Vec::new(),
            cell: Vec::new(),
            bad_quotation: None,
            at: At::CellStart,
        }
    }

    fn take(&mut self, byte: u8) {
        self.at = match (self.at, byte) {
            (At::CellStart, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::QuoteInQuoted,
            (At::CellStart | At::Plain | At::QuoteInQuoted, b',') => {
                self.cells.push(std::mem::take(&mut self.cell));
                At::CellStart
            }
            (At::QuoteInQuoted, b'"') | (At::Quoted, _) => {
                self.cell.push(byte);
                At::Quoted
            }
            (At::QuoteInQuoted, _) => {
                self.quotation_out_of_place();
                self.cell.push(byte);
                At::Plain
            }
            (At::CellStart | At::Plain, _) => {
                self.cell.push(byte);
                At::Plain
            }
        };
    }

    fn quotation_out_of_place(&mut self) {
        let cell = self.cells.len() + 1;
        self.bad_quotation.get_or_insert(cell);
    }

    fn end_row(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
        let cells = std::mem::take(&mut self.cells);
        let bad_quotation = self.bad_quotation.take();
        let blank = cells.iter().all(|cell| cell.trim_ascii().is_empty());
        if !blank || bad_quotation.is_some() {
            self.rows.push(RawRow {
                row: self.row,
                cells,
                bad_quotation,
            });
        }
        self.row += 1;
        self.at = At::CellStart;
    }

    fn end(mut self) -> Vec<RawRow> {
        if self.at == At::Quoted {
            self.quotation_out_of_place();
        }
        if !self.cells.is_empty() || !self.cell.is_empty() || self.bad_quotation.is_some() {
            self.end_row();
        }
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(usize, Vec<String>, Option<usize>)> {
        let text_of = |cell: Vec<u8>| String::from_utf8(cell).expect("text");
        rows_of(text.as_bytes())
            .into_iter()
            .map(|it| {
                let cells = it.cells.into_iter().map(text_of).collect();
                (it.row, cells, it.bad_quotation)
            })
            .collect()
    }

    fn row(row: usize, cells: &[&str]) -> (usize, Vec<String>, Option<usize>) {
        (
            row,
            cells.iter().map(|cell| (*cell).to_owned()).collect(),
            None,
        )
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
    }

    #[test]
    fn quotation_marks_out_of_place_are_found() {
        assert_eq!(shown("a,\"b\"c\n")[0].2, Some(2));
        assert_eq!(shown("\"never closed\n1,2\n")[0].2, Some(1));
        assert_eq!(shown("\"")[0].2, Some(1));
    }
}
