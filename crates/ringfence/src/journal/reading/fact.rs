//! Reading a recorded fact.

use crate::journal::act::{FactOf, RecordFact};
use crate::journal::field::{AN_ID, FieldReader};
use crate::noun::{FactKind, FactValue};

pub(super) fn record_fact(from: &mut FieldReader<'_>) -> Option<RecordFact> {
    let fact = from.needed("fact", FieldReader::id, AN_ID);
    let of = of(from);
    let value = value(from);
    Some(RecordFact {
        fact: fact?,
        of: of?,
        value: value?,
    })
}

fn of(from: &mut FieldReader<'_>) -> Option<FactOf> {
    let names = ["hold", "commitment", "project", "stream", "body"];
    let given = names.map(|name| from.is_given(name));
    if !from.is_given("stream") && from.is_given("vintage") {
        let expected = "a year such as 2016-17, beside a stream";
        from.fault("vintage", "no stream beside it", expected);
        return None;
    }
    match given {
        [true, false, false, false, false] => {
            let hold = from.id("hold")?;
            Some(FactOf::Hold { hold })
        }
        [false, true, false, false, false] => {
            let commitment = from.id("commitment")?;
            Some(FactOf::Commitment { commitment })
        }
        [false, false, true, false, false] => {
            let project = from.id("project")?;
            Some(FactOf::Project { project })
        }
        [false, false, false, true, true] => {
            let (stream, body) = (from.id("stream"), from.id("body"));
            let vintage = from.year("vintage");
            let (stream, body) = (stream?, body?);
            Some(FactOf::Line {
                stream,
                body,
                vintage,
            })
        }
        [false, false, false, false, true] => {
            let body = from.id("body")?;
            Some(FactOf::Body { body })
        }
        _ => {
            let expected =
                "a body, a body with its stream, a project, a commitment or a hold, one of them";
            let any = given.into_iter().any(|given| given);
            let found = if any { "others beside it" } else { "nothing" };
            from.fault("body", found, expected);
            None
        }
    }
}

/// Nothing inside where it says that the value is not known.
fn value(from: &mut FieldReader<'_>) -> Option<Option<FactValue>> {
    const TYPES: &str = "money, date, year, text, whole or flag";
    let kind: FactKind = from.needed("type", FieldReader::word, TYPES)?;
    if !from.is_given("value") {
        return Some(None);
    }
    let value = match kind {
        FactKind::Money => from.money("value").map(FactValue::Money),
        FactKind::Date => from.date("value").map(FactValue::Date),
        FactKind::Year => from.year("value").map(FactValue::Year),
        FactKind::Text => from.id("value").map(FactValue::Text),
        FactKind::Flag => Some(FactValue::Flag(from.flag("value"))),
        FactKind::Whole => {
            let number = from.whole("value")?;
            i64::try_from(number).ok().map(FactValue::Whole)
        }
    };
    value.map(Some)
}
