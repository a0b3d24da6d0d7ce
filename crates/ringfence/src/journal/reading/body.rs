//! What is said of bodies in time, from its fields.

use std::num::NonZeroU32;

use crate::journal::act::{EndBody, MakeLegal, RecordPopulation, Successor};
use crate::journal::field::{AN_ID, FieldReader};

pub(super) fn make_legal(from: &mut FieldReader<'_>) -> Option<MakeLegal> {
    let body = from.needed("body", FieldReader::id, AN_ID)?;
    Some(MakeLegal { body })
}

pub(super) fn end_body(from: &mut FieldReader<'_>) -> Option<EndBody> {
    let body = from.needed("body", FieldReader::id, AN_ID);
    let heirs = from.ids("into").unwrap_or_default();
    let weights = from.weights("weights");
    let count = weights.as_ref().map_or(heirs.len(), Vec::len);
    if count != heirs.len() {
        let found = format!("{count} of them");
        from.fault("weights", &found, "as many as those who take over, or none");
        return None;
    }
    let weights = weights.unwrap_or_else(|| vec![NonZeroU32::MIN; count]);
    let into = heirs.into_iter().zip(weights);
    let into = into.map(|(body, weight)| Successor { body, weight });
    let (body, into) = (body?, into.collect());
    Some(EndBody { body, into })
}

pub(super) fn record_population(from: &mut FieldReader<'_>) -> Option<RecordPopulation> {
    const PEOPLE: &str = "a whole number of 1 or more";
    let body = from.needed("body", FieldReader::id, AN_ID);
    let count = from.needed("count", FieldReader::whole, PEOPLE);
    let read = count.and_then(|it| NonZeroU32::new(u32::try_from(it).ok()?));
    if let Some(found) = count.filter(|_| read.is_none()) {
        from.fault("count", &found.to_string(), PEOPLE);
    }
    let (body, count) = (body?, read?);
    Some(RecordPopulation { body, count })
}
