//! A draft of fields as a row states them.

use ringfence::journal::{ActKind, Draft, FieldValue};
use ringfence::noun::Wording;

/// Of a kind by its word, and fields such as `id=wg | kind=government`.
pub(crate) fn draft(kind: &str, fields: &str) -> Draft {
    let pairs = fields.split('|').filter_map(|field| field.split_once('='));
    let typed = |text: &str| FieldValue::Text(text.trim().to_owned());
    let fields: Vec<_> = pairs
        .map(|(name, value)| (name.trim().to_owned(), typed(value)))
        .collect();
    let kind = ActKind::from_word(kind).expect("a kind");
    Draft::read(kind, &fields).unwrap_or_else(|faults| panic!("{faults:?}"))
}
