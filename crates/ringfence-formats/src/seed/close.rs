//! The rows of `closes.csv`.

use std::path::Path;

use chrono::NaiveDate;
use ringfence::journal::{FieldFault, FieldValue};
use ringfence::word::FinancialYear;

use super::book::book_named;
use super::{Place, SeedFault, SeedStep};

/// A year to plan and close; or what is wrong with the row, and with the book that it names.
pub(super) fn close_of(
    folder: Option<&Path>,
    fields: &[(String, FieldValue)],
    place: &Place,
    book_faults: &mut Vec<SeedFault>,
) -> Result<SeedStep, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let year = needed(fields, "year", "a year such as 2016-17", &mut faults)
        .and_then(|value| year_of(value, &mut faults));
    let effective = needed(fields, "effective", "a day such as 2017-03-31", &mut faults)
        .and_then(|value| day_of(value, &mut faults));
    let expected = "a rule book such as wales-2016";
    let book = needed(fields, "book", expected, &mut faults)
        .map(|value| book_named(folder, &text_of(value), place));
    match (year, effective, book) {
        (Some(year), Some(effective), Some(Ok(book))) => Ok(SeedStep::Close {
            year,
            effective,
            book: Box::new(book),
        }),
        (_, _, Some(Err(found))) => {
            book_faults.extend(found);
            Err(faults)
        }
        _ => Err(faults),
    }
}

fn needed<'a>(
    fields: &'a [(String, FieldValue)],
    name: &str,
    expected: &str,
    faults: &mut Vec<FieldFault>,
) -> Option<&'a FieldValue> {
    let field = fields.iter().find(|(field, _)| field == name);
    let blank =
        |value: &FieldValue| matches!(value, FieldValue::Text(text) if text.trim().is_empty());
    match field {
        Some((_, value)) if !blank(value) => Some(value),
        _ => {
            fault(faults, name, "nothing", expected);
            None
        }
    }
}

fn fault(faults: &mut Vec<FieldFault>, field: &str, found: &str, expected: &str) {
    let (field, found, expected) = (field.to_owned(), found.to_owned(), expected.to_owned());
    faults.push(FieldFault {
        field,
        found,
        expected,
    });
}

fn text_of(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => text.trim().to_owned(),
        FieldValue::Date(day) => day.to_string(),
        FieldValue::Flag(true) => "yes".to_owned(),
        _ => "no".to_owned(),
    }
}

fn year_of(value: &FieldValue, faults: &mut Vec<FieldFault>) -> Option<FinancialYear> {
    let read = text_of(value).parse();
    read.map_err(|no: ringfence::word::YearError| {
        fault(faults, "year", &no.to_string(), "a year such as 2016-17");
    })
    .ok()
}

fn day_of(value: &FieldValue, faults: &mut Vec<FieldFault>) -> Option<NaiveDate> {
    let text = text_of(value);
    let read = text.parse::<NaiveDate>().ok();
    let plain = read.filter(|day| day.to_string() == text);
    if plain.is_none() {
        let expected = "a day that exists, such as 2017-03-31";
        fault(faults, "effective", &format!("{text:?}"), expected);
    }
    plain
}
