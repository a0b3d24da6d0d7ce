//! Accruals and what meets them, from their fields.

use super::money::entry_or_key;
use crate::journal::act::{Accrue, Credit, Prepay, Recharge, UsePrepayment};
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

pub(super) fn prepay(from: &mut FieldReader<'_>) -> Option<Prepay> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let (entry, posted_as) = entry_or_key(from);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    Some(Prepay {
        id: id?,
        entry,
        posted_as,
        amount: amount?,
    })
}

pub(super) fn use_prepayment(from: &mut FieldReader<'_>) -> Option<UsePrepayment> {
    let id = from.needed("id", FieldReader::id, AN_ID)?;
    Some(UsePrepayment { id })
}

pub(super) fn credit(from: &mut FieldReader<'_>) -> Option<Credit> {
    let (entry, posted_as) = entry_or_key(from);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    Some(Credit {
        entry,
        posted_as,
        amount: amount?,
    })
}

pub(super) fn recharge(from: &mut FieldReader<'_>) -> Option<Recharge> {
    let (entry, posted_as) = entry_or_key(from);
    let commitment = from.id("commitment");
    let stream = from.id("stream");
    let body = from.id("body");
    let project = from.id("project");
    let purpose = from.id("purpose");
    let year = from.year("year");
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let actual = from.flag("actual");
    let vintage = from.year("vintage");
    Some(Recharge {
        entry,
        posted_as,
        commitment,
        stream,
        body,
        project,
        purpose,
        year,
        amount: amount?,
        actual,
        vintage,
    })
}
