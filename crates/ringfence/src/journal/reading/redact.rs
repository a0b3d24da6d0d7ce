//! Redactions from their fields.

use crate::journal::act::Redact;
use crate::journal::field::FieldReader;

pub(super) fn redact(from: &mut FieldReader<'_>) -> Option<Redact> {
    const EXPECTED: &str = "numbers of entries, with ; between them";
    let mut entries = from.needed("entries", FieldReader::numbers, EXPECTED)?;
    entries.sort_unstable();
    entries.dedup();
    Some(Redact { entries })
}
