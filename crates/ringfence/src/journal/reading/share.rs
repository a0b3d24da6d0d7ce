//! The shares of a joint project, from their fields.

use std::num::NonZeroU32;

use crate::journal::act::{PartyShare, Share};
use crate::journal::field::{AN_ID, FieldReader};

pub(super) fn share(from: &mut FieldReader<'_>) -> Option<Share> {
    let project = from.needed("project", FieldReader::id, AN_ID);
    let cost = from.needed("parties", FieldReader::ids, "ids, with ; between them");
    let cost = cost.and_then(|ids| parties(from, ids, "weights"));
    let left = from.ids("left_parties").unwrap_or_default();
    let left = parties(from, left, "left_weights");
    let contributions = from.ids("contributions").unwrap_or_default();
    Some(Share {
        project: project?,
        cost: cost?,
        left: left?,
        contributions,
    })
}

/// Each with its weight: as many as there are parties, or none, which is the same for all.
fn parties(
    from: &mut FieldReader<'_>,
    ids: Vec<crate::noun::BodyId>,
    name: &str,
) -> Option<Vec<PartyShare>> {
    let weights = from.weights(name);
    let count = weights.as_ref().map_or(ids.len(), Vec::len);
    if count != ids.len() {
        from.fault(
            name,
            &format!("{count} of them"),
            "as many as parties, or none",
        );
        return None;
    }
    let weights = weights.unwrap_or_else(|| vec![NonZeroU32::MIN; count]);
    let all = ids.into_iter().zip(weights);
    Some(
        all.map(|(body, weight)| PartyShare { body, weight })
            .collect(),
    )
}
