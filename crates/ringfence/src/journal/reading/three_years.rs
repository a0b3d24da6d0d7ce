//! Three-year plans from their fields.

use crate::journal::act::{AddPlan, AddPlanLine, PublishPlan};
use crate::journal::field::{A_YEAR, AN_ID, FieldReader, POUNDS};
use crate::noun::Recurrence;

pub(super) fn add_plan(from: &mut FieldReader<'_>) -> Option<AddPlan> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let first_year = from.needed("first_year", FieldReader::year, A_YEAR);
    let replaces = from.id("replaces");
    Some(AddPlan {
        id: id?,
        body: body?,
        first_year: first_year?,
        replaces,
    })
}

pub(super) fn add_plan_line(from: &mut FieldReader<'_>) -> Option<AddPlanLine> {
    let plan = from.needed("plan", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let project = from.id("project");
    let cost = from.id("cost");
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let recurrence = from.word("recurrence").unwrap_or(Recurrence::NonRecurrent);
    Some(AddPlanLine {
        plan: plan?,
        year: year?,
        stream: stream?,
        project,
        cost,
        amount: amount?,
        recurrence,
    })
}

pub(super) fn publish_plan(from: &mut FieldReader<'_>) -> Option<PublishPlan> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    Some(PublishPlan { id: id? })
}
