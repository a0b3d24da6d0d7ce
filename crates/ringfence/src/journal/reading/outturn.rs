//! Reading how a year turned out.

use super::money::stated;
use crate::journal::act::{PublishedStatus, RecordOutturn};
use crate::journal::field::{A_YEAR, AN_ID, FieldReader};

pub(super) fn record_outturn(from: &mut FieldReader<'_>) -> Option<RecordOutturn> {
    let body = from.needed("body", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let [limit, cost, result] = ["limit", "cost", "result"].map(|name| from.money(name));
    let (status, stated) = (status(from), stated(from));
    Some(RecordOutturn {
        body: body?,
        year: year?,
        limit,
        cost,
        result,
        status: status?,
        stated,
    })
}

/// Nothing inside where nothing is said of a duty.
fn status(from: &mut FieldReader<'_>) -> Option<Option<PublishedStatus>> {
    let given = ["duty", "published", "since"].map(|name| from.is_given(name));
    if given == [false; 3] {
        return Some(None);
    }
    let duty = from.needed("duty", FieldReader::id, AN_ID);
    let published = from.needed("published", FieldReader::word, "met or not_met");
    let since = from.year("since");
    Some(Some(PublishedStatus {
        duty: duty?,
        since,
        published: published?,
    }))
}
