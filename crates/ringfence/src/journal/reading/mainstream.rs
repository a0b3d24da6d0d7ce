//! A mainstreaming, from its fields.

use crate::journal::act::Mainstream;
use crate::journal::field::{AN_ID, FieldReader};

pub(super) fn mainstream(from: &mut FieldReader<'_>) -> Option<Mainstream> {
    let project = from.needed("project", FieldReader::id, AN_ID);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.id("body");
    let commitments = from.ids("commitments").unwrap_or_default();
    let annual = from.money("annual");
    let new_ids = from.ids("new_ids").unwrap_or_default();
    let evaluation = from.id("evaluation");
    Some(Mainstream {
        project: project?,
        stream: stream?,
        body,
        commitments,
        annual,
        new_ids,
        evaluation,
    })
}
