//! Floors and caps from their fields.

use crate::journal::act::StreamTerm;
use crate::journal::field::{A_YEAR, AN_ID, FieldReader};
use crate::noun::{Counts, TermKind, TermSum};

pub(super) fn stream_term(from: &mut FieldReader<'_>, kind: TermKind) -> Option<StreamTerm> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let sum = sum(from);
    let by_day = match kind {
        TermKind::Floor => from.date("by_day"),
        TermKind::Cap => None,
    };
    let purposes = from.ids("purposes").unwrap_or_default();
    let counts: Option<Counts> = from.word("counts");
    Some(StreamTerm {
        id: id?,
        stream: stream?,
        body: body?,
        year: year?,
        sum: sum?,
        by_day,
        purposes,
        counts: counts.unwrap_or_default(),
    })
}

/// A sum, or a part with its rounding.
fn sum(from: &mut FieldReader<'_>) -> Option<TermSum> {
    let amount = from.money("amount");
    let (percent, round) = (from.percent("percent"), from.word("round"));
    match (amount, percent, round) {
        (Some(amount), None, None) => Some(TermSum::Amount { amount }),
        (None, Some(percent), Some(round)) => Some(TermSum::Part { percent, round }),
        _ => {
            from.fault(
                "amount",
                "half of it",
                "a sum; or a percentage with its rounding",
            );
            None
        }
    }
}
