//! What one cell holds.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

/// What stands in one cell.
///
/// ```
/// use ringfence_formats::{Broken, GridCell};
///
/// assert_eq!(GridCell::Number("1234.5".into()).to_string(), "1234.5");
/// assert_eq!(GridCell::Broken(Broken::Error("#REF!".into())).to_string(), "#REF!");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum GridCell {
    /// Nothing.
    #[default]
    Blank,
    /// A text, blanks around it and all.
    Text(String),
    /// A number, as a plain decimal without an exponent: `-1234.5`.
    ///
    /// Excel keeps doubles and shows 15 digits of them. A number of more digits is taken to these
    /// 15 where that leaves three places or more, so that what is left out is far below a penny:
    /// 0.1 + 0.2 is `0.3`, a third of a hundred `33.3333333333333`. Otherwise it is
    /// [`TooManyDigits`](Broken::TooManyDigits).
    Number(String),
    /// A day.
    Day(NaiveDate),
    /// A day with a time that is not midnight.
    Moment(NaiveDateTime),
    /// Yes or no.
    Flag(bool),
    /// What belongs to the merged cell of that name, in whose first cell it stands.
    Covered(String),
    /// What cannot be taken as it stands.
    Broken(Broken),
}

impl GridCell {
    /// Whether nothing stands there, or only blanks.
    pub fn is_blank(&self) -> bool {
        match self {
            GridCell::Blank => true,
            GridCell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What stands there as a text without blanks around it; nothing where it is no text.
    pub fn text(&self) -> Option<&str> {
        match self {
            GridCell::Text(text) => Some(text.trim()),
            _ => None,
        }
    }
}

impl fmt::Display for GridCell {
    /// As a person would copy it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GridCell::Blank => Ok(()),
            GridCell::Text(text) | GridCell::Number(text) => f.write_str(text),
            GridCell::Day(day) => write!(f, "{day}"),
            GridCell::Moment(moment) => write!(f, "{moment}"),
            GridCell::Flag(true) => f.write_str("yes"),
            GridCell::Flag(false) => f.write_str("no"),
            GridCell::Covered(first) => write!(f, "a part of the merged cell {first}"),
            GridCell::Broken(broken) => write!(f, "{broken}"),
        }
    }
}

/// Why a cell cannot be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// An error of the spreadsheet, such as `#REF!`.
    Error(String),
    /// A formula whose result was never calculated and kept.
    NeverCalculated,
    /// A number of more digits than Excel keeps, as the file has it.
    TooManyDigits(String),
    /// A day or a time that no calendar has; as the file has it.
    NotADay(String),
    /// Bytes that are not text; what could be read of them.
    NotUtf8(String),
    /// A text whose quotation marks are out of place.
    Quotation(String),
    /// A floating-point number of a program's table, as it is written in the shortest way.
    Float(String),
}

impl fmt::Display for Broken {
    /// What was found.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Error(word) => f.write_str(word),
            Broken::NeverCalculated => f.write_str("a formula that was never calculated"),
            Broken::TooManyDigits(number) => {
                write!(f, "{number}, more digits than the 15 that Excel keeps")
            }
            Broken::NotADay(serial) => write!(f, "{serial}, shown as a day or a time"),
            Broken::NotUtf8(text) => write!(f, "bytes that are not UTF-8 ({text:?})"),
            Broken::Quotation(_) => f.write_str("a quotation mark out of place"),
            Broken::Float(number) => write!(f, "{number}, a floating-point number"),
        }
    }
}

/// A column by the letters that a spreadsheet gives it; the first is 0.
///
/// ```
/// use ringfence_formats::column_name;
///
/// assert_eq!([0, 25, 26, 701, 702].map(column_name), ["A", "Z", "AA", "ZZ", "AAA"]);
/// ```
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    loop {
        let place = u8::try_from(left % 26).expect("below 26");
        letters.push(char::from(b'A' + place));
        match (left / 26).checked_sub(1) {
            Some(more) => left = more,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

/// A cell by the name that a spreadsheet gives it: a row counted from 1, a column from 0.
///
/// ```
/// assert_eq!(ringfence_formats::cell_name(5, 3), "D5");
/// ```
pub fn cell_name(row: usize, column: usize) -> String {
    format!("{}{row}", column_name(column))
}
