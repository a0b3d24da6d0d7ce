//! Accruals and what meets them, from their fields.

use crate::journal::act::Accrue;
use crate::journal::field::{AN_ID, FieldReader, POUNDS};

pub(super) fn accrue(from: &mut FieldReader<'_>) -> Option<Accrue> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let commitment = from.id("commitment");
    let stream = from.id("stream");
    let body = from.id("body");
    let project = from.id("project");
    let purpose = from.id("purpose");
    let year = from.year("year");
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let vintage = from.year("vintage");
    let cost = from.id("cost");
    Some(Accrue {
        id: id?,
        commitment,
        stream,
        body,
        project,
        purpose,
        year,
        amount: amount?,
        vintage,
        cost,
    })
}
