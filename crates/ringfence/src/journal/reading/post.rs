//! Posts, who is in them and who is not, from their fields.

use crate::journal::act::{ChangeCost, Fill, Post, RecordVacancy};
use crate::journal::field::{AN_ID, FieldReader, POUNDS};

/// What a commitment says of its post.
pub(super) fn of_commitment(from: &mut FieldReader<'_>) -> Option<Box<Post>> {
    let id = from.id("post");
    let employer = from.id("employer");
    let role = from.id("role");
    let wte = from.wte("wte");
    let payer = from.id("payer");
    let said = [
        ("employer", employer.is_some()),
        ("role", role.is_some()),
        ("wte", wte.is_some()),
        ("payer", payer.is_some()),
    ];
    for (field, _) in said.iter().filter(|(_, said)| *said && id.is_none()) {
        from.fault(field, "it without a post", "post, too");
    }
    Some(Box::new(Post {
        id: id?,
        employer,
        role,
        wte,
        payer,
    }))
}

pub(super) fn change_cost(from: &mut FieldReader<'_>) -> Option<ChangeCost> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let annual = from.needed("annual", FieldReader::money, POUNDS);
    Some(ChangeCost {
        id: id?,
        annual: annual?,
    })
}

pub(super) fn fill(from: &mut FieldReader<'_>) -> Option<Fill> {
    let post = from.needed("post", FieldReader::id, AN_ID);
    Some(Fill { post: post? })
}

pub(super) fn record_vacancy(from: &mut FieldReader<'_>) -> Option<RecordVacancy> {
    let post = from.needed("post", FieldReader::id, AN_ID);
    let cause = from.needed("cause", FieldReader::id, "one word such as recruitment");
    let attributable_to = from.id("attributable_to").map(Into::into);
    let start = from.needed("start", FieldReader::date, "a day");
    let end = from.date("end");
    Some(RecordVacancy {
        post: post?,
        cause: cause?,
        attributable_to,
        start: start?,
        end,
    })
}
