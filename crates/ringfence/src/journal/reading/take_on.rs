//! Lines taken on from another book, from their fields.

use crate::journal::act::TakeOn;
use crate::journal::field::{A_YEAR, AN_ID, FieldReader, POUNDS};
use crate::noun::Recurrence;
use crate::word::Money;

pub(super) fn take_on(from: &mut FieldReader<'_>) -> Option<TakeOn> {
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let vintage = from.year("vintage");
    let recurrence = from.word("recurrence").unwrap_or(Recurrence::NonRecurrent);
    let authority = from.needed("authority", FieldReader::money, POUNDS);
    let invoiced = from.money("invoiced").unwrap_or(Money::ZERO);
    let released = from.money("released").unwrap_or(Money::ZERO);
    let full_year = from.money("full_year");
    Some(TakeOn {
        stream: stream?,
        body: body?,
        year: year?,
        vintage,
        recurrence,
        authority: authority?,
        invoiced,
        released,
        full_year,
    })
}
