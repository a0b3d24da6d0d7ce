//! Columns of text, in each of the forms in which tools hand them out.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;

/// A column of text, row by row; nothing where it is of another type.
pub(super) fn words_of(column: &ArrayRef) -> Option<Vec<Option<&str>>> {
    match column.data_type() {
        DataType::Null => Some(vec![None; column.len()]),
        DataType::Utf8 => Some(column.as_string::<i32>().iter().collect()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().iter().collect()),
        DataType::Utf8View => Some(column.as_string_view().iter().collect()),
        DataType::Dictionary(keys, _) => match keys.as_ref() {
            DataType::Int8 => looked_up::<Int8Type>(column),
            DataType::Int16 => looked_up::<Int16Type>(column),
            DataType::Int32 => looked_up::<Int32Type>(column),
            DataType::Int64 => looked_up::<Int64Type>(column),
            DataType::UInt8 => looked_up::<UInt8Type>(column),
            DataType::UInt16 => looked_up::<UInt16Type>(column),
            DataType::UInt32 => looked_up::<UInt32Type>(column),
            DataType::UInt64 => looked_up::<UInt64Type>(column),
            _ => None,
        },
        _ => None,
    }
}

fn looked_up<Of: ArrowDictionaryKeyType>(column: &ArrayRef) -> Option<Vec<Option<&str>>> {
    let dictionary = column.as_dictionary::<Of>();
    let values = words_of(dictionary.values())?;
    let row = |row| dictionary.key(row).and_then(|at| values[at]);
    Some((0..dictionary.len()).map(row).collect())
}
