//! The cells of tables that programs hand in.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType};
use arrow_schema::{DataType, TimeUnit};
use chrono::{NaiveDateTime, NaiveTime};

use super::words::words_of;
use crate::grid::{Broken, GridCell};

/// The cells of a column, one by one.
pub(crate) type Cells<'a> = Box<dyn Fn(usize) -> GridCell + 'a>;

/// How the cells of a column are read; nothing for a type that no draft has.
///
/// A floating-point number is broken, for it is not exact, unless it stands for nothing (NaN). A
/// moment at midnight without a time zone is a day: tools that have no days write them so.
pub(crate) fn cells_of(column: &ArrayRef) -> Option<Cells<'_>> {
    if let Some(words) = words_of(column) {
        return Some(Box::new(move |row| {
            words[row].map_or(GridCell::Blank, |text| GridCell::Text(text.to_owned()))
        }));
    }
    match column.data_type() {
        DataType::Int8 => Some(numbers::<Int8Type>(column)),
        DataType::Int16 => Some(numbers::<Int16Type>(column)),
        DataType::Int32 => Some(numbers::<Int32Type>(column)),
        DataType::Int64 => Some(numbers::<Int64Type>(column)),
        DataType::UInt8 => Some(numbers::<UInt8Type>(column)),
        DataType::UInt16 => Some(numbers::<UInt16Type>(column)),
        DataType::UInt32 => Some(numbers::<UInt32Type>(column)),
        DataType::UInt64 => Some(numbers::<UInt64Type>(column)),
        DataType::Float32 => Some(floats::<Float32Type>(column)),
        DataType::Float64 => Some(floats::<Float64Type>(column)),
        DataType::Decimal128(..) => {
            let sums = column.as_primitive::<Decimal128Type>();
            Some(given(column, |row| {
                let digits = sums.value_as_string(row);
                let plain = match digits.contains('.') {
                    true => digits.trim_end_matches('0').trim_end_matches('.'),
                    false => &digits,
                };
                GridCell::Number(plain.to_owned())
            }))
        }
        DataType::Boolean => {
            let flags = column.as_boolean();
            Some(given(column, |row| GridCell::Flag(flags.value(row))))
        }
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>();
            Some(given(column, |row| {
                days.value_as_date(row)
                    .map_or_else(|| no_day(days.value(row)), GridCell::Day)
            }))
        }
        DataType::Timestamp(unit, None) => Some(moments(column, *unit)),
        _ => None,
    }
}

/// Cells of which none is null.
fn given<'a>(column: &'a ArrayRef, cell: impl Fn(usize) -> GridCell + 'a) -> Cells<'a> {
    Box::new(move |row| match column.is_null(row) {
        true => GridCell::Blank,
        false => cell(row),
    })
}

fn numbers<Of: ArrowPrimitiveType>(column: &ArrayRef) -> Cells<'_>
where
    Of::Native: ToString,
{
    let numbers = column.as_primitive::<Of>();
    given(column, |row| {
        GridCell::Number(numbers.value(row).to_string())
    })
}

fn floats<Of: ArrowPrimitiveType>(column: &ArrayRef) -> Cells<'_>
where
    Of::Native: ToString,
{
    let numbers = column.as_primitive::<Of>();
    given(column, |row| match numbers.value(row).to_string() {
        nan if nan == "NaN" => GridCell::Blank,
        number => GridCell::Broken(Broken::Float(number)),
    })
}

fn moments(column: &ArrayRef, unit: TimeUnit) -> Cells<'_> {
    let at = move |row: usize| match unit {
        TimeUnit::Second => column
            .as_primitive::<TimestampSecondType>()
            .value_as_datetime(row),
        TimeUnit::Millisecond => {
            let of = column.as_primitive::<TimestampMillisecondType>();
            of.value_as_datetime(row)
        }
        TimeUnit::Microsecond => {
            let of = column.as_primitive::<TimestampMicrosecondType>();
            of.value_as_datetime(row)
        }
        TimeUnit::Nanosecond => {
            let of = column.as_primitive::<TimestampNanosecondType>();
            of.value_as_datetime(row)
        }
    };
    given(column, move |row| {
        at(row).map_or_else(|| no_day("a moment beyond all calendars"), day_or_moment)
    })
}

/// A day beyond all calendars.
fn no_day(serial: impl ToString) -> GridCell {
    GridCell::Broken(Broken::NotADay(serial.to_string()))
}

fn day_or_moment(moment: NaiveDateTime) -> GridCell {
    match moment.time() == NaiveTime::MIN {
        true => GridCell::Day(moment.date()),
        false => GridCell::Moment(moment),
    }
}
