//! The fields of one line, as they stand.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::fault::{JournalFault, JournalFaultKind, JournalFaults};

/// The fields of one line: each may be taken once, and what is wrong with it is told.
pub(super) struct Fields<'f> {
    line: u64,
    fields: Vec<(String, Value)>,
    faults: &'f mut JournalFaults,
}

impl<'f> Fields<'f> {
    /// Tells every key that is unknown, missing or there twice.
    pub(super) fn new(
        line: u64,
        pairs: Pairs,
        keys: &[&str],
        faults: &'f mut JournalFaults,
    ) -> Fields<'f> {
        let mut fields: Vec<(String, Value)> = Vec::new();
        for (key, value) in pairs.0 {
            let kind = if !keys.contains(&key.as_str()) {
                let expected = keys.join(", ");
                JournalFaultKind::UnknownKey { expected }
            } else if fields.iter().any(|(earlier, _)| *earlier == key) {
                JournalFaultKind::KeyTwice
            } else {
                fields.push((key, value));
                continue;
            };
            faults.add(JournalFault::of_key(line, &key, kind));
        }
        Fields {
            line,
            fields,
            faults,
        }
    }

    pub(super) fn fault(&mut self, key: &str, kind: JournalFaultKind) {
        self.faults.add(JournalFault::of_key(self.line, key, kind));
    }

    /// Takes what a key holds, where it reads.
    pub(super) fn take<Of>(
        &mut self,
        key: &str,
        expected: &'static str,
        read: impl FnOnce(&Value) -> Option<Of>,
    ) -> Option<Of> {
        let Some(place) = self.fields.iter().position(|(it, _)| it == key) else {
            self.fault(key, JournalFaultKind::MissingKey { expected });
            return None;
        };
        let (_, value) = self.fields.swap_remove(place);
        let taken = read(&value);
        if taken.is_none() {
            let found = in_words(&value);
            self.fault(key, JournalFaultKind::BadValue { found, expected });
        }
        taken
    }
}

/// A value as a sentence shows it: cut short.
pub(super) fn in_words(value: &Value) -> String {
    let whole = match value {
        Value::Array(_) => return "a list".to_owned(),
        Value::Object(_) => return "an object".to_owned(),
        Value::String(text) => format!("{:?}", text.chars().take(61).collect::<String>()),
        other => other.to_string(),
    };
    match whole.char_indices().nth(62) {
        None => whole,
        Some((end, _)) => format!("{} …", &whole[..end]),
    }
}

/// The pairs of an object in their order, those that stand there twice among them.
pub(super) struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Pairs, D::Error> {
        from.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Pairs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}
