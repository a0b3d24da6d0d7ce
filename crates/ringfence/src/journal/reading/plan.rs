//! Forecasts and frozen months from their fields.

use crate::journal::act::{Forecast, Freeze};
use crate::journal::field::{A_YEAR, AN_ID, FieldReader, POUNDS};

pub(super) fn forecast(from: &mut FieldReader<'_>) -> Option<Forecast> {
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let role = from.needed("role", FieldReader::id, AN_ID);
    Some(Forecast {
        stream: stream?,
        body: body?,
        year: year?,
        amount: amount?,
        role: role?,
    })
}

pub(super) fn freeze(from: &mut FieldReader<'_>) -> Option<Freeze> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let month = from.needed("month", FieldReader::whole, "a whole number from 1 to 12");
    let (id, year, month) = (id?, year?, month?);
    Some(Freeze {
        id,
        year,
        month: u8::try_from(month).unwrap_or(u8::MAX),
    })
}
