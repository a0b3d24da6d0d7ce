//! What a cell of a table becomes in Excel.

use chrono::{Datelike, NaiveDate};
use ringfence::view::Cell;
use rust_decimal::Decimal;

use super::XlsxFault;

/// Excel keeps so many digits of a number, and shows noughts after them.
pub(super) const DIGITS: u32 = 15;

/// How many letters, as UTF-16 counts them, a cell of Excel holds.
const LETTERS: usize = 32_767;

pub(super) const NOT_RECORDED: &str = "not recorded";

pub(super) enum Value {
    Nothing,
    Figure(Decimal),
    Day(NaiveDate),
    Silent(&'static str),
    Words(String),
}

pub(super) fn value_of(cell: &Cell) -> Value {
    match cell {
        Cell::Nothing => Value::Nothing,
        Cell::NotRecorded => Value::Silent(NOT_RECORDED),
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
pub(super) fn is_kept(figure: Decimal) -> bool {
    figure.mantissa().unsigned_abs() < 10_u128.pow(DIGITS)
}

/// What stands against a cell of a row and column; nothing where Excel holds it as it is.
pub(super) fn unheld(cell: &Cell, row: usize, column: &str) -> Option<XlsxFault> {
    let column = column.to_owned();
    let holds = match value_of(cell) {
        Value::Figure(figure) if !is_kept(figure) => {
            let found = cell.to_string();
            return Some(XlsxFault::TooManyDigits { row, column, found });
        }
        Value::Words(words) => unheld_words(&words)?,
        // Excel counts days from 1 March 1900 without a fault, and up to the year 9999.
        Value::Day(day) if day < FIRST_DAY || day.year() > 9999 => {
            "days from 1900-03-01 to 9999-12-31"
        }
        _ => return None,
    };
    let found = match cell {
        Cell::Text(words) => format!("{:?}", words.chars().take(40).collect::<String>()),
        other => other.to_string(),
    };
    Some(XlsxFault::Unheld {
        row,
        column,
        found,
        holds,
    })
}

const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(1900, 3, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

fn unheld_words(words: &str) -> Option<&'static str> {
    let is_control = |one: char| one < ' ' && one != '\n' && one != '\t';
    let is_none = |one: char| is_control(one) || matches!(one, '\u{fffe}' | '\u{ffff}');
    if words.chars().any(is_none) {
        Some("no control characters but a tab and a new line")
    } else if words.encode_utf16().count() > LETTERS {
        Some("32,767 letters")
    } else {
        None
    }
}
