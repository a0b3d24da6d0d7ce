//! What is said of bodies in time, from its fields.

use std::num::NonZeroU32;

use crate::journal::act::{MakeLegal, RecordPopulation};
use crate::journal::field::{AN_ID, FieldReader};

pub(super) fn make_legal(from: &mut FieldReader<'_>) -> Option<MakeLegal> {
    let body = from.needed("body", FieldReader::id, AN_ID)?;
    Some(MakeLegal { body })
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
