//! Acts in the life of a project, from their fields.

use crate::journal::act::{Approval, Approve, Propose, RecordDelay};
use crate::journal::field::{AN_ID, FieldReader};

pub(super) fn propose(from: &mut FieldReader<'_>) -> Option<Propose> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let purpose = from.needed("purpose", FieldReader::id, AN_ID);
    let proposed_by = from.id("proposed_by");
    let chain = from.ids("chain").unwrap_or_default();
    let scales = from.id("scales");
    Some(Propose {
        id: id?,
        body: body?,
        purpose: purpose?,
        proposed_by,
        chain,
        scales,
    })
}

pub(super) fn approve(from: &mut FieldReader<'_>) -> Option<Approve> {
    let project = from.needed("project", FieldReader::id, AN_ID);
    let amount = from.money("amount");
    let annual = from.money("annual");
    let (start, end) = (from.date("start"), from.date("end"));
    let adds = from.flag("adds");
    let (body, stream) = (from.id("body"), from.id("stream"));
    let present = who_was_there(from);
    let sum = match (amount, annual) {
        (Some(amount), None) => Some(Approval::Once { amount }),
        (None, Some(annual)) => Some(Approval::Annual {
            annual,
            from: start,
            until: end,
        }),
        _ => {
            from.fault(
                "amount",
                "both or neither of amount and annual",
                "one of the two",
            );
            None
        }
    };
    Some(Approve {
        project: project?,
        sum: sum?,
        adds,
        body,
        stream,
        present,
    })
}

/// How many were there.
fn who_was_there(from: &mut FieldReader<'_>) -> Option<u32> {
    let said = from.whole("present")?;
    let read = u32::try_from(said).ok();
    if read.is_none() {
        from.fault("present", &said.to_string(), "how many were there");
    }
    read
}

pub(super) fn record_delay(from: &mut FieldReader<'_>) -> Option<RecordDelay> {
    let project = from.needed("project", FieldReader::id, AN_ID);
    let cause = from.needed("cause", FieldReader::id, "one word such as procurement");
    let attributable_to = from.id("attributable_to").map(Into::into);
    let start = from.needed("start", FieldReader::date, "a day");
    let end = from.date("end");
    Some(RecordDelay {
        project: project?,
        cause: cause?,
        attributable_to,
        start: start?,
        end,
    })
}
