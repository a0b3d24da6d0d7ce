//! Requests as the core reads them.

use ringfence::journal::{ActKind, Draft, FieldFault, FieldValue, Salt};
use ringfence::noun::Wording;
use serde_json::Value;

/// Reads a draft: its kind under `draft`, and its fields by the names that files and Python use.
/// Sums are texts, such as `"453000.00"`, or whole pounds.
pub(crate) fn draft(body: &Value) -> Result<Draft, Vec<FieldFault>> {
    let Some(object) = body.as_object() else {
        return Err(vec![fault("body", &kind_of(body), "one JSON object")]);
    };
    let word = object
        .get("draft")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let Some(kind) = ActKind::from_word(word) else {
        let expected = "the kind of a draft, such as \"commit\"";
        return Err(vec![fault("draft", &format!("{word:?}"), expected)]);
    };
    let (mut fields, mut faults) = (Vec::new(), Vec::new());
    for (name, value) in object.iter().filter(|(name, _)| *name != "draft") {
        match field(value) {
            Some(value) => fields.push((name.clone(), value)),
            None => {
                let expected = "a text, a whole number, true, false or a list of texts; a sum \
                                is written as a text";
                faults.push(fault(name, &kind_of(value), expected));
            }
        }
    }
    let mut read = match Draft::read(kind, &fields) {
        Ok(read) if faults.is_empty() => read,
        Ok(_) => return Err(faults),
        Err(others) => {
            faults.extend(others);
            return Err(faults);
        }
    };
    read.salt = Salt(salt()?);
    Ok(read)
}

fn field(value: &Value) -> Option<FieldValue> {
    Some(match value {
        Value::String(text) => FieldValue::Text(text.clone()),
        Value::Number(number) => FieldValue::Whole(number.as_i64()?),
        Value::Bool(flag) => FieldValue::Flag(*flag),
        Value::Array(all) => {
            let texts = all.iter().map(|it| it.as_str().map(str::to_owned));
            FieldValue::Texts(texts.collect::<Option<_>>()?)
        }
        Value::Null | Value::Object(_) => return None,
    })
}

/// The salt of an entry: nobody can guess its words from their hash once they are redacted.
fn salt() -> Result<[u8; 16], Vec<FieldFault>> {
    let mut salt = [0; 16];
    let drawn = getrandom::fill(&mut salt);
    drawn.map_err(|no| vec![fault("salt", &no.to_string(), "a source of random bytes")])?;
    Ok(salt)
}

fn fault(field: &str, found: &str, expected: &str) -> FieldFault {
    FieldFault {
        field: field.to_owned(),
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}

fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        other => other.to_string(),
    }
}
